import { inject } from 'vitest';

/** The built skill folder of this test run (see global-setup.ts); copy it before changing anything. */
export function skillFolder(): string {
  return inject('skillFolder');
}

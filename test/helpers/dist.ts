import { inject } from 'vitest';

/** The built skill folder of this run of the tests (see global-setup.ts); do not change it, copy it. */
export function skillFolder(): string {
  return inject('skillFolder');
}

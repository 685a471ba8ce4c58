import type { GuardPlaces } from '../../scripts/guard/index.js';

/** The places of a project inside a home, as the guard's tests use them. */
export const places: GuardPlaces = {
  project: '/home/u/my-app',
  gitDir: '/home/u/my-app/.git',
  commonDir: '/home/u/my-app/.git',
  stateDir: '/home/u/.local/state/cccc',
  home: '/home/u',
  cwd: '/home/u/my-app',
  caseSensitive: true,
};

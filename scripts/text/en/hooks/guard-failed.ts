import type { GuardFailed } from '../../types/guard-failed.js';

export const failed: GuardFailed = (detail, command) =>
  `cccc: in a terminal, run ${command}: the guard failed, and what it cannot judge does not run. ${detail}`;

import type { GuardFailed } from '../../types/guard-failed.js';

export const failed: GuardFailed = (detail, command) =>
  `cccc: the guard failed; what it cannot judge does not run: ${detail}. In a terminal, run: ${command}`;

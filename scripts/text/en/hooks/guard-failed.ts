import type { GuardFailed } from '../../types/guard-failed.js';

export const failed: GuardFailed = (detail) =>
  `cccc: the guard failed; what it cannot judge does not run: ${detail}. Look with: cccc doctor`;

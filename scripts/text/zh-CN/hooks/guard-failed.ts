import type { GuardFailed } from '../../types/guard-failed.js';

export const failed: GuardFailed = (detail, command) =>
  `cccc：请在终端运行 ${command}：守卫出错，无法判断的不予运行。${detail}`;

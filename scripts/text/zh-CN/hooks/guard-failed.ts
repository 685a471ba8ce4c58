import type { GuardFailed } from '../../types/guard-failed.js';

export const failed: GuardFailed = (detail) => `cccc：守卫出错；无法判断的不予运行：${detail}。查看：cccc doctor`;

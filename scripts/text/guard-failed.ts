import { failed as en } from './en/hooks/guard-failed.js';
import type { GuardFailedText } from './types/guard-failed.js';
import { failed as zhCN } from './zh-CN/hooks/guard-failed.js';

export const guardFailed: GuardFailedText = (language, detail, command) =>
  (/^zh\b/i.test(language) ? zhCN : en)(detail, command);

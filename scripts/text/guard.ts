import type { GuardText } from '../core/guard/words.js';
import { guard as en } from './en/hooks/guard.js';
import { guard as zhCN } from './zh-CN/hooks/guard.js';

export const guardText: GuardText = (language, cli) => (/^zh\b/i.test(language) ? zhCN : en)(cli);

import type { HookText } from '../core/loop/hook-words.js';
import { stop as en } from './en/hooks/stop.js';
import { stop as zhCN } from './zh-CN/hooks/stop.js';

export const hookText: HookText = (language) => (/^zh\b/i.test(language) ? zhCN : en);

import type { LineWords } from '../core/loop/status-line.js';
import { statusLine as en } from './en/hooks/status-line.js';
import { statusLine as zhCN } from './zh-CN/hooks/status-line.js';

/** The words of the status line for a language tag: Chinese for a Chinese tag, English for any other. */
export const statusLineText = (language: string): LineWords => (/^(zh|cmn)\b/i.test(language) ? zhCN : en);

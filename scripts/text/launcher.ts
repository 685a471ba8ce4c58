import type { Language } from '../core/say/language.js';
import { launcher as en } from './en/hooks/launcher.js';
import type { LauncherWords } from './types/launcher.js';
import { launcher as zhCN } from './zh-CN/hooks/launcher.js';

export const launcherText: Readonly<Record<Language, LauncherWords>> = { en, 'zh-CN': zhCN };

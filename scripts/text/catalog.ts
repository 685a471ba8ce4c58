import type { Language } from '../core/say/language.js';
import { en } from './en/index.js';
import type { Catalog } from './types/catalog.js';
import { zhCN } from './zh-CN/index.js';

const CATALOGS: Record<Language, Catalog> = { en, 'zh-CN': zhCN };

/** All texts of the program in one language. The hooks do not use it, because they load only their own words. */
export const catalogOf = (language: Language): Catalog => CATALOGS[language];

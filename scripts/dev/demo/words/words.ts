/** The words of the demo in each of the program's languages. */
import { type Language, languageFor } from '../../../core/say/language.js';
import { en } from './en.js';
import type { DemoWords } from './types.js';
import { zhCN } from './zh-CN.js';

const WORDS: Readonly<Record<Language, DemoWords>> = { en, 'zh-CN': zhCN };

/** The words for a language tag. */
export const wordsFor = (tag: string): DemoWords => WORDS[languageFor(tag)];

/** The words of somebody who answers in the language in which they are addressed. */
export const wordsOf = (told: string): DemoWords => wordsFor(/\p{Script=Han}/u.test(told) ? 'zh-CN' : 'en');

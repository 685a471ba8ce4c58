import type { DocumentWords } from '../core/plan/documents.js';
import { languageFor } from '../core/say/language.js';
import { catalogOf } from './catalog.js';

/** In: the language tag of a task. Out: headings and labels of its documents; English where there is no catalogue. */
export const documentWords = (tag: string): DocumentWords => catalogOf(languageFor(tag)).documents;

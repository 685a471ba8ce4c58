import type { DocumentWords } from '../core/plan/documents.js';
import { languageFor } from '../core/say/language.js';
import { catalogOf } from './catalog.js';

/** Headings and labels of the documents for a task's language tag; English for languages without a catalogue. */
export const documentWords = (tag: string): DocumentWords => catalogOf(languageFor(tag)).documents;

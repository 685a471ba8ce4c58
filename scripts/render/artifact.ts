import type { ArtifactWords } from '../core/review/artifact.js';
import { languageFor } from '../core/say/language.js';
import { catalogOf } from '../text/catalog.js';

/** The words of a review artifact for a task's language tag; English for languages without a catalogue. */
export const artifactWords = (tag: string): ArtifactWords => catalogOf(languageFor(tag)).artifact;

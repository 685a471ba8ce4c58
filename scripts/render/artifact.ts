import type { ArtifactWords } from '../core/review/artifact.js';
import { languageFor } from '../core/say/language.js';
import { catalogOf } from '../text/catalog.js';

/** In: the language tag of a task. Out: the words of its review artifacts; English where there is no catalogue. */
export const artifactWords = (tag: string): ArtifactWords => catalogOf(languageFor(tag)).artifact;

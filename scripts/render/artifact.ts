/** The words of a review artifact, and the coverage manifest as text. */
import type { ArtifactWords } from '../core/review/artifact.js';
import type { CoverageEntry } from '../core/review/coverage.js';
import { type Language, languageFor } from '../core/say/language.js';
import { column, oneLine } from '../core/say/plain.js';
import { catalogOf } from '../text/catalog.js';

/** The words of a review artifact for a task's language tag; English for languages without a catalogue. */
export const artifactWords = (tag: string): ArtifactWords => catalogOf(languageFor(tag)).artifact;

/** One line for each changed file, in the words of the artifact; or one line that says that nothing has changed. */
export function coverageText(manifest: readonly CoverageEntry[], language: Language): string {
  if (manifest.length === 0) return catalogOf(language).review.nothingChanged;
  return manifest
    .map(({ path, state, reason }) => `${column(state, 11)}${oneLine(path)}${reason === null ? '' : ` (${reason})`}`)
    .join('\n');
}

/** The text of a coverage manifest: one line for each changed file, in the words of reviews and their artifacts. */
import type { CoverageEntry } from '../core/review/coverage.js';
import type { Language } from '../core/say/language.js';
import { column, oneLine } from '../core/say/plain.js';
import { catalogOf } from '../text/catalog.js';

/** The lines, or one that says that nothing has changed. */
export function coverageText(manifest: readonly CoverageEntry[], language: Language): string {
  if (manifest.length === 0) return catalogOf(language).review.nothingChanged;
  return manifest
    .map(({ path, state, reason }) => `${column(state, 11)}${oneLine(path)}${reason === null ? '' : ` (${reason})`}`)
    .join('\n');
}

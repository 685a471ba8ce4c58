/** Finds all secrets of a text: each place once, the more certain and longer finding first. */
import { assignments } from './assignments.js';
import { blocks } from './blocks.js';
import { chainKeys } from './chains.js';
import type { Found } from './found.js';
import { inProse } from './prose.js';
import { tokens } from './tokens.js';
import { usages } from './usages.js';

/** The placeholder for a removed secret; it is never replaced again. */
export const PLACEHOLDER = /⟨redacted:([a-z0-9-]+):(\d+\+?)⟩/g;

/** No form of a secret, with the name before it, is shorter. */
const SHORTEST = 8;

/**
 * In: any text. Out: its secrets in the order of the text, without overlaps.
 *
 * @param file the path, where one is known: a few forms are secrets only in certain files
 */
export function findSecrets(text: string, file: string | null = null): Found[] {
  if (text.length < SHORTEST) return [];
  const ours = [...text.matchAll(PLACEHOLDER)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
  }));
  const isOurs = (found: Found): boolean => ours.some(({ start, end }) => found.start < end && found.end > start);
  const all = [
    ...tokens(text),
    ...blocks(text, file),
    ...chainKeys(text),
    ...usages(text),
    ...assignments(text),
    ...inProse(text),
  ].filter((found) => !isOurs(found));
  all.sort((a, b) => a.start - b.start || Number(b.certain) - Number(a.certain) || b.end - a.end);
  const kept: Found[] = [];
  for (const found of all) {
    const last = kept.at(-1);
    if (!last || found.start >= last.end) kept.push(found);
    else kept[kept.length - 1] = together(last, found);
  }
  return kept;
}

/** Joins two findings that overlap; a kind known from the form is more exact than one known from a name. */
function together(last: Found, found: Found): Found {
  const named = last.kind === 'secret-value' && found.certain ? found : last;
  return { ...named, start: last.start, end: Math.max(last.end, found.end), certain: last.certain || found.certain };
}

/**
 * Tokens with a maker's mark, in the formats that the makers publish. Lengths leave room, because tokens grow, and are
 * bounded, because hostile text must not make a pattern slow.
 */
import { type Found, matches } from './found.js';
import { AI } from './makers/ai.js';
import { CLOUD } from './makers/cloud.js';
import { CODE } from './makers/code.js';
import { TALK } from './makers/talk.js';
import { TRADE } from './makers/trade.js';
import { WATCH } from './makers/watch.js';
import { decoded, isPlaceholder, isRandom, isWordy } from './values.js';

/** A named maker comes before a form that several share. */
const RULES = [...CODE, ...CLOUD, ...TRADE, ...TALK, ...WATCH, ...AI];

/** Parts of a text without a blank or a quote, of the length of a token: no mark stands elsewhere. */
const LONG_PARTS = /[^\s"'`<>,;()[\]{}]{14,}/g;

export function* tokens(text: string): Generator<Found> {
  const long = text.match(LONG_PARTS)?.join('\n') ?? '';
  if (long === '') return;
  for (const { kind, pattern, marks, isShort } of RULES)
    if (marks === null ? long.search(pattern()) >= 0 : marks.some((mark) => long.includes(mark))) {
      const isReal = (token: string, { index }: RegExpExecArray): boolean =>
        isDrawn(token, marks, isShort) && !isSampleJwt(kind, token) && !isInData(text, index);
      for (const found of matches(text, pattern(), kind, true, isReal))
        yield OF_TESTS.test(text.slice(found.start, found.end)) ? { ...found, certain: false } : found;
    }
}

/** Only accounts without real effect accept these. */
const OF_TESTS = /^(?:[A-Za-z0-9]{1,12}[_-]){0,2}(?:test|sandbox|sdbx|development)[_-]|^EZTK|^SB-|^TEST/i;

/** Whether base64 runs up to the place, so that what looks like a mark is chance. */
const isInData = (text: string, at: number): boolean =>
  /^[A-Za-z0-9+/]{23}[+/]$/.test(text.slice(Math.max(0, at - 24), at)) && isRandom(text.slice(at - 24, at), 20);

/** The claims of the sample token in most introductions to JWT. */
const isSampleJwt = (kind: string, token: string): boolean =>
  kind === 'jwt' &&
  /"1234567890"|John Doe|"example"/.test(
    decoded((token.split('.')[1] ?? '').replace(/-/g, '+').replace(/_/g, '/')) ?? '',
  );

/** What a mark may go on with, and the parts of a token after it. */
const PARTS = /[_.:/-]+/;
const IN_WORDS = /^(?:[a-z]{1,12}\d?|[A-Z]{1,8}|\d{1,2})$/;

/**
 * Real tokens have random characters after the mark; samples have x's, words and sequences. Words right after the mark
 * belong to it: an account for tests, a kind of key, a region.
 */
function isDrawn(token: string, marks: readonly string[] | null, isShort: boolean): boolean {
  const mark = marks?.find((one) => token.startsWith(one)) ?? '';
  const parts = token.slice(mark.length).split(PARTS);
  const first = parts.findIndex((part) => !IN_WORDS.test(part));
  const body = parts.slice(first).join('-');
  if (first < 0 || isPlaceholder(body) || new Set(token).size < 10) return false;
  // An address says in words where it leads.
  return isShort ? isRandom(body) && !isWordy(body, 1.3) : token.startsWith('https:') || !isWordy(body, 1.7);
}

/** What a detector says: where a secret stands, what it is, and how sure that is. */
export interface Found {
  /** Offsets in the text; the end is behind it. */
  start: number;
  end: number;
  kind: string;
  /**
   * certain: its maker's mark, a checksum, a key's own form. likely: a value that a name calls secret. Both are taken
   * out; in tests, documents and examples only what is certain, and nothing that people make up, counts as a real one
   * (added.ts).
   */
  certain: boolean;
}

/** Every match of a pattern whose `secret` group (or whole) passes the test. */
export function* matches(
  text: string,
  pattern: RegExp,
  kind: string,
  certain: boolean,
  isReal: (secret: string, match: RegExpExecArray) => boolean,
  all: Iterable<RegExpExecArray> = text.matchAll(pattern),
): Generator<Found> {
  for (const match of all) {
    const secret = match.groups?.['secret'] ?? match[0];
    const start = match.index + (match.groups?.['secret'] === undefined ? 0 : match[0].lastIndexOf(secret));
    if (isReal(secret, match)) yield { start, end: start + secret.length, kind, certain };
  }
}

/**
 * Every match of a pattern with a name in it, also one that begins right behind the name of another: a value may be the
 * next one's name.
 */
export function* namedMatches(text: string, { source, flags }: RegExp): Generator<RegExpExecArray> {
  const pattern = new RegExp(source, flags);
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    yield match;
    const name = match.groups?.['name'] ?? '';
    pattern.lastIndex = match.index + match[0].indexOf(name) + Math.max(1, name.length);
  }
}

/** How far words can lie from what they speak about, on a line that goes on for ever: a minified file is one line. */
const NEAR = 1000;

/** The line around an offset, no more of it than what is near. */
export function lineAt(text: string, at: number): string {
  const from = Math.max(0, at - NEAR);
  const near = text.slice(from, at + NEAR);
  const end = near.indexOf('\n', at - from);
  return near.slice(at === 0 ? 0 : near.lastIndexOf('\n', at - from - 1) + 1, end < 0 ? near.length : end);
}

/** A finding of a detector: where the secret is, what it is, and how certain that is. */
export interface Found {
  /** Offsets in the text; `end` is exclusive. */
  start: number;
  end: number;
  kind: string;
  /**
   * True for a vendor's prefix, a checksum or the form of a key; false for a value that only its name calls secret.
   * Both are redacted. In tests, documents and examples only certain ones of a form that is never invented count
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
 * Every match of a pattern that contains a name, also one that begins right after the name of another match: a value
 * may be the name of the next one.
 *
 * @param isLookedInto whether the value of this name is searched, too; by default each is
 */
export function* namedMatches(
  text: string,
  { source, flags }: RegExp,
  isLookedInto: (name: string) => boolean = () => true,
): Generator<RegExpExecArray> {
  const pattern = new RegExp(source, flags);
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    yield match;
    const name = match.groups?.['name'] ?? '';
    if (isLookedInto(name)) pattern.lastIndex = match.index + match[0].indexOf(name) + Math.max(1, name.length);
  }
}

/** How far from a value its name is looked for on the same line: a minified file is one endless line. */
const NEAR = 1000;

/** The part of the line that lies near an offset. */
export function lineAt(text: string, at: number): string {
  const from = Math.max(0, at - NEAR);
  const near = text.slice(from, at + NEAR);
  const end = near.indexOf('\n', at - from);
  return near.slice(at === 0 ? 0 : near.lastIndexOf('\n', at - from - 1) + 1, end < 0 ? near.length : end);
}

/** Values below `encryptedData` of a Kubernetes SealedSecret: only the cluster can decrypt them. */
export function isSealed(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 20_000), at);
  return before.lastIndexOf('encryptedData:') > before.lastIndexOf('\n---');
}

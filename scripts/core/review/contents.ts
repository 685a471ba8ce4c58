/**
 * Judges what a changed file holds by its content. A name alone must not exempt a file from review, because the author
 * of the change chooses it.
 */
import { isObject, jsonOf } from '../json.js';

/**
 * lock: a package manager's list of versions. media: pictures, sound, fonts, archives. binary: bytes that cannot be
 * shown as text. Everything else is text, including text with a few bytes for which git calls the file binary.
 */
export type Content = 'lock' | 'media' | 'binary' | 'text';

export interface Sample {
  /** The whole content decoded as UTF-8; of a binary file only the beginning. */
  text: string;
  /** Its first bytes, one character per byte. */
  head: string;
  /** Whether git treats the file as binary. */
  binary: boolean;
}

/**
 * What a file holds. If name and content do not agree, the file counts as text or binary, so that it is shown or read.
 */
export function contentOf(path: string, { text, head, binary }: Sample): Content {
  if (!binary) return isLock(path, text) ? 'lock' : 'text';
  if (isMedia(path, head)) return 'media';
  return isMostlyText(text) ? 'text' : 'binary';
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).toLowerCase();

/** Whether a file has the name of a lock file, so that its content has to be checked as well. */
export const hasLockName = (path: string): boolean => Object.hasOwn(LOCKS, nameOf(path));

const holdsKey =
  (key: string) =>
  (text: string): boolean => {
    const value = jsonOf(text);
    return isObject(value) && key in value;
  };

/** Whether every line matches the pattern. Such a file is only data for its package manager; no program executes it. */
const everyLine =
  (form: RegExp, sign: RegExp) =>
  (text: string): boolean =>
    sign.test(text) && text.split(/\r?\n/).every((line) => form.test(line));

const TOML = /^\s*(?:#.*|\[.*\]|[\w"'.-]+ = .+|["'{].*|\],?|\},?)?$/;
const YAML = /^\s*(?:#.*|- .*|(?:"[^"]*"|'[^']*'|[^\s"'();]+)(?:,? ?(?:"[^"]*"|'[^']*'|[^"'();]*))*)?$/;
const toml = everyLine(TOML, /^\[\[package\]\]\r?$/m);

/**
 * Lock files by exact name. Files that a package manager evaluates as code (mix.lock) and binary ones are not in the
 * list.
 */
const LOCKS: Record<string, (text: string) => boolean> = {
  'package-lock.json': holdsKey('lockfileVersion'),
  'npm-shrinkwrap.json': holdsKey('lockfileVersion'),
  'composer.lock': holdsKey('content-hash'),
  'pipfile.lock': holdsKey('_meta'),
  'flake.lock': holdsKey('nodes'),
  'deno.lock': holdsKey('version'),
  'packages.lock.json': holdsKey('dependencies'),
  'yarn.lock': everyLine(YAML, /^(?:# yarn lockfile v1|__metadata:)\r?$/m),
  'pnpm-lock.yaml': everyLine(YAML, /^lockfileVersion: /m),
  'cargo.lock': toml,
  'poetry.lock': toml,
  'uv.lock': toml,
  'pdm.lock': toml,
  'go.sum': everyLine(/^(?:\S+ v\S+ h1:[\w+/]{43}=)?$/, / h1:/),
};

const isLock = (path: string, text: string): boolean => LOCKS[nameOf(path)]?.(text) === true;

/** How files of a kind begin: extension, offset, first bytes. */
const SIGNATURES: readonly [extension: RegExp, at: number, bytes: RegExp][] = [
  [/\.png$/, 0, /^\x89PNG/],
  [/\.jpe?g$/, 0, /^\xff\xd8\xff/],
  [/\.gif$/, 0, /^GIF8/],
  [/\.(?:webp|wav)$/, 0, /^RIFF/],
  [/\.ico$/, 0, /^\0\0\x01\0/],
  [/\.bmp$/, 0, /^BM/],
  [/\.pdf$/, 0, /^%PDF-/],
  [/\.woff2?$/, 0, /^wOF[F2]/],
  [/\.(?:ttf|otf)$/, 0, /^(?:\0\x01\0\0|true|OTTO)/],
  [/\.eot$/, 34, /^LP/],
  [/\.mp3$/, 0, /^(?:ID3|\xff[\xe0-\xff])/],
  [/\.mp4$/, 4, /^ftyp/],
  [/\.ogg$/, 0, /^OggS/],
  [/\.webm$/, 0, /^\x1aE\xdf\xa3/],
  [/\.zip$/, 0, /^PK[\x03\x05]/],
  [/\.(?:gz|tgz)$/, 0, /^\x1f\x8b/],
  [/\.bz2$/, 0, /^BZh/],
  [/\.xz$/, 0, /^\xfd7zXZ/],
  [/\.7z$/, 0, /^7z\xbc\xaf/],
];

const isMedia = (path: string, head: string): boolean =>
  SIGNATURES.some(([extension, at, bytes]) => extension.test(nameOf(path)) && bytes.test(head.slice(at)));

/** If a larger share of the bytes does not occur in text, nobody could read the file as text. */
const MOST_STRANGE = 0.2;

function isMostlyText(text: string): boolean {
  const strange = text.length - text.replace(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f\ufffd]/g, '').length;
  return strange <= text.length * MOST_STRANGE;
}

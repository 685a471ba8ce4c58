/**
 * What a changed file holds, judged by its content: its name alone, which whoever makes the change chooses, excuses
 * nothing from being reviewed.
 */
import { isObject, jsonOf } from '../json.js';

/**
 * lock: a package manager's list of versions. media: pictures, sound, fonts, archives. binary: bytes that cannot be
 * shown as text. Everything else is text, also with single bytes that git takes for a sign of a binary file.
 */
export type Content = 'lock' | 'media' | 'binary' | 'text';

export interface Sample {
  /** All of it, decoded as UTF-8; of a binary file the beginning. */
  text: string;
  /** Its first bytes, one character for each. */
  head: string;
  /** Whether git takes it for binary. */
  binary: boolean;
}

/** What a file holds. A name and a content that do not agree are text, or binary: then it is shown or read. */
export function contentOf(path: string, { text, head, binary }: Sample): Content {
  if (!binary) return isLock(path, text) ? 'lock' : 'text';
  if (isMedia(path, head)) return 'media';
  return isMostlyText(text) ? 'text' : 'binary';
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1).toLowerCase();

/** Whether what such a file holds has to be looked at before it is known to be a lock file. */
export const hasLockName = (path: string): boolean => Object.hasOwn(LOCKS, nameOf(path));

const holdsKey =
  (key: string) =>
  (text: string): boolean => {
    const value = jsonOf(text);
    return isObject(value) && key in value;
  };

/** Whether every line has the form. Such a file is data to its package manager, and no program runs it. */
const everyLine =
  (form: RegExp, sign: RegExp) =>
  (text: string): boolean =>
    sign.test(text) && text.split(/\r?\n/).every((line) => form.test(line));

const TOML = /^\s*(?:#.*|\[.*\]|[\w"'.-]+ = .+|["'{].*|\],?|\},?)?$/;
const YAML = /^\s*(?:#.*|- .*|(?:"[^"]*"|'[^']*'|[^\s"'();]+)(?:,? ?(?:"[^"]*"|'[^']*'|[^"'();]*))*)?$/;
const toml = everyLine(TOML, /^\[\[package\]\]\r?$/m);

/** By exact name. A file that a package manager evaluates as code (mix.lock) or that is binary is none of them. */
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

/** Above this share of bytes that no text has, nobody could read it as one. */
const MOST_STRANGE = 0.2;

function isMostlyText(text: string): boolean {
  const strange = text.length - text.replace(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\u007f\ufffd]/g, '').length;
  return strange <= text.length * MOST_STRANGE;
}

/**
 * Real secrets that a change adds: in added lines and not only moved. In tests, documents and examples only forms count
 * that are never invented as samples.
 */
import { findSecrets } from './find.js';
import type { Found } from './found.js';
import { anyOf } from './pattern.js';

export interface AddedSecret {
  file: string;
  /** The line in the new version, from 1. */
  line: number;
  kind: string;
  /** The value, only for a keyed digest; it is never recorded and never shown. */
  value: string;
}

/** Tests, documents and examples. */
const TEACHING = anyOf(
  'i',
  /(?:^|\/)(?:tests?|__tests__|specs?|e2e|fixtures?|testdata|mocks?|__mocks__|examples?|samples?|docs?)\//,
  /[._-](?:test|spec|stories|fixture|example|sample|template)\.\w+$/,
  /_test\.\w+$/,
  /(?:^|\/)test_[^/]*$/,
  /\.(?:md|mdx|rst|adoc|txt)$/,
);

/**
 * Forms that tests and documents often hold with invented values. A vendor's prefix, a key block or a checksum is not
 * invented.
 */
const MADE_UP = new Set([
  'secret-value',
  'bearer',
  'jwt',
  'cookie',
  'basic-auth',
  'connection-string',
  'service-url',
  'kubernetes-secret',
  'docker-auth',
  'netrc',
  'pgpass',
  'azure-sas',
  'signed-url',
]);

/** In: one file's patch as git prints it. Out: the secrets in its added lines. */
export function addedSecrets(file: string, patch: string): AddedSecret[] {
  const removed = patch
    .split('\n')
    .filter((line) => line.startsWith('-'))
    .map((line) => line.slice(1))
    .join('\n');
  const isReal = (found: Found, value: string): boolean =>
    (!TEACHING.test(file) || (found.certain && !MADE_UP.has(found.kind))) && !removed.includes(value);
  return hunksOf(patch).flatMap(({ text, lines }) =>
    findSecrets(text, file).flatMap((found) => {
      const value = text.slice(found.start, found.end);
      const covered = lines.filter(({ start, end }) => start < found.end && end > found.start);
      const first = covered.find(({ added }) => added);
      return first && isReal(found, value) ? [{ file, line: first.number, kind: found.kind, value }] : [];
    }),
  );
}

interface Line {
  /** Offsets in the hunk's new text. */
  start: number;
  end: number;
  number: number;
  added: boolean;
}

/** The new version of each hunk and which of its lines are added; whole, because a secret may span lines. */
function hunksOf(patch: string): { text: string; lines: Line[] }[] {
  const hunks: { text: string; lines: Line[] }[] = [];
  let number = 0;
  for (const line of patch.split('\n')) {
    const begun = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (begun) {
      number = Number(begun[1]);
      hunks.push({ text: '', lines: [] });
    } else if (line.startsWith('diff --git ')) number = 0;
    const hunk = hunks.at(-1);
    if (begun || !hunk || number === 0 || (line[0] !== '+' && line[0] !== ' ')) continue;
    const start = hunk.text.length;
    hunk.text += `${line.slice(1)}\n`;
    hunk.lines.push({ start, end: hunk.text.length - 1, number: number++, added: line[0] === '+' });
  }
  return hunks;
}

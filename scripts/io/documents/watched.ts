/** Reads the planning documents for a comparison, and keeps their texts for the next one. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { once } from '../../core/once.js';
import { canonicalLines, type OwnEntries, textOf } from '../../core/plan/sync/canonical.js';
import type { DocumentSide } from '../../core/plan/sync/changes.js';
import { WATCHED, type WatchedDocument } from '../../core/plan/sync/topics.js';
import { redact } from '../../core/say/redact.js';
import type { KnownDocument, KnownDocuments } from '../../core/task/documents/records.js';
import { errorCode, isMissing, readIfThere, writeAtomically } from '../ground/files.js';
import { ledgerPaths, type ProjectPaths } from '../ground/workspace.js';

export type Sides = Record<WatchedDocument, DocumentSide>;

const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');

/** The side of a text, in which a symbolic link counts as what it leads to. */
export function sideOf(document: WatchedDocument, text: string | null, own: OwnEntries): DocumentSide {
  if (text === null) return { kind: 'missing' };
  const lines = canonicalLines(document, text, own);
  const digest = `docs/v1:${sha256(JSON.stringify(lines.map((line) => line.text)))}`;
  // Looking for secrets takes longer than all the rest, and of a document that did not change nobody asks for the text.
  const safe = once(() => redact(textOf(lines)));
  return {
    kind: 'text',
    digest,
    get text() {
      return safe();
    },
    /** A secret of several lines becomes one: then no line has its number any more. */
    get numbers() {
      return safe().split('\n').length === lines.length ? lines.map(({ number }) => number) : [];
    },
  };
}

/** What cannot be read as text is a side of its own, so that it is named instead of stopping everything. */
async function readSide(paths: ProjectPaths, document: WatchedDocument, own: OwnEntries): Promise<DocumentSide> {
  let bytes: Buffer;
  try {
    bytes = await readFile(paths.document(document));
  } catch (error) {
    return isMissing(error) ? { kind: 'missing' } : { kind: 'unread', digest: `unread:${errorCode(error)}` };
  }
  try {
    return sideOf(document, new TextDecoder('utf-8', { fatal: true }).decode(bytes), own);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return { kind: 'unread', digest: `bytes:${sha256(bytes)}` };
  }
}

/** The documents as they are now. */
export async function readSides(paths: ProjectPaths, own: OwnEntries): Promise<Sides> {
  const read = async (document: WatchedDocument) => [document, await readSide(paths, document, own)] as const;
  return asSides(new Map(await Promise.all(WATCHED.map(read))));
}

/** Texts that were read already. */
export const sidesOf = (texts: Record<WatchedDocument, string | null>, own: OwnEntries): Sides =>
  asSides(new Map(WATCHED.map((name) => [name, sideOf(name, texts[name], own)])));

/** All documents, of which those that are not in the map do not exist. */
export const asSides = (found: ReadonlyMap<WatchedDocument, DocumentSide>): Sides =>
  Object.fromEntries(WATCHED.map((name) => [name, found.get(name) ?? { kind: 'missing' }])) as Sides;

const keptFile = (place: TaskFolder, { kept }: KnownDocument): string =>
  path.join(ledgerPaths(place.commonDir).documents(place.task), `${kept}.md`);

/** Where a task keeps what it compares. */
export interface TaskFolder {
  commonDir: string;
  task: string;
}

/** Keeps the texts, without secrets, and returns by what they are known. */
export function keepSides(place: TaskFolder, sides: Sides): KnownDocuments {
  const known: Record<string, KnownDocument> = {};
  for (const document of WATCHED) {
    const side = sides[document];
    if (side.kind === 'missing') continue;
    known[document] = { digest: side.digest, kept: side.kind === 'text' ? sha256(side.text) : '' };
    const file = keptFile(place, known[document]);
    if (side.kind === 'text' && !existsSync(file)) writeAtomically(file, side.text);
  }
  return known;
}

/** The documents as they were known. A text that was deleted or altered since is not shown. */
export function keptSides(place: TaskFolder, known: KnownDocuments): Sides {
  const found = WATCHED.flatMap((document): [WatchedDocument, DocumentSide][] => {
    const one = known[document];
    if (one === undefined) return [];
    const text = one.kept === '' ? null : readIfThere(keptFile(place, one));
    return text === null || sha256(text) !== one.kept
      ? [[document, { kind: 'unread', digest: one.digest }]]
      : [[document, { kind: 'text', digest: one.digest, text, numbers: [] }]];
  });
  return asSides(new Map(found));
}

/** The name of a file beside the documents that holds what a deleted one held, for a document that was renamed. */
export async function renamedTo(
  paths: ProjectPaths,
  document: WatchedDocument,
  before: DocumentSide,
  own: OwnEntries,
): Promise<string | null> {
  if (!('digest' in before) || !existsSync(paths.docs)) return null;
  for (const entry of readdirSync(paths.docs, { withFileTypes: true })) {
    const { name } = entry;
    if (!entry.isFile() || !name.endsWith('.md') || WATCHED.some((known) => known === name)) continue;
    const text = readIfThere(path.join(paths.docs, name));
    const side = sideOf(document, text, own);
    if (side.kind === 'text' && side.digest === before.digest) return name;
  }
  return null;
}

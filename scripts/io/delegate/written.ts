/** Marks of what Codex wrote in a repository, in the user's state directory: signed, and without any content. */
import { rmSync } from 'node:fs';
import path from 'node:path';
import { jsonOf } from '../../core/json.js';
import {
  addedLines,
  type WrittenFile,
  type WrittenMark,
  type WrittenMarks,
} from '../../core/review/packet/by-codex.js';
import { validateWrittenMark } from '../../generated/validators.js';
import type { Repository } from '../git/git.js';
import { blobId } from '../git/owned.js';
import { makeFolder, modifiedAt, readIfThere, removeFile, writeAtomically } from '../ground/files.js';
import { namesIn } from '../ground/inspect.js';
import { ensureSigning, readSigning, sha256 } from '../ground/signing.js';
import { statePaths } from '../ground/workspace.js';
import type { Landing } from './land.js';

/** All work trees of a repository share its marks, because what was taken over in one can be merged in another. */
const folderOf = (stateDir: string, commonDir: string): string =>
  path.join(statePaths(stateDir).written, sha256(commonDir).slice(0, 16));

/** How long a mark is kept: longer than a change usually waits for its review. */
const KEPT_MS = 180 * 24 * 60 * 60 * 1000;

const LENGTH = 16;
const namedBy =
  (mac: (text: string) => string) =>
  (line: string): string =>
    mac(JSON.stringify(['written', line])).slice(0, LENGTH);
const signedText = ({ at, session, files }: WrittenMark): string =>
  sha256(JSON.stringify(['written', at, session, files]));

/** Marks what a piece of work puts into a work tree. Before it is put there, so that no kill leaves it unmarked. */
export function markWritten(
  stateDir: string,
  { commonDir, format }: Pick<Repository, 'commonDir' | 'format'>,
  { at, session, landings }: { at: string; session: string; landings: readonly Landing[] },
): void {
  const signing = ensureSigning(stateDir);
  const digest = namedBy(signing.mac);
  const files = landings.flatMap(({ path: file, was, put }): WrittenFile[] => {
    if (put?.kind !== 'file') return [];
    const before = was?.kind === 'file' ? was.content.toString('utf8') : '';
    const lines = addedLines(before, put.content.toString('utf8')).map(digest);
    return [{ path: file, lines, blob: blobId(put.content, format) }];
  });
  if (files.length === 0) return;
  const mark = { at, session, files };
  const folder = folderOf(stateDir, commonDir);
  makeFolder(folder);
  removeOld(folder, Date.parse(at));
  const file = path.join(folder, `${at.replace(/\D/g, '')}-${session}.json`);
  writeAtomically(file, `${JSON.stringify({ v: 1, ...mark, mac: signing.mac(signedText(mark)) })}\n`);
}

function removeOld(folder: string, now: number): void {
  for (const name of namesIn(folder)) {
    const file = path.join(folder, name);
    if (now - modifiedAt(file) > KEPT_MS) removeFile(file);
  }
}

/** The marks of a repository that this program signed; any other file says nothing. */
export function readWritten(stateDir: string, { commonDir }: Pick<Repository, 'commonDir'>): WrittenMarks {
  const folder = folderOf(stateDir, commonDir);
  const names = namesIn(folder);
  const signing = names.length === 0 ? null : readSigning(stateDir);
  if (signing === null) return { marks: [], digest: () => '' };
  const marks = names.flatMap((name): WrittenMark[] => {
    const value = jsonOf(readIfThere(path.join(folder, name)) ?? '');
    if (!validateWrittenMark(value)) return [];
    return signing.mac(signedText(value)) === value.mac ? [value] : [];
  });
  return { marks, digest: namedBy(signing.mac) };
}

/** Removes all marks of a repository. */
export const purgeWritten = (stateDir: string, { commonDir }: Pick<Repository, 'commonDir'>): void =>
  rmSync(folderOf(stateDir, commonDir), { recursive: true, force: true, maxRetries: 3 });

/** What `--dry-run` of update and restore shows: the difference that each change makes to a text. */
import path from 'node:path';
import type { Change } from '../../../core/install/changes.js';
import { lineDiff } from '../../../core/review/line-diff.js';
import { readIfThere } from '../../../io/ground/files.js';

/** The files of which a person reads the difference. A hook is a program of thousands of lines; it is only named. */
const READABLE = /\.(?:json|md|md\.new)$/;

/** The differences of all changes that have one to read, in order. */
export function diffsOf(project: string, changes: readonly Change[]): string[] {
  return changes.flatMap((change) => {
    // What is new or removed as a whole is only named; a file laid beside another is compared with that one.
    if ((change.kind !== 'replace' && change.kind !== 'create') || !READABLE.test(change.path)) return [];
    const after = Buffer.from(change.content).toString('utf8');
    const beside = change.path.endsWith('.new');
    if (change.kind === 'create' && !beside) return [];
    const old = beside ? change.path.replace(/\.new$/, '') : change.path;
    const before = readIfThere(path.join(project, old));
    const diff = lineDiff(before ?? '', after);
    return diff === '' ? [] : [`--- ${old}\n+++ ${change.path}\n${diff}`];
  });
}

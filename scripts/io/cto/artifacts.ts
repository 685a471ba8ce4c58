/** The files of a run for people, in .codex-cto/<run> of the project: they repeat the log, and nothing reads them. */
import path from 'node:path';
import type { Artifact } from '../../core/cto/model.js';
import { isLink, readIfThere, writeDocument } from '../ground/files.js';
import { sha256 } from '../ground/signing.js';
import { CTO_FOLDER } from '../ground/workspace.js';

/** The content of a run's .gitignore: git sees nothing of the folder. */
export const IGNORE_ALL = '*\n';

/**
 * Writes plan-001.json, review-001.json and so on. A file that is there stays: each number is used once.
 *
 * @param value must not hold a secret
 * @returns what was written, or null when the folder is a link that could lead out of the project
 */
export function writeArtifact(
  project: string,
  run: string,
  kind: 'plan' | 'review',
  number: number,
  value: unknown,
): Artifact | null {
  if (isLink(path.join(project, CTO_FOLDER)) || isLink(path.join(project, CTO_FOLDER, run))) return null;
  const file = path.posix.join(CTO_FOLDER, run, `${kind}-${String(number).padStart(3, '0')}.json`);
  const ignore = path.join(project, CTO_FOLDER, run, '.gitignore');
  if (readIfThere(ignore) === null) writeDocument(ignore, IGNORE_ALL);
  const text = `${JSON.stringify(value, null, 2)}\n`;
  writeDocument(path.join(project, file), text);
  return { file, digest: sha256(text) };
}

/** The artifacts that are no longer as they were written. */
export const editedArtifacts = (project: string, artifacts: readonly Artifact[]): string[] =>
  artifacts
    .filter(({ file, digest }) => sha256(readIfThere(path.join(project, file)) ?? '') !== digest)
    .map(({ file }) => file);

/** Copies of single files that are in no git tree, such as logs and data, without their secrets. */
import { lstatSync, mkdirSync, readFileSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { StartFile } from '../../core/delegate/ask.js';
import { notice, Problem } from '../../core/say/notices.js';
import { redaction } from '../../core/say/redact.js';
import { isSecretFile } from '../../secrets/index.js';
import { isMissing } from '../ground/files.js';
import { storedPath } from '../ground/workspace.js';

/** A larger file is better looked at with a tool, and its answer given to Codex. */
const MOST_BYTES = 20e6;

/** A file that the caller named: as it was given, and where it lies. */
export interface NamedFile {
  given: string;
  /** Relative to the root of the project, with forward slashes. */
  stored: string;
}

/**
 * Looks at a file that Codex should begin with, before anything is made.
 *
 * @throws Problem (wrong usage) `ask-file-outside`, `ask-file-missing`, `ask-file-secret`
 */
export function nameFile(top: string, cwd: string, given: string): NamedFile {
  const stored = storedPath(top, path.resolve(cwd, given));
  const refuse = (code: 'ask-file-outside' | 'ask-file-missing' | 'ask-file-secret'): Problem =>
    new Problem(notice(code, { file: given }), 64);
  if (stored.startsWith('..') || path.isAbsolute(stored)) throw refuse('ask-file-outside');
  if (isSecretFile(stored)) throw refuse('ask-file-secret');
  try {
    const real = storedPath(realpathSync(top), realpathSync(path.join(top, stored)));
    if (real.startsWith('..') || path.isAbsolute(real)) throw refuse('ask-file-outside');
    if (isSecretFile(real)) throw refuse('ask-file-secret');
  } catch (error) {
    if (isMissing(error)) throw refuse('ask-file-missing');
    throw error;
  }
  return { given, stored };
}

/**
 * Puts a copy of a file into a folder.
 *
 * @param folder below Codex's working directory
 * @throws Problem (wrong usage) `ask-file-folder`, `ask-file-large`, `ask-file-secret` for a binary with secrets in it
 */
export function placeBeside(top: string, { given, stored }: NamedFile, folder: string): StartFile {
  const file = path.join(top, stored);
  const { size } = statSync(file);
  if (statSync(file).isDirectory()) throw new Problem(notice('ask-file-folder', { file: given }), 64);
  if (size > MOST_BYTES) throw new Problem(notice('ask-file-large', { file: given, megabytes: MOST_BYTES / 1e6 }), 64);
  const content = readFileSync(file);
  const target = path.join(folder, stored);
  mkdirSync(path.dirname(target), { recursive: true, mode: 0o700 });
  if (lstatSync(target, { throwIfNoEntry: false })?.isSymbolicLink())
    throw new Problem(notice('ask-file-outside', { file: given }), 64);
  writeFileSync(target, withoutSecrets(content, stored, given), { mode: 0o600 });
  return { at: `${path.basename(folder)}/${stored}`, stands_for: stored };
}

/** A text with placeholders. What is no text cannot be changed without damage, so it must hold no secret. */
function withoutSecrets(content: Buffer, stored: string, given: string): Buffer {
  const isText = !content.includes(0) && Buffer.from(content.toString('utf8')).equals(content);
  const { text, found } = redaction(content.toString(isText ? 'utf8' : 'latin1'), stored);
  if (found.length === 0) return content;
  if (!isText) throw new Problem(notice('ask-file-secret', { file: given }), 64);
  return Buffer.from(text);
}

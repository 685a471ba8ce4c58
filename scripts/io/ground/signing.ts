/** The runner's key: 32 random bytes in the user's state directory, readable only by the user. */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { notice, Problem } from '../../core/say/notices.js';
import type { Signing } from '../../core/task/ledger.js';
import { errorCode, isDiskFull, isMissing, writeAtomically } from './files.js';
import { withLock } from './lock.js';
import { statePaths } from './workspace.js';

/** The SHA-256 of text (as UTF-8) or bytes, in hex without a prefix. */
export const sha256 = (content: string | Buffer): string => createHash('sha256').update(content).digest('hex');

/** The same in base64, as a page's policy names what may run in it. */
export const sha256Base64 = (content: string): string => createHash('sha256').update(content).digest('base64');

function signingWith(key: Buffer): Signing & { mac: (hash: string) => string; keyId: string } {
  return {
    hash: sha256,
    mac: (text) => createHmac('sha256', key).update(text).digest('hex'),
    keyId: sha256(key).slice(0, 16),
  };
}

/**
 * The existing key, or null.
 *
 * @throws Problem for a key file of the wrong length, which is never replaced
 */
export function readSigning(stateDir: string): ReturnType<typeof signingWith> | null {
  const file = statePaths(stateDir).key;
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (isMissing(error)) return null;
    throw new Problem(notice('state-directory-unusable', { dir: stateDir, detail: errorCode(error) }));
  }
  const key = Buffer.from(text.trim(), 'hex');
  if (key.length !== 32) throw new Problem(notice('key-corrupt', { file }));
  return signingWith(key);
}

/**
 * The existing key; created if there is none. It is written completely or not at all, and two processes that start at
 * the same time get the same key.
 */
export function ensureSigning(stateDir: string): ReturnType<typeof signingWith> {
  const found = readSigning(stateDir);
  if (found) return found;
  const file = statePaths(stateDir).key;
  try {
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    withLock(
      `${file}.lock`,
      () => readSigning(stateDir) ?? writeAtomically(file, `${randomBytes(32).toString('hex')}\n`),
    );
  } catch (error) {
    if (error instanceof Problem) throw error;
    throw new Problem(
      isDiskFull(error)
        ? notice('disk-full', { file })
        : notice('state-directory-unusable', { dir: stateDir, detail: errorCode(error) }),
    );
  }
  return readSigning(stateDir) ?? ensureSigning(stateDir);
}

/** The signing of a process that only reads: without a key, chains can be followed but not proven. */
export const readerSigning = (stateDir: string): Signing =>
  readSigning(stateDir) ?? { hash: sha256, mac: null, keyId: null };

/** A word that nobody can guess. */
export const randomToken = (): string => randomBytes(16).toString('hex');

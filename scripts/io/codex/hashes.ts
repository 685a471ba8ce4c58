/** SHA-256 of programs, which are large: each is read once, as long as it is the same file. */
import { createHash } from 'node:crypto';
import { createReadStream, openSync, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { jsonOf, objectOf } from '../../core/json.js';
import { fileIdentity, isSystemError, readIfThere, writeAtomically } from '../ground/files.js';
import { statePaths } from '../ground/workspace.js';

/** Programs are few; older entries go. */
const KEPT = 40;
const SETTLED_MS = 2_000;

/**
 * The digest of a file's content, kept by device, inode, size and times. Errors: those of the file system.
 *
 * @param isKept whether it is written down; a command that only reads writes nothing
 */
export async function programDigest(file: string, stateDir: string, isKept: boolean): Promise<string> {
  const identity = fileIdentity(file);
  const kept = read(stateDir);
  const known = kept[identity];
  if (typeof known === 'string') return known;
  const digest = await openDigest(openSync(file, 'r'));
  // Changed while it was read, or so lately that a second change need not show in its times: read again the next time.
  const isSettled = Date.now() - statSync(file).ctimeMs > SETTLED_MS;
  if (isKept && isSettled && fileIdentity(file) === identity) keep(stateDir, { ...kept, [identity]: digest });
  return digest;
}

/** The digest of an open file, which is closed. */
export async function openDigest(fd: number): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream('', { fd }), hash);
  return hash.digest('hex');
}

const read = (stateDir: string): Record<string, unknown> =>
  objectOf(jsonOf(readIfThere(statePaths(stateDir).programs) ?? ''));

function keep(stateDir: string, digests: Record<string, unknown>): void {
  try {
    const entries = Object.entries(digests).slice(-KEPT);
    writeAtomically(statePaths(stateDir).programs, JSON.stringify(Object.fromEntries(entries)));
  } catch (error) {
    // A cache that cannot be written costs time, and nothing else.
    if (!isSystemError(error)) throw error;
  }
}

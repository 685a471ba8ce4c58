/** SHA-256 of programs, which are large: each is read once, as long as it is the same file. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { jsonOf, objectOf } from '../../core/json.js';
import { fileIdentity, isSystemError, readIfThere, writeAtomically } from '../ground/files.js';
import { statePaths } from '../ground/workspace.js';

/** Programs are few; older entries go. */
const KEPT = 40;

/**
 * The digest of a file's content, kept by device, inode, size and times. Errors: those of the file system.
 *
 * @param file may also be /proc/<pid>/exe, which leads to the file that runs, even where another took its place
 */
export async function programDigest(file: string, stateDir: string): Promise<string> {
  const identity = fileIdentity(file);
  const kept = read(stateDir);
  const known = kept[identity];
  if (typeof known === 'string') return known;
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  const digest = hash.digest('hex');
  // What was changed while it was read is read again the next time.
  if (fileIdentity(file) === identity) keep(stateDir, { ...kept, [identity]: digest });
  return digest;
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

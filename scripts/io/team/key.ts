/** The user's Ed25519 key, by which teammates recognise what this user's runner wrote. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign, verify } from 'node:crypto';
import { notice, Problem } from '../../core/say/notices.js';
import type { Signature } from '../../core/team/signature.js';
import { isSystemError, readIfThere, writeAtomically } from '../ground/files.js';
import { withLock } from '../ground/lock.js';
import { ensureSigning, sha256 } from '../ground/signing.js';
import { statePaths } from '../ground/workspace.js';

export interface TeamKey {
  id: string;
  /** `ed25519:` and the key in base64. */
  publicKey: string;
  /** Signs an entry's or a receipt's hash. */
  sign: (hash: string) => Signature;
}

const PREFIX = 'ed25519:';
const RAW_BYTES = 32;
/** What stands before the 32 bytes of a key in its DER form (RFC 8410). */
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** The id of a public key. */
export const keyId = (publicKey: string): string => sha256(publicKey).slice(0, 16);

/**
 * The key of this state directory; null when there is none.
 *
 * @throws Problem team-key-corrupt; the file stays as it is
 */
export function readTeamKey(stateDir: string): TeamKey | null {
  const file = statePaths(stateDir).teamKey;
  const text = readIfThere(file);
  if (text === null) return null;
  const key = privateKeyIn(text);
  if (key === null) throw new Problem(notice('team-key-corrupt', { file }));
  const publicKey = shownKey(createPublicKey(key));
  const id = keyId(publicKey);
  return { id, publicKey, sign: (hash) => ({ key: id, value: sign(null, Buffer.from(hash), key).toString('base64') }) };
}

/** Makes the key if there is none. Two processes that start at the same time get the same one. */
export function ensureTeamKey(stateDir: string): TeamKey {
  // The state directory and its first key are made with the usual messages where that is not possible.
  ensureSigning(stateDir);
  const file = statePaths(stateDir).teamKey;
  return withLock(`${file}.lock`, () => readTeamKey(stateDir) ?? made(stateDir, file));
}

function made(stateDir: string, file: string): TeamKey {
  const { privateKey } = generateKeyPairSync('ed25519');
  writeAtomically(file, privateKey.export({ type: 'pkcs8', format: 'pem' }));
  const key = readTeamKey(stateDir);
  if (key === null) throw new Problem(notice('team-key-corrupt', { file }));
  return key;
}

function privateKeyIn(text: string): KeyObject | null {
  try {
    const key = createPrivateKey(text);
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch (error) {
    // OpenSSL's errors have a code: whatever it is, this is no key that can sign.
    if (!isSystemError(error)) throw error;
    return null;
  }
}

const shownKey = (key: KeyObject): string =>
  `${PREFIX}${key.export({ type: 'spki', format: 'der' }).subarray(SPKI.length).toString('base64')}`;

/** Whether a text is a public key as `cccc keys export` prints it. */
export function isPublicKey(text: string): boolean {
  if (!/^ed25519:[A-Za-z0-9+/]{43}=$/.test(text)) return false;
  const raw = Buffer.from(text.slice(PREFIX.length), 'base64');
  return raw.length === RAW_BYTES && `${PREFIX}${raw.toString('base64')}` === text;
}

/** Whether a value is the signature of a text; false for a key or a value of another form. */
export function verifies(publicKey: string, text: string, value: string): boolean {
  if (!isPublicKey(publicKey)) return false;
  const der = Buffer.concat([SPKI, Buffer.from(publicKey.slice(PREFIX.length), 'base64')]);
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
    return verify(null, Buffer.from(text), key, Buffer.from(value, 'base64'));
  } catch (error) {
    // OpenSSL refuses bytes that are no point of the curve: nothing is signed by them.
    if (!isSystemError(error)) throw error;
    return false;
  }
}

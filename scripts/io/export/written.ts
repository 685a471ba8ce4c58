/** Writes an exported file, and replaces only what this program wrote there before. */
import { lstatSync } from 'node:fs';
import path from 'node:path';
import { isMissing, readBytesIfThere, readIfThere, writeAtomically, writeDocument } from '../ground/files.js';
import { sha256 } from '../ground/signing.js';

/**
 * Writes a text to a file, unless something lies there that is not the unchanged result of an earlier export.
 *
 * @param records the folder that keeps the digest of each exported file
 * @param file an absolute path
 * @returns whether it was written
 */
export function writeExport(records: string, file: string, text: string): boolean {
  const record = path.join(records, sha256(file).slice(0, 32));
  if (!mayReplace(file, record, text)) return false;
  writeDocument(file, text);
  writeAtomically(record, sha256(text));
  return true;
}

function mayReplace(file: string, record: string, text: string): boolean {
  const kind = kindOf(file);
  if (kind === 'nothing') return true;
  if (kind === 'other') return false;
  const present = readBytesIfThere(file);
  if (present === null) return true;
  const digest = sha256(present);
  return digest === sha256(text) || digest === readIfThere(record);
}

/** A link is never followed and never replaced: it was made by somebody for something. */
function kindOf(file: string): 'nothing' | 'file' | 'other' {
  try {
    return lstatSync(file).isFile() ? 'file' : 'other';
  } catch (error) {
    if (isMissing(error)) return 'nothing';
    throw error;
  }
}

/** Messages for a live session: files that its supervisor takes in order. */
import { randomBytes } from 'node:crypto';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { jsonOf } from '../../../core/json.js';
import type { BrokerMessage } from '../../../generated/types.js';
import { validateBrokerMessage } from '../../../generated/validators.js';
import { isMissing, makeFolder, readIfThere, writeAtomically } from '../../ground/files.js';

export type { BrokerMessage };

const inboxOf = (dir: string): string => path.join(dir, 'inbox');

/**
 * Leaves a message. Out: its name, by which the log says what became of it.
 *
 * @throws errors of the file system
 */
export function leaveMessage(dir: string, message: BrokerMessage): string {
  // Messages of the same millisecond are taken in any order.
  const name = `${String(Date.now()).padStart(15, '0')}-${randomBytes(3).toString('hex')}`;
  makeFolder(inboxOf(dir));
  writeAtomically(path.join(inboxOf(dir), `${name}.json`), JSON.stringify(message));
  return name;
}

/** How many messages wait. */
export const waitingMessages = (dir: string): number => namesIn(dir).length;

/** Takes the first message; null when none waits. A damaged one is removed and ignored. */
export function takeMessage(dir: string): { name: string; message: BrokerMessage } | null {
  for (const file of namesIn(dir)) {
    const whole = path.join(inboxOf(dir), file);
    const value = jsonOf(readIfThere(whole) ?? '');
    rmSync(whole, { force: true });
    if (validateBrokerMessage(value)) return { name: file.replace(/\.json$/, ''), message: value };
  }
  return null;
}

function namesIn(dir: string): string[] {
  try {
    return readdirSync(inboxOf(dir))
      .filter((name) => name.endsWith('.json'))
      .sort();
  } catch (error) {
    if (isMissing(error)) return [];
    throw error;
  }
}

/** session.json and log.jsonl of a live session: what others can see of it. */
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { jsonOf } from '../../../core/json.js';
import type { BrokerState } from '../../../generated/types.js';
import { validateBrokerState } from '../../../generated/validators.js';
import { readIfThere, writeAtomically } from '../../ground/files.js';

export type { BrokerState };

const stateFile = (dir: string): string => path.join(dir, 'session.json');

/** The file of a session's log: one JSON object a line. */
export const sessionLog = (dir: string): string => path.join(dir, 'log.jsonl');

export const writeSessionState = (dir: string, state: BrokerState): void =>
  writeAtomically(stateFile(dir), JSON.stringify(state));

/** What a session has done so far; null before it began, or when the file is damaged. */
export function readSessionState(dir: string): BrokerState | null {
  const value = jsonOf(readIfThere(stateFile(dir)) ?? '');
  return validateBrokerState(value) ? value : null;
}

/** One entry of a session's log. `message` names what was left in the inbox. */
export interface LogEntry {
  at: string;
  type: 'started' | 'steered' | 'interrupted' | 'declined' | 'command' | 'said' | 'turn-ended' | 'refused' | 'ended';
  text: string;
  message?: string;
}

export const appendLog = (dir: string, entry: LogEntry): void =>
  appendFileSync(sessionLog(dir), `${JSON.stringify(entry)}\n`, { mode: 0o600 });

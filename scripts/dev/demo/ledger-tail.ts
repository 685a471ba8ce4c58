/** Follows the task's ledger, so that the demo shows gates when they really change. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Event } from '../../core/task/ledger/events.js';
import type { Entry } from '../../core/task/ledger.js';
import { ledgerPaths } from '../../io/ground/workspace.js';
import type { DemoWords } from './words/types.js';

/** All entries of the only task in a repository, in order; empty before the task starts. */
export function ledgerOf(project: string): Entry[] {
  const { tasks, ledger } = ledgerPaths(path.join(project, '.git'));
  if (!existsSync(tasks)) return [];
  return readdirSync(tasks)
    .filter((task) => existsSync(ledger(task)))
    .flatMap((task) => entriesIn(readFileSync(ledger(task), 'utf8')));
}

/** The entries on complete lines; the program itself verifies the chain. */
const entriesIn = (text: string): Entry[] =>
  text
    .split('\n')
    .slice(0, -1)
    .map((row): Entry => JSON.parse(row));

/** What an event means for the gates, in one phrase; null when no gate changes. */
export function phraseOf(event: Event, { gates }: DemoWords): string | null {
  switch (event.type) {
    case 'task-started':
      return gates.opened;
    case 'loop-started':
      return gates.loop;
    case 'checks-failed':
      return gates.checksFailed(event.gate);
    case 'review-returned':
      return event.outcome.kind === 'pass'
        ? gates.approved(event.gate)
        : gates.closed(event.gate, event.outcome.verdict);
    case 'codex-unavailable':
      return gates.closed(event.gate, `${gates.unavailable}: ${event.reason}: ${event.detail}`);
    case 'implementation-started':
      return gates.implement(event.milestone_id);
    case 'milestone-accepted':
      return gates.accepted;
    case 'task-finished':
      return 'DONE';
    default:
      return null;
  }
}

/** Returns a function that gives the entries written since its last call. */
export function followLedger(project: string): () => Entry[] {
  let seen = 0;
  return () => {
    const entries = ledgerOf(project).slice(seen);
    seen += entries.length;
    return entries;
  };
}

/** What `gates` and `status` say about the gates, as notices and as data. */

import { type Notice, notice } from '../../core/say/notices.js';
import { gatesView } from '../../core/task/views/gates.js';
import type { GatesReading } from './gates-reading.js';
import { takenBackNotices } from './origin.js';
import { leftOutNotices, unconfirmedNotices } from './upstream.js';

/** What is said beside the gates: where they were read, a base that moved, a commit that differs from the approval. */
export function gateNotices({ file, base, committed, state, entries, notices }: GatesReading): Notice[] {
  const said: Notice[] = file === null ? [] : [notice('reads-export', { file })];
  if (base.kind === 'moved')
    said.push(notice('base-will-move', { base: base.newBase.slice(0, 12), count: base.leftOut.length }));
  said.push(...leftOutNotices(entries), ...takenBackNotices(state.origin), ...unconfirmedNotices(base));
  if (base.kind === 'lost') said.push(notice('base-lost', { base: state.base.commit.slice(0, 12), branch: 'HEAD' }));
  if (committed && !committed.comparable)
    said.push(notice('commit-incomparable', { approved: committed.approved, commit: committed.commit.slice(0, 12) }));
  else if (committed && committed.paths.length > 0) {
    said.push(
      notice('commit-differs', {
        approved: committed.approved,
        commit: committed.commit.slice(0, 12),
        paths: listed(committed.paths),
      }),
    );
  }
  return [...said, ...notices];
}

const SHOWN_PATHS = 20;
const listed = (paths: string[]): string =>
  paths.slice(0, SHOWN_PATHS).join(', ') + (paths.length > SHOWN_PATHS ? `, … (${paths.length})` : '');

/** What `gates` shows, and beside it where it was read, the base and what was committed since. */
export const gatesData = (reading: GatesReading) => ({
  ...gatesView(reading.state, reading, reading.evidence),
  source: reading.source,
  base: reading.base,
  committed: reading.committed,
});

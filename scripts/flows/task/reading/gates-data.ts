/** What `gates` and `status` report about the gates, as notices and as data. */

import { type Notice, notice } from '../../../core/say/notices.js';
import { type GatesView, gatesView } from '../../../core/task/views/gates.js';
import { takenBackNotices } from '../origin.js';
import { baseLost, leftOutNotices, unconfirmedNotices } from '../upstream.js';
import type { GatesReading } from './gates-reading.js';

/** The notices about the gates: where they were read, a base that moved, a commit that differs from the approval. */
export function gateNotices(reading: GatesReading): Notice[] {
  const { file, base, committed, state, entries, notices } = reading;
  const said: Notice[] = file === null ? [] : [notice('reads-export', { file })];
  if (base.kind === 'moved')
    said.push(notice('base-will-move', { base: base.newBase.slice(0, 12), count: base.leftOut.length }));
  said.push(...leftOutNotices(entries), ...takenBackNotices(state.origin), ...unconfirmedNotices(base));
  if (base.kind === 'lost') said.push(baseLost(reading, base));
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

/** The data of `gates`: the view, where it was read, the base, and what was committed since. */
export const gatesData = (reading: GatesReading) => ({
  ...(reading.isWritable ? shown(reading) : withoutOpeners(shown(reading))),
  source: reading.source,
  base: reading.base,
  committed: reading.committed,
  signed: reading.signed,
});

const shown = ({ state, evidence, ...report }: GatesReading): GatesView => gatesView(state, report, evidence);

/** Removes the opening commands when the task's key is elsewhere, because this process would refuse all of them. */
function withoutOpeners(view: GatesView): GatesView {
  const { plan, milestone, final } = view.gates;
  return {
    ...view,
    gates: {
      plan: { ...plan, opens_with: null },
      milestone: { ...milestone, opens_with: null },
      final: { ...final, opens_with: null },
    },
    checks: { ...view.checks, opens_with: null },
    safety: { ...view.safety, opens_with: null },
  };
}

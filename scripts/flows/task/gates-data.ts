/** What `gates` and `status` say about the gates, as notices and as data. */

import { type Notice, notice } from '../../core/say/notices.js';
import { isAcceptedOverride, openerOf, openerOfChecks, openerOfSafety } from '../../core/task/gates-report.js';
import type { Gate } from '../../core/task/model.js';
import type { GatesReading } from './gates-reading.js';

/**
 * What is to be said beside the gates: where they were read, a base that moved, a commit that is not what was approved.
 */
export function gateNotices({ file, base, committed, state, notices }: GatesReading): Notice[] {
  const said: Notice[] = file === null ? [] : [notice('reads-export', { file })];
  if (base.kind === 'moved')
    said.push(notice('base-will-move', { base: base.newBase.slice(0, 12), count: base.leftOut.length }));
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

/** The same for a program. */
export function gatesData(reading: GatesReading) {
  const { gates, checks, safety, evidence, state } = reading;
  const of = (gate: Gate) => {
    const { state: gateState, assurance, reason, detail } = gates[gate];
    return {
      state: gateState,
      assurance,
      reason,
      detail,
      overridden: isAcceptedOverride(gates[gate], state) || gateState === 'overridden',
      evidence: evidence[gate],
      opens_with: openerOf(gates[gate], state),
    };
  };
  return {
    task: state.task_id,
    status: state.status,
    mode: state.mode,
    source: reading.source,
    gates: { plan: of('plan'), milestone: of('milestone'), final: of('final') },
    checks: { ...checks, opens_with: openerOfChecks(checks, state) },
    safety: { ...safety, opens_with: openerOfSafety(safety, state) },
    base: reading.base,
    committed: reading.committed,
  };
}

/** `cccc gates [--assert plan|milestone|final] [--accept-attested] [--accept-overridden]`: shows every gate. Never writes. */
import { GATES, refusalReason } from '../core/gates.js';
import { isAcceptedOverride, isVerified, openerOf, openerOfChecks, openerOfSafety } from '../core/gates-report.js';
import type { Gate } from '../core/model.js';
import { notice, Problem, type Notice } from '../core/notices.js';
import { gatesText } from '../text/gates-view.js';
import { oneLine } from '../text/plain.js';
import { done, flag, refused, textOption, type Arguments, type Context, type Options, type Result } from './context.js';
import { findSource, readGates, type GatesReading } from './gates-reading.js';
import { cliCommand } from './place.js';

export const options: Options = { assert: { type: 'string' }, 'accept-attested': { type: 'boolean' }, 'accept-overridden': { type: 'boolean' } };

const isGate = (name: string): name is Gate => GATES.some((gate) => gate === name);

/** What of less than "reviewed and verified" is enough for whoever asks. */
interface Accepted {
  attested: boolean;
  overridden: boolean;
}

export async function run(context: Context, args: Arguments): Promise<Result> {
  const asserted = textOption(args, 'assert');
  if (asserted !== null && !isGate(asserted)) throw new Problem(notice('bad-usage', { verb: 'gates', detail: `--assert ${GATES.join('|')}` }), 2);
  const source = await findSource(context);
  if (source.kind === 'none') {
    const data = { task: null, gates: null };
    return asserted === null ? done([notice('no-task', {})], { data }) : refused([notice('no-task', {})], { data });
  }
  const reading = await readGates(context, source);
  const { state } = reading;
  context.print(`${state.task_id}  ${oneLine(state.task)}\n${state.status} · ${state.mode}\n`);
  context.print(gatesText(reading, context.language, cliCommand(context.cwd)));
  const notices = gateNotices(reading);
  const data = gatesData(reading);
  if (asserted === null) return done(notices, { data });
  const answer = assertGate(asserted, reading, { attested: flag(args, 'accept-attested'), overridden: flag(args, 'accept-overridden') });
  return answer.code === 'gate-holds' ? done([...notices, answer], { data }) : refused([...notices, answer], { data });
}

/** `gate-holds` where the gate is open or accepted, with a verified receipt or as little as was said to be enough; else why not. */
export function assertGate(gate: Gate, { gates, state }: Pick<GatesReading, 'gates' | 'state'>, accepted: Accepted): Notice {
  const report = gates[gate];
  if (isVerified(report)) return notice('gate-holds', { gate, how: 'verified' });
  if (report.state === 'overridden' || isAcceptedOverride(report, state)) {
    return accepted.overridden ? notice('gate-holds', { gate, how: 'overridden' }) : notice('gate-overridden', { gate });
  }
  if (report.state !== 'closed' && report.assurance === 'attested') {
    return accepted.attested ? notice('gate-holds', { gate, how: 'attested' }) : notice('gate-attested-only', { gate });
  }
  const reason = report.state === 'accepted' ? 'receipt-invalid' : refusalReason(report);
  return notice('gate-closed', { gate, reason, detail: report.state === 'closed' ? (report.detail ?? '') : '' });
}

/** What is to be said beside the gates: where they were read, a base that moved, a commit that is not what was approved. */
export function gateNotices({ file, base, committed, state, notices }: GatesReading): Notice[] {
  const said: Notice[] = file === null ? [] : [notice('reads-export', { file })];
  if (base.kind === 'moved') said.push(notice('base-will-move', { base: base.newBase.slice(0, 12), count: base.leftOut.length }));
  if (base.kind === 'lost') said.push(notice('base-lost', { base: state.base.commit.slice(0, 12), branch: 'HEAD' }));
  if (committed && !committed.comparable) said.push(notice('commit-incomparable', { approved: committed.approved, commit: committed.commit.slice(0, 12) }));
  else if (committed && committed.paths.length > 0) {
    said.push(notice('commit-differs', { approved: committed.approved, commit: committed.commit.slice(0, 12), paths: listed(committed.paths) }));
  }
  return [...said, ...notices];
}

const SHOWN_PATHS = 20;
const listed = (paths: string[]): string => paths.slice(0, SHOWN_PATHS).join(', ') + (paths.length > SHOWN_PATHS ? `, … (${paths.length})` : '');

/** The same for a program. */
export function gatesData(reading: GatesReading) {
  const { gates, checks, safety, evidence, state } = reading;
  const of = (gate: Gate) => {
    const { state: gateState, assurance, reason, detail } = gates[gate];
    return {
      state: gateState, assurance, reason, detail, overridden: isAcceptedOverride(gates[gate], state) || gateState === 'overridden',
      evidence: evidence[gate], opens_with: openerOf(gates[gate], state),
    };
  };
  return {
    task: state.task_id, status: state.status, mode: state.mode, source: reading.source,
    gates: { plan: of('plan'), milestone: of('milestone'), final: of('final') },
    checks: { ...checks, opens_with: openerOfChecks(checks, state) },
    safety: { ...safety, opens_with: openerOfSafety(safety, state) },
    base: reading.base, committed: reading.committed,
  };
}

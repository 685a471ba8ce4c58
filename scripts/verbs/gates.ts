/**
 * `cccc gates [--assert plan|milestone|final] [--accept-signed|--accept-attested|--accept-overridden] [--trust REF]`:
 * shows every gate. Never writes.
 */

import { type Notice, notice, Problem } from '../core/say/notices.js';
import { GATES, refusalReason } from '../core/task/gates.js';
import type { Gate } from '../core/task/model.js';
import { isAcceptedOverride, isVerified, openerOf } from '../core/task/views/gates-report.js';
import { type Arguments, type Context, done, flag, type Result, refused, textOption } from '../flows/context.js';
import { placeOf } from '../flows/task/place.js';
import { gateNotices, gatesData } from '../flows/task/reading/gates-data.js';
import { findSource, type GatesReading, readGates } from '../flows/task/reading/gates-reading.js';
import { commitNamed } from '../io/git/change/compared.js';
import { gatesPage } from '../render/views/gates.js';

const isGate = (name: string): name is Gate => GATES.some((gate) => gate === name);

/** What is accepted besides "reviewed and verified". */
interface Accepted {
  attested: boolean;
  signed: boolean;
  overridden: boolean;
}

export async function run(context: Context, args: Arguments): Promise<Result> {
  const asserted = textOption(args, 'assert');
  if (asserted !== null && !isGate(asserted))
    throw new Problem(notice('bad-usage', { verb: 'gates', detail: `--assert ${GATES.join('|')}` }), 2);
  const source = await findSource(context);
  if (source.kind === 'none') {
    const data = { task: null, gates: null };
    return asserted === null ? done([source.why], { data }) : refused([source.why], { data });
  }
  const trust = textOption(args, 'trust');
  const commit = trust === null ? null : await commitNamed(source.project.repository, trust);
  if (trust !== null && commit === null) throw new Problem(notice('unknown-commit', { name: trust }), 2);
  const reading = await readGates(context, source, commit);
  const data = gatesData(reading);
  context.show(gatesPage(data, context.language, placeOf(context), flag(args, 'verbose')));
  const notices = gateNotices(reading);
  if (asserted === null) return done(notices, { data });
  const answer = assertGate(asserted, reading, {
    attested: flag(args, 'accept-attested'),
    signed: flag(args, 'accept-signed'),
    overridden: flag(args, 'accept-overridden'),
  });
  return answer.code === 'gate-holds' ? done([...notices, answer], { data }) : refused([...notices, answer], { data });
}

/**
 * `gate-holds` when the gate is open or accepted with a verified receipt, or with less if that was accepted; otherwise
 * the reason why not.
 */
export function assertGate(
  gate: Gate,
  { gates, state, isWritable }: Pick<GatesReading, 'gates' | 'state' | 'isWritable'>,
  accepted: Accepted,
): Notice {
  const report = gates[gate];
  if (isVerified(report)) return notice('gate-holds', { gate, how: 'verified' });
  if (report.state === 'overridden' || isAcceptedOverride(report, state)) {
    return accepted.overridden
      ? notice('gate-holds', { gate, how: 'overridden' })
      : notice('gate-overridden', { gate });
  }
  if (report.state !== 'closed' && report.assurance === 'signed') {
    return accepted.signed || accepted.attested
      ? notice('gate-holds', { gate, how: 'signed' })
      : notice('gate-signed-only', { gate });
  }
  if (report.state !== 'closed' && report.assurance === 'attested') {
    return accepted.attested ? notice('gate-holds', { gate, how: 'attested' }) : notice('gate-attested-only', { gate });
  }
  const reason = report.state === 'accepted' ? 'receipt-invalid' : refusalReason(report);
  const detail = report.state === 'closed' ? (report.detail ?? '') : '';
  return notice('gate-closed', { gate, reason, detail, opens: isWritable ? openerOf(report, state) : null });
}

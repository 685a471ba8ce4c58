/** Follows what Codex was asked, and records its answer; a first reply with faults is asked for once more. */
import { isReasonCode, type ReasonCode } from '../../core/codex/reasons.js';
import { evaluateRun, lastMessageOf, type RunRecord } from '../../core/codex/run.js';
import { fault, planFaults } from '../../core/cto/faults.js';
import type { Artifact, Asked, CtoEvent, CtoState } from '../../core/cto/model.js';
import { outcomeOf, reviewFaults } from '../../core/cto/outcome.js';
import { jsonOf } from '../../core/json.js';
import { withDollars } from '../../core/say/packet-text.js';
import { redactDeep } from '../../core/say/redact.js';
import type { CtoPlan, CtoReview } from '../../generated/types.js';
import { validateCtoPlan, validateCtoReview } from '../../generated/validators.js';
import { writeArtifact } from '../../io/cto/artifacts.js';
import { againRequest } from '../../io/cto/request.js';
import { type Examined, examineDelegated } from '../../io/delegate/receipt.js';
import { delegatedFolder, readDelegatedRequest, removeWork } from '../../io/delegate/record.js';
import { isRunDescribed } from '../../io/run/run.js';
import type { Context } from '../context.js';
import { followDelegated } from '../delegate/follow.js';
import { ask } from './ask.js';
import { judgeHere, type OpenCto, recordOrRefuse } from './place.js';

/**
 * Waits for the answer that is due, at most `maxSeconds`, and records it.
 *
 * @returns the run afterwards; its request is still pending when the time is over
 */
export async function settleCto(context: Context, cto: OpenCto, maxSeconds: number): Promise<OpenCto> {
  const end = performance.now() + maxSeconds * 1000;
  let now = cto;
  for (;;) {
    const faulty = faultyRequest(now);
    if (faulty !== null) now = await askAgain(context, now, faulty);
    const { pending } = now.reading.state;
    if (pending === null) return now;
    const ended = await endOf(context, now, pending, (end - performance.now()) / 1000);
    if (ended === null) return now;
    now = recordAnswer(context, now, pending, ended);
  }
}

/** The first request whose reply had faults, while the second one was not made; null when none is due. */
function faultyRequest({ reading: { state, events } }: OpenCto): Asked | null {
  const isDue = ['planning', 'reviewing'].includes(state.status) && state.pending === null && state.faults.length > 0;
  return (isDue && events.findLast((event) => event.type === 'asked')) || null;
}

/** How a run of Codex ended; `reason` is null when it answered. */
interface Ended {
  reason: string | null;
  resets_at: string;
}

/** How the run ended; null while it is running. A command that was killed before it described the run started none. */
async function endOf(context: Context, { project }: OpenCto, { job }: Asked, seconds: number): Promise<Ended | null> {
  const dir = delegatedFolder(project.stateDir, job);
  if (!isRunDescribed(dir)) return { reason: 'supervisor-killed', resets_at: '' };
  const { result } = await followDelegated(context, dir, Math.max(0, seconds));
  if (result === null) return null;
  return { reason: result.kind === 'answer' ? null : (result.reason ?? ''), resets_at: result.resets_at ?? '' };
}

function recordAnswer(context: Context, cto: OpenCto, pending: Asked, { reason, resets_at }: Ended): OpenCto {
  const at = context.now();
  const { project, reading } = cto;
  const dir = delegatedFolder(project.stateDir, pending.job);
  const event: CtoEvent =
    reason === null
      ? judged(cto, pending, examineDelegated(dir, pending, project.stateDir), at)
      : { type: 'unavailable', at, job: pending.job, reason, resets_at };
  const settled = { project, reading: recordOrRefuse(reading.place, event) };
  removeWork(dir);
  return settled;
}

/** What follows from the signed record of a run. */
function judged(cto: OpenCto, pending: Asked, examined: Examined, at: string): CtoEvent {
  const { job } = pending;
  if (examined.kind !== 'verified') return { type: 'unavailable', at, job, reason: 'record-altered', resets_at: '' };
  const isPlan = pending.kind === 'plan';
  const evaluated = isPlan
    ? evaluateRun(examined.record, validateCtoPlan)
    : evaluateRun(examined.record, validateCtoReview);
  if (evaluated.kind === 'infrastructure') {
    const { reason, detail, resetsAt } = evaluated;
    return UNREADABLE.includes(reason)
      ? { type: 'faulty', at, job, faults: [fault('reply-unreadable', reason, detail.slice(0, 200))] }
      : { type: 'unavailable', at, job, reason, resets_at: resetsAt ?? '' };
  }
  const { reply } = evaluated;
  const receipt = examined.digest;
  return isPlan
    ? planned(cto, clean(reply, validateCtoPlan), { at, job, receipt })
    : reviewed(cto, pending, clean(reply, validateCtoReview), { at, job, receipt, thread: evaluated.threadId });
}

/** A reply that came and has another form: asked for once more, unlike an outage. */
const UNREADABLE: readonly ReasonCode[] = ['reply-not-json', 'reply-wrong-shape', 'reply-with-chatter'];

/** The reply without secrets, and with dollar signs where the prompt had none; null when it is not one. */
function clean<T>(reply: unknown, isReply: (value: unknown) => value is T): T | null {
  const value = jsonOf(withDollars(JSON.stringify(redactDeep(reply))));
  return isReply(value) ? value : null;
}

type Named = { at: string; job: string; receipt: string };

function planned({ project, reading }: OpenCto, plan: CtoPlan | null, named: Named): CtoEvent {
  const judge = judgeHere(project);
  const faults = plan === null ? [fault('reply-unreadable', 'reply-wrong-shape')] : planFaults(plan, judge);
  if (plan === null || faults.length > 0) return { type: 'faulty', at: named.at, job: named.job, faults };
  return { type: 'planned', ...named, plan, artifact: write(reading.state, 'plan', 1, plan) };
}

function reviewed(
  { project, reading: { state } }: OpenCto,
  { verified, tree }: Asked,
  reply: CtoReview | null,
  named: Named & { thread: string },
): CtoEvent {
  const faults =
    reply === null
      ? [fault('reply-unreadable', 'reply-wrong-shape')]
      : reviewFaults(reply, state.tasks, verified, judgeHere(project));
  if (reply === null || faults.length > 0) return { type: 'faulty', at: named.at, job: named.job, faults };
  const outcome = outcomeOf(reply, verified);
  const number = state.reviews.length + 1;
  const { verdict, ...rest } = reply;
  const shown = { verdict: outcome, verdict_of_codex: verdict, ...rest, verification: verified, tree };
  return { type: 'reviewed', ...named, reply, outcome, artifact: write(state, 'review', number, shown) };
}

const write = ({ project, run }: CtoState, kind: 'plan' | 'review', number: number, value: unknown): Artifact | null =>
  writeArtifact(project, run, kind, number, redactDeep(value));

async function askAgain(context: Context, cto: OpenCto, asked: Asked): Promise<OpenCto> {
  const { kind, tree, tree_id, results, verified } = asked;
  const dir = delegatedFolder(cto.project.stateDir, asked.job);
  const prompt = readDelegatedRequest(dir, true).prompt.toString('utf8');
  const reply = replyIn(examineDelegated(dir, asked, cto.project.stateDir));
  const request = await againRequest(kind, prompt, { reply, faults: cto.reading.state.faults });
  const about = { kind, tree, tree_id, results, verified, attempt: asked.attempt + 1 };
  return ask(context, cto, { request, about, model: null });
}

const replyIn = (examined: Examined): string =>
  examined.kind === 'verified' ? (lastMessageOf(examined.record) ?? '') : '';

/**
 * Whether the last approval is one: its signed record is the one that was named, and gives the same outcome again.
 */
export function isApprovalProven({ project, reading: { state } }: OpenCto): boolean {
  const last = state.reviews.at(-1);
  if (state.status !== 'approved' || last === undefined) return false;
  const dir = delegatedFolder(project.stateDir, last.job);
  const examined = examineDelegated(
    dir,
    { job: last.job, tree_id: last.tree_id, request: last.request },
    project.stateDir,
  );
  return (
    examined.kind === 'verified' &&
    examined.digest === last.receipt &&
    outcomeAgain(examined.record, last.verified) === 'approve'
  );
}

function outcomeAgain(
  record: RunRecord,
  verified: CtoState['reviews'][number]['verified'],
): CtoReview['verdict'] | null {
  const evaluated = evaluateRun(record, validateCtoReview);
  return evaluated.kind === 'reply' ? outcomeOf(evaluated.reply, verified) : null;
}

/** A reason of the log as one that has a text. */
export const reasonCode = (reason: string): ReasonCode => (isReasonCode(reason) ? reason : 'codex-failed');

/** The beginning of a review: its packet, its entry in the ledger, and the description for its supervisor. */
import type { Rounds } from '../../core/review/rounds.js';
import { type Notice, notice, Problem } from '../../core/say/notices.js';
import { presentSubject } from '../../core/task/gates.js';
import type { EventBody } from '../../core/task/ledger/events.js';
import { returnedReviews, roundsOf } from '../../core/task/ledger/reviews.js';
import { effortOf } from '../../core/task/machine-milestones.js';
import type { Gate, State, Subject } from '../../core/task/model.js';
import { writeDocument } from '../../io/ground/files.js';
import { readerSigning } from '../../io/ground/signing.js';
import { ledgerPaths } from '../../io/ground/workspace.js';
import { describeJob, jobName, type ReviewPayload, writeJob } from '../../io/review/job.js';
import { type ComparedTrees, type PacketRequest, type PreparedPacket, preparePacket } from '../../io/review/packet.js';
import { keep, requestDigests, requestOf, writeRequest } from '../../io/review/receipts.js';
import { verifiedRounds } from '../../io/review/rounds.js';
import { announceRun } from '../../io/run/run.js';
import { type Context, refused } from '../context.js';
import { codexPath, comparedWith, type Seen } from '../task/observe.js';
import { type OpenTask, record } from '../task/place.js';
import { outage } from './outage.js';
import type { Prepared } from './prepare.js';
import type { Stopped, Under } from './preparing.js';
import { tellStep } from './reporter.js';

/** A review that is recorded and described: the task as it then stands, and the record's folder. */
export interface Begun {
  task: OpenTask;
  dir: string;
}

/**
 * Records and describes a review. Out: the review, or why it did not begin: a subject that moved, a refusal, or a
 * record that could not be written.
 */
export async function beginReview(
  context: Context,
  { interrupt, report }: Under,
  given: Prepared,
): Promise<Begun | Stopped> {
  const { task, gate, seen } = given;
  const subject = presentSubject(gate, task.state, seen.observation);
  if (!subject) return { stopped: refused([notice('subject-moved', { gate })]) };
  const job = jobName(gate, task.state.reviews.next_fence);
  const dir = ledgerPaths(task.place.commonDir).record(task.place.task, job);
  const announced = keep(() => announceRun(dir));
  if (announced.kind === 'infrastructure') return { stopped: outage(context, task, gate, announced) };
  report.enter('packet');
  tellStep(context, notice('packet-building', { gate }));
  const compared = await comparedTrees(task, gate, seen);
  const snapshot = compared?.to ?? seen.tree.tree;
  const packet = await packetOrRefusal({
    task,
    gate,
    round: effortOf(task.state, gate).rounds + 1,
    compared,
    snapshot,
    plan: seen.plan,
    checks: given.results,
    ...(gate === 'milestone' ? { rounds: earlierRounds(task, subject) } : {}),
  });
  if ('refused' in packet) return { stopped: refused([packet.refused]) };
  const request = requestOf(packet);
  interrupt.signal.throwIfAborted();
  const described = describeJob(payloadOf(given, beginning(task.state, subject, job, seen), snapshot));
  const step = record(context, task.place, {
    ...startedBody(given, subject, job),
    request: requestDigests(request),
    description: described.digest,
  });
  if (!step.ok) return { stopped: refused([...step.notices, step.refused]) };
  const started = { ...task, state: step.state };
  const written = keep(() => {
    writeDocument(task.paths.document('context-bundle.md'), packet.bundle);
    writeRequest(dir, request);
    writeJob(dir, described);
  });
  return written.kind === 'infrastructure'
    ? { stopped: outage(context, started, gate, written) }
    : { task: started, dir };
}

/** A change that no reviewer could see is refused: the work is too large, and nothing is broken. */
async function packetOrRefusal(request: PacketRequest): Promise<PreparedPacket | { refused: Notice }> {
  try {
    return await preparePacket(request);
  } catch (error) {
    if (error instanceof Problem && ['change-too-large', 'name-unprintable'].includes(error.notice.code))
      return { refused: error.notice };
    throw error;
  }
}

const startedBody = (
  { gate, seen, size, checks, codex }: Prepared,
  subject: Subject,
  job: string,
): Extract<EventBody, { type: 'review-started' }> => ({
  type: 'review-started',
  gate,
  job,
  subject,
  tree_id: seen.tree.tree,
  size,
  checks,
  codex_path: codexPath(codex.codex),
  codex_profile: codex.settings.digest,
  codex_program: { ...codex.program, ran: true },
  observation: seen.observation,
});

/** What a review compares; null for a plan, which is reviewed against the project as it stands. */
async function comparedTrees(task: OpenTask, gate: Gate, seen: Seen): Promise<ComparedTrees | null> {
  if (gate === 'plan') return null;
  const { base, milestones } = task.state;
  const last = task.state.reviews.last_round_tree;
  const isSameGate = task.state.reviews.last?.gate === gate;
  const isFurtherRound = isSameGate && effortOf(task.state, gate).rounds > 0 && last !== null;
  const [whole, since] = await Promise.all([
    comparedWith(task, (gate === 'final' ? base : milestones.base).tree_id, seen),
    isFurtherRound ? comparedWith(task, last, seen) : null,
  ]);
  return { ...whole, since };
}

/** The review as the ledger will have it: another command cannot begin one meanwhile. */
const beginning = (state: State, subject: Subject, job: string, { tree }: Seen): ReviewPayload['review'] => ({
  gate: subject.gate,
  job,
  fence: state.reviews.next_fence,
  round: effortOf(state, subject.gate).rounds + 1,
  subject,
  tree_id: tree.tree,
});

/** The rounds that this one may stand on; the final review sees the whole change itself. */
function earlierRounds({ state, reading, place }: OpenTask, subject: Subject): Rounds {
  const records = ledgerPaths(place.commonDir).records(place.task);
  const reviews = roundsOf(returnedReviews(state, reading.entries), subject);
  return verifiedRounds(records, reviews, readerSigning(place.stateDir));
}

/** What the supervisor is told. In: the tree that Codex reads. */
function payloadOf(given: Prepared, review: ReviewPayload['review'], snapshot: string): ReviewPayload {
  const { task } = given;
  // The environment is inherited and not written down: it may hold secrets.
  const { env: _env, ...codex } = given.codex;
  return {
    place: task.place,
    top: task.repository.top,
    review,
    config: task.config,
    codex,
    profile: codex.settings.digest,
    checks: given.checks,
    snapshot,
    folder: given.folder,
  };
}

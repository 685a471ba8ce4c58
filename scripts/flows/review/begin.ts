/** The beginning of a review: its packet, its entry in the ledger, and the description for its supervisor. */
import { costOf } from '../../core/review/lenses/estimate.js';
import { askedNow } from '../../core/review/lenses/reviewers.js';
import { estimateOf } from '../../core/review/packet/estimate.js';
import { notice } from '../../core/say/notices.js';
import { presentSubject } from '../../core/task/gates.js';
import type { CostEstimate, EventBody, ReviewerCall } from '../../core/task/ledger/events.js';
import type { Started } from '../../core/task/ledger/reviews.js';
import { effortOf } from '../../core/task/machine-milestones.js';
import type { Gate, State, Subject } from '../../core/task/model.js';
import { keepSides } from '../../io/documents/watched.js';
import { writeDocument } from '../../io/ground/files.js';
import { ledgerPaths } from '../../io/ground/workspace.js';
import { describeJob, jobName, type ReviewPayload, writeJob } from '../../io/review/job.js';
import { keep, requestDigests, reviewerDir, writeRequest } from '../../io/review/receipts.js';
import { announceRun } from '../../io/run/run.js';
import { type Context, refused } from '../context.js';
import { codexPath, type Seen } from '../task/observe.js';
import { type OpenTask, record } from '../task/place.js';
import { withAnswers } from './lenses/former.js';
import { buildRequests, type Requests } from './lenses/requests.js';
import { outage } from './outage.js';
import type { Prepared } from './prepare.js';
import type { Stopped, Under } from './preparing.js';
import { tellStep } from './reporter.js';

/** A review that is recorded and described: the task as it is now, and the folder of the record. */
export interface Begun {
  task: OpenTask;
  dir: string;
}

/**
 * Records and describes a review.
 *
 * @returns the review, or why it did not begin: the subject changed, it was refused, or the record could not be written
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
  const asked = await buildRequests(task, gate, given);
  if ('refused' in asked) return { stopped: refused([asked.refused]) };
  const { packet, snapshot, documents } = asked.built;
  tellStep(context, notice('packet-built', { gate, ...estimateOf(packet) }));
  interrupt.signal.throwIfAborted();
  const payload = payloadOf(given, beginning(task.state, subject, job, seen), snapshot);
  const described = describeJob({ ...payload, checks: asked.checks, ...(asked.shown && { shown: asked.shown }) });
  const body = {
    ...startedBody({ ...given, checks: asked.checks }, subject, job),
    request: requestDigests(asked.request),
    description: described.digest,
  };
  const reviewers = reviewersOf(dir, body, asked);
  const estimate = reviewers && costOf(estimateOf(packet).tokens, toAsk(reviewers).length, task.reading.entries);
  if (reviewers && estimate) tellStep(context, costNotice(gate, reviewers, estimate));
  const step = record(context, task.place, {
    ...body,
    ...(reviewers && estimate && { reviewers, estimate }),
    ...(gate === 'plan' && { documents: keepSides(task.place, documents) }),
  });
  if (!step.ok) return { stopped: refused([...step.notices, step.refused]) };
  const started = { ...task, state: step.state };
  const written = keep(() => {
    writeDocument(task.paths.document('context-bundle.md'), packet.bundle);
    writeRequest(dir, asked.request);
    for (const { lens, request } of asked.reviewers)
      if (reviewers?.some((one) => one.lens === lens && one.from === null))
        writeRequest(reviewerDir(dir, lens), request);
    writeJob(dir, described);
  });
  return written.kind === 'infrastructure'
    ? { stopped: outage(context, started, gate, written) }
    : { task: started, dir };
}

/** What each reviewer is asked, or where it has answered; undefined where the gate's own is the only one. */
const reviewersOf = (
  dir: string,
  body: Omit<Started, 'at'>,
  { reviewers, former }: Requests,
): ReviewerCall[] | undefined =>
  reviewers.length === 0
    ? undefined
    : withAnswers(
        dir,
        {
          ...body,
          reviewers: reviewers.map(({ lens, request }) => ({
            lens,
            prompt: requestDigests(request).prompt,
            from: null,
          })),
        },
        former,
      );

const toAsk = (reviewers: readonly ReviewerCall[]): ReviewerCall[] => reviewers.filter(({ from }) => from === null);

const costNotice = (
  gate: Gate,
  reviewers: readonly ReviewerCall[],
  { packet_tokens, tokens, based_on }: CostEstimate,
) =>
  notice('lenses-asked', {
    gate,
    ...askedNow(reviewers),
    packet_tokens,
    tokens,
    based_on,
  });

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

/** The review as the ledger will have it: another command cannot begin one meanwhile. */
const beginning = (state: State, subject: Subject, job: string, { tree }: Seen): ReviewPayload['review'] => ({
  gate: subject.gate,
  job,
  fence: state.reviews.next_fence,
  round: effortOf(state, subject.gate).rounds + 1,
  subject,
  tree_id: tree.tree,
});

/** What the supervisor is told. In: the tree that Codex reads. */
function payloadOf(given: Prepared, review: ReviewPayload['review'], snapshot: string): ReviewPayload {
  const { task } = given;
  // The environment is inherited and not written to the file, because it may hold secrets.
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

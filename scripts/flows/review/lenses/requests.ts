/** What the reviewers of a gate are asked: one packet for all of them, and a lens for each but the gate's own. */

import { lensesOf, OWN } from '../../../core/review/lenses/reviewers.js';
import type { PacketCheck } from '../../../core/review/packet/input.js';
import type { Notice } from '../../../core/say/notices.js';
import { withoutMentions } from '../../../core/say/packet-text.js';
import type { CheckSummary, Gate } from '../../../core/task/model.js';
import type { ReviewPayload } from '../../../io/review/job.js';
import { newBoundary, renderPrompt } from '../../../io/review/prompts.js';
import { type RecordedRequest, requestDigests, requestOf, sameRequest } from '../../../io/review/receipts.js';
import type { Seen } from '../../task/observe.js';
import type { OpenTask } from '../../task/place.js';
import { packetOrRefusal, type TreePacket } from '../packet.js';
import { type Former, formerTry, saysAlike } from './former.js';

/** A reviewer with what it is asked. */
export interface LensRequest {
  lens: string;
  request: RecordedRequest;
}

export interface Requests {
  built: TreePacket;
  /** What the gate's own reviewer is asked. */
  request: RecordedRequest;
  /** All reviewers; none where the gate's own is the only one. */
  reviewers: LensRequest[];
  /** The last try that asked for the same; null when there was none. */
  former: Former | null;
  /** The checks whose output the packet shows. */
  checks: CheckSummary | null;
  shown: ReviewPayload['shown'];
}

interface Given {
  seen: Seen;
  checks: CheckSummary | null;
  results: readonly PacketCheck[];
}

/**
 * Builds the packet and the prompts. Where the last try left answers, the packet is first built with what only that try
 * can know (its random boundary, the status then, the output of checks): if the result is the same to the byte, nothing
 * else has changed, and the answers are about this packet too.
 */
export async function buildRequests(task: OpenTask, gate: Gate, given: Given): Promise<Requests | { refused: Notice }> {
  const lenses = await lensTexts(task);
  const former = formerTry(task, gate);
  if (former !== null && saysAlike(given.results, former.shown.results)) {
    const { status } = former.shown;
    const again = await packetWith(
      { ...task, state: { ...task.state, status } },
      gate,
      given.seen,
      lenses,
      former.shown,
    );
    const named = former.started.request;
    if ('built' in again && named && sameRequest(named, requestDigests(again.request)))
      return { ...again, former, checks: former.started.checks };
  }
  const { status } = task.state;
  const results = given.results.map(shownCheck);
  const shown = { boundary: newBoundary(), status, results };
  const made = await packetWith(task, gate, given.seen, lenses, shown);
  return 'refused' in made ? made : { ...made, former: null, checks: given.checks };
}

interface LensText {
  lens: string;
  text: string;
}

const lensTexts = (task: OpenTask): Promise<LensText[]> =>
  Promise.all(
    lensesOf(task.state.pins.config.review).map(async (lens) => {
      const look = (await renderPrompt(`lenses/${lens}`, {})).trim();
      return { lens, text: withoutMentions(await renderPrompt('gate-lens', { LENS: look })) };
    }),
  );

async function packetWith(
  task: OpenTask,
  gate: Gate,
  seen: Seen,
  lenses: readonly LensText[],
  shown: NonNullable<ReviewPayload['shown']>,
): Promise<Pick<Requests, 'built' | 'request' | 'reviewers' | 'shown'> | { refused: Notice }> {
  const room = Math.max(0, ...lenses.map(({ text }) => text.length));
  const built = await packetOrRefusal(task, gate, seen, shown.results, { boundary: shown.boundary, room });
  if ('refused' in built) return built;
  const request = requestOf(built.packet);
  const others = lenses.map(({ lens, text }): LensRequest => {
    // What all reviewers are told comes first, so that a provider can cache it.
    const prompt = Buffer.concat([request.prompt, Buffer.from(text)]);
    return { lens, request: { ...request, prompt } };
  });
  const reviewers = others.length === 0 ? [] : [{ lens: OWN, request }, ...others];
  return { built, request, reviewers, shown: others.length === 0 ? undefined : shown };
}

type ShownCheck = NonNullable<ReviewPayload['shown']>['results'][number];

const shownCheck = (check: PacketCheck): ShownCheck => {
  const { name, required, passed, exit_code, signal, problem, output_digest, tail, in_place = null } = check;
  return { name, required, passed, exit_code, signal, problem, output_digest, tail, in_place };
};

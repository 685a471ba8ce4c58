/**
 * From the turns of a review to its outcome: one, or two where the first reply contradicted itself and was asked for
 * once more. Pure, so that a gate derives the same from the raw record at any time. Nothing gets better by a second
 * turn, also where that brings no reply: what stands in the first by itself stays.
 */
import type { Review } from '../../../generated/types.js';
import type { Usage } from '../../codex/events.js';
import { type Infrastructure, infrastructure } from '../../codex/reasons.js';
import { evaluateRun, type Reply, type RunRecord } from '../../codex/run.js';
import type { OpenFinding } from '../../task/model.js';
import type { ReviewContext } from '../context.js';
import { evaluateReply, type ReviewResult, type UnusableReply } from '../outcome.js';
import { corrected, type MissingPoint, pointsText } from './contradictions.js';

type IsReview = (value: unknown) => value is Review;

export interface EvaluatedReview {
  result: ReviewResult | Infrastructure;
  /** The findings of a reply that does not count. */
  reported: OpenFinding[];
  /** The thread of the turn whose reply counts. */
  threadId: string;
  /** Tokens of all turns. */
  usage: Usage;
  model: string | null;
}

/** A first reply that contradicts itself. */
export interface Unusable {
  reply: Review;
  missing: MissingPoint[];
}

const NO_USAGE: Usage = { input_tokens: 0, cached_input_tokens: 0, output_tokens: 0, reasoning_output_tokens: 0 };

/** The reply of a first turn if Codex has to be asked again; null if not. */
export function unusableReply(first: RunRecord, context: ReviewContext, isReview: IsReview): Unusable | null {
  const run = evaluateRun(first, isReview);
  if (run.kind === 'infrastructure') return null;
  const judged = evaluateReply(run.reply, run.commands, context);
  return judged.kind === 'unusable' ? { reply: run.reply, missing: judged.missing } : null;
}

/**
 * Evaluates the turns of a review.
 *
 * @param again the second turn; null when there was none
 */
export function evaluateTurns(
  first: RunRecord,
  again: RunRecord | null,
  context: ReviewContext,
  isReview: IsReview,
): EvaluatedReview {
  const run = evaluateRun(first, isReview);
  if (run.kind === 'infrastructure') return failed(run);
  const judged = evaluateReply(run.reply, run.commands, context);
  if (judged.kind !== 'unusable') return evaluated(judged, run, run.usage);
  const second = again && evaluateRun(again, isReview);
  if (second?.kind === 'reply') {
    // The second turn is a new conversation: it does not know what the first turn read.
    const settled = evaluateReply(corrected(run.reply, second.reply, context), second.commands, context, true);
    const usage = sumOfUsage(run.usage, second.usage);
    if (settled.kind !== 'unusable') return evaluated(settled, second, usage);
    return alone(run, context, usage) ?? unusable(settled);
  }
  return alone(run, context, run.usage) ?? (second === null ? unusable(judged) : afterFailure(judged, second));
}

/** The result of a first reply alone, used if the second turn brought nothing; null if it is no verdict. */
function alone(first: Reply<Review>, context: ReviewContext, usage: Usage): EvaluatedReview | null {
  const judged = evaluateReply(first.reply, first.commands, context, true);
  return judged.kind === 'unusable' ? null : evaluated(judged, first, usage);
}

const failed = (result: Infrastructure, reported: OpenFinding[] = []): EvaluatedReview => ({
  result,
  reported,
  threadId: '',
  usage: NO_USAGE,
  model: null,
});

const evaluated = (result: ReviewResult | Infrastructure, run: Reply<Review>, usage: Usage): EvaluatedReview => ({
  result,
  reported: [],
  threadId: run.threadId,
  usage,
  model: run.model,
});

const unusable = ({ missing, reported }: UnusableReply): EvaluatedReview =>
  failed(infrastructure('reply-unusable', pointsText(missing)), reported);

/** The result when the second turn failed: an outage of its own, or another unusable reply. */
function afterFailure({ missing, reported }: UnusableReply, fault: Infrastructure): EvaluatedReview {
  const isReply = fault.reason.startsWith('reply-');
  return failed(
    isReply ? infrastructure('reply-unusable', `${pointsText(missing)}; ${fault.reason}`) : fault,
    reported,
  );
}

/** The usage of two runs together. */
export const sumOfUsage = (a: Usage, b: Usage): Usage => ({
  input_tokens: a.input_tokens + b.input_tokens,
  cached_input_tokens: a.cached_input_tokens + b.cached_input_tokens,
  output_tokens: a.output_tokens + b.output_tokens,
  reasoning_output_tokens: a.reasoning_output_tokens + b.reasoning_output_tokens,
});

/** Writes the results of a finished review: its signed receipt, and the committed artifact made from it. */
import path from 'node:path';
import { reviewArtifact } from '../../core/review/artifact.js';
import type { ReviewResult } from '../../core/review/outcome.js';
import { sumOfUsage } from '../../core/review/reply/turns.js';
import { estimateTokens, visible } from '../../core/say/packet-text.js';
import { redact } from '../../core/say/redact.js';
import { leftOutCommits } from '../../core/task/ledger/commits.js';
import type { ReviewDetails } from '../../core/task/ledger/events.js';
import type { Gate, RunningReview } from '../../core/task/model.js';
import { comparedWithPreset } from '../../core/task/pins/preset.js';
import { validatePacketContext, validateReviewContext } from '../../generated/validators.js';
import { writeDocument } from '../../io/ground/files.js';
import { both } from '../../io/ground/json.js';
import { ensureSigning, sha256 } from '../../io/ground/signing.js';
import { projectPaths, storedPath } from '../../io/ground/workspace.js';
import type { ReviewJob } from '../../io/review/job.js';
import {
  digestsOf,
  type Receipt,
  type RecordBytes,
  recordedValue,
  runAgainOf,
  runOf,
  writeReceipt,
} from '../../io/review/receipts.js';
import type { TaskPlace, TaskReading } from '../../io/task/store.js';
import { readTeamKey } from '../../io/team/key.js';
import { artifactWords } from '../../render/artifact.js';
import type { Judged } from './lenses/judged.js';

const ARTIFACTS: Record<Gate, string> = { plan: 'plan', milestone: 'milestones', final: 'final' };

/** The path of a review's artifact, relative to the project. */
export function artifactFile(
  { project, task }: TaskPlace,
  { gate, job, round, subject }: Pick<RunningReview, 'gate' | 'job' | 'round' | 'subject'>,
): string {
  const name = [task, ...(subject.milestone ? [subject.milestone] : []), `round${round}`, job].join('-');
  return storedPath(project, path.join(projectPaths(project).reviews, ARTIFACTS[gate], `${name}.md`));
}

export interface WrittenReceipt {
  receipt: Receipt;
  /** The digest by which the ledger names the receipt. */
  digest: string;
}

/**
 * Writes the receipt for a record with an outcome.
 *
 * @throws errors of the file system
 */
export function makeReceipt(
  dir: string,
  job: ReviewJob,
  judged: readonly [Judged, ...Judged[]],
  result: ReviewResult,
): WrittenReceipt {
  const [own] = judged;
  const { stands_on } = recordedValue(own.record, 'context', validateReviewContext);
  const { codex, review } = job;
  return writeReceipt(
    dir,
    own.record,
    {
      task: job.place.task,
      job: review.job,
      fence: review.fence,
      gate: review.gate,
      round: review.round,
      subject: review.subject,
      codex: {
        path: codex.program.native.path,
        digest: codex.program.native.digest,
        launcher: codex.program.launcher,
        version: codex.version,
        model: own.evaluated.model ?? codex.settings.model,
        profile: job.profile,
        thread_id: own.evaluated.threadId,
        open_reads: codex.reads.because,
      },
      usage: judged.map(({ evaluated }) => evaluated.usage).reduce(sumOfUsage),
      ...(judged.length > 1 ? { reviewers: judged.map((one) => reviewerOf(one, codex.settings.model)) } : {}),
      checks: job.checks,
      ...(stands_on && stands_on.length > 0 ? { stands_on } : {}),
      outcome: result.outcome,
      ...timesOf(judged),
    },
    { ...ensureSigning(job.place.stateDir), sign: readTeamKey(job.place.stateDir)?.sign ?? null },
  );
}

/** A reviewer as the receipt names it. */
function reviewerOf(judged: Judged, model: string | null): NonNullable<Receipt['reviewers']>[number] {
  const { lens, from, record, evaluated } = judged;
  const { outcome } = evaluated.result;
  return {
    ...{ lens, from, record: digestsOf(record) },
    thread_id: evaluated.threadId,
    model: evaluated.model ?? model,
    usage: evaluated.usage,
    verdict: outcome.verdict,
    findings: outcome.findings.length,
    ...timesOf([judged]),
  };
}

/** When the reviewers began, and how long it took until the last of them had ended. Earlier answers do not count. */
function timesOf(judged: readonly Judged[]): Pick<Receipt, 'started_at' | 'duration_ms'> {
  const now = judged.filter(({ from }) => from === null);
  const records = (now.length > 0 ? now : judged).map(({ record }) => record);
  const began = Math.min(...records.map((record) => runOf(record).startedAt));
  const ended = Math.max(...records.map((record) => (runAgainOf(record) ?? runOf(record)).endedAt));
  return { started_at: new Date(began).toISOString(), duration_ms: ended - began };
}

/**
 * What the ledger keeps of a review for people.
 *
 * @param own the record of the gate's own reviewer
 */
export function reviewDetails(
  { codex, usage, duration_ms, reviewers }: Receipt,
  { summary }: ReviewResult,
  own: RecordBytes,
): ReviewDetails {
  return {
    summary: visible(redact(summary)).slice(0, LONGEST_SUMMARY),
    model: codex.model,
    tokens: usage.input_tokens + usage.output_tokens,
    duration_ms,
    packet_tokens: estimateTokens(own.prompt.toString('utf8')),
    ...(reviewers && { reviewers: reviewers.length }),
  };
}

const LONGEST_SUMMARY = 4000;

/**
 * Writes the artifact below docs/cccc/reviews: what teammates need to know about the review.
 *
 * @returns its digest, by which the ledger names it
 */
export function writeArtifact(
  place: TaskPlace,
  { state, entries }: Pick<TaskReading, 'state' | 'entries'>,
  record: RecordBytes,
  { receipt, digest }: WrittenReceipt,
  result: ReviewResult,
): string {
  const { manifest, accepted = [] } = recordedValue(
    record,
    'context',
    both(validatePacketContext, validateReviewContext),
  );
  const text = reviewArtifact({
    receipt,
    digest,
    result,
    coverage: manifest,
    accepted,
    left_out: leftOutCommits(entries),
    settings: comparedWithPreset(state.pins.config, state.pins.preset ?? null),
    words: artifactWords(state.language),
  });
  writeDocument(path.join(place.project, artifactFile(place, receipt)), text);
  return sha256(text);
}

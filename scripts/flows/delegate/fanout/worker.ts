/** One worker: its prompt, its Codex, and what its last message says. Nothing else of it is kept for the caller. */
import { evaluateRun, lastMessageOf, type RunRecord } from '../../../core/codex/run.js';
import { goalText, graceOf, placeText, verifyText } from '../../../core/delegate/ask.js';
import { earlierText, packText, type StageEnd } from '../../../core/delegate/fanout/prompt.js';
import { named } from '../../../core/say/packet-text.js';
import { redact } from '../../../core/say/redact.js';
import type { DelegatedResult, Fanout, FanoutWorker, WorkerFindings } from '../../../generated/types.js';
import { validateWorkerFindings } from '../../../generated/validators.js';
import { callArguments, marksIn } from '../../../io/codex/arguments.js';
import { type CodexOutput, runCodex } from '../../../io/codex/codex.js';
import type { CodexSettings } from '../../../io/codex/settings.js';
import { writableIn } from '../../../io/delegate/copy.js';
import { findingsSchema, writeFindings } from '../../../io/delegate/fanout.js';
import {
  delegatedFile,
  writeAnswer,
  writeDelegatedRequest,
  writeRunEnd,
  writeWork,
} from '../../../io/delegate/record.js';
import { makeFolder } from '../../../io/ground/files.js';
import { newBoundary, renderPrompt } from '../../../io/review/prompts.js';
import { newTrace, type RunTrace, tracedEnvironment } from '../../../io/run/run-trace.js';
import { copyingMore } from '../../codex/copying.js';
import { verifyWork } from '../ask/verify.js';
import { nameChange } from '../ask/writer.js';
import { faultOf, resultOf } from '../result.js';
import type { Supervised, Surroundings } from '../supervised.js';
import type { Limits } from './limits.js';
import type { WorkerPlace } from './material.js';

/** What a worker gets. */
export interface WorkerSeat extends WorkerPlace {
  supervised: Supervised;
  fanout: Fanout;
  surroundings: Surroundings;
  limits: Limits;
  worker: FanoutWorker;
  /** The worker's folder. */
  dir: string;
  /** What the stages before it gave. */
  earlier: readonly StageEnd[];
}

/** Runs a worker to its end. One that fails or hangs is a result like any other. */
export async function runWorker(seat: WorkerSeat): Promise<DelegatedResult> {
  const { dir, worker, limits, supervised } = seat;
  const isReviewer = worker.template === 'reviewer';
  const prompt = await promptOf(seat);
  writeDelegatedRequest(dir, { prompt: Buffer.from(prompt), schema: isReviewer ? findingsSchema() : null });
  // A mark of its own, so that ending one worker ends no other; its temporary files go with those of all.
  const trace = { ...newTrace(), scratch: `${supervised.job.trace.scratch}/${worker.name}` };
  makeFolder(trace.scratch);
  const ran = await callCodex(seat, trace, prompt);
  const { bytes: _bytes, ...record } = ran;
  writeRunEnd(dir, record);
  const message = lastMessageOf(record);
  if (message !== null) writeAnswer(dir, redact(message));
  const result = judged(seat, record, message !== null);
  const lost = await copyingMore(supervised.interrupt, () => nameAndVerify(seat, trace, result));
  if (lost !== null) return faultOf(lost, record, message !== null);
  return limits.reached !== null && record.stoppedBy === 'cancelled'
    ? faultOf(limits.reached, record, message !== null)
    : result;
}

/** How it ended; a reviewer's answer has to have the shape that was asked for. */
function judged({ dir, worker, supervised }: WorkerSeat, record: RunRecord, hasAnswer: boolean): DelegatedResult {
  const access = accessOf(worker);
  const result = resultOf({ access, thread: null }, record, supervised.interrupt.reason);
  if (worker.template !== 'reviewer' || result.kind === 'fault') return result;
  const run = evaluateRun(record, validateWorkerFindings);
  if (run.kind === 'infrastructure') return faultOf(run, record, hasAnswer);
  writeFindings(dir, withoutSecrets(run.reply));
  return result;
}

/** Each text is redacted by itself, so that the whole stays JSON. */
function withoutSecrets(found: WorkerFindings): WorkerFindings {
  const text = <T extends string | null>(given: T): T | string => (given === null ? given : redact(given));
  return {
    summary: text(found.summary),
    not_judged: text(found.not_judged),
    findings: found.findings.map((finding) => ({
      ...finding,
      ...{ title: text(finding.title), file: text(finding.file), evidence: text(finding.evidence) },
      ...{ fix: text(finding.fix), rewrite: text(finding.rewrite) },
    })),
  };
}

const accessOf = ({ template }: FanoutWorker): 'read-only' | 'workspace-write' =>
  template === 'implementer' ? 'workspace-write' : 'read-only';

function callCodex(seat: WorkerSeat, trace: RunTrace, prompt: string): Promise<CodexOutput> {
  const { dir, worker, fanout, folder, limits, surroundings, supervised, writes } = seat;
  const { job } = supervised;
  const { settings, onOutput } = surroundings;
  const env = tracedEnvironment(surroundings.env, trace, surroundings.env);
  const isReviewer = worker.template === 'reviewer';
  return runCodex({
    codex: job.codex.codex,
    args: callArguments(job.config.codex, chosenFor(worker, settings), {
      folder,
      schemaFile: isReviewer ? delegatedFile(dir, 'schema') : null,
      denied: job.codex.reads.denied,
      ...marksIn(env),
      ...(writes === null ? {} : { writable: writableIn(writes.places, trace.scratch) }),
      access: accessOf(worker),
      thread: null,
      keepsThread: false,
      webSearch: fanout.web_search && worker.template === 'research',
    }),
    env,
    mark: trace.mark,
    folder,
    prompt,
    eventsFile: delegatedFile(dir, 'events'),
    stderrFile: delegatedFile(dir, 'stderr'),
    limits: {
      wallMs: worker.seconds * 1000,
      idleMs: fanout.limits.idle_seconds * 1000,
      graceMs: graceOf(worker.seconds) * 1000,
      tokenBudget: worker.tokens,
    },
    baseUrl: settings.baseUrl,
    signal: limits.signal,
    onOutput,
    onProgress: ({ tokens }) => limits.note(worker.name, tokens),
  });
}

/** The settings of the call, with what the plan chose for this worker. */
const chosenFor = ({ model, effort }: FanoutWorker, settings: CodexSettings): CodexSettings => ({
  ...settings,
  model: model ?? settings.model,
  effort: effort ?? settings.effort,
});

async function promptOf({ worker, fanout, writes, earlier }: WorkerSeat): Promise<string> {
  const place = fanout.top === null ? placeText(fanout.place) : 'the folder `tree/` of your working directory';
  const where = await renderPrompt(writes === null ? 'workers/place-reader' : 'workers/place-writer', { PLACE: place });
  const work = await renderPrompt(`workers/${worker.template}`, slotsOf(worker, fanout));
  return renderPrompt('workers/frame', {
    PLACE: where.trim(),
    CONTEXT: packText(fanout.context),
    EARLIER: earlierText(earlier, newBoundary()),
    WORK: work.trim(),
  });
}

function slotsOf({ template, task, lens, paths, verify }: FanoutWorker, { web_search: searches }: Fanout) {
  const told = { TASK: goalText(task) };
  switch (template) {
    case 'reviewer':
    case 'option':
      return { ...told, LENS: goalText(lens.join(', ') || 'all of it') };
    case 'research':
      return { ...told, SEARCH: searches ? SEARCH : NO_SEARCH };
    case 'implementer':
      return { ...told, PATHS: pathsText(paths), VERIFY: verifyText(verify) };
    case 'scout':
    case 'verifier':
      return told;
    default:
      return template satisfies never;
  }
}

const SEARCH = 'Use web search.';
const NO_SEARCH = 'There is no web search: use what lies in the project, and say where that is not enough.';

const pathsText = (paths: readonly string[]): string =>
  paths.length === 0
    ? 'may change any file that the task needs'
    : `may change only ${paths.map((path) => named(path || '.')).join(', ')}; ` +
      'with a change of anything else, all of it is refused';

/** Names what a writer changed, whatever ended it, and verifies it when the writer says that it is done. */
async function nameAndVerify(seat: WorkerSeat, trace: RunTrace, { kind }: DelegatedResult): Promise<void> {
  const { dir, worker, fanout, limits, supervised, writes } = seat;
  if (writes === null) return;
  const work = await nameChange(dir, { ...writes, declared: worker.paths });
  const { verify } = worker;
  if (kind !== 'answer' || verify === null || work.files.length === 0 || limits.reached !== null) return;
  const { tree } = writes.places;
  const unread = {
    ...{ top: writes.live.top, tree, project: fanout.project, writable: writableIn(writes.places, trace.scratch) },
    ...{ trace, access: accessOf(worker), codex: supervised.job.codex, seconds: worker.seconds },
  };
  writeWork(dir, { ...work, verification: await verifyWork(dir, unread, verify, limits.signal) });
}

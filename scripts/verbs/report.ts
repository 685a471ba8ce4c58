/** `cccc report <fact>`: reports what happened. No fact sets a status or a verdict. */

import path from 'node:path';
import { type Call, call, given, prose } from '../core/call.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import type { EventBody } from '../core/task/ledger/events.js';
import type { PlannedMilestone } from '../core/task/model.js';
import type { SubverbName } from '../core/verbs.js';
import { type Arguments, type Context, done, type Result, refused, subverbOf, textOption } from '../flows/context.js';
import { keepDocuments } from '../flows/documents/seen.js';
import { askUser } from '../flows/human.js';
import { recordAnswer } from '../flows/pause/answer.js';
import { comparedWith, observe, recordTightening, whileLooking } from '../flows/task/observe.js';
import { type OpenTask, openTask, record } from '../flows/task/place.js';
import { changeSize } from '../flows/task/size.js';
import type { Dispositions, Question, SelfReview } from '../generated/types.js';
import { validateDispositions, validateQuestion, validateSelfReview } from '../generated/validators.js';
import { diffTrees } from '../io/git/diff.js';
import { readJsonFile } from '../io/ground/json.js';
import { appendOpenQuestion, discoveryProblems, readPlan, readTemplates } from '../io/task/documents.js';
import { digestOf } from '../io/task/store.js';
import { documentWords } from '../text/documents.js';

const FACTS = {
  discovery: reportDiscovery,
  plan: reportPlan,
  'self-review': reportSelfReview,
  implemented: reportImplemented,
  fixes: reportFixes,
  question: reportQuestion,
  answer: reportAnswer,
} as const satisfies Record<SubverbName<'report'>, unknown>;

export async function run(context: Context, args: Arguments): Promise<Result> {
  const fact = subverbOf('report', args);
  const task = await recordTightening(context, await openTask(context));
  return FACTS[fact](context, task, args);
}

/** Records the fact, or says why it was refused. */
function state(context: Context, task: OpenTask, body: EventBody, notices: Notice[] = []): Result {
  const step = record(context, task.place, body);
  if (!step.ok) return refused([...step.notices, step.refused]);
  return done([...notices, ...step.notices, notice('fact-recorded', { fact: body.type, status: step.state.status })], {
    next: call('next'),
    data: { status: step.state.status },
  });
}

async function reportDiscovery(context: Context, task: OpenTask): Promise<Result> {
  const problems = await discoveryProblems(task.paths, await readTemplates());
  return problems.length > 0
    ? refused(problems)
    : state(context, task, {
        type: 'discovery-written',
        digest: (await readPlan(task.paths)).digest,
        documents: await keepDocuments(task),
      });
}

async function reportPlan(context: Context, task: OpenTask): Promise<Result> {
  const plan = await readPlan(task.paths);
  if (plan.notices.length > 0) return refused(plan.notices);
  const milestones = plan.milestones.map(
    ({ id, title, risk, dependencies, acceptance_criteria, expected_files }): PlannedMilestone => ({
      id,
      title,
      risk,
      dependencies,
      acceptance_criteria,
      expected_files,
    }),
  );
  const documents = await keepDocuments(task);
  return state(context, task, { type: 'plan-written', digest: plan.digest, milestones, documents });
}

async function reportSelfReview(context: Context, task: OpenTask, args: Arguments): Promise<Result> {
  const { text, value } = readGiven<SelfReview>(context, args, 'self-review', validateSelfReview);
  const failed = Object.entries(value.answers)
    .filter(([, answer]) => !answer.ok)
    .map(([name]) => name);
  if (value.result === 'ok' && failed.length > 0)
    return refused([notice('self-review-contradicts', { answers: failed.join(', ') })]);
  return state(context, task, {
    type: 'planning-review-done',
    result: value.result,
    digest: digestOf(text),
    plan: (await readPlan(task.paths)).digest,
  });
}

async function reportImplemented(context: Context, task: OpenTask): Promise<Result> {
  const size = await whileLooking(task, async (looked) => {
    const seen = await observe(context, looked);
    const { from, to } = await comparedWith(looked, task.state.milestones.base.tree_id, seen);
    const diff = await diffTrees(looked.repository, from, to);
    return diff.files.length === 0 ? null : changeSize(looked, seen);
  });
  if (size === null) return refused([notice('nothing-changed', { id: task.state.milestones.current ?? '' })]);
  return state(context, task, { type: 'milestone-implemented', size }, [notice('milestone-size', size)]);
}

async function reportFixes(context: Context, task: OpenTask, args: Arguments): Promise<Result> {
  const open = task.state.findings.open.some((finding) => finding.disposition === null);
  if (!open && textOption(args, 'file') === null)
    return state(context, task, { type: 'findings-answered', answers: [] });
  const { value } = readGiven<Dispositions>(context, args, 'dispositions', validateDispositions);
  return state(context, task, { type: 'findings-answered', answers: value.answers });
}

async function reportQuestion(context: Context, task: OpenTask, args: Arguments): Promise<Result> {
  const { value } = readGiven<Question>(context, args, 'question', validateQuestion);
  const ids = value.options.map((option) => option.id);
  if (!ids.includes(value.recommended) || new Set(ids).size !== ids.length)
    return refused([notice('question-options-wrong', { recommended: value.recommended, options: ids.join(', ') })]);
  const result = state(context, task, { type: 'human-needed', question: value });
  if (result.code === 0)
    await appendOpenQuestion(task.paths, documentWords(task.state.language), {
      id: questionId(task),
      at: context.now(),
      question: value,
    });
  return result;
}

/** The id of a new question. It uses the ledger's length at that time, so it is stable and never used twice. */
const questionId = (task: OpenTask): string => `Q${task.reading.entries.length + 1}`;

const answerCall = (choice: string | null, text: string): Call =>
  call(
    'report',
    'answer',
    ...(choice === null ? [] : (['--choice', given(choice)] as const)),
    ...(text === '' ? [] : (['--text', prose(text)] as const)),
  );

async function reportAnswer(called: Context, task: OpenTask, args: Arguments): Promise<Result> {
  const choice = textOption(args, 'choice');
  const text = textOption(args, 'text') ?? '';
  if (choice === null && text.trim() === '')
    throw new Problem(
      notice('bad-usage', { verb: 'report', detail: 'report answer --choice <A-D> [--text "..."], or --text "..."' }),
      2,
    );
  const { context, refusal } = askUser(called, answerCall(choice, text), { isNeeded: false });
  return refusal ?? recordAnswer(context, task, { choice, text });
}

/** The file given with --file, checked against its schema. */
function readGiven<T>(
  context: Context,
  args: Arguments,
  schema: string,
  validate: Parameters<typeof readJsonFile<T>>[2],
): { text: string; value: T } {
  const shown = textOption(args, 'file');
  if (shown === null) throw new Problem(notice('bad-usage', { verb: 'report', detail: `--file <${schema}.json>` }), 2);
  return readJsonFile({ shown, path: path.resolve(context.cwd, shown) }, schema, validate);
}

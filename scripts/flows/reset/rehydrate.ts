/**
 * Starts a task from what is left of one whose ledger is gone. The found text and milestone are hints: the new task has
 * a ledger of its own, in which nothing is approved or accepted.
 */
import { call } from '../../core/call.js';
import { textAt } from '../../core/json.js';
import { type Rehydration, rehydrationOf, type Traces } from '../../core/plan/rehydration.js';
import { shortText } from '../../core/say/command-text.js';
import { languageFor } from '../../core/say/language.js';
import { type Notice, notice, Problem } from '../../core/say/notices.js';
import { oneLine } from '../../core/say/plain.js';
import { redact } from '../../core/say/redact.js';
import { readBytesIfThere } from '../../io/ground/files.js';
import { storedPath } from '../../io/ground/workspace.js';
import { appendDecision } from '../../io/task/documents.js';
import { backUpState } from '../../io/task/store.js';
import { sentence } from '../../render/say.js';
import { documentWords } from '../../text/documents.js';
import { type Context, done, type Result, refused } from '../context.js';
import { askUser } from '../human.js';
import { moveAside } from '../task/broken.js';
import { openNewTask, type Rehydrated } from '../task/opening.js';
import type { ConfiguredProject } from '../task/place.js';
import { readTraces, type TracesRead } from './traces.js';

/** A ledger that is missing or damaged, with its task where that is known; both null where there is none at all. */
export interface Lost {
  problem: Notice | null;
  task: string | null;
}

export interface ResetOptions {
  milestone: string | null;
  isDryRun: boolean;
}

/** Shows what was found, and starts a task from it; the user decides whether a damaged ledger is moved aside. */
export async function rehydrate(
  given: Context,
  project: ConfiguredProject,
  lost: Lost,
  { milestone, isDryRun }: ResetOptions,
): Promise<Result> {
  const { traces, base, ended, notices } = await readTraces(project);
  const broken = lost.problem === null ? [] : [lost.problem, notice('way-out-of-a-broken-ledger', {})];
  if (ended) return refused([...notices, notice('task-over', ended), ...broken]);
  if (traces.task === null) return refused([...notices, notice('rehydrate-no-task', {}), ...broken]);
  const known = traces.backlog.map(({ id }) => id);
  if (milestone !== null && !known.includes(milestone))
    return refused([notice('unknown-milestone', { id: milestone, known: known.join(', ') })]);
  const found = rehydrationOf(traces, milestone);
  const told = [...broken.slice(0, 1), ...notices, ...foundNotices(traces, found), ...baseNotices(base)];
  const data = { ...dataOf(traces, found), base };
  if (isDryRun) return done(told, { data });
  if (lost.problem === null) return begin(given, project, { traces, base, found, told, data, set_aside: null });
  const asides = notice('reset-sets-aside', { task: lost.task ?? '-' });
  const { context, refusal } = askUser(given, call('reset', '--confirm'), { about: [...told, asides] });
  if (refusal) return { ...refusal, notices: [...told, asides, ...refusal.notices], data };
  const { task, kept } = await moveAside(context, project, lost.task);
  const set_aside = { task, asked_by: context.asked };
  return begin(context, project, {
    traces,
    base,
    found,
    told: [...told, notice('task-set-aside', { task, kept })],
    data,
    set_aside,
  });
}

function foundNotices({ task, sources }: Traces, { candidate, others, confidence, reason }: Rehydration): Notice[] {
  return [
    notice('rehydrated-from', {
      text: oneLine(redact(task?.text ?? ''), 300),
      sources: sources.join(', '),
      confidence,
      reason,
    }),
    candidate === null
      ? notice('rehydrate-candidate-none', {})
      : notice('rehydrate-candidate', { ...candidate, others: others.join(', ') }),
  ];
}

const baseNotices = (base: TracesRead['base']): Notice[] =>
  base === null ? [] : [notice('rehydrated-base', { base: base.commit.slice(0, 12), file: base.file })];

const dataOf = ({ task, done: named, sources }: Traces, { candidate, others, confidence, reason }: Rehydration) => ({
  source: 'traces',
  text: task?.text ?? null,
  sources,
  confidence,
  reason,
  candidate: candidate?.id ?? null,
  others,
  named_as_done: named,
});

interface Beginning {
  traces: Traces;
  base: TracesRead['base'];
  found: Rehydration;
  told: Notice[];
  data: object;
  set_aside: Rehydrated['set_aside'];
}

async function begin(
  context: Context,
  project: ConfiguredProject,
  { traces, base, found, told, data, set_aside }: Beginning,
): Promise<Result> {
  const { paths, repository } = project;
  const commit = base?.commit ?? repository.head;
  if (commit === null) throw new Problem(notice('no-commit', { dir: repository.top }));
  const before = readBytesIfThere(paths.state);
  const kept = before && backUpState(paths.backups, before, context.now());
  const { confidence, reason, candidate } = found;
  const rehydrated = {
    sources: [...traces.sources],
    confidence,
    reason,
    candidate: candidate?.id ?? null,
    ...(base === null ? {} : { base_from: base.file }),
    set_aside,
  };
  const text = traces.task?.text ?? '';
  const started = await openNewTask(context, project, { text, commit, rehydrated });
  if (started.code !== 0) return { ...started, notices: [...told, ...started.notices] };
  const [task, language] = ['task', 'language'].map((field) => textAt(started.data, field) ?? '');
  const said = notice('rehydrated', { task: task ?? '', base: commit.slice(0, 12) });
  await note(context, project, language ?? '', text, [...foundNotices(traces, found), ...baseNotices(base), said]);
  const backup = kept === null ? null : storedPath(paths.project, kept);
  return done([...told, said, ...started.notices], { next: started.next ?? null, data: { ...data, task, backup } });
}

/** The decision log says where the new task comes from, also to Codex, which reads it in each review. */
async function note(
  context: Context,
  { paths }: ConfiguredProject,
  tag: string,
  text: string,
  told: Notice[],
): Promise<void> {
  const language = languageFor(tag);
  await appendDecision(paths, documentWords(tag), {
    at: context.now(),
    title: oneLine(text, 80),
    decision: told.map((given) => oneLine(sentence(given, language), 600)).join(' '),
    reason: null,
    by: shortText(call('reset')),
  });
}

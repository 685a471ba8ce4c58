/**
 * `cccc confirm [upstream|key] [--dry-run]`: the user confirms loosened settings, that commits are upstream's, or that
 * the task's key is lost. It shows first what would be confirmed.
 */

import { call, given } from '../core/call.js';
import { notice, Problem } from '../core/say/notices.js';
import { oneLine } from '../core/say/plain.js';
import type { Pins } from '../core/task/model.js';
import { type CodexProgram, programText } from '../core/task/pins/program.js';
import { comparePins } from '../core/task/pins.js';
import { usageOf } from '../core/verbs.js';
import { type Arguments, type Context, done, flag, type Result, refused } from '../flows/context.js';
import { askUser } from '../flows/human.js';
import { presentPins } from '../flows/task/observe.js';
import { type OpenTask, openTask, openTaskToRead, record } from '../flows/task/place.js';
import { commitsText, observeTaskBase, unconfirmedNotices } from '../flows/task/upstream.js';
import { ensureSigning } from '../io/ground/signing.js';
import { appendDecision } from '../io/task/documents.js';
import { documentWords } from '../text/documents.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const [what] = args.positionals;
  // A mistyped word must not confirm the settings instead.
  if (what !== undefined && what !== 'upstream' && what !== 'key')
    throw new Problem(notice('bad-usage', { verb: 'confirm', detail: usageOf('confirm').join() }), 2);
  if (what === 'key') return confirmKey(context, flag(args, 'dry-run'));
  const task = await openTask(context);
  return what === 'upstream'
    ? confirmUpstream(context, task, flag(args, 'dry-run'))
    : confirmSettings(context, task, flag(args, 'dry-run'));
}

/** The user accepts settings that were loosened during the task, or another Codex of the same version. */
async function confirmSettings(context: Context, task: OpenTask, isDryRun: boolean): Promise<Result> {
  const pinned = task.state.pins;
  const present = await presentPins(context, task, pinned.codex_program ?? null, { thorough: true });
  const loosened = comparePins(pinned, present).filter((change) => change.loosens);
  const changes = loosened.map(({ name }) => ({
    name,
    before: shown(pinnedValue(pinned, name)),
    after: shown(pinnedValue(present, name)),
  }));
  const listed = changes.map((change) => notice('pin-changed', change));
  const data = { changes };
  if (changes.length === 0) return done([notice('pins-unchanged', {})], { data });
  if (isDryRun) return done(listed, { data });
  const { context: agreed, refusal } = askUser(context, call('confirm'), { about: listed });
  if (refusal) return { ...refusal, notices: [...listed, ...refusal.notices], data };
  const step = record(agreed, task.place, {
    type: 'pins-confirmed',
    pins: {
      ...present,
      codex_path: present.codex_path ?? pinned.codex_path,
      codex_profile: present.codex_profile ?? pinned.codex_profile,
      codex_program: confirmedProgram(pinned, present),
    },
  });
  if (!step.ok) return refused([...step.notices, step.refused], { data });
  const names = changes.map(({ name }) => name).join(', ');
  const words = documentWords(task.state.language);
  await appendDecision(task.paths, words, {
    at: context.now(),
    title: names,
    decision: changes.map(({ name, before, after }) => `${name}: ${before} → ${after}`).join('; '),
    reason: null,
    by: words.human,
  });
  return done([...listed, ...step.notices, notice('pins-confirmed', { names })], { next: call('gates'), data });
}

/** The user says that the commits which came from elsewhere since the task began are upstream's: one answer for all. */
async function confirmUpstream(context: Context, task: OpenTask, isDryRun: boolean): Promise<Result> {
  const seen = await observeTaskBase(task);
  const found = seen.kind === 'same' ? null : seen.unconfirmed;
  if (found === null) return done([notice('upstream-unchanged', {})], { data: { commits: [] } });
  const listed = unconfirmedNotices(seen);
  const data = { commits: found.commits };
  if (isDryRun) return done(listed, { data });
  const { context: agreed, refusal } = askUser(context, call('confirm', given('upstream')), { about: listed });
  if (refusal) return { ...refusal, notices: [...listed, ...refusal.notices], data };
  const commits = found.commits.map(({ commit }) => commit);
  const step = record(agreed, task.place, { type: 'upstream-confirmed', commits });
  if (!step.ok) return refused([...step.notices, step.refused], { data });
  const confirmed = notice('upstream-confirmed', { count: commits.length, commits: commitsText(found.commits) });
  return done([...step.notices, confirmed], { next: call('gates'), data });
}

/** The program that counts from now on, whether or not it has reviewed yet. */
const confirmedProgram = ({ codex_program: before }: Pins, { codex_program: now }: Pins): CodexProgram | null =>
  now ? { ...now, ran: before?.ran === true } : (before ?? null);

/** The user says that the task's key is lost for good. The key of this state directory takes over. */
async function confirmKey(context: Context, isDryRun: boolean): Promise<Result> {
  const task = await openTaskToRead(context);
  const { stateDir } = task;
  const { otherKey } = task.reading;
  if (otherKey === null) return done([notice('key-here', { task: task.place.task, dir: stateDir })]);
  if (otherKey.code === 'key-elsewhere') return refused([otherKey]);
  if (isDryRun) return done([otherKey]);
  const asked = askUser(context, call('confirm', given('key')), { about: [otherKey] });
  if (asked.refusal) return asked.refusal;
  const step = record(asked.context, task.place, { type: 'key-replaced', key_id: ensureSigning(stateDir).keyId });
  if (!step.ok) return refused([...step.notices, step.refused]);
  return done([...step.notices, notice('key-replaced', { task: task.place.task, dir: stateDir })], {
    next: call('next'),
  });
}

/** The value of a pinned setting under its name in comparePins: `codex.model`, `hiding_rules`. */
function pinnedValue(pins: Pins, name: string): unknown {
  if (name === 'codex_program') return pins.codex_program ? programText(pins.codex_program) : null;
  const [section = '', field] = name.split('.');
  const found: unknown = field === undefined ? Reflect.get(pins, section) : Reflect.get(pins.config, section);
  return field === undefined || typeof found !== 'object' || found === null ? found : Reflect.get(found, field);
}

const shown = (value: unknown): string =>
  oneLine(typeof value === 'string' ? value : (JSON.stringify(value) ?? '-'), 300);

/**
 * `cccc confirm [upstream|key] [--dry-run]`: the user confirms loosened settings, that commits are upstream's, or that
 * the task's key is lost. It shows first what would be confirmed.
 */

import { call, given } from '../core/call.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import { evaluateGate, GATES, isPassable } from '../core/task/gates.js';
import type { Gate, Pins } from '../core/task/model.js';
import { type SettingChange, settingChanges } from '../core/task/pins/difference.js';
import type { CodexProgram } from '../core/task/pins/program.js';
import { usageOf } from '../core/verbs.js';
import { type Arguments, type Context, done, flag, type Result, refused, textOption } from '../flows/context.js';
import { askUser } from '../flows/human.js';
import { observe, presentPins, whileLooking } from '../flows/task/observe.js';
import { type OpenTask, openTask, openTaskToRead, record } from '../flows/task/place.js';
import { commitsText, observeTaskBase, unconfirmedNotices } from '../flows/task/upstream.js';
import { ensureSigning } from '../io/ground/signing.js';
import { appendDecision } from '../io/task/documents.js';
import { digestOf } from '../io/task/store.js';
import { labelsOf } from '../render/say.js';
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
    : confirmSettings(context, task, { isDryRun: flag(args, 'dry-run'), seen: textOption(args, 'seen') });
}

/** The user accepts settings that were loosened during the task, or another Codex of the same version. */
async function confirmSettings(
  context: Context,
  task: OpenTask,
  { isDryRun, seen }: { isDryRun: boolean; seen: string | null },
): Promise<Result> {
  const pinned = task.state.pins;
  const present = await presentPins(context, task, pinned.codex_program ?? null, { thorough: true });
  const changes = settingChanges(pinned, present);
  if (changes.length === 0) return done([notice('pins-unchanged', {})], { data: { changes } });
  const code = codeOf(changes);
  const listed = [...changes.map((change) => notice('pin-changed', change)), await whatFollows(context, task, present)];
  const data = { changes, seen: code };
  if (isDryRun) return done(listed, { data });
  // A slash command is typed before anything is shown, so that it is about a difference only with its code.
  if (context.asked === 'slash-command' && seen !== code)
    return refused([...listed, notice('confirm-unseen', { seen: code })], { data });
  const asked = askUser(context, call('confirm'), { about: listed });
  if (asked.refusal) return { ...asked.refusal, notices: [...listed, ...asked.refusal.notices], data };
  const step = record(asked.context, task.place, {
    type: 'pins-confirmed',
    pins: {
      ...present,
      codex_path: present.codex_path ?? pinned.codex_path,
      codex_profile: present.codex_profile ?? pinned.codex_profile,
      codex_settings: present.codex_settings ?? pinned.codex_settings ?? null,
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
  // Who was asked at the terminal has read the difference there.
  const shown = asked.context.asked === 'terminal' && !context.json ? [] : listed.slice(0, -1);
  return done([...shown, ...step.notices, notice('pins-confirmed', { names })], { next: call('gates'), data });
}

/** A short name for exactly this difference. */
const codeOf = (changes: readonly SettingChange[]): string => digestOf(JSON.stringify(changes)).slice(-8);

/** Which gates are open once the present settings count. */
async function whatFollows(context: Context, task: OpenTask, present: Pins): Promise<Notice> {
  const { observation } = await whileLooking(task, (looked) => observe(context, looked));
  const state = { ...task.state, pins: present };
  const open = GATES.filter((gate) => isPassable(evaluateGate(gate, state, { ...observation, changed_pins: [] })));
  const named = (gates: readonly Gate[]): string =>
    gates.map((gate) => labelsOf(context.language).gate[gate]).join(', ');
  return notice('confirm-follows', { open: named(open), closed: named(GATES.filter((gate) => !open.includes(gate))) });
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

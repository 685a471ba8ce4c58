/** Settings loosened during a task, one by one: the guard asks, and no gate opens before the user has confirmed. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { projectRoot } from '../../scripts/dev/project.js';
import type { Config } from '../../scripts/generated/types.js';
import { callVerb, codes, underClaude, useTool } from '../helpers/grants.js';
import { type Settings, setting, withSettings } from '../helpers/settings.js';
import { type Ran, TaskProject } from '../helpers/task.js';

/** Setting → a looser value than the recommended one. */
const LOOSER: Record<string, unknown> = {
  'planning.require_claude_self_review': false,
  'planning.max_plan_review_rounds': 9,
  'planning.ask_human_on_ambiguity': false,
  'milestones.max_milestones_per_run': 99,
  'milestones.max_diff_lines_per_milestone': 99_999,
  'milestones.max_changed_files_per_milestone': 999,
  'review.max_review_rounds_per_milestone': 9,
  'review.max_fix_attempts_per_milestone': 9,
  'review.max_final_review_rounds': 9,
  'review.block_on_p1': false,
  'review.allow_continue_with_p2': true,
  'review.lenses': ['tests'],
  'testing.commands': [{ name: 'other', run: ['true'], required: false, timeout_seconds: 5 }],
  'testing.carry': ['anything'],
  'safety.pause_on_real_secrets': false,
  'safety.pause_on_wallet_private_keys': false,
  'safety.pause_on_production_access': false,
  'safety.pause_on_real_money': false,
  'safety.pause_on_destructive_commands': false,
  'safety.guard': { publish: 'allow' },
  'safety.patterns': [{ match: '^./ship', category: 'deploy', verdict: 'allow' }],
  'safety.disposable_paths': ['src'],
  'safety.protected_branches': [],
  'codex.cli_command': '/nowhere/codex',
  'codex.model': 'smaller',
  'codex.reasoning_effort': 'low',
  'codex.isolation': 'hermetic',
  'codex.config_overrides': ['model_provider=mine'],
  'codex.pass_env': ['TOKEN'],
  'codex.timeout_seconds': 99_999,
  'codex.idle_timeout_seconds': 99_999,
  'codex.token_budget': null,
};
/** Settings that let the loop go further by itself: the guard asks, but no gate depends on them. */
const FURTHER: Record<string, unknown> = {
  mode: 'full-auto-safe',
  'automation.stop_hook_loop_enabled': true,
  'automation.max_stop_hook_continuations': 99,
  'automation.stop_hook_reentry': 'on-progress',
  'automation.commit_after_acceptance': 'claude',
};
const TASTE = ['planning.brainstorm_questions', 'milestones.prefer_small_milestones'];
/** Settings with which a task begins where the recommended value could not be loosened further. */
const BEFORE: Settings = {
  review: { allow_continue_with_p2: false, lenses: ['security', 'tests'] },
  codex: { token_budget: 1_000_000 },
};

let task: TaskProject;
const file = (): string => task.repo.file('docs/cccc/config.json');
const config = (): Config => JSON.parse(readFileSync(file(), 'utf8'));

/** Claude is about to write config.json with one other value. */
function writing(name: string, value: unknown): Promise<string> {
  const changed = withSettings(config(), setting(name, value));
  return useTool(task, 'Write', { file_path: file(), content: JSON.stringify(changed) });
}

/** The settings that an answer names as changed. */
const changedIn = (ran: Ran): string[] =>
  ran.json.findings.flatMap(({ code, args }) => (code === 'pin-changed' ? [String(args['name'])] : []));

beforeAll(() => {
  task = new TaskProject({ config: BEFORE }).planned();
});

test('every setting that is pinned has a case, or one value only', () => {
  const { properties } = JSON.parse(readFileSync(path.join(projectRoot(), 'schemas/config.schema.json'), 'utf8'));
  const names = ['planning', 'milestones', 'review', 'testing', 'safety', 'codex', 'automation'].flatMap((section) =>
    Object.entries(properties[section].properties).flatMap(([field, schema]) =>
      Reflect.get(Object(schema), 'enum')?.length === 1 ? [] : [`${section}.${field}`],
    ),
  );
  expect([...Object.keys(LOOSER), ...Object.keys(FURTHER), ...TASTE].sort()).toEqual([...names, 'mode'].sort());
});

test.each(Object.entries(LOOSER))('%s is asked', async (name, value) => {
  expect(await writing(name, value)).toBe('ask');
});

test('each of them closes the gates until a human confirms it, and that is recorded', async () => {
  const names = expect.arrayContaining(Object.keys(LOOSER));
  for (const [name, value] of Object.entries(LOOSER)) task.set(name, value);
  const before = task.events.length;
  const alone = underClaude(task, ['confirm']);
  expect([alone.code, codes(alone).at(-1), alone.json.findings.at(-1)?.command]).toEqual([
    1,
    'human-only',
    expect.stringMatching(/cccc\.mjs"? confirm$/),
  ]);
  expect(changedIn(alone)).toEqual(names);
  expect(task.events).toHaveLength(before);
  const next = underClaude(task, ['next']).json.data;
  expect(next).toMatchObject({ action: 'confirm-settings', run: 'confirm', waits: true });
  expect(String(Object(next['args']).names).split(', ')).toEqual(names);
  expect(task.gate('plan')).toMatchObject({ state: 'closed', reason: 'pins-changed' });

  expect(await callVerb(task, ['confirm'])).toBe('ask');
  const confirmed = underClaude(task, ['confirm']);
  expect([confirmed.code, changedIn(confirmed)]).toEqual([0, names]);
  expect(task.events.at(-1)).toMatchObject({ type: 'pins-confirmed', asked_by: 'guard' });
  expect(underClaude(task, ['next']).json.data['action']).toBe('review-plan');
});

test.each(Object.entries(FURTHER))('%s is asked, and closes no gate', async (name, value) => {
  expect(await writing(name, value)).toBe('ask');
  const before = config();
  task.set(name, value);
  expect(underClaude(task, ['next']).json.data['action']).toBe('review-plan');
  task.config(before);
});

test('tightening is not asked about, needs nobody, and closes no gate', async () => {
  expect(await writing('review.max_final_review_rounds', 2)).toBe('silent');
  task.config({ review: { max_final_review_rounds: 2 } });
  expect(underClaude(task, ['next']).json.data['action']).toBe('review-plan');
  task.ok('report', 'plan');
  expect(task.events.some(({ type }) => type === 'pins-tightened')).toBe(true);
});

describe('a session in which nobody can be asked', () => {
  const unattended = (...args: string[]) => {
    Object.assign(task.env, { CLAUDECODE: '1', CLAUDE_CODE_SESSION_ATTENDED: '0' });
    try {
      return task.run(...args);
    } finally {
      for (const name of ['CLAUDECODE', 'CLAUDE_CODE_SESSION_ATTENDED']) delete task.env[name];
    }
  };

  beforeAll(() => {
    task = new TaskProject().planned();
  });

  test('ends in NEEDS_HUMAN where settings were loosened, and goes on when they are put back', () => {
    expect(unattended('next').json.data).toMatchObject({ action: 'review-plan', ends: null });
    task.config({ review: { block_on_p1: false } });
    const { data } = unattended('next').json;
    expect(data).toMatchObject({
      action: 'confirm-settings',
      args: { names: 'review.block_on_p1' },
      waits: true,
      ends: 'NEEDS_HUMAN',
    });
    expect(data['text']).toContain('NEEDS_HUMAN');
    expect(task.run('next').json.data).toMatchObject({ action: 'confirm-settings', ends: null });
    task.config({ review: { block_on_p1: true } });
    expect(unattended('next').json.data).toMatchObject({ action: 'review-plan', ends: null });
  });

  test('ends in NEEDS_HUMAN at a question, too', () => {
    const option = (id: string) => ({ id, label: id, consequences: 'It follows.' });
    task.repo.write(
      'docs/cccc/runtime/question.json',
      JSON.stringify({
        question: 'Which?',
        why: 'Both.',
        kind: 'needs_human',
        options: [option('A'), option('B')],
        recommended: 'B',
        free_input: true,
      }),
    );
    task.ok('report', 'question', '--file', 'docs/cccc/runtime/question.json');
    expect(unattended('next').json.data).toMatchObject({
      action: 'ask-question',
      status: 'NEEDS_HUMAN',
      ends: 'NEEDS_HUMAN',
    });
  });
});

/** Settings that change during a task: looser ones close the gates until the user confirms them. */
import { chmodSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { IN_NODE } from '../helpers/fake-codex.js';
import { freshFolder } from '../helpers/repo.js';
import { eachFrom, TaskProject } from '../helpers/task.js';

const json = (file: string): Record<string, unknown> => JSON.parse(readFileSync(file, 'utf8'));

describe('settings that change during a task', () => {
  let shadow: string;
  const task = eachFrom(() => {
    const made = new TaskProject({
      preset: 'strict',
      config: {
        codex: {
          cli_command: 'codex',
          model: 'gpt-5.5',
          token_budget: 1_000_000,
          pass_env: ['MY_PROXY'],
          config_overrides: ['model_verbosity="low"'],
        },
        testing: {
          commands: [{ name: 'unit', run: [process.execPath, '--version'], required: true, timeout_seconds: 60 }],
        },
      },
    });
    const bin = freshFolder();
    symlinkSync(made.codex.file, path.join(bin, 'codex'));
    shadow = freshFolder();
    writeFileSync(
      path.join(shadow, 'codex'),
      IN_NODE.replace('const home = __dirname', `const home = ${JSON.stringify(made.codex.dir)}`),
    );
    chmodSync(path.join(shadow, 'codex'), 0o755);
    made.env['PATH'] = [bin, made.env['PATH']].join(path.delimiter);
    return made.approved();
  });
  const set = (name: string, value: unknown): void => void task().set(name, value);

  function expectClosedBy(name: string): void {
    for (const gate of ['plan', 'milestone'] as const)
      expect([gate, task().gate(gate)]).toMatchObject([
        gate,
        { state: 'closed', reason: 'pins-changed', detail: name },
      ]);
    expect(task().run('milestone', 'accept')).toMatchObject({
      code: 1,
      json: {
        findings: [
          {
            code: 'gate-closed',
            args: { reason: 'pins-changed', detail: name },
            command: expect.stringMatching(/ confirm$/),
          },
        ],
      },
    });
  }

  const LOOSER: [name: string, value: unknown][] = [
    ['planning.max_plan_review_rounds', 9],
    ['planning.require_claude_self_review', false],
    ['milestones.max_milestones_per_run', 99],
    ['milestones.max_diff_lines_per_milestone', 9999],
    ['milestones.max_changed_files_per_milestone', 999],
    ['review.max_review_rounds_per_milestone', 9],
    ['review.max_fix_attempts_per_milestone', 9],
    ['review.max_final_review_rounds', 9],
    ['review.block_on_p1', false],
    ['review.allow_continue_with_p2', true],
    ['testing.commands', []],
    ['safety.pause_on_real_money', false],
    ['codex.cli_command', '/usr/bin/true'],
    ['codex.model', 'gpt-cheap'],
    ['codex.reasoning_effort', 'low'],
    [
      'codex.config_overrides',
      ['model_provider="mine"', 'model_providers.mine={name="m",base_url="http://127.0.0.1:9/v1"}'],
    ],
    ['codex.pass_env', ['MY_PROXY', 'NODE_OPTIONS']],
    ['codex.timeout_seconds', 999_999],
    ['codex.token_budget', null],
  ];
  it.each(LOOSER)('close the gates by name: %s to %j', (name, value) => {
    set(name, value);
    expect(task().gate('plan')).toMatchObject({
      state: 'closed',
      reason: 'pins-changed',
      detail: expect.stringContaining(name),
    });
    expect(task().gate('milestone')).toMatchObject({
      state: 'closed',
      reason: 'pins-changed',
      detail: expect.stringContaining(name),
    });
    expect(task().refused('milestone', 'accept')).toEqual(['gate-closed']);
  });

  it('keep them closed until the user confirms what changed, with the old and new values', () => {
    set('review.block_on_p1', false);
    expectClosedBy('review.block_on_p1');
    const ran = task().run('confirm');
    expect(ran).toMatchObject({
      code: 0,
      json: {
        findings: [
          { code: 'pin-changed', args: { name: 'review.block_on_p1', before: 'true', after: 'false' } },
          { code: 'pins-confirmed' },
        ],
      },
    });
    expect(task().gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
    expect(readFileSync(task().repo.file('docs/cccc/decision-log.md'), 'utf8')).toContain(
      'review.block_on_p1: true → false',
    );
    task().ok('milestone', 'accept');
  });

  it('close nothing when they are stricter, and are recorded: going back is a loosening then', () => {
    const stricter: [string, unknown][] = [
      ['planning.max_plan_review_rounds', 2],
      ['milestones.max_milestones_per_run', 2],
      ['milestones.max_diff_lines_per_milestone', 100],
      ['milestones.max_changed_files_per_milestone', 5],
      ['review.max_review_rounds_per_milestone', 2],
      ['review.max_fix_attempts_per_milestone', 1],
      ['codex.timeout_seconds', 60],
      ['codex.idle_timeout_seconds', 30],
      ['codex.token_budget', 500_000],
    ];
    for (const [name, value] of stricter) set(name, value);
    expect(task().gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
    task().ok('milestone', 'accept');
    expect(
      task()
        .events.slice(-2)
        .map(({ type }) => type),
    ).toEqual(['pins-tightened', 'milestone-accepted']);
    set('codex.timeout_seconds', 61);
    expect(task().gate('plan')).toMatchObject({
      state: 'closed',
      reason: 'pins-changed',
      detail: 'codex.timeout_seconds',
    });
  });

  it('close the gates when another codex comes first on PATH, until the user confirms it', () => {
    const before = task().env['PATH'];
    task().env['PATH'] = [shadow, before].join(path.delimiter);
    expectClosedBy('codex_path');
    expect(task().refused('review', 'milestone')).toEqual(['gate-closed']);
    task().ok('confirm');
    expect(task().gate('milestone')).toMatchObject({ state: 'open' });
    task().env['PATH'] = before;
    expectClosedBy('codex_path');
  });

  it("close the gates when the user's own Codex configuration names another provider", () => {
    const file = path.join(task().env['CODEX_HOME'] ?? '', 'config.toml');
    writeFileSync(
      file,
      'model_provider = "mine"\n[model_providers.mine]\nname = "mine"\nbase_url = "http://127.0.0.1:9/v1"\n',
    );
    expectClosedBy('codex_profile');
    rmSync(file);
    expect(task().gate('milestone')).toMatchObject({ state: 'open' });
  });

  it('close nothing when only the version of Codex changes at its path; the next receipt has it', () => {
    writeFileSync(path.join(task().codex.dir, 'version'), '0.170.1');
    expect(task().gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
    task().repo.write('src/main.ts', 'export const answer = 6 * 7;\n');
    task().ok('review', 'milestone');
    expect(json(path.join(task().record('milestone-3'), 'receipt.json'))).toMatchObject({
      codex: { version: '0.170.1' },
    });
  });
});

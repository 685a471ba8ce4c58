/** `cccc review diff`: what is left when the command, a supervisor or Codex is killed. */
import { cpSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { resultOf } from '../../helpers/diff-review.js';
import { processesNaming } from '../../helpers/processes.js';
import { ageSigns } from '../../helpers/project.js';
import { freshFolder } from '../../helpers/repo.js';
import { eachFrom, type Ran, TaskProject } from '../../helpers/task.js';
import { until } from '../../helpers/until.js';

describe.runIf(process.platform === 'linux')('a review of a change with two reviewers', () => {
  const task = eachFrom(() => {
    const made = new TaskProject();
    made.repo.write('src/main.ts', 'export const answer = 42;\n');
    made.env['TMPDIR'] = freshFolder();
    return made;
  });
  const runsIn = (): string => path.join(task().stateDir, 'runs');
  const folderOf = (lens: string): string =>
    path.join(runsIn(), readdirSync(runsIn()).find((name) => name.endsWith(`-${lens}-001`)) ?? '');
  const beatOf = (lens: string): { pid: number; codex: { pid: number } | null } =>
    JSON.parse(readFileSync(path.join(folderOf(lens), 'heartbeat.json'), 'utf8'));
  const wait = (): Ran => task().run('review', 'wait', 'diff');
  const said = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);

  /** Starts both, and comes back when Codex works for each. */
  async function started(): Promise<{ pid: number; done: Promise<number> }> {
    task().codex.answer({ hold: true }, { hold: true });
    const command = task().start('review', 'diff', '--lens', 'security,tests');
    await until(() => task().codex.prompts.length === 2 && ['security', 'tests'].every((lens) => beatOf(lens).codex));
    return command;
  }

  /** Nothing runs any more, and no folder is left but those of the results. */
  async function nothingLeft(): Promise<void> {
    const { repo, stateDir, codex } = task();
    await until(() => processesNaming(repo.dir, stateDir, codex.dir).length === 0);
    const names = readdirSync(stateDir, { recursive: true, encoding: 'utf8' });
    expect(names.filter((name) => /(^|\/)(work|lock|[^/]*\.(tmp|lock|takeover))$/.test(name))).toEqual([]);
    expect(readdirSync(task().env['TMPDIR'] ?? '')).toEqual([]);
  }

  test('goes on after Ctrl-C, which ends only the waiting', async () => {
    const { pid, done } = await started();
    process.kill(pid, 'SIGINT');
    expect(await done).toBe(4);
    task().codex.release();
    expect(resultOf(wait())).toMatchObject({ state: 'complete', verdict: 'pass' });
    await nothingLeft();
  });

  test('goes on when its command is killed', async () => {
    const { pid, done } = await started();
    process.kill(pid, 'SIGKILL');
    await done;
    task().codex.release();
    expect(resultOf(wait()).state).toBe('complete');
    await nothingLeft();
  });

  test('is incomplete when Codex is killed for one of them, and the other still counts', async () => {
    const { done } = await started();
    process.kill(beatOf('security').codex?.pid ?? 0, 'SIGKILL');
    task().codex.release();
    expect(await done).toBe(3);
    const ran = wait();
    expect(said(ran)).toEqual(['diff-lens-failed']);
    expect(resultOf(ran).lenses.map(({ lens, reason }) => [lens, reason])).toEqual([
      ['security', 'codex-killed'],
      ['tests', null],
    ]);
    await nothingLeft();
  });

  test('is settled by the next command when a supervisor is killed, and what it started ends', async () => {
    const { pid, done } = await started();
    process.kill(pid, 'SIGKILL');
    await done;
    process.kill(beatOf('security').pid, 'SIGKILL');
    ageSigns(folderOf('security'));
    const shown = task().run('review', 'cancel', 'diff');
    expect(resultOf(shown).lenses.map(({ reason }) => reason)).toEqual(['supervisor-killed', 'cancelled']);
    await nothingLeft();
    expect(resultOf(task().ok('review', 'diff', '--retry')).state).toBe('complete');
  });

  test('does not take the place of the one before it when its command is killed before Codex was asked', () => {
    const { review } = resultOf(task().ok('review', 'diff'));
    const left = path.join(runsIn(), `${review.replace(/^\d+/, '20990101000000')}-all-001`);
    cpSync(folderOf('all'), left, { recursive: true });
    rmSync(path.join(left, 'job.json'));
    expect(resultOf(task().ok('review', 'show', 'diff')).review).toBe(review);
  });
});

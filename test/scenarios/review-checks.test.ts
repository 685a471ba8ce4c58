/** The project's checks that run before each review. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { processesNaming } from '../helpers/processes.js';
import { freshFolder } from '../helpers/repo.js';
import { eachFrom, TaskProject } from '../helpers/task.js';

const started = (task: TaskProject): number => task.events.filter(({ type }) => type === 'review-started').length;

describe('the checks before a review', () => {
  let tools: string;
  /** Two checks outside the repository; each does what a file beside it says. */
  const task = eachFrom(() => {
    tools = freshFolder();
    writeFileSync(
      path.join(tools, 'check.mjs'),
      `import fs from 'node:fs';
const file = new URL(process.argv[2], import.meta.url);
const does = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : 'pass';
console.log(process.argv[2], 'says', does);
if (does === 'fail') process.exit(1);
if (does === 'write') fs.writeFileSync('src/main.ts', 'export const answer = 0;\\n');
if (does === 'hang') setInterval(() => {}, 1000);
`,
    );
    const check = (name: string, required: boolean) => ({
      name,
      run: [process.execPath, path.join(tools, 'check.mjs'), name],
      required,
      timeout_seconds: 5,
    });
    return new TaskProject({
      config: { testing: { commands: [check('unit', true), check('style', false)] } },
    }).implemented();
  });
  beforeEach(() => {
    for (const name of ['unit', 'style']) rmSync(path.join(tools, name), { force: true });
  });
  const have = (name: string, does: string): void => writeFileSync(path.join(tools, name), does);

  it('stop it before Codex is called when a required one fails, with the end of its output', () => {
    have('unit', 'fail');
    const ran = task().run('review', 'milestone');
    expect(ran).toMatchObject({
      code: 1,
      json: { findings: [{ code: 'check-failed', args: { name: 'unit', how: 'exit 1', tail: 'unit says fail' } }] },
    });
    expect(task().codex.prompts).toHaveLength(1);
    expect(started(task())).toBe(1);
    expect(task().state).toMatchObject({ status: 'CLAUDE_FIX', review_round_current: 0 });
    expect(task().action).toBe('fix-checks');
    expect(task().run('gates').json.data).toMatchObject({ checks: { state: 'closed', reason: 'checks-failed' } });
    have('unit', 'pass');
    task().ok('report', 'fixes');
    task().ok('review', 'milestone');
    expect(task().run('gates').json.data).toMatchObject({ checks: { state: 'open' } });
  });

  it('go into the packet and the artifact when one that is not required fails', () => {
    have('style', 'fail');
    task().ok('review', 'milestone');
    const prompt = task().codex.prompts.at(-1) ?? '';
    expect(prompt).toMatch(/unit.*passed[\s\S]*style.*failed/i);
    expect(prompt).toContain('style says fail');
    const [artifact = ''] = readdirSync(task().repo.file('docs/cccc/reviews/milestones'));
    expect(readFileSync(task().repo.file(`docs/cccc/reviews/milestones/${artifact}`), 'utf8')).toMatch(
      /- style: failed \(optional, exit 1/,
    );
  });

  it('refuse it by path when one of them changes what is under review', () => {
    have('unit', 'write');
    expect(task().run('review', 'milestone')).toMatchObject({
      code: 1,
      json: { findings: [{ code: 'checks-changed-tree', args: { paths: 'src/main.ts' } }] },
    });
    expect(task().codex.prompts).toHaveLength(1);
    expect(started(task())).toBe(1);
  });

  it('fail at their time limit', () => {
    have('unit', 'hang');
    expect(task().run('review', 'milestone')).toMatchObject({
      code: 1,
      json: { findings: [{ code: 'check-failed', args: { name: 'unit', how: 'time-limit', tail: 'unit says hang' } }] },
    });
    expect(processesNaming(tools)).toEqual([]);
  });
});

/**
 * Words of a reviewer that were lost, ways on that led nowhere, and what cost a review, time or space for nothing: one
 * numbered test for each, through the built program.
 */
import { cpSync, existsSync, readFileSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRepository } from '../scripts/io/git/git.js';
import { monotonic } from '../scripts/io/run/clock.js';
import { keptFolders, noteOwner } from '../scripts/io/task/kept-folders.js';
import { type FakeReply, type Finding, finding, sentBack } from './helpers/fake-codex.js';
import { freshFolder, makeProject } from './helpers/repo.js';
import { eachFrom, type Ran, TaskProject } from './helpers/task.js';

const said = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
const idOf = (task: TaskProject): string => {
  const findings = task.run('review', 'show').json.data['findings'];
  return String(Reflect.get(Object(Array.isArray(findings) ? findings[0] : null), 'id'));
};

describe('two replies that contradict themselves', () => {
  const task = eachFrom(() => {
    const made = new TaskProject().implemented();
    made.codex.answer(sentBack({ title: 'Old fault' }));
    made.run('review', 'milestone');
    made.answerFindings();
    return made;
  });
  const silent = (reply: FakeReply['reply']): FakeReply => ({ reply: { earlier_findings: [], ...reply } });

  it.each([
    ['unsafe', 'UNSAFE', 'first'],
    ['sensitive_operation', 'SENSITIVE_OPERATION', 'second'],
    ['needs_human', 'NEEDS_HUMAN', 'first'],
  ] as const)('#100 were an outage, and what one of them warned of was lost: %s (%s, %s)', (verdict, status, which) => {
    const warning = silent({ verdict, needs_human_question: verdict === 'needs_human' ? 'Delete user data?' : null });
    task().codex.answer(...(which === 'first' ? [warning, silent({})] : [silent({}), warning]));
    expect(task().run('review', 'milestone')).toMatchObject({
      code: 1,
      json: { data: { status, findings: [{ title: 'Old fault', blocking: true }] } },
    });
    expect(task().codex.prompts).toHaveLength(4);
    expect(task().gate('milestone')).toMatchObject({ state: 'closed' });
    const returned = task().events.findLast(({ type }) => type === 'review-returned');
    expect(returned).toMatchObject({ outcome: { verdict } });
    if (verdict === 'needs_human') expect(task().refused('resume')).toEqual(['answer-needed']);
    else {
      expect(said(task().run('resume'))).toEqual(['content-unchanged']);
      expect(task().text('status').stdout).toContain('  safe-alternative —');
    }
  });

  it('#100 neither is a warning lost with the second turn, when that ends in an outage', () => {
    task().codex.answer(silent({ verdict: 'unsafe' }), { exit: 1, stderr: 'ERROR: stream disconnected' });
    expect(task().run('review', 'milestone')).toMatchObject({ code: 1, json: { data: { status: 'UNSAFE' } } });
    task().repo.write('src/main.ts', 'export const answer = 6 * 7;\n');
    task().ok('resume');
    task().answerFindings();
    task().ok('review', 'milestone');
    expect(task().codex.prompts.at(-1)).toContain('said unsafe; not settled');
    expect(task().gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
  });
});

describe('a risk that the user accepted', () => {
  const task = eachFrom(() => {
    const made = new TaskProject({ config: { review: { max_review_rounds_per_milestone: 1 } } }).implemented();
    made.codex.answer(sentBack({ title: 'Slow' }));
    made.run('review', 'milestone');
    made.ok('resume', '--strategy', 'accept-risk');
    made.ok('milestone', 'accept');
    made.ok('milestone', 'start', 'M002');
    made.repo.write('src/question.ts', 'export const question = null;\n');
    made.ok('report', 'implemented');
    made.ok('review', 'milestone');
    made.ok('milestone', 'accept');
    return made;
  });
  const words: Partial<Finding> = { title: 'It takes minutes' };

  it('#101 was found in other words, and blocked once more', () => {
    const before = task().codex.prompts.length;
    const risk = riskOf(task());
    task().codex.answer(sentBack(words), {
      reply: { findings: [finding({ ...words, same_as: risk })], verdict: 'pass' },
    });
    expect(task().ok('review', 'final').json.data).toMatchObject({ advisories: [{ title: words.title }] });
    const asked = task().codex.prompts.at(-1) ?? '';
    expect(task().codex.prompts).toHaveLength(before + 2);
    expect(asked).toMatch(new RegExp(`accepted ${risk} \\(part 22\\) as a risk, in the file of .*It takes minutes`));
    expect(task().gate('final')).toMatchObject({ state: 'open', assurance: 'verified' });
    task().ok('finish');
  });

  it('#101 another fault in the same file blocks, and is asked about once', () => {
    task().codex.answer(sentBack(words), sentBack(words));
    expect(task().run('review', 'final')).toMatchObject({
      code: 1,
      json: { data: { findings: [{ blocking: true }] } },
    });
    const calls = task().codex.prompts.length;
    const id = idOf(task());
    task().answerFindings();
    task().codex.answer({
      reply: { findings: [finding({ ...words, same_as: id })], verdict: 'fail_fixable' },
    });
    task().run('review', 'final');
    expect(task().codex.prompts).toHaveLength(calls + 1);
  });
});

/** The id of the risk that the ledger records. */
function riskOf(task: TaskProject): string {
  const returned = task.events.find(({ type, outcome }) => {
    return type === 'review-returned' && Reflect.get(Object(outcome), 'kind') === 'findings';
  });
  return String(Object(returned?.['outcome']).findings[0].id);
}

it('#102 a change that no review can hold was refused only after all its checks had run', () => {
  const ran = path.join(freshFolder(), 'ran');
  const check = { name: 'unit', run: ['touch', ran], required: true, timeout_seconds: 60 };
  const size = { max_changed_files_per_milestone: 100_000, max_diff_lines_per_milestone: 10_000_000 };
  const task = new TaskProject({ config: { testing: { commands: [check] }, milestones: size } }).implementing();
  rmSync(ran, { force: true });
  const line = (index: number): string => `export const generated${index} = "${'value '.repeat(8)}";\n`;
  const content = Array.from({ length: 2_000 }, (_, index) => line(index)).join('');
  for (let index = 0; index < 20; index++) task.repo.write(`src/part${index}.ts`, content);
  task.ok('report', 'implemented');
  const refused = task.run('review', 'milestone');
  expect(said(refused)).toEqual(['change-too-large']);
  expect(existsSync(ran)).toBe(false);
  expect(refused.json.findings[0]?.command).toMatch(/review milestone$/);
  for (let index = 1; index < 20; index++) task.repo.remove(`src/part${index}.ts`);
  task.ok('review', 'milestone');
  expect(existsSync(ran)).toBe(true);
  task.over();
});

describe('a review without an outcome', () => {
  const task = eachFrom(() => new TaskProject().implemented());

  it.each([
    ['a reply that does not count', { text: 'Looks fine.' }, /Codex is there; this reply does not count/],
    ['a crash that is over', { exit: 1 }, /Nothing has to be waited for/],
  ])('#103 was told to wait until Codex is back after %s', (_, answer, way) => {
    task().codex.answer(answer);
    expect(task().run('review', 'milestone').code).toBe(3);
    const { stdout } = task().text('next');
    expect(stdout).toMatch(way);
    expect(stdout).not.toContain('When Codex is back');
    task().ok('resume');
    expect(task().action).toBe('review-milestone');
  });

  it.each([['{"v":1'], ['']])(
    '#106 was waited for although its description was damaged before anything could start: %j',
    async (text) => {
      const preload = path.join(freshFolder(), 'preload.cjs');
      writeFileSync(
        preload,
        `const at = process.argv.indexOf('--launch');
if (at > 0) require('node:fs').writeFileSync(process.argv[at + 1] + '/job.json', ${JSON.stringify(text)});
`,
      );
      task().env['NODE_OPTIONS'] = `--require ${JSON.stringify(preload)}`;
      // As long as its announcement is fresh, a review counts as one that is starting.
      const file = path.join(task().record('milestone-2'), 'announced.json');
      const fresh = setInterval(() => {
        if (!existsSync(file)) return;
        const sign = { ...JSON.parse(readFileSync(file, 'utf8')), launched: monotonic() };
        // Renamed into place: the command that waits reads it at any time.
        writeFileSync(`${file}.fresh`, JSON.stringify(sign));
        renameSync(`${file}.fresh`, file);
      }, 500);
      const ran = await task()
        .call('review', 'milestone')
        .finally(() => clearInterval(fresh));
      expect(ran).toMatchObject({ code: 3, json: { findings: [{ code: 'codex-unavailable' }] } });
      expect(task().events.at(-1)).toMatchObject({ reason: 'record-altered', detail: 'job.json' });
      delete task().env['NODE_OPTIONS'];
      task().ok('resume');
      task().ok('review', 'milestone');
    },
  );

  it.runIf(process.platform !== 'win32')(
    '#107 was charged to a Codex of which only the times had changed, by a hard link or a backup',
    () => {
      const script = readFileSync(task().codex.file, 'utf8');
      const asked = "const prompt = fs.readFileSync(0, 'utf8');";
      const during = (code: string): void =>
        writeFileSync(
          task().codex.file,
          script.replace(asked, (line) => `if (fs.existsSync(path.join(home, 'touch'))) { ${code} }\n${line}`),
        );
      during("fs.linkSync(__filename, path.join(home, 'backup')); fs.utimesSync(__filename, 1, 1);");
      task().ok('confirm');
      writeFileSync(path.join(task().codex.dir, 'touch'), '');
      task().ok('review', 'milestone');
      expect(existsSync(path.join(task().codex.dir, 'backup'))).toBe(true);
      task().ok('milestone', 'accept');
    },
  );

  it.runIf(process.platform !== 'win32')(
    'and another content at its place while it runs still counts for nothing',
    () => {
      const script = readFileSync(task().codex.file, 'utf8');
      const asked = "const prompt = fs.readFileSync(0, 'utf8');";
      writeFileSync(
        task().codex.file,
        script.replace(
          asked,
          (line) =>
            `if (fs.existsSync(path.join(home, 'swap'))) fs.appendFileSync(__filename, '// Other.\\n');\n${line}`,
        ),
      );
      task().ok('confirm');
      writeFileSync(path.join(task().codex.dir, 'swap'), '');
      expect(task().run('review', 'milestone').code).toBe(3);
      expect(task().events.at(-1)).toMatchObject({ reason: 'codex-replaced' });
    },
  );
});

describe('what doctor finds', () => {
  const task = eachFrom(() => new TaskProject().implemented());
  const state = (): string => task().repo.file('docs/cccc/state.json');
  const found = (): { code: string; command: string | null }[] => task().run('doctor').json.findings;

  /** Runs the command that doctor names for a finding; the codes of what it says. */
  const followed = (code: string): string[] => {
    const named = found().find((one) => one.code === code)?.command ?? '';
    const [, words = ''] = /cccc\.mjs"? (.*)$/.exec(named) ?? [];
    return said(task().ok(...words.split(' ')));
  };

  it('#104 named commands that changed nothing about it', () => {
    const before = found().map((one) => one.code);
    writeFileSync(state(), readFileSync(state(), 'utf8').replace('M001', 'M009'));
    expect(followed('state-edited')).toEqual(['state-rebuilt']);
    rmSync(state());
    expect(followed('state-missing')).toEqual(['state-restored']);
    rmSync(task().repo.file('docs/cccc/backups'), { recursive: true });
    rmSync(task().repo.file('.claude/commands/cccc.md'));
    followed('workspace-incomplete');
    writeFileSync(task().repo.file('.git/cccc-stop-failures.jsonl'), '{"error":"x"}\n');
    followed('failure-unfolded');
    expect(found().map((one) => one.code)).toEqual(before);
  });
});

describe('what is kept for a work tree', () => {
  const task = eachFrom(() => new TaskProject().planned());
  const AGED = new Date(Date.now() - 40 * 24 * 60 * 60 * 1000);

  it('#105 stayed for ever after the work tree was deleted', async () => {
    const gone = makeProject();
    const folders = keptFolders(task().stateDir, gone.dir);
    noteOwner(task().stateDir, await openRepository(gone.dir));
    for (const dir of [folders.snapshot, folders.checks])
      cpSync(task().repo.file('src'), path.join(dir, 'tree'), { recursive: true });
    task().ok('review', 'plan');
    const own = keptFolders(task().stateDir, task().repo.dir);
    task().ok('abandon', 'next');
    gone.cleanup();
    const startAndEnd = (): void => {
      task().ok('start', 'Make it 42');
      task().ok('abandon', 'next');
    };
    startAndEnd();
    expect(existsSync(folders.snapshot), 'used not long ago').toBe(true);
    for (const { owner } of [folders, own]) utimesSync(owner, AGED, AGED);
    expect(task().text('doctor').stdout).toMatch(
      /kept copies of work trees: [\d.]+ [KM]?B, of which [\d.]+ [KM]?B of work trees that/,
    );
    startAndEnd();
    expect(Object.values(folders).filter((name) => existsSync(name))).toEqual([]);
    expect(existsSync(own.snapshot)).toBe(true);
  });
});

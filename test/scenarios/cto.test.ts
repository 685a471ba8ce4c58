/** `cccc cto`: Codex plans and reviews, Claude executes, the program verifies and keeps the truth. */
import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentsOf } from '../helpers/contents.js';
import { CtoProject, dataOf, faultsOf, PASSED, said } from '../helpers/cto.js';
import { ctoPlan, ctoReview, ctoTask } from '../helpers/cto-replies.js';
import { callVerb, codes, underClaude } from '../helpers/grants.js';
import { freshFolder } from '../helpers/repo.js';
import { chars } from '../helpers/secrets/make.js';
import { eachFrom, type Ran } from '../helpers/task.js';

describe('cto plan', () => {
  const cto = eachFrom(() => new CtoProject());

  test('gives the tasks in order, and leaves the work tree as it was but for its own ignored folder', () => {
    const before = cto().repo.git('status', '--porcelain');
    cto().answers(ctoPlan());
    const ran = cto().ok('cto', 'plan', 'Say healthy');
    expect(said(ran)).toEqual(['cto-planned']);
    expect(dataOf(ran, 'next_tasks')).toEqual(['T1']);
    expect(dataOf(ran, 'step')).toBe('execute');
    expect(ran.json.next).toContain('cto report T1 --outcome');
    expect(cto().repo.git('status', '--porcelain')).toBe(before);
    expect(JSON.parse(readFileSync(cto().artifact('plan-001.json'), 'utf8'))).toEqual(ctoPlan());
    expect(readFileSync(cto().artifact('.gitignore'), 'utf8')).toBe('*\n');
    const [prompt = ''] = cto().codex.prompts;
    expect(prompt).toContain('You are the CTO');
    expect(prompt).toContain('Say healthy');
    expect(cto().codex.call(1).args).toEqual(expect.arrayContaining(['--output-schema', '--ephemeral']));
  });

  test.each([
    ['id-duplicate', { tasks: [ctoTask('T1'), ctoTask('T1')] }],
    ['dependency-unknown', { tasks: [ctoTask('T1', { dependencies: ['T9'] })] }],
    ['dependency-cycle', { tasks: [ctoTask('T1', { dependencies: ['T2'] }), ctoTask('T2', { dependencies: ['T1'] })] }],
    ['target-outside', { tasks: [ctoTask('T1', { target: '../other/a.ts' })] }],
    ['target-reserved', { tasks: [ctoTask('T1', { target: 'docs/cccc/config.json' })] }],
    ['command-needs-shell', { verification: ['npm test && rm -rf dist'] }],
    ['command-denied', { tasks: [ctoTask('T1', { action: 'run_command', target: 'rm -rf /' })] }],
    ['nothing-to-verify', { verification: [] }],
    ['no-tasks', { tasks: [] }],
  ] as const)('a plan with the fault %s is asked for once more, then refused by its name', (fault, given) => {
    const bad = ctoPlan(structuredClone(given) as object);
    const ran = cto().answers(bad, bad).run('cto', 'plan', 'Say healthy');
    expect([ran.code, dataOf(ran, 'step'), faultsOf(ran)]).toEqual([1, 'plan-again', [fault]]);
    expect(cto().codex.prompts).toHaveLength(2);
    expect(cto().codex.prompts[1]).toContain(fault);
    expect(cto().runs).toEqual([]);
  });

  test('a good second plan counts', () => {
    const ran = cto()
      .answers(ctoPlan({ tasks: [] }), ctoPlan())
      .run('cto', 'plan', 'Say healthy');
    expect([ran.code, said(ran)]).toEqual([0, ['cto-planned']]);
  });

  test('an outage is no plan, and exits with 3', () => {
    cto().codex.answer({ exit: 1, stderr: 'boom' });
    const ran = cto().run('cto', 'plan', 'Say healthy');
    expect([ran.code, said(ran), dataOf(ran, 'step')]).toEqual([3, ['delegated-fault'], 'plan-again']);
  });

  test('--dry-run prints the command line and the prompt, and calls nothing', () => {
    // The key, which commands of Codex may not read, is there once something was signed.
    cto().withPlan();
    const before = contentsOf(cto().repo.dir);
    const runs = readdirSync(path.join(cto().stateDir, 'runs'));
    const ran = cto().ok('cto', 'plan', 'Say healthy', '--model', 'gpt-x', '--dry-run');
    const command = dataOf(ran, 'command') as string[];
    expect(command).toEqual(expect.arrayContaining(['exec', '--json', '-m', 'gpt-x', '--output-schema']));
    expect(dataOf(ran, 'prompt')).toContain('Say healthy');
    expect(cto().codex.prompts).toHaveLength(1);
    expect(readdirSync(path.join(cto().stateDir, 'runs'))).toEqual(runs);
    expect(Object.keys(contentsOf(cto().repo.dir)).filter((name) => !name.includes('/.git/'))).toEqual(
      Object.keys(before).filter((name) => !name.includes('/.git/')),
    );
    cto().answers(ctoPlan()).ok('cto', 'plan', 'Say healthy', '--model', 'gpt-x');
    const shape = (words: string[]): string[] =>
      words.map((word) => word.replace(/\d{17}-cto-plan-\w+/, 'RUN').replace(/[0-9a-f]{32}/, 'MARK'));
    expect(shape(cto().codex.call(2).args)).toEqual(shape(command.slice(command.indexOf('exec'))));
    expect(cto().codex.prompts[1]).toBe(dataOf(ran, 'prompt'));
  });

  test('wrong usage is named: no objective, no number', () => {
    expect(cto().run('cto', 'plan').code).toBe(2);
    expect(cto().run('cto', 'plan', 'x', '--max-iterations', 'many').code).toBe(2);
    expect(cto().run('cto').json.findings[0]?.code).toBe('cto-none');
    expect(cto().run('cto', 'status', '--run', 'nothing').code).toBe(2);
  });

  test('the objective alone begins a plan, in Chinese too', () => {
    cto().answers(ctoPlan({ objective: '添加健康检查' }));
    const { code, stdout } = cto().text('cto', '添加健康检查', '--language', 'zh-CN');
    expect(code).toBe(0);
    expect(stdout).toContain('Codex 已制定计划：2 个任务');
    expect(stdout).toContain('ACTION execute');
  });
});

describe('cto report', () => {
  const cto = eachFrom(() => new CtoProject());

  test('names the next tasks, and goes on with what a blocked one does not block', () => {
    cto().withPlan(
      ctoPlan({ tasks: [ctoTask('T1'), ctoTask('T2', { dependencies: ['T1'] }), ctoTask('T3'), ctoTask('T4')] }),
    );
    const blocked = cto().ok('cto', 'report', 'T1', '--outcome', 'blocked', '--note', 'no access');
    expect(dataOf(blocked, 'next_tasks')).toEqual(['T3', 'T4']);
    expect(cto().refused('cto', 'report', 'T2', '--outcome', 'done')).toEqual(['cto-task-waits']);
    cto().done('T3', 'T4');
    expect(dataOf(cto().ok('cto', 'status'), 'step')).toBe('review');
  });

  test('wrong use is named', () => {
    cto().withPlan();
    expect(cto().refused('cto', 'report', 'T9', '--outcome', 'done')).toEqual(['cto-task-unknown']);
    expect(cto().run('cto', 'report', 'T1', '--outcome', 'perfect').code).toBe(2);
    expect(cto().refused('cto', 'review', 'Say healthy')).toEqual(['cto-tasks-open']);
  });
});

describe('cto review', () => {
  const cto = eachFrom(() => new CtoProject().executed());

  test('revise, then approve: Codex sees the real diff, the verification and the claims', () => {
    const revised = cto().reviewed(
      ctoReview({ T1: 'pass', T2: 'partial' }, { revised_tasks: [ctoTask('T3', { dependencies: ['T1'] })] }),
    );
    expect([revised.code, said(revised)]).toEqual([1, ['cto-revise']]);
    expect(dataOf(revised, 'next_tasks')).toEqual(['T2', 'T3']);
    const prompt = cto().codex.prompts.at(-1);
    expect(prompt).toContain('+export const answer = "healthy";');
    expect(prompt).toContain('passed (exit 0): grep -q healthy src/main.ts');
    expect(prompt).toContain('said in src/main.ts');
    const approved = cto()
      .done('T2', 'T3')
      .reviewed(ctoReview({ T1: 'pass', T2: 'pass', T3: 'pass' }));
    expect([approved.code, said(approved), dataOf(approved, 'approved')]).toEqual([
      0,
      ['cto-approved', 'cto-approval-stands'],
      true,
    ]);
    expect(readdirSync(path.dirname(cto().artifact('x'))).sort()).toEqual([
      '.gitignore',
      'plan-001.json',
      'review-001.json',
      'review-002.json',
    ]);
  });

  test('an approval is void after any edit, and counts again only after another review', () => {
    cto().reviewed(PASSED);
    cto().repo.write('src/other.ts', 'export {};\n');
    const after = cto().ok('cto', 'status');
    expect([said(after), dataOf(after, 'approved'), dataOf(after, 'step')]).toEqual([
      ['cto-approval-void'],
      false,
      'review-again',
    ]);
    expect(dataOf(cto().reviewed(PASSED), 'approved')).toBe(true);
  });

  test('an approval with a task that fails is a revision', () => {
    const ran = cto().reviewed(ctoReview({ T1: 'pass', T2: 'fail' }, { verdict: 'approve' }));
    expect([ran.code, said(ran), dataOf(ran, 'status')]).toEqual([1, ['cto-not-approved', 'cto-revise'], 'executing']);
  });

  test('an approval without the verification is a revision, and says what to fix', () => {
    cto().repo.write('src/main.ts', 'export const answer = 1;\n');
    const ran = cto().reviewed(PASSED);
    expect([ran.code, said(ran), dataOf(ran, 'step')]).toEqual([
      1,
      ['cto-not-approved', 'cto-revise'],
      'fix-verification',
    ]);
    expect(cto().codex.prompts.at(-1)).toContain('NOT PASSED (exit 1): grep -q healthy src/main.ts');
  });

  test('a review that forgets a task is asked for once more, and then is no verdict', () => {
    const short = ctoReview({ T1: 'pass' });
    const ran = cto().reviewed(short, short);
    expect([ran.code, faultsOf(ran), dataOf(ran, 'status')]).toEqual([1, ['task-unreviewed'], 'executing']);
    expect(Object(dataOf(cto().reviewed(short, PASSED), 'reviews'))).toHaveLength(1);
  });

  test('a change that adds a secret is not sent', () => {
    cto().repo.write('src/key.ts', `export const key = "${`gh${'p_'}${chars(36)}`}";\n`);
    const asked = cto().codex.prompts.length;
    expect(cto().refused('cto', 'review', 'Done')).toEqual(['cto-secrets-added']);
    expect(cto().codex.prompts).toHaveLength(asked);
  });

  test('abort ends the run', () => {
    const ran = cto().reviewed(ctoReview({ T1: 'fail', T2: 'fail' }, { verdict: 'abort' }));
    expect([ran.code, said(ran), dataOf(ran, 'status')]).toEqual([1, ['cto-aborted'], 'aborted']);
    expect(cto().refused('cto', 'report', 'T1', '--outcome', 'done')).toEqual(['cto-not-now']);
  });

  test('the yes of the user for going on is asked by the guard, used once, and recorded', async () => {
    cto().answers(ctoPlan()).ok('cto', 'plan', 'Again', '--max-iterations', '1');
    cto()
      .done('T1', 'T2')
      .reviewed(ctoReview({ T1: 'pass', T2: 'partial' }));
    expect(codes(underClaude(cto(), ['cto', 'continue']))).toEqual(['human-only']);
    expect(await callVerb(cto(), ['cto', 'continue'])).toBe('ask');
    expect(underClaude(cto(), ['cto', 'continue']).code).toBe(0);
    expect(cto().log.at(-1)).toMatchObject({ type: 'continued', asked_by: 'guard' });
    expect(codes(underClaude(cto(), ['cto', 'continue']))).toEqual(['human-only']);
  });

  test('three revisions in a row go to the user with a card, and only the user goes on', () => {
    const back = ctoReview({ T1: 'pass', T2: 'partial' });
    for (let round = 0; round < 3; round += 1) {
      if (round > 0) cto().done('T2');
      cto().reviewed(back);
    }
    const { stdout } = cto().text('cto', 'status');
    expect(stdout).toContain('You decide: 3 reviews in a row sent the work back (3 in all).');
    expect(cto().refused('cto', 'review', 'again')).toEqual(['cto-not-now']);
    expect(
      cto()
        .alone('cto', 'continue')
        .json.findings.map(({ code }) => code),
    ).toEqual(['human-only']);
    const gone = cto().ok('cto', 'continue');
    expect([said(gone), dataOf(gone, 'status')]).toEqual([['cto-continued'], 'executing']);
  });

  test('at most --max-iterations reviews', () => {
    cto().answers(ctoPlan()).ok('cto', 'plan', 'Again', '--max-iterations', '1');
    cto().done('T1', 'T2');
    const ran = cto().reviewed(ctoReview({ T1: 'pass', T2: 'partial' }));
    expect(dataOf(ran, 'status')).toBe('needs-human');
  });

  test('a verification command about which the guard asks runs only after the yes of the user', () => {
    const plan = ctoPlan({ verification: ['npm publish'], tasks: [ctoTask('T1')] });
    cto().answers(plan);
    const planned = cto().ok('cto', 'plan', 'Push');
    expect(dataOf(planned, 'asked_commands')).toEqual(['npm publish']);
    cto().done('T1');
    const refused = cto().run('cto', 'review', 'Pushed');
    expect([refused.code, said(refused), dataOf(refused, 'step')]).toEqual([1, ['cto-asked-commands'], 'allow']);
    expect(cto().codex.prompts).toHaveLength(2);
    expect(
      cto()
        .alone('cto', 'allow')
        .json.findings.map(({ code }) => code),
    ).toEqual(['human-only']);
    cto().ok('cto', 'allow');
    const ran = cto().reviewed(ctoReview({ T1: 'pass' }));
    expect(said(ran)).toEqual(['cto-not-approved', 'cto-revise']);
  });
});

describe('what Claude could edit', () => {
  const cto = eachFrom(() => new CtoProject().executed());

  test('an edited artifact is named and never counts', () => {
    cto().reviewed(ctoReview({ T1: 'pass', T2: 'partial' }));
    const file = cto().artifact('review-001.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('revise', 'approve'));
    const ran = cto().ok('cto', 'status');
    expect([said(ran), dataOf(ran, 'approved'), dataOf(ran, 'status')]).toEqual([
      ['cto-artifact-edited'],
      false,
      'executing',
    ]);
  });

  test('an edited log counts for nothing, and an edited record for no approval', () => {
    cto().reviewed(PASSED);
    // The same answer in other bytes.
    appendFileSync(path.join(cto().jobDir, 'events.jsonl'), '\n');
    const unproven = cto().ok('cto', 'status');
    expect([said(unproven), dataOf(unproven, 'approved')]).toEqual([['cto-approval-unproven'], false]);
    const file = cto().logFile;
    writeFileSync(file, readFileSync(file, 'utf8').replace('as planned', 'as I like'));
    expect(cto().refused('cto', 'status')).toEqual(['cto-log-broken']);
  });
});

describe('beside the gated loop', () => {
  test('while a gated task is open, CTO mode refuses by name', () => {
    const task = new CtoProject();
    task.withPlan();
    task.ok('start', 'Make the answer 42');
    const refused = task.run('cto', 'plan', 'Say healthy');
    expect([refused.code, said(refused)]).toEqual([1, ['cto-task-open']]);
    expect(task.refused('cto', 'report', 'T1', '--outcome', 'done')).toEqual(['cto-task-open']);
    expect(task.ok('cto', 'status').code).toBe(0);
  });

  test('an approval opens no gate', () => {
    const task = new CtoProject().executed();
    task.reviewed(PASSED);
    task.ok('start', 'Make the answer 42');
    expect(['plan', 'milestone', 'final'].map((gate) => task.asserted(gate))).toEqual([1, 1, 1]);
  });

  test('each session has its own run, and the newest of the work tree is the one elsewhere', () => {
    const task = new CtoProject();
    const inSession = (session: string): CtoProject => {
      task.env['CLAUDE_CODE_SESSION_ID'] = session;
      return task;
    };
    inSession('one').withPlan(ctoPlan({ objective: 'first' }));
    inSession('two').withPlan(ctoPlan({ objective: 'second' }));
    const planOf = (ran: Ran): unknown => Reflect.get(Object(dataOf(ran, 'plan')), 'objective');
    expect(planOf(inSession('one').ok('cto', 'status'))).toBe('first');
    expect(planOf(inSession('three').ok('cto', 'status'))).toBe('second');
    expect(task.runs).toHaveLength(2);
  });
});

describe('what stays', () => {
  test('nothing of the objects that a run needs goes when a task begins', () => {
    const task = new CtoProject().executed();
    task.ok('start', 'Make the answer 42');
    task.ok('abandon', 'no longer');
    task.ok('start', 'Something else');
    task.ok('abandon', 'no longer');
    expect(dataOf(task.reviewed(PASSED), 'approved')).toBe(true);
  });

  test('uninstall removes what was written into the project, keeps what was edited, and purge the rest', () => {
    const task = new CtoProject().executed();
    task.reviewed(PASSED);
    const edited = task.artifact('review-001.json');
    writeFileSync(edited, '{}');
    task.ok('uninstall');
    expect(readdirSync(path.dirname(edited))).toEqual(['review-001.json']);
  });

  test('purge removes the runs from the state directory', () => {
    const task = new CtoProject().executed();
    task.ok('uninstall', '--purge');
    expect(existsSync(task.repo.file('.codex-cto'))).toBe(false);
    expect(readdirSync(path.join(task.stateDir, 'cto'))).toEqual([]);
    expect(readdirSync(path.join(task.stateDir, 'runs'))).toEqual([]);
  });

  test('a run to which nothing was added for 30 days goes with what Codex was asked, and a younger one stays', () => {
    const task = new CtoProject().withPlan();
    const [old, job] = [task.logFile, task.jobDir];
    task.withPlan();
    const young = task.logFile;
    const then = new Date(Date.now() - 31 * 24 * 60 * 60 * 1000);
    utimesSync(old, then, then);
    task.withPlan();
    expect([old, job, young].map((file) => existsSync(file))).toEqual([false, false, true]);
  });

  test('a folder that is a link is not written through', () => {
    const task = new CtoProject();
    const elsewhere = freshFolder();
    mkdirSync(elsewhere, { recursive: true });
    symlinkSync(elsewhere, task.repo.file('.codex-cto'));
    task.answers(ctoPlan());
    expect(said(task.ok('cto', 'plan', 'Say healthy'))).toEqual(['cto-planned', 'cto-no-artifact']);
    expect(readdirSync(elsewhere)).toEqual([]);
  });

  test('AGENTS.md is as it was', () => {
    const task = new CtoProject();
    task.repo.write('AGENTS.md', 'Ours.\n');
    task.executed().reviewed(PASSED);
    expect(readFileSync(task.repo.file('AGENTS.md'), 'utf8')).toBe('Ours.\n');
  });
});

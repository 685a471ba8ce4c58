/** `cccc cto`: Codex plans and reviews, Claude executes, the program verifies and keeps the truth. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { contentsOf } from '../helpers/contents.js';
import { ctoPlan, ctoReview, ctoTask } from '../helpers/cto.js';
import { eachFrom, type Ran, TaskProject } from '../helpers/task.js';

const said = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
const dataOf = (ran: Ran, name: string): unknown => Reflect.get(Object(ran.json.data), name);
const faultsOf = (ran: Ran): unknown[] =>
  ran.json.findings.filter(({ code }) => code === 'cto-fault').map(({ args }) => args['fault']);
const HEALTHY = 'export const answer = "healthy";\n';

class Cto extends TaskProject {
  answers(...values: object[]): this {
    this.codex.answer(...values.map((value) => ({ text: JSON.stringify(value) })));
    return this;
  }

  planned(plan = ctoPlan()): Cto {
    this.answers(plan).ok('cto', 'plan', 'Say healthy');
    return this;
  }

  done(...ids: string[]): this {
    for (const id of ids) this.ok('cto', 'report', id, '--outcome', 'done', '--note', 'as planned');
    return this;
  }

  /** Planned and executed. */
  executed(): this {
    this.planned();
    this.repo.write('src/main.ts', HEALTHY);
    return this.done('T1', 'T2');
  }

  reviewed(...reviews: object[]): Ran {
    return this.answers(...reviews).run('cto', 'review', 'Say healthy. Results: said in src/main.ts');
  }

  get runs(): string[] {
    return existsSync(this.repo.file('.codex-cto')) ? readdirSync(this.repo.file('.codex-cto')).sort() : [];
  }

  artifact(name: string): string {
    return this.repo.file(path.join('.codex-cto', this.runs.at(-1) ?? '', name));
  }
}

const PASSED = ctoReview({ T1: 'pass', T2: 'pass' });

describe('cto plan', () => {
  const cto = eachFrom(() => new Cto()) as () => Cto;

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
    const before = contentsOf(cto().repo.dir);
    const ran = cto().ok('cto', 'plan', 'Say healthy', '--model', 'gpt-x', '--dry-run');
    const command = dataOf(ran, 'command') as string[];
    expect(command).toEqual(expect.arrayContaining(['exec', '--json', '-m', 'gpt-x', '--output-schema']));
    expect(dataOf(ran, 'prompt')).toContain('Say healthy');
    expect(cto().codex.prompts).toEqual([]);
    expect(existsSync(path.join(cto().stateDir, 'cto'))).toBe(false);
    expect(Object.keys(contentsOf(cto().repo.dir)).filter((name) => !name.includes('/.git/'))).toEqual(
      Object.keys(before).filter((name) => !name.includes('/.git/')),
    );
    cto().answers(ctoPlan()).ok('cto', 'plan', 'Say healthy', '--model', 'gpt-x');
    const shape = (words: string[]): string[] => words.map((word) => word.replace(/\d{14}-cto-plan-\w+/, 'RUN'));
    expect(shape(cto().codex.call(1).args)).toEqual(shape(command.slice(command.indexOf('exec'))));
    expect(cto().codex.prompts).toEqual([dataOf(ran, 'prompt')]);
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
  const cto = eachFrom(() => new Cto()) as () => Cto;

  test('names the next tasks, and goes on with what a blocked one does not block', () => {
    cto().planned(
      ctoPlan({ tasks: [ctoTask('T1'), ctoTask('T2', { dependencies: ['T1'] }), ctoTask('T3'), ctoTask('T4')] }),
    );
    const blocked = cto().ok('cto', 'report', 'T1', '--outcome', 'blocked', '--note', 'no access');
    expect(dataOf(blocked, 'next_tasks')).toEqual(['T3', 'T4']);
    expect(cto().refused('cto', 'report', 'T2', '--outcome', 'done')).toEqual(['cto-task-waits']);
    cto().done('T3', 'T4');
    expect(dataOf(cto().ok('cto', 'status'), 'step')).toBe('review');
  });

  test('wrong use is named', () => {
    cto().planned();
    expect(cto().refused('cto', 'report', 'T9', '--outcome', 'done')).toEqual(['cto-task-unknown']);
    expect(cto().run('cto', 'report', 'T1', '--outcome', 'perfect').code).toBe(2);
    expect(cto().refused('cto', 'review', 'Say healthy')).toEqual(['cto-tasks-open']);
  });
});

describe('cto review', () => {
  const cto = eachFrom(() => new Cto().executed()) as () => Cto;

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

  test('abort ends the run', () => {
    const ran = cto().reviewed(ctoReview({ T1: 'fail', T2: 'fail' }, { verdict: 'abort' }));
    expect([ran.code, said(ran), dataOf(ran, 'status')]).toEqual([1, ['cto-aborted'], 'aborted']);
    expect(cto().refused('cto', 'report', 'T1', '--outcome', 'done')).toEqual(['cto-not-now']);
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
    const verification = ['grep -q healthy src/main.ts', 'npx some-unknown-package'];
    const plan = ctoPlan({ verification: ['git push origin HEAD:main'], tasks: [ctoTask('T1')] });
    expect(verification).toHaveLength(2);
    cto().answers(plan);
    const planned = cto().ok('cto', 'plan', 'Push');
    expect(dataOf(planned, 'asked_commands')).toEqual(['git push origin HEAD:main']);
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
  const cto = eachFrom(() => new Cto().executed()) as () => Cto;

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
    const log = readdirSync(path.join(cto().stateDir, 'cto'), { recursive: true, encoding: 'utf8' }).find((name) =>
      name.endsWith('log.jsonl'),
    );
    const events = path.join(
      cto().stateDir,
      'runs',
      String(dataOf(cto().ok('cto', 'status'), 'reviews') && lastJob(cto())),
    );
    writeFileSync(path.join(events, 'events.jsonl'), '');
    const unproven = cto().ok('cto', 'status');
    expect([said(unproven), dataOf(unproven, 'approved')]).toEqual([['cto-approval-unproven'], false]);
    const file = path.join(cto().stateDir, 'cto', log ?? '');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"outcome":"done"', '"outcome":"failed"'));
    expect(cto().refused('cto', 'status')).toEqual(['cto-log-broken']);
  });
});

const lastJob = (cto: Cto): string => {
  const reviews = dataOf(cto.ok('cto', 'status'), 'reviews') as { job: string }[];
  return reviews.at(-1)?.job ?? '';
};

describe('beside the gated loop', () => {
  test('while a gated task is open, CTO mode refuses by name', () => {
    const task = new Cto();
    task.planned();
    task.ok('start', 'Make the answer 42');
    expect(task.refused('cto', 'plan', 'Say healthy')).toEqual(['cto-task-open']);
    expect(task.refused('cto', 'report', 'T1', '--outcome', 'done')).toEqual(['cto-task-open']);
    expect(task.ok('cto', 'status').code).toBe(0);
  });

  test('an approval opens no gate', () => {
    const task = new Cto().executed();
    task.reviewed(PASSED);
    task.ok('start', 'Make the answer 42');
    expect(['plan', 'milestone', 'final'].map((gate) => task.asserted(gate))).toEqual([1, 1, 1]);
  });

  test('each session has its own run, and the newest of the work tree is the one elsewhere', () => {
    const task = new Cto();
    const inSession = (session: string): Cto => {
      task.env['CLAUDE_CODE_SESSION_ID'] = session;
      return task;
    };
    inSession('one').planned(ctoPlan({ objective: 'first' }));
    inSession('two').planned(ctoPlan({ objective: 'second' }));
    const planOf = (ran: Ran): unknown => Reflect.get(Object(dataOf(ran, 'plan')), 'objective');
    expect(planOf(inSession('one').ok('cto', 'status'))).toBe('first');
    expect(planOf(inSession('three').ok('cto', 'status'))).toBe('second');
    expect(task.runs).toHaveLength(2);
  });
});

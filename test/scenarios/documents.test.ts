/** `cccc sync-docs`, `diff-docs` and `replan`: planning documents that were changed by hand, and a new plan. */
import { createHash } from 'node:crypto';
import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sentBack } from '../helpers/fake-codex.js';
import { eachFrom, type Ran, TaskProject } from '../helpers/task.js';
import { atTerminal } from '../helpers/terminal.js';

const said = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
const docs = (name: string): string => `docs/cccc/${name}`;
const changesIn = (ran: Ran): Record<string, unknown>[] => {
  const { changes } = ran.json.data;
  return Array.isArray(changes) ? changes : [];
};

const implementing = eachFrom(() => new TaskProject().implementing());

const ARCHITECTURE = '# architecture\n\nFound in this repository: two services now.\n';
const STRATEGY = '# test-strategy\n\nOnly by hand.\n';

function edited(task: TaskProject, name: string, text: string): TaskProject {
  task.repo.write(docs(name), text);
  return task;
}

/** Every file of the project and the state directory, with its content. */
function everything(task: TaskProject): string {
  const hash = createHash('sha256');
  const walk = (dir: string): void => {
    for (const entry of readdirSync(dir, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = path.join(dir, entry.name);
      if (entry.isDirectory()) walk(file);
      else if (entry.isFile()) hash.update(`${file} ${statSync(file).mode}\n`).update(readFileSync(file));
    }
  };
  walk(task.repo.dir);
  walk(task.stateDir);
  return hash.digest('hex');
}

describe('a change by hand', () => {
  it.each([
    ['test-strategy.md', STRATEGY, 'NEEDS_DOCS_SYNC', 'medium', 'open'],
    ['architecture.md', ARCHITECTURE, 'NEEDS_REPLAN', 'high', 'closed'],
  ])('of %s pauses the task with a card, and what closes the plan gate is the impact', (name, text, ...expected) => {
    const [status, impact, gate] = expected;
    const task = edited(implementing(), name, text);
    expect(task.gate('plan')).toMatchObject({ state: gate });
    expect(said(task.run('status'))).toContain('documents-changed');
    const next = task.ok('next').json.data;
    expect(next).toMatchObject({ action: 'settle-documents', status, waits: true, run: 'sync-docs --choice <A-F>' });
    expect(task.gate('plan')).toMatchObject({ state: gate });
    expect(task.state['pause_reason']).toContain(`documents-changed: ${name}`);
    expect(task.state).toMatchObject({
      status,
      docs_sync_status: status?.toLowerCase(),
      docs_sync_impact: impact,
      docs_sync_changed_documents: [name],
    });
    const { stdout } = task.text('status');
    expect(stdout).toContain(
      `You decide: planning documents were changed by hand since the last sync (impact: ${impact})`,
    );
    for (const letter of ['A', 'B', 'C', 'D', 'F']) expect(stdout).toContain(`sync-docs --choice ${letter}`);
    expect(stdout).toMatch(impact === 'high' ? /A\. .*\(recommended\)/ : /B\. .*\(recommended\)/);
    expect(JSON.stringify(task.run('doctor').json.data)).toContain('documents-changed');
    expect(said(task.run('report', 'implemented'))).not.toEqual([]);
  });

  it.each([
    ['of what matters little', 'current-state.md', '# current-state\n\nOne module, cleaned up.\n'],
    ['that only ticks what is done', 'roadmap.md', '# Roadmap\n\n1. [x] M001\n2. M002\n'],
    [
      'in line ends and byte order mark',
      'architecture.md',
      '\uFEFF# architecture\r\n\r\nFound in this repository: one module.\r\n',
    ],
  ])('%s stops nothing', (_, name, text) => {
    const task = edited(implementing(), name, text);
    expect(task.action).toBe('implement');
    expect(task.gate('plan')).toMatchObject({ state: 'open', assurance: 'verified' });
    expect(said(task.ok('sync-docs', '--choice', 'D'))).toEqual([
      name === 'current-state.md' ? 'documents-kept' : 'documents-in-sync',
    ]);
  });

  it('is none where Claude reports it: a plan, an answer, a question', () => {
    const task = implementing();
    task.repo.write(
      docs('runtime/question.json'),
      JSON.stringify({
        question: '哪个数据库？',
        why: 'it matters',
        kind: 'needs_human',
        free_input: true,
        options: [
          { id: 'A', label: 'SQLite', consequences: 'none' },
          { id: 'B', label: 'Postgres', consequences: 'none' },
        ],
        recommended: 'A',
      }),
    );
    task.ok('report', 'question', '--file', docs('runtime/question.json'));
    expect(said(task.ok('diff-docs'))).toEqual(['documents-in-sync']);
    task.ok('report', 'answer', '--choice', 'B', '--text', '用容器');
    expect(readFileSync(task.repo.file(docs('open-questions.md')), 'utf8')).toContain('用容器');
    expect(readFileSync(task.repo.file(docs('decision-log.md')), 'utf8')).toContain('用容器');
    expect(said(task.ok('diff-docs'))).toEqual(['documents-in-sync']);
    expect(task.action).toBe('implement');
    edited(task, 'architecture.md', ARCHITECTURE).writePlan('Another answer').ok('report', 'plan');
    expect(said(task.ok('diff-docs'))).toEqual(['documents-in-sync']);
    expect(task.action).toBe('review-own-plan');
  });

  it('of a deleted document is critical, and one that was only renamed says where it is now', () => {
    const task = implementing();
    renameSync(task.repo.file(docs('risk-register.md')), task.repo.file(docs('风险.md')));
    rmSync(task.repo.file(docs('project-map.md')));
    const { changes, impact, leads_to } = task.ok('diff-docs').json.data;
    expect([impact, leads_to]).toEqual(['critical', 'NEEDS_REPLAN']);
    expect(changes).toMatchObject([
      { document: 'project-map.md', how: 'deleted', renamed_to: null },
      { document: 'risk-register.md', how: 'deleted', renamed_to: '风险.md' },
    ]);
    expect(task.status).toBe('NEEDS_REPLAN');
  });

  it('to something that is no text is of unknown, high impact, and stops no command', () => {
    const task = implementing();
    writeFileSync(task.repo.file(docs('current-state.md')), Buffer.from([0xff, 0xfe, 0x00, 0x01]));
    expect(changesIn(task.ok('diff-docs'))).toMatchObject([{ how: 'unreadable', kinds: ['unknown'], impact: 'high' }]);
    expect(task.status).toBe('NEEDS_REPLAN');
  });

  it.runIf(process.platform !== 'win32')('to a link is judged by the text to which it leads', () => {
    const task = implementing();
    const file = task.repo.file(docs('architecture.md'));
    renameSync(file, task.repo.file('kept.md'));
    symlinkSync('../../kept.md', file);
    expect(said(task.ok('diff-docs'))).toEqual(['documents-in-sync']);
    task.repo.write('kept.md', ARCHITECTURE);
    expect(changesIn(task.ok('diff-docs'))).toMatchObject([{ document: 'architecture.md', impact: 'high' }]);
    rmSync(task.repo.file('kept.md'));
    expect(changesIn(task.ok('diff-docs'))).toMatchObject([{ document: 'architecture.md', how: 'deleted' }]);
  });

  it('while Claude writes the documents is no change by hand', () => {
    const task = new TaskProject().planned();
    task.codex.answer(sentBack({ title: 'Too large' }));
    task.run('review', 'plan');
    edited(task, 'architecture.md', ARCHITECTURE);
    expect(task.action).toBe('answer-plan-findings');
    expect(task.refused('sync-docs')).toEqual(['documents-drafted']);
  });
});

describe('diff-docs', () => {
  it('shows what changed, by line and section, for all documents or those that are named, and writes nothing', () => {
    const task = edited(edited(implementing(), 'architecture.md', ARCHITECTURE), 'test-strategy.md', STRATEGY);
    const before = everything(task);
    const ran = task.ok('diff-docs');
    expect(changesIn(ran).map(({ document }) => document)).toEqual(['architecture.md', 'test-strategy.md']);
    const { stdout } = task.text('diff-docs', docs('architecture.md'));
    expect(stdout).toBe(
      '--- architecture.md: edited · architecture · impact high · “architecture”\n@@ line 1\n # architecture\n' +
        '-Found in this repository: one module.\n+Found in this repository: two services now.\n' +
        `Next: node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs sync-docs\n`,
    );
    expect(task.text('diff-docs', '--language', 'zh-CN').stdout).toContain('architecture.md：修改 · 架构 · 影响高');
    expect(everything(task)).toBe(before);
  });

  it('removes secrets, also from the text that it keeps', () => {
    const token = ['ghp', 'x7Kq2Lm9Pv4Rt6Wz8Yb3Nc5Df1Gh0JsAeUo'].join('_');
    const task = edited(implementing(), 'architecture.md', `# architecture\n\nToken: ${token}\n`);
    expect(task.ok('diff-docs').stdout).not.toContain(token);
    task.ok('sync-docs', '--choice', 'D');
    const kept = path.join(task.taskDir, 'documents');
    expect(
      readdirSync(kept)
        .map((name) => readFileSync(path.join(kept, name), 'utf8'))
        .join(),
    ).not.toContain(token);
  });

  it('names the documents that it knows where the file is another one', () => {
    const ran = implementing().run('diff-docs', 'src/main.ts');
    expect([ran.code, said(ran)]).toEqual([2, ['unknown-document']]);
    expect(implementing().run('diff-docs', '../roadmap.md').code).toBe(2);
  });

  it('works from another folder of the project', () => {
    const task = edited(implementing(), 'architecture.md', ARCHITECTURE);
    const ran = atTerminal([process.execPath, task.cli, 'diff-docs', '../docs/cccc/architecture.md', '--json'], {
      cwd: task.repo.file('src'),
      env: task.env,
    });
    expect(JSON.parse(ran.stdout).data.changes).toMatchObject([{ document: 'architecture.md' }]);
  });

  it('says so before anything was reported', () => {
    const task = new TaskProject();
    expect(task.run('diff-docs').code).not.toBe(0);
    task.ok('start', 'Make it 42');
    expect(said(task.ok('diff-docs'))).toEqual(['documents-unknown']);
    expect(task.refused('sync-docs')).toEqual(['documents-unknown']);
  });

  it('says that it cannot compare where the kept text was lost or altered, and takes the change as unknown', () => {
    const task = edited(implementing(), 'architecture.md', ARCHITECTURE);
    const kept = path.join(task.taskDir, 'documents');
    for (const name of readdirSync(kept)) writeFileSync(path.join(kept, name), 'Found in this repository: two.\n');
    expect(changesIn(task.ok('diff-docs'))).toMatchObject([{ kinds: ['unknown'], impact: 'high', diff: '' }]);
    expect(task.text('diff-docs').stdout).toContain('(no text to compare');
  });
});

describe('sync-docs', () => {
  const paused = (task = implementing()): TaskProject => {
    edited(task, 'architecture.md', ARCHITECTURE);
    expect(task.status).toBe('NEEDS_REPLAN');
    return task;
  };

  it('A adopts the documents: the plan is void, a new one follows, and Codex is shown what was changed by hand', () => {
    const task = paused();
    expect(task.ok('sync-docs', '--choice', 'A').json.data).toMatchObject({ resume_target: 'CLAUDE_REVISE_PLAN' });
    expect(task.gate('plan')).toMatchObject({ state: 'closed', reason: 'plan-voided' });
    expect(task.ok('next').json.data['text']).toContain('Planning documents were changed by hand: architecture.md');
    expect(readFileSync(task.repo.file(docs('decision-log.md')), 'utf8')).toContain('adopt');
    task.writePlan('The answer again').ok('report', 'plan');
    task.ok('report', 'self-review', '--file', task.writeSelfReview());
    task.ok('review', 'plan');
    const part = task.codex.prompts.at(-1)?.split('Document changes since the last sync')[1] ?? '';
    expect(part).toContain('- architecture.md: edited, architecture, impact high');
    expect(part).toContain('+Found in this repository: two services now.');
    expect(task.codex.prompts.at(-1)).toContain('asked for a new plan: Planning documents were changed by hand');
    expect(task.gate('plan')).toMatchObject({ state: 'open', assurance: 'verified' });
    expect(task.action).toBe('start-milestone');
    expect(said(task.ok('diff-docs'))).toEqual(['documents-in-sync']);
  });

  it('B keeps the plan and writes the context bundle; D keeps the plan and leaves the bundle', () => {
    const bundle = (task: TaskProject): string => readFileSync(task.repo.file(docs('context-bundle.md')), 'utf8');
    const task = paused();
    const before = bundle(task);
    expect(said(task.ok('sync-docs', '--choice', 'ignore'))).toEqual(['documents-kept']);
    expect(bundle(task)).toBe(before);
    expect(task.action).toBe('implement');
    expect(task.gate('plan')).toMatchObject({ state: 'open', assurance: 'verified' });
    edited(task, 'architecture.md', `${ARCHITECTURE}\nAnd a queue.\n`);
    task.ok('sync-docs', '--choice', 'b');
    expect(bundle(task)).toContain('And a queue.');
    expect(task.state).toMatchObject({ docs_sync_status: 'synced', docs_sync_last_choice: 'refresh' });
    expect(task.text('trace', '--limit', '1').stdout).toContain('planning documents synced: refresh');
  });

  it('keeps no approval of a plan that was itself changed: neither B nor D is offered or taken', () => {
    const task = edited(implementing(), 'roadmap.md', '# Roadmap\n\n1. M002\n2. M001\n');
    expect(task.gate('plan')).toMatchObject({ state: 'closed', reason: 'plan-changed' });
    expect(task.status).toBe('NEEDS_REPLAN');
    for (const letter of ['B', 'D']) expect(task.refused('sync-docs', '--choice', letter)).toEqual(['plan-not-kept']);
    const ran = task.run('sync-docs');
    expect([ran.code, ran.json.data['offered'], ran.json.data['recommended']]).toEqual([1, ['A', 'C', 'E', 'F'], 'A']);
    expect(task.text('status').stdout).toContain('B and D are not offered');
  });

  it('C leaves it undecided, E shows the difference, and putting the text back ends the pause by itself', () => {
    const task = paused();
    const old = '# architecture\n\nFound in this repository: one module.\n';
    expect(said(task.ok('sync-docs', '--choice', 'C'))).toEqual(['documents-paused']);
    expect(task.text('sync-docs', '--choice', 'E').stdout).toContain('+Found in this repository: two services now.');
    expect(task.status).toBe('NEEDS_REPLAN');
    edited(task, 'architecture.md', old);
    expect(said(task.ok('sync-docs'))).toEqual(['documents-restored']);
    expect(task.action).toBe('implement');
  });

  it('F gives Claude the words of the user', () => {
    const task = paused();
    expect(task.refused('sync-docs', '--choice', 'F')).toEqual(['free-needs-text']);
    task.ok('sync-docs', '--choice', 'F', '--text', '只保留第二个服务');
    expect(task.ok('next').json.data['text']).toContain('只保留第二个服务');
    expect(readFileSync(task.repo.file(docs('decision-log.md')), 'utf8')).toContain('只保留第二个服务');
  });

  it('asks on a terminal, and shows the difference there as often as it is asked for', () => {
    const task = edited(implementing(), 'architecture.md', ARCHITECTURE);
    const ran = atTerminal([process.execPath, task.cli, 'sync-docs'], {
      cwd: task.repo.dir,
      env: task.env,
      answer: 'E\ne\nD',
      onScreen: true,
    });
    expect(ran.code).toBe(0);
    expect(ran.screen.match(/Your choice \(A, B, C, D, E, F\): /g)?.length).toBe(3);
    expect(ran.screen.match(/\+Found in this repository: two services now\./g)?.length).toBe(2);
    expect(task.events.at(-1)).toMatchObject({ type: 'documents-synced', choice: 'ignore', asked_by: 'terminal' });
  });

  it('prints the card where only Claude reads it, records the pause, and decides nothing', () => {
    const task = edited(implementing(), 'architecture.md', ARCHITECTURE);
    const ran = task.run('sync-docs');
    expect([ran.code, said(ran)]).toEqual([1, ['documents-undecided']]);
    expect(ran.json.data).toMatchObject({ status: 'NEEDS_REPLAN', recommended: 'A', impact: 'high' });
    expect(task.text('sync-docs', '--language', 'zh-CN').stdout).toContain(
      '由你决定：自上次同步以来，计划文档被手工修改（影响：高）',
    );
    expect(task.refused('resume')).toEqual(['decision-needed']);
  });

  it('refuses a choice that does not exist, and one in a pause over something else', () => {
    const task = implementing();
    const ran = task.run('sync-docs', '--choice', 'Z');
    expect([ran.code, said(ran)]).toEqual([2, ['sync-choice-unknown']]);
    const failure = { hook_event_name: 'StopFailure', last_assistant_message: 'API Error: 500' };
    writeFileSync(task.repo.file('.git/cccc-stop-failures.jsonl'), `${JSON.stringify(failure)}\n`);
    expect(task.status).toBe('PAUSED_FOR_SYSTEM');
    edited(task, 'architecture.md', ARCHITECTURE);
    expect(task.refused('sync-docs', '--choice', 'D')).toEqual(['sync-paused']);
    task.ok('resume', '--confirm');
    expect(task.status).toBe('NEEDS_REPLAN');
  });

  it('leads on from `resume --strategy replan` as well, and the loop names it', () => {
    const task = paused();
    expect(task.run('loop', 'status').json.data).toMatchObject({ outcome: 'needs_replan' });
    task.ok('resume', '--strategy', 'replan');
    expect(task.action).toBe('revise-plan');
  });
});

describe('replan', () => {
  it('goes back to planning for the reason given; findings, rounds and accepted milestones stay', () => {
    const task = new TaskProject().accepted();
    task.ok('milestone', 'start', 'M002');
    task.repo.write('src/question.ts', 'export const question = null;\n');
    task.ok('report', 'implemented');
    task.codex.answer(sentBack({ title: 'No test' }));
    task.run('review', 'milestone');
    task.answerFindings();
    expect(said(task.ok('replan', '不再提供', 'API'))).toEqual(['plan-reopened']);
    expect(task.ok('next').json.data).toMatchObject({ action: 'revise-plan', args: { decision: '不再提供 API' } });
    expect(task.gate('plan')).toMatchObject({ state: 'closed', reason: 'plan-voided' });
    expect(task.refused('replan', 'again')).toEqual(['already-planning']);
    task.writePlan('The answer').ok('report', 'plan');
    task.ok('report', 'self-review', '--file', task.writeSelfReview());
    task.ok('review', 'plan');
    expect(task.codex.prompts.at(-1)).toContain('asked for a new plan: 不再提供 API');
    task.ok('milestone', 'start', 'M002');
    expect(task.state).toMatchObject({
      completed_milestones: ['M001'],
      review_round_current: 1,
      fix_attempts_current: 1,
    });
    expect(task.run('status').json.data['findings']).toMatchObject([{ title: 'No test' }]);
  });

  it('is refused without a reason, before there is a plan, and while a question is open', () => {
    const task = new TaskProject();
    task.ok('start', 'Make it 42');
    expect(task.run('replan').code).toBe(2);
    expect(task.refused('replan', 'why not')).toEqual(['already-planning']);
    expect(existsSync(path.join(task.taskDir, 'documents'))).toBe(false);
  });
});

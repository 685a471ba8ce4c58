/** `cccc ask --read-only`: Codex reads the project and answers; the run outlives the command. */
import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { answerOf, dataOf, elsewhere, idOf, said, sessionIds, shownOf, workFolder } from '../helpers/asked.js';
import { freshFolder } from '../helpers/repo.js';
import { chars } from '../helpers/secrets/make.js';
import { eachFrom, TaskProject } from '../helpers/task.js';

const KEY = `sk-proj-${chars(48)}`;

describe('ask --read-only', () => {
  const task = eachFrom(() => new TaskProject());
  const last = (): string => task().codex.prompts.at(-1) ?? '';

  test('prints where the answer lies, and changes nothing in the work tree', () => {
    task().codex.answer({ text: 'It is rounded in src/a.ts:1.' });
    const before = shownOf(task());
    const ran = task().ok('ask', 'Where is it rounded?', '--read-only', '--file', 'README.md');
    expect(said(ran)).toEqual(['delegated-answered']);
    expect(dataOf(ran, 'session_id')).toMatch(/^thread-/);
    expect(answerOf(ran)).toBe('It is rounded in src/a.ts:1.');
    expect(shownOf(task())).toEqual(before);
    expect(last()).toContain('Where is it rounded?');
    expect(last()).toContain('"tree/README.md"');
  });

  test('prints both lines in a terminal', () => {
    task().codex.answer({ text: 'Here.' });
    const { stdout } = task().text('ask', 'Where?', '--read-only');
    expect(stdout).toMatch(/^session_id=thread-1$/m);
    expect(stdout).toMatch(/^output_path=\/.*answer\.md$/m);
  });

  test('a question of Codex is told apart from an answer', () => {
    task().codex.answer({ text: 'I looked.\nQUESTION: Which currency?' });
    const ran = task().run('ask', 'Where?', '--read-only');
    expect(ran.code).toBe(4);
    expect(dataOf(ran, 'question')).toBe('Which currency?');
  });

  test('a crash is no answer, and what Codex had said is kept', () => {
    task().codex.answer({ partial: 'So far: nothing.', exit: 1, stderr: 'boom' });
    const ran = task().run('ask', 'Where?', '--read-only');
    expect(ran.code).toBe(1);
    expect(said(ran)).toEqual(['delegated-fault']);
    expect(answerOf(ran)).toBe('So far: nothing.');
  });

  test('a kill is told apart from a failure', () => {
    task().codex.answer({ partial: 'So far: nothing.', signal: 'SIGKILL' });
    const ran = task().run('ask', 'Where?', '--read-only');
    expect(ran.code).toBe(137);
    expect(answerOf(ran)).toBe('So far: nothing.');
  });

  test('a time limit with its grace ends the run, and what Codex had said is kept', () => {
    task().codex.answer({ partial: 'So far: nothing.', hold: true });
    const ran = task().run('ask', 'Where?', '--read-only', '--timeout', '1');
    expect(ran.code).toBe(2);
    expect(ran.json.findings[0]?.message).toContain('longer than its time');
    expect(answerOf(ran)).toBe('So far: nothing.');
  });

  test('a Codex that nobody is logged in to is fatal, and nothing is left of the session', () => {
    task().codex.logOut();
    const ran = task().run('ask', 'Where?', '--read-only');
    expect(ran.code).toBe(3);
    expect(sessionIds(task())).toEqual([]);
  });

  test('a bounded wait leaves the run, which can be followed again', () => {
    task().codex.answer({ text: 'Done.', hold: true });
    const waited = task().run('ask', 'Where?', '--read-only', '--max', '0.1');
    expect(waited.code).toBe(75);
    expect(task().run('ask', 'list').json.data).toMatchObject({ sessions: [{ state: 'running' }] });
    task().codex.release();
    expect(answerOf(task().ok('ask', 'wait', idOf(waited)))).toBe('Done.');
  });

  test('a run that is cancelled has failed', () => {
    task().codex.answer({ hold: true });
    const waited = task().run('ask', 'Where?', '--read-only', '--max', '0.1');
    const ran = task().run('ask', 'cancel', idOf(waited));
    expect([ran.code, ran.json.findings[0]?.args['reason']]).toEqual([1, 'cancelled']);
  });

  test.each<[string, string[]]>([
    ['no goal', []],
    ['an option that does not exist', ['Where?', '--nonsense']],
    ['an option of another sub-verb', ['wait', '--verify', 'x']],
    ['a time that is none', ['Where?', '--read-only', '--timeout', 'soon']],
    ['an effort that is none', ['Where?', '--read-only', '--reasoning', 'extreme']],
    ['a role that is none', ['Where?', '--role', 'boss']],
    ['a sandbox that is none', ['Where?', '--sandbox', 'sand']],
    ['a reader that writes', ['Where?', '--role', 'scout', '--sandbox', 'workspace-write']],
    ['a writer that only reads', ['Where?', '--role', 'writer', '--read-only']],
    ['a verification of a reader', ['Where?', '--read-only', '--verify', 'npm test']],
    ['a session that is not there', ['Where?', '--session', 'nobody']],
    ['a run that is not there', ['wait', 'nobody']],
    ['a file that is not there', ['Where?', '--read-only', '--file', 'none.ts']],
    ['a file outside', ['Where?', '--read-only', '--file', '../x']],
    ['applying nothing', ['apply']],
    ['two ids', ['show', 'a', 'b']],
  ])('wrong usage has a code of its own: %s', (_, args) => {
    expect(task().run('ask', ...args).code).toBe(64);
    expect(sessionIds(task())).toEqual([]);
  });

  test('a session keeps its conversation, and its copy follows the work tree', () => {
    task().codex.answer({ text: 'One.' }, { text: 'Two.' });
    const first = task().ok('ask', 'Where?', '--read-only');
    const session = String(dataOf(first, 'session_id'));
    task().repo.write('src/new.ts', 'export const fresh = 1;\n');
    const second = task().ok('ask', 'And now?', '--session', session);
    expect(dataOf(second, 'session_id')).toBe(session);
    const { args, cwd } = task().codex.call(2);
    expect(args.slice(-3)).toEqual(['resume', session, '-']);
    expect(cwd).toBe(task().codex.call(1).cwd);
    expect(readFileSync(path.join(cwd, 'tree', 'src/new.ts'), 'utf8')).toBe('export const fresh = 1;\n');
    expect(last()).not.toContain('<role>');
  });

  test('a session keeps its role', () => {
    task().codex.answer({ text: 'One.' });
    const session = String(dataOf(task().ok('ask', 'Where?', '--role', 'reviewer'), 'session_id'));
    expect(last()).toContain('Try to show that it is wrong');
    const ran = task().run('ask', 'Fix it', '--role', 'writer', '--session', session);
    expect([ran.code, said(ran)]).toEqual([64, ['ask-session-role']]);
  });

  test('at most five questions are answered in one session', () => {
    const ask = { text: 'QUESTION: Which one?' };
    task().codex.answer(ask, ask, ask, ask, ask, ask);
    const session = String(dataOf(task().run('ask', 'Where?', '--read-only'), 'session_id'));
    for (let answers = 1; answers <= 5; answers += 1)
      expect(task().run('ask', 'That one', '--session', session).code).toBe(4);
    const ran = task().run('ask', 'That one', '--session', session);
    expect([ran.code, said(ran)]).toEqual([1, ['ask-answers-over']]);
  });

  test('a session that works cannot be continued', () => {
    task().codex.answer({ text: 'Done.', hold: true });
    const id = idOf(task().run('ask', 'Where?', '--read-only', '--max', '0.1'));
    expect(said(task().run('ask', 'More', '--session', id))).toEqual(['ask-session-busy']);
    expect(said(task().run('ask', 'discard', id))).toEqual(['ask-session-busy']);
    task().codex.release();
    task().ok('ask', 'wait', id);
  });

  test('a file that git ignores lies beside the copy, without its secrets', () => {
    task().repo.write('.gitignore', 'logs/\n').write('logs/a 日志.log', `started\nOPENAI_API_KEY=${KEY}\n`);
    const id = idOf(task().ok('ask', 'What failed?', '--read-only', '--file', 'logs/a 日志.log'));
    const text = readFileSync(path.join(workFolder(task(), id), 'files', 'logs/a 日志.log'), 'utf8');
    expect(text).toContain('started');
    expect(text).not.toContain(KEY);
    expect(last()).toContain('"files/logs/a 日志.log"');
  });

  test.each<[string, string, string | Buffer]>([
    ['a file that is secret as a whole', '.env', 'A=1\n'],
    ['a database with a key in it', 'logs/x.db', Buffer.from(`\0\0OPENAI_API_KEY=${KEY}\n\0`)],
  ])('%s does not reach Codex', (_, name, content) => {
    task().repo.write('.gitignore', 'logs/\n.env\n').write(name, content);
    const ran = task().run('ask', 'What?', '--read-only', '--file', name);
    expect([ran.code, said(ran)]).toEqual([64, ['ask-file-secret']]);
  });

  test('a link that leads out of the project does not reach Codex', () => {
    const outside = path.join(freshFolder(), 'outside.txt');
    writeFileSync(outside, 'private\n');
    symlinkSync(outside, task().repo.file('inside.txt'));
    expect(said(task().run('ask', 'What?', '--read-only', '--file', 'inside.txt'))).toEqual(['ask-file-outside']);
  });

  test('a prompt is looked at: its length, pasted contents', () => {
    const long = 'word '.repeat(501);
    expect(said(task().ok('ask', long, '--read-only'))).toContain('ask-prompt-long');
    const pasted = `Why?\n${'  const a = 1;\n'.repeat(12)}`;
    expect(said(task().ok('ask', pasted, '--read-only'))).toContain('ask-prompt-pasted');
  });

  test('shows the answer of a session again, and discards it with everything', () => {
    task().codex.answer({ text: 'It is here.' });
    const id = idOf(task().ok('ask', 'Where?', '--read-only'));
    expect(dataOf(task().ok('ask', 'show'), 'answer')).toBe('It is here.');
    task().ok('ask', 'discard', id);
    expect(sessionIds(task())).toEqual([]);
    expect(said(task().ok('ask', 'list'))).toEqual(['ask-none']);
  });

  test('answers in Chinese', () => {
    task().set('language.user_language', 'zh-CN');
    task().codex.answer({ text: '在这里。' });
    const { stdout } = task().text('ask', '在哪里取整？', '--read-only');
    expect(stdout).toContain('Codex 已回答');
    expect(task().text('ask', '在哪里？', '--role', '老板').code).toBe(64);
  });

  test('a run inside of a run is refused', () => {
    task().env['CCCC_RUN'] = 'ab';
    const ran = task().run('ask', 'Where?', '--read-only');
    expect([ran.code, said(ran)]).toEqual([1, ['inside-a-run']]);
  });
});

describe('ask outside of git', () => {
  const task = eachFrom(() => new TaskProject());
  const folder = (): string => {
    const dir = path.join(freshFolder(), '数据 1');
    mkdirSync(dir, { recursive: true });
    writeFileSync(path.join(dir, 'a.csv'), 'x,y\n');
    writeFileSync(path.join(dir, '.env'), 'A=1\n');
    return dir;
  };

  test('Codex reads the folder itself, and its secret files are denied', () => {
    const dir = folder();
    task().codex.answer({ text: 'Two columns.' });
    const ran = elsewhere(task(), dir, 'ask', 'What is in it?', '--read-only', '--file', 'a.csv');
    expect([ran.code, said(ran)]).toEqual([0, ['delegated-answered']]);
    const { args, cwd } = task().codex.call(1);
    expect(cwd).not.toContain(dir);
    expect(args.join('\n')).toContain(`${path.join(dir, '.env')}"="deny"`);
    expect(task().codex.prompts.at(-1)).toContain(JSON.stringify(dir));
    expect(existsSync(path.join(cwd, 'tree'))).toBe(false);
  });

  test('without a profile nothing keeps the secret files from Codex, so it does not run', () => {
    task().codex.forgetProfiles();
    const ran = elsewhere(task(), folder(), 'ask', 'What is in it?', '--read-only');
    expect([ran.code, said(ran)]).toEqual([1, ['ask-no-profile']]);
    expect(task().codex.prompts).toEqual([]);
  });

  test('a writer is refused by name', () => {
    const ran = elsewhere(task(), folder(), 'ask', 'Write it');
    expect([ran.code, said(ran)]).toEqual([1, ['ask-writer-outside']]);
  });
});

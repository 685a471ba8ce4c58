/** Faults of `ask` that were found once, each with the built program. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ageRun, answerOf, dataOf, idOf, runFolder, said } from './helpers/asked.js';
import { eachFrom, type Ran, TaskProject } from './helpers/task.js';
import { until } from './helpers/until.js';

const task = eachFrom(() => new TaskProject());

describe('#165 the conversation of a run whose supervisor was killed was lost', () => {
  test('the next run of its session goes on in it', async () => {
    task().codex.answer({ partial: 'Half.', hold: true }, { text: 'Done.' });
    const id = idOf(task().run('ask', 'Where?', '--read-only', '--max', '0.1'));
    const events = path.join(runFolder(task(), id), 'events.jsonl');
    await until(() => existsSync(events) && readFileSync(events, 'utf8').includes('Half.'));
    process.kill(JSON.parse(readFileSync(path.join(runFolder(task(), id), 'heartbeat.json'), 'utf8')).pid, 'SIGKILL');
    ageRun(task(), id);
    expect(dataOf(task().run('ask', 'wait', id), 'session_id')).toBe('thread-1');
    expect(dataOf(task().ok('ask', 'Go on', '--session', id), 'session_id')).toBe('thread-1');
  });
});

describe('#166 a file that git does not take in ended the supervisor of a writer', () => {
  test('the run ends with its answer, and the file is refused by name', () => {
    task().codex.answer({ text: 'Done.', writes: { 'src/.GIT/config': '[core]\n' } });
    const ran = task().ok('ask', 'Make it 2');
    expect(answerOf(ran)).toBe('Done.');
    const refused = ran.json.findings.find(({ code }) => code === 'ask-change-refused');
    expect(refused?.args).toMatchObject({ path: 'src/.GIT/config', why: 'git-settings' });
  });
});

describe('#167 an answer whose only command failed counted as no answer', () => {
  test('that a command fails may be what was asked for', () => {
    task().codex.answer({
      text: 'It fails: 1 test.',
      commands: [{ command: 'npm test', output: '1 failing', exit: 1 }],
    });
    const ran = task().ok('ask', 'Do the tests pass?', '--read-only');
    expect([said(ran), answerOf(ran)]).toEqual([['delegated-answered'], 'It fails: 1 test.']);
  });
});

describe('#168 Codex answered in another conversation, and it counted as the same', () => {
  test('such a run has failed', () => {
    task().codex.answer({ text: 'One.' }, { text: 'Two.', thread: 'another' });
    const session = String(dataOf(task().ok('ask', 'Where?', '--read-only'), 'session_id'));
    const ran = task().run('ask', 'And now?', '--session', session);
    expect([ran.code, dataOf(ran, 'result', 'detail')]).toEqual([1, 'another conversation: another']);
  });
});

describe('#169 wrong usage of ask looked like a time limit', () => {
  test.each([['--nonsense'], ['--file']])('an option that the parser refuses exits with 64: %s', (option) => {
    expect(task().run('ask', 'Where?', option).code).toBe(64);
    expect(task().run('status', option).code).toBe(2);
  });
});

describe('#171 one damaged description kept every session of every project from working', () => {
  const damaged = (): string => {
    task().codex.answer({ text: 'One.' });
    const id = idOf(task().ok('ask', 'Where?', '--read-only'));
    writeFileSync(path.join(task().stateDir, 'sessions', id, 'session.json'), '{');
    return id;
  };
  const commandOf = (ran: Ran): string | null => ran.json.findings.at(-1)?.command ?? null;

  test('another one begins, and the list names the damaged one with the command that removes it', () => {
    const id = damaged();
    task().codex.answer({ text: 'Two.' });
    expect(answerOf(task().ok('ask', 'And where?', '--read-only'))).toBe('Two.');
    const ran = task().ok('ask', 'list');
    expect(said(ran)).toEqual(['ask-session-damaged']);
    expect(commandOf(ran)).toContain(`ask discard ${id}`);
    expect(commandOf(task().run('ask', 'show', id))).toContain(`ask discard ${id}`);
    task().ok('ask', 'discard', id);
    expect(said(task().ok('ask', 'list'))).toEqual([]);
    expect(existsSync(runFolder(task(), id))).toBe(false);
  });
});

describe('#172 a live session whose Codex could not begin was called at work', () => {
  test('start says why, whether Codex is missing or ends at once, and leaves nothing at work', () => {
    const ran = task().run('broker', 'start', 'Look around');
    expect([ran.code, said(ran)]).toEqual([1, ['delegated-fault']]);
    const id = String(dataOf(ran, 'broker_id'));
    expect(task().run('broker', 'send', id, 'hello').json.findings[0]?.args).toMatchObject({ session: null });
    const before = readdirSync(path.join(task().stateDir, 'runs'));
    task().config({ codex: { cli_command: '/nowhere/codex' } });
    expect(task().run('broker', 'start', 'Look around').code).toBe(3);
    expect(readdirSync(path.join(task().stateDir, 'runs'))).toEqual(before);
  });

  test.each([['start'], ['send'], ['wait', '--max', 'soon'], []])('wrong usage is named first: %j', (...words) => {
    const ran = task().run('broker', ...words);
    expect([ran.code, said(ran)]).toEqual([64, ['bad-usage']]);
  });
});

/** `notify.command`: called once for each event, by whoever recorded it, from the user's own configuration only. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { processesNaming } from '../helpers/processes.js';
import { freshFolder } from '../helpers/repo.js';
import { chars } from '../helpers/secrets/make.js';
import { type Ran, TaskProject } from '../helpers/task.js';
import { until } from '../helpers/until.js';

interface Called {
  words: string[];
  event: string;
  task: string;
  project: string;
}

/** A notifier that writes down its calls, then does what `end` says. */
class Notifier {
  private readonly folder = freshFolder();
  private readonly script = path.join(this.folder, 'notifier.cjs');

  constructor(task: TaskProject, end = '') {
    writeFileSync(
      this.script,
      `const { CCCC_EVENT: event, CCCC_TASK: task, CCCC_PROJECT: project } = process.env;
      const words = process.argv.slice(2);
      const call = JSON.stringify({ words, event, task, project });
      require('fs').appendFileSync(${JSON.stringify(this.file)}, call + '\\n');
      ${end}`,
    );
    this.configure([process.execPath, this.script, 'first']);
    task.env['XDG_CONFIG_HOME'] = path.join(this.folder, 'config');
    task.env['APPDATA'] = task.env['XDG_CONFIG_HOME'];
  }

  private get file(): string {
    return path.join(this.folder, 'calls.jsonl');
  }

  configure(command: unknown): void {
    const dir = path.join(this.folder, 'config', 'cccc');
    mkdirSync(dir, { recursive: true });
    writeFileSync(path.join(dir, 'config.json'), `// mine\n${JSON.stringify({ notify: { command } })}`);
  }

  get calls(): Called[] {
    if (!existsSync(this.file)) return [];
    const lines = readFileSync(this.file, 'utf8').split('\n').filter(Boolean);
    return lines.map((line) => JSON.parse(line));
  }

  get isRunning(): boolean {
    return processesNaming(this.script).length > 0;
  }
}

const TOKEN = `ghp_${chars(36)}`;

/** Claude asks the user, who is needed from then on. */
function ask(task: TaskProject): Ran {
  task.repo.write(
    'docs/cccc/runtime/question.json',
    JSON.stringify({
      question: `Which one?\nThe token ${TOKEN} works.`,
      why: 'It is not clear.',
      kind: 'needs_human',
      options: ['A', 'B'].map((id) => ({ id, label: `Option ${id}`, consequences: 'It follows.' })),
      recommended: 'A',
      free_input: true,
    }),
  );
  return task.run('report', 'question', '--file', 'docs/cccc/runtime/question.json');
}
const codes = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);

describe('notify.command', () => {
  test('is called by the review itself when it ends, once, with title and text as arguments', async () => {
    const task = new TaskProject().implemented();
    const notifier = new Notifier(task);
    task.codex.answer({ hold: true });
    task.run('review', 'milestone', '--max', '0');
    expect(notifier.calls).toEqual([]);
    task.codex.release();
    task.run('review', 'wait');
    await until(() => notifier.calls.length > 0);
    task.run('review', 'wait');
    task.run('next');
    task.ok('milestone', 'accept');
    expect(notifier.calls).toEqual([
      {
        words: ['first', `cccc: ${path.basename(task.repo.dir)}`, 'Codex approved milestone M001.'],
        event: 'review-ended',
        task: task.state.task_id,
        project: task.repo.dir,
      },
    ]);
  });

  test('says that the user is needed, without secrets and in one line, and only once', () => {
    const task = new TaskProject().implementing();
    const notifier = new Notifier(task);
    expect(ask(task).code).toBe(0);
    for (const verb of ['next', 'status', 'gates']) task.run(verb);
    expect(notifier.calls.map(({ event }) => event)).toEqual(['human-needed']);
    const text = notifier.calls[0]?.words.at(-1) ?? '';
    expect(text).toMatch(/^The task waits for you: Which one\? The token /);
    expect(text).not.toContain(TOKEN);
    // Who pauses the task knows it.
    task.ok('report', 'answer', '--choice', 'A');
    task.ok('pause', 'for lunch');
    expect(notifier.calls).toHaveLength(1);
  });

  test('says when the task is done', () => {
    const task = new TaskProject({ language: 'zh-CN' }).completed();
    task.ok('review', 'final');
    const notifier = new Notifier(task);
    task.ok('finish');
    expect(notifier.calls.map(({ event, words }) => [event, words.at(-1)])).toEqual([['task-done', '任务已完成。']]);
  });

  test('stops nothing where it fails, hangs or is no command, and doctor says which', () => {
    const task = new TaskProject().implementing();
    const notifier = new Notifier(task, 'process.exit(3);');
    const said = (): unknown[] =>
      task
        .run('doctor')
        .json.findings.filter(({ code }) => code.startsWith('notify-'))
        .map(({ code, args }) => [code, args['fault']]);
    expect(ask(task).code).toBe(0);
    expect(said()).toEqual([['notify-failed', 'exit 3']]);
    const again = (command: unknown): void => {
      notifier.configure(command);
      task.ok('report', 'answer', '--choice', 'A');
      expect(ask(task).code).toBe(0);
    };
    again([path.join(freshFolder(), 'gone')]);
    expect(said()).toEqual([['notify-failed', 'ENOENT']]);
    const hanging = path.join(freshFolder(), 'hanging.cjs');
    writeFileSync(hanging, 'setInterval(() => {}, 1000);\n');
    again([process.execPath, hanging]);
    expect([said(), processesNaming(hanging)]).toEqual([[['notify-failed', 'ETIMEDOUT']], []]);
    again(['./notifier']);
    expect(said()).toEqual([['notify-invalid', undefined]]);
    again([process.execPath, '-e', '0']);
    expect(said()).toEqual([]);
  });

  test('is refused by name in the settings of a repository, and not run', () => {
    const task = new TaskProject().implementing();
    const mark = path.join(freshFolder(), 'mark');
    const command = [process.execPath, '-e', `require('fs').writeFileSync(${JSON.stringify(mark)}, '')`];
    const settings = JSON.parse(readFileSync(task.repo.file('docs/cccc/config.json'), 'utf8'));
    task.repo.write('docs/cccc/config.json', JSON.stringify({ ...settings, notify: { command } }));
    const ran = ask(task);
    expect([ran.code, codes(ran), existsSync(mark)]).toEqual([3, ['notify-in-project'], false]);
    expect(ran.json.findings[0]?.message).toMatch(/notify\.command belongs into .*config\.json\.$/);
  });
});

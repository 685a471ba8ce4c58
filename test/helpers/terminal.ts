/**
 * A user's own terminal: the system's `script` gives a program a real terminal in a new session. Like a user's
 * terminal, it does not descend from the processes that run the tests.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freshFolder } from './repo.js';

export interface Typed {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** What is typed once the program runs; each line separately. */
  answer?: string;
  /** Leaves the output on the screen too, as a user sees it; `stdout` and `stderr` stay empty. */
  onScreen?: true;
}

export interface OnScreen {
  code: number;
  stdout: string;
  stderr: string;
  /** Everything else that the terminal showed: questions and what was typed. */
  screen: string;
}

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/** The command line that runs a program in a terminal and keeps its output in files of a folder. */
function prepare(words: readonly string[], { cwd, env, answer = 'y', onScreen }: Typed) {
  const folder = freshFolder();
  const file = (name: string): string => path.join(folder, name);
  writeFileSync(file('typed'), `${answer}\n`);
  for (const name of ['out', 'err']) writeFileSync(file(name), '');
  const output = onScreen ? '' : ` >${quoted(file('out'))} 2>${quoted(file('err'))}`;
  writeFileSync(
    file('line.sh'),
    `cd ${quoted(cwd)} && ${words.map(quoted).join(' ')}${output}
echo $? >${quoted(file('code'))}
`,
  );
  const line = `sh ${quoted(file('line.sh'))}`;
  const script = process.platform === 'darwin' ? `script -q /dev/null ${line}` : `script -qc ${quoted(line)} /dev/null`;
  // The terminal starts after the outer shell has ended, so that it has no ancestor among the tests.
  const detached = `(while kill -0 $$ 2>/dev/null; do :; done; exec ${script} <${quoted(file('typed'))}) &`;
  const options = { cwd, env: { SHELL: '/bin/sh', ...env } };
  const collect = (screen: string): OnScreen => {
    const [stdout, stderr] = [readFileSync(file('out'), 'utf8'), readFileSync(file('err'), 'utf8')];
    const code = Number(readFileSync(file('code'), 'utf8'));
    rmSync(folder, { recursive: true });
    return { code, stdout, stderr, screen };
  };
  return { args: ['-c', detached], options, collect };
}

/** Runs a program in a terminal, and waits until the terminal is closed. */
export function atTerminal(words: readonly string[], typed: Typed): OnScreen {
  const { args, options, collect } = prepare(words, typed);
  // The terminal keeps the pipe open as long as it exists.
  const { stdout } = spawnSync('sh', args, { ...options, encoding: 'utf8' });
  return collect(stdout);
}

/** The same without blocking this process. */
export function whileAtTerminal(words: readonly string[], typed: Typed): Promise<OnScreen> {
  const { args, options, collect } = prepare(words, typed);
  const shell = spawn('sh', args, { ...options, stdio: ['ignore', 'pipe', 'inherit'] });
  let screen = '';
  shell.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    screen += chunk;
  });
  return new Promise((resolve) => shell.once('close', () => resolve(collect(screen))));
}

/**
 * A terminal of the user's own: `script` of the system gives a program a real one, in a session of its own that does
 * not descend from the tests, as a terminal's does not descend from what runs in another.
 */
import { spawn, spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { freshFolder } from './repo.js';

export interface Typed {
  cwd: string;
  env: NodeJS.ProcessEnv;
  /** What is typed once the program runs, a line each. */
  answer?: string;
}

export interface OnScreen {
  code: number;
  stdout: string;
  stderr: string;
  /** What else the terminal showed: questions and what was typed. */
  screen: string;
}

const quoted = (word: string): string => `'${word.replaceAll("'", `'\\''`)}'`;

/** The command line of a terminal in which a program runs, its output kept in files of a folder. */
function prepare(words: readonly string[], { cwd, env, answer = 'y' }: Typed) {
  const folder = freshFolder();
  const file = (name: string): string => path.join(folder, name);
  writeFileSync(file('typed'), `${answer}\n`);
  writeFileSync(
    file('line.sh'),
    `cd ${quoted(cwd)} && ${words.map(quoted).join(' ')} >${quoted(file('out'))} 2>${quoted(file('err'))}
echo $? >${quoted(file('code'))}
`,
  );
  const line = `sh ${quoted(file('line.sh'))}`;
  const script = process.platform === 'darwin' ? `script -q /dev/null ${line}` : `script -qc ${quoted(line)} /dev/null`;
  // The outer shell ends first, and its end is awaited: what it leaves behind descends from nobody.
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

/** Runs a program in a terminal, and waits until it is closed. */
export function atTerminal(words: readonly string[], typed: Typed): OnScreen {
  const { args, options, collect } = prepare(words, typed);
  // The terminal holds the pipe as long as it is open.
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

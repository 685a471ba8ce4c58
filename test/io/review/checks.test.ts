import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkEnvironment } from '../../../scripts/io/review/check-environment.js';
import { type Check, type CheckResult, runChecks } from '../../../scripts/io/review/checks.js';
import { isRunning, until } from '../../helpers/until.js';

let home: string;
let cwd: string;
beforeEach(async () => {
  home = await realpath(await mkdtemp(path.join(os.tmpdir(), 'cccc checks 检查 ')));
  cwd = path.join(home, 'work tree');
  await mkdir(cwd);
});
afterEach(() => vi.unstubAllEnvs());
afterEach(() => rm(home, { recursive: true, force: true }));

const node = (code: string, change: Partial<Check> = {}): Check => ({
  name: 'unit',
  run: [process.execPath, '-e', code],
  required: true,
  timeout_seconds: 60,
  ...change,
});
const results = async (...commands: Check[]): Promise<CheckResult[]> =>
  (await runChecks({ commands, cwd, env: process.env, outputDir: path.join(home, 'out') })).results;
const one = async (check: Check): Promise<CheckResult> => {
  const [result] = await results(check);
  if (!result) throw new Error('no result');
  return result;
};
/** Starts a process that ends only when it is killed, and writes its id to `child.pid`. */
const LEAVES_A_CHILD = `
  const child = require('node:child_process').spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1000)'], { stdio: 'inherit' });
  require('node:fs').writeFileSync('child.pid', String(child.pid));
  child.unref();`;
const childPid = (): number => Number(readFileSync(path.join(cwd, 'child.pid'), 'utf8'));

describe('running checks', () => {
  it('runs all of them in order, whatever fails, and reports the results', async () => {
    const seen: string[] = [];
    const commands = [
      node('console.log("good")', { name: 'one' }),
      node('process.exit(3)', { name: 'two', required: false }),
      node('process.kill(process.pid)', { name: 'three' }),
    ];
    const run = await runChecks({
      commands,
      cwd,
      env: process.env,
      outputDir: path.join(home, 'out'),
      onStart: ({ name }, number, of) => seen.push(`${name} ${number}/${of}`),
    });
    expect(seen).toEqual(['one 1/3', 'two 2/3', 'three 3/3']);
    expect(
      run.results.map(({ name, required, passed, exit_code, signal, timed_out, problem }) => ({
        name,
        required,
        passed,
        exit_code,
        signal,
        timed_out,
        problem,
      })),
    ).toEqual([
      { name: 'one', required: true, passed: true, exit_code: 0, signal: null, timed_out: false, problem: null },
      { name: 'two', required: false, passed: false, exit_code: 3, signal: null, timed_out: false, problem: null },
      {
        name: 'three',
        required: true,
        passed: false,
        exit_code: null,
        signal: 'SIGTERM',
        timed_out: false,
        problem: null,
      },
    ]);
  });

  it('keeps all of the output, names it by its digest, and shows its end without colours and secrets', async () => {
    const result = await one(
      node(
        `
      for (let n = 1; n <= 100; n++) console.log('line ' + n);
      process.stderr.write('\\x1b[31mred\\x1b[0m\\nAPI_TOKEN=f3abc7def0a12b94\\n');`,
        { name: 'unit / 单元' },
      ),
    );
    const kept = await readFile(result.output_file);
    expect(path.basename(result.output_file)).toBe('1-unit-单元.log');
    expect(kept.toString()).toContain('line 1\nline 2\n');
    expect(kept.toString()).not.toContain('f3abc7def0a12b94');
    expect(result.output_digest).toBe(`sha256:${createHash('sha256').update(kept).digest('hex')}`);
    expect(result.tail.split('\n')).toHaveLength(40);
    expect(result.tail.endsWith('line 100\nred\nAPI_TOKEN=⟨redacted:secret-value:16⟩')).toBe(true);
  });

  it('passes arguments as they are: no shell reads them', async () => {
    const word = '; echo $HOME && `id` "quoted" *';
    expect(
      (
        await one({
          ...node('console.log(process.argv[1])'),
          run: [process.execPath, '-e', 'console.log(process.argv[1])', word],
        })
      ).tail,
    ).toBe(word);
  });

  it('runs in the given folder with nothing on its input', async () => {
    expect((await one(node('process.stdin.on("end", () => console.log(process.cwd())).resume()'))).tail).toBe(cwd);
  });

  it('calls a program that cannot be started a failure, and says why', async () => {
    const [missing, empty] = await results({ ...node(''), run: ['no-such-program-here'] }, { ...node(''), run: [] });
    expect(missing).toMatchObject({ passed: false, exit_code: null, problem: 'not-started' });
    expect(missing?.tail).toContain('no-such-program-here');
    expect(empty).toMatchObject({ passed: false, exit_code: null, problem: 'not-started' });
  });

  it('returns nothing when no check is configured', async () => {
    expect(await results()).toEqual([]);
  });
});

describe('limits', () => {
  it('ends a check that runs too long, with everything it started', async () => {
    const result = await one(
      node(`${LEAVES_A_CHILD} process.on('SIGTERM', () => {}); setInterval(() => {}, 1000);`, { timeout_seconds: 1 }),
    );
    expect(result).toMatchObject({ passed: false, timed_out: true, problem: 'time-limit', exit_code: null });
    await until(() => !isRunning(childPid()));
  });

  it('ends what a passing check leaves behind, and does not wait for it', async () => {
    expect(await one(node(LEAVES_A_CHILD))).toMatchObject({ passed: true, exit_code: 0 });
    await until(() => !isRunning(childPid()));
  });

  it('ends a check that prints without end', async () => {
    const result = await one(
      node(
        'const chunk = Buffer.alloc(2 ** 21, 120); const rest = new Int32Array(new SharedArrayBuffer(4)); for ' +
          '(;;) { require("node:fs").writeSync(1, chunk); Atomics.wait(rest, 0, 0, 5); }',
      ),
    );
    expect(result).toMatchObject({ passed: false, timed_out: false, problem: 'output-limit' });
  });

  it.skipIf(process.platform === 'win32')('lets no check outlive a runner that is told to end', async () => {
    const script = path.join(home, 'runner.mts');
    const checks = pathToFileURL(path.resolve('scripts/io/review/checks.ts')).href;
    const check = node(`${LEAVES_A_CHILD} setInterval(() => {}, 1000)`);
    await writeFile(
      script,
      `import { runChecks } from '${checks}'; await ` +
        `runChecks(${JSON.stringify({ commands: [check], cwd, outputDir: path.join(home, 'out'), env: { PATH: process.env['PATH'] } })});`,
    );
    const runner = spawn(process.execPath, ['--import', 'tsx', script], { stdio: 'inherit' });
    const ended = new Promise<NodeJS.Signals | null>((resolve) => runner.on('exit', (_, signal) => resolve(signal)));
    await until(() => childPid() > 0);
    runner.kill('SIGTERM');
    expect(await ended).toBe('SIGTERM');
    await until(() => !isRunning(childPid()));
  });
});

describe('the environment of a check', () => {
  it('has what tests need, and nothing that could be a secret or a setting of the program', () => {
    const given = {
      PATH: '/bin',
      HOME: '/home/u',
      LC_ALL: 'C',
      TMPDIR: '/tmp',
      GOPATH: '/go',
      Path: 'C:\\bin',
      https_proxy: 'http://proxy',
      AWS_SECRET_ACCESS_KEY: 'x',
      CODEX_HOME: 'x',
      OPENAI_API_KEY: 'x',
      ANTHROPIC_API_KEY: 'x',
      CLAUDE_PROJECT_DIR: 'x',
      GIT_DIR: 'x',
      NODE_OPTIONS: 'x',
      LD_PRELOAD: 'x',
    };
    expect(checkEnvironment(given)).toEqual({
      PATH: '/bin',
      HOME: '/home/u',
      LC_ALL: 'C',
      TMPDIR: '/tmp',
      GOPATH: '/go',
      Path: 'C:\\bin',
      https_proxy: 'http://proxy',
      CI: 'true',
      NO_COLOR: '1',
      TERM: 'dumb',
    });
  });

  it('is all that reaches the check', async () => {
    vi.stubEnv('CCCC_TEST_LEAK', 'x');
    const {
      results: [result],
    } = await runChecks({
      commands: [node('console.log(Object.keys(process.env).sort().join())')],
      cwd,
      env: { PATH: process.env['PATH'], OPENAI_API_KEY: 'x' },
      outputDir: path.join(home, 'out'),
    });
    expect(
      result?.tail
        .split(',')
        .filter((name) => ['CCCC_TEST_LEAK', 'CI', 'NO_COLOR', 'OPENAI_API_KEY', 'PATH'].includes(name)),
    ).toEqual(['CI', 'NO_COLOR', 'PATH']);
  });
});

import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sentBack } from '../helpers/fake-codex.js';
import { chars, pem } from '../helpers/secrets/make.js';
import { TaskProject } from '../helpers/task.js';

const token = (): string => 'gh' + 'p_' + chars(36);
const codes = (ran: { json: { findings: { code: string }[] } }): string[] => ran.json.findings.map(({ code }) => code);
const underClaude = (task: TaskProject, ...args: string[]) => {
  task.env['CLAUDECODE'] = '1';
  const ran = task.run(...args);
  delete task.env['CLAUDECODE'];
  return ran;
};

/** All text below a folder, without git's own objects. */
function everything(dir: string): string {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter(
      (name) => !/(^|\/)(objects|node_modules)(\/|$)|\.mjs$/.test(name) && statSync(path.join(dir, name)).isFile(),
    )
    .map((name) => readFileSync(path.join(dir, name), 'utf8'))
    .join('\n');
}

describe('a milestone whose change adds a secret', () => {
  it('pauses before Codex is called and names the place, never the value', () => {
    const secret = token();
    const task = new TaskProject().implemented(`// one\nexport const client = '${secret}';\n`);
    const ran = task.run('review', 'milestone');
    expect([ran.code, codes(ran), task.status]).toEqual([1, ['secret-added'], 'NEEDS_SECRET']);
    expect(ran.json.findings[0]?.args['places']).toBe('src/main.ts:2 github-token');
    expect(task.codex.prompts).toHaveLength(1);
    expect(
      everything(task.taskDir) +
        task.text('status').stdout +
        task.text('trace').stdout +
        task.text('next').stdout +
        JSON.stringify(task.state),
    ).not.toContain(secret);
    expect(task.text('trace').stdout).toContain('src/main.ts:2 github-token');
  });

  it('goes on with a plain resume once the secret is out of it, and not before', () => {
    const task = new TaskProject().implemented(`export const client = '${token()}';\n`);
    task.run('review', 'milestone');
    expect(task.action).toBe('remove-secret');
    expect(task.refused('resume')).toEqual(['secret-still-there']);
    task.repo.write('src/main.ts', 'export const client = process.env.CLIENT_TOKEN;\n');
    task.ok('resume');
    expect(task.action).toBe('review-own-work');
    task.ok('review', 'milestone');
    expect(task.status).toBe('RECORD_ACCEPTANCE');
  });

  it('is looked at again after a mock was promised', () => {
    const task = new TaskProject().implemented(`export const client = '${token()}';\n`);
    task.run('review', 'milestone');
    task.ok('resume', '--strategy', 'mock');
    expect(task.refused('review', 'milestone')).toEqual(['secret-added']);
  });

  it('is called no secret only by the user, and only for exactly these values', () => {
    const [first, second] = [token(), token()];
    const task = new TaskProject().implemented(`export const sample = '${first}';\n`);
    task.run('review', 'milestone');
    expect(codes(underClaude(task, 'resume', '--strategy', 'not-a-secret'))).toEqual(['human-only']);
    task.ok('resume', '--strategy', 'not-a-secret');
    task.repo.write('src/main.ts', `// moved down, still the same\nexport const sample = '${first}';\n`);
    task.codex.answer(sentBack());
    expect(codes(task.run('review', 'milestone'))).toContain('review-found');
    task.repo.write('src/main.ts', `export const sample = '${second}';\n`);
    task.answerFindings();
    expect(task.refused('review', 'milestone')).toEqual(['secret-added']);
    expect(everything(task.taskDir)).not.toContain(second);
  });

  it('says so in Chinese, continues after it is removed, and after the user has called it none', () => {
    const secret = token();
    const task = new TaskProject({ language: 'zh-CN' }).implemented(`export const client = '${secret}';\n`);
    const ran = task.text('review', 'milestone');
    expect([ran.code, ran.stdout + ran.stderr]).toEqual([
      1,
      expect.stringContaining('改动中新增了疑似真实的机密：src/main.ts:1 github-token'),
    ]);
    expect(task.codex.prompts).toHaveLength(1);
    const said = task.text('resume');
    expect(said.code).toBe(1);
    expect(said.stderr).toContain('它仍在改动中：src/main.ts:1 github-token');
    expect(ran.stdout + ran.stderr + said.stdout + said.stderr + task.text('next').stdout).not.toContain(secret);
    task.repo.write('src/main.ts', 'export const client = process.env.CLIENT_TOKEN;\n');
    task.ok('resume');
    task.repo.write('src/main.ts', `export const client = '${secret}';\n`);
    expect(task.refused('review', 'milestone')).toEqual(['secret-added']);
    task.ok('resume', '--strategy', 'not-a-secret');
    task.ok('review', 'milestone');
    expect(task.status).toBe('RECORD_ACCEPTANCE');
    expect(task.text('trace').stdout).toContain('not-a-secret');
  });

  it('is none where the file is a test, a document or an example, and the value no more than likely', () => {
    const task = new TaskProject().implementing();
    const likely = `apiKey = "${chars(14)}7aB"`;
    task.repo
      .write('src/main.ts', 'export const answer = 42;\n')
      .write('test/fixtures/login.json', `{ "password": "Summer-${chars(4)}!7" }\n`)
      .write('docs/use.md', `Set ${likely}.\n`)
      .write('examples/client.py', `${likely}\n`)
      .write('.env.example', 'API_KEY=your-key-here\n');
    task.ok('report', 'implemented');
    task.ok('review', 'milestone');
  });

  it('keeps a secret in the name of a file to itself, too', () => {
    const [first, second] = [token(), token()];
    const task = new TaskProject().implementing();
    task.repo.write(`src/${first}.ts`, `export const client = '${second}';\n`);
    task.ok('report', 'implemented');
    expect(task.run('review', 'milestone').json.findings[0]?.args['places']).toBe(
      'src/⟨redacted:github-token:40⟩.ts:1 github-token',
    );
    expect(readFileSync(path.join(task.taskDir, 'ledger.jsonl'), 'utf8')).not.toContain(first);
  });

  it('is found where the secret is a file', () => {
    const task = new TaskProject().implementing();
    task.repo
      .write('deploy/id_rsa', `${pem('OPENSSH PRIVATE KEY').text}\n`)
      .write('.env.local', `API_KEY=${chars(32)}\n`)
      .write('src/main.ts', 'export const answer = 42;\n');
    task.ok('report', 'implemented');
    const ran = task.run('review', 'milestone');
    expect(ran.json.findings[0]?.args['places']).toBe('.env.local:1 secret-value, deploy/id_rsa:1 private-key');
  });

  it('does not stop at what was there before, at lookalikes, or where the configuration says not to', () => {
    const kept = token();
    const task = new TaskProject().implementing();
    task.repo.write(
      'src/main.ts',
      `export const sha = '${chars(40, '0123456789abcdef')}';\n` +
        `export const apiKey = process.env.API_KEY ?? 'your-api-key';\n`,
    );
    task.ok('report', 'implemented');
    task.ok('review', 'milestone');
    const loose = new TaskProject({
      config: { safety: { pause_on_real_secrets: false } },
    }).implemented(`export const client = '${kept}';\n`);
    loose.ok('review', 'milestone');
    expect(loose.codex.prompts.join('')).toContain('⟨redacted:github-token:40⟩');
    expect(loose.codex.prompts.join('')).not.toContain(kept);
  });
});

describe('a secret that is there already', () => {
  it('is in no prompt, check output, artifact or ledger, whoever quotes it, and the receipt is still verified', () => {
    const secret = token();
    const task = new TaskProject({
      config: {
        testing: {
          commands: [
            {
              name: 'unit',
              run: ['node', '-e', `console.log('token ${secret}')`],
              required: true,
              timeout_seconds: 60,
            },
          ],
        },
      },
    });
    task.repo.write('src/old.ts', `export const old = '${secret}';\n`).commit();
    task.implementing();
    task.repo.write('src/old.ts', `export const old = '${secret}'; // kept\n`);
    task.ok('report', 'implemented');
    task.codex.answer({
      reply: {
        verdict: 'fail_fixable',
        summary: `It prints ${secret}.`,
        findings: [
          {
            same_as: null,
            severity: 'P1',
            category: 'secrets',
            title: `Leaks ${secret}`,
            file: 'src/old.ts',
            line: 1,
            on_changed_line: true,
            reachable_failure: `see ${secret}`,
            explanation: `${secret} is in the code.`,
            required_fix: `Remove ${secret}.`,
          },
        ],
      },
      commands: [{ command: `/bin/bash -lc 'rg ${secret} tree'`, output: secret }],
    });
    const ran = task.text('review', 'milestone');
    expect(ran.code).toBe(1);
    expect(ran.stdout + ran.stderr).not.toContain(secret);
    expect(ran.stdout).toContain('Leaks ⟨redacted:github-token:40⟩');
    expect(task.codex.prompts.join('\n')).not.toContain(secret);
    expect(everything(task.repo.file('docs/cccc/reviews'))).not.toContain(secret);
    const kept = readdirSync(task.taskDir, { recursive: true, encoding: 'utf8' }).filter((name) =>
      statSync(path.join(task.taskDir, name)).isFile(),
    );
    const holding = kept.filter((name) => readFileSync(path.join(task.taskDir, name), 'utf8').includes(secret));
    // The raw record is needed to verify the receipt; job.json holds the configured command itself.
    expect(
      holding.map((name) => path.basename(name)).filter((name) => name !== 'events.jsonl' && name !== 'job.json'),
    ).toEqual([]);
    expect(JSON.stringify(task.events.filter(({ type }) => type === 'review-returned'))).not.toContain(secret);
    expect(task.run('doctor').stdout).not.toContain('receipts-doubtful');
  });

  it('does not reach Codex in a file that is secret by its name: the copy goes without it, the tree keeps it', () => {
    const task = new TaskProject();
    task.repo
      .write('.env', `PASSWORD=${chars(20)}\n`)
      .write('.env.example', 'PASSWORD=\n')
      .write('certs/tls.key', pem('PRIVATE KEY').text)
      .commit();
    task.implementing();
    const copy = path.join(task.codex.call(1).cwd, 'tree');
    expect(existsSync(path.join(copy, 'README.md')) && existsSync(path.join(copy, '.env.example'))).toBe(true);
    expect([existsSync(path.join(copy, '.env')), existsSync(path.join(copy, 'certs'))]).toEqual([false, false]);
    expect(task.codex.prompts[0]).toContain(
      'not in tree/, since their names say that they hold secrets: ".env", "certs/tls.key"',
    );
    task.repo.write('src/main.ts', 'export const answer = 42;\n');
    task.ok('report', 'implemented');
    task.ok('review', 'milestone');
    task.repo.write('.env', 'PASSWORD=\n');
    expect(task.gate('milestone').state).toBe('closed');
  });
});

describe('cccc redact', () => {
  const redact = (task: TaskProject, input: string, ...args: string[]) =>
    spawnSync(process.execPath, [task.cli, 'redact', ...args], {
      cwd: task.repo.dir,
      env: task.env,
      encoding: 'utf8',
      input,
    });

  it('shows how a text would be sent', () => {
    const task = new TaskProject();
    const secret = token();
    expect(redact(task, `a\nuse ${secret} here\n`).stdout).toBe('a\nuse ⟨redacted:github-token:40⟩ here\n');
    expect(JSON.parse(redact(task, `${secret}`, '--json').stdout).data).toEqual({
      file: null,
      withheld: false,
      text: '⟨redacted:github-token:40⟩',
      found: [{ kind: 'github-token', certain: true, start: 0, end: 40 }],
    });
  });

  it('says of a secret file that nothing of it would be sent', () => {
    const ran = redact(new TaskProject(), 'A=1\n', '--file', 'x/.env');
    expect([ran.status, ran.stdout]).toEqual([1, '']);
    expect(ran.stderr).toContain('x/.env');
  });
});

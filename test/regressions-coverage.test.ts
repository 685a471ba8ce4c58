/** One numbered test for every way in which part of a change was approved unseen, or a review cost far too much. */
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, it } from 'vitest';
import { sentBack } from './helpers/fake-codex.js';
import { eachFrom, TaskProject } from './helpers/task.js';

/** Limits that allow a milestone of any size. */
const ANY_SIZE = { milestones: { max_changed_files_per_milestone: 100_000, max_diff_lines_per_milestone: 1_000_000 } };
const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => `${line(index)}\n`).join('');
const value = (name: string) => (index: number) => `export const ${name}${index} = compute(${index}, '${name}');`;

describe('#35 a change was approved because its file was named', () => {
  const task = eachFrom(() => new TaskProject().implementing());
  const evil = 'export const backdoor = true;';
  const named = { reply: { excluded_files_acknowledged: ['src/', 'requirements.txt'] } };

  it.each([
    ['with one byte that looks binary', 'src/more.ts', `// \0\n${evil}\n`],
    ['below a vendored path', 'src/vendor/more.ts', `${evil}\n`],
    ['below a path of build output', 'src/dist/more.min.js', `${evil}\n`],
    ['under the name of a lock file', 'package-lock.json', `${evil}\n`],
    ['under the name of a picture', 'logo.png', `\0${evil}\n`],
    ['with a name that only secrets of other kinds have', 'src/.env.ts', `${evil}\n`],
  ])('%s: it is shown, and its lines count', (_, file, content) => {
    task().repo.write(file, content);
    expect(task().ok('report', 'implemented').json.findings[0]?.args).toMatchObject({
      files: 1,
      lines: content.split('\n').length - 1,
    });
    task().ok('review', 'milestone');
    expect(task().codex.prompts.at(-1)).toContain(`+${content.startsWith('\0') ? '<U+0000>' : ''}${evil}`);
  });

  it.each([
    ['a text of one megabyte', 'requirements.txt', `evil==1.0\n${'#'.repeat(1_000_001)}\n`],
    ['a program that no text can show', 'tool.wasm', Buffer.from(Array.from({ length: 4000 }, (__, at) => at % 7))],
  ])('%s: it has to be read', (_, file, content) => {
    task().repo.write(file, content);
    task().ok('report', 'implemented');
    task().codex.answer(named);
    const refused = task().run('review', 'milestone');
    expect(refused.json.data).toMatchObject({ reason: 'files-not-read', detail: file });
    expect(task().gate('milestone').state).toBe('closed');
    task().ok('resume');
    task().codex.answer({ commands: [{ command: `/bin/bash -c 'head -c 3000 tree/${file}'`, output: 'evil' }] });
    task().ok('review', 'milestone');
  });

  it('a lock file that is one is left out, and neither it nor what the base calls generated counts', () => {
    task()
      .repo.write('package-lock.json', '{"lockfileVersion":3,"packages":{}}\n')
      .write('src/api.gen.ts', `${evil}\n`)
      .write('.gitattributes', '*.ts linguist-generated\n');
    expect(task().ok('report', 'implemented').json.findings[0]?.args).toMatchObject({ files: 2, lines: 2 });
    task().ok('review', 'milestone');
    expect(task().codex.prompts.at(-1)).toContain('excluded (lock file): "package-lock.json"');
    task().ok('milestone', 'accept');
    task().ok('milestone', 'start', 'M002');
    task().repo.write('src/api.gen.ts', `${evil}\n${evil}\n`).write('more.js', 'x\n');
    expect(task().ok('report', 'implemented').json.findings[0]?.args).toMatchObject({ files: 1, lines: 1 });
    task().ok('review', 'milestone');
    expect(task().codex.prompts.at(-1)).toContain('### "src/api.gen.ts" (');
  });
});

it('#36 one changed line in a source file of 1.2 MB was in no prompt', () => {
  const large = Array.from({ length: 25_000 }, (_, index) => value('large')(index));
  const task = new TaskProject();
  task.repo.write('src/large.ts', large.join('\n')).commit();
  task.implementing();
  task.repo.write('src/large.ts', large.with(12_000, 'export const evil = 1;').join('\n'));
  task.ok('report', 'implemented');
  task.ok('review', 'milestone');
  const prompt = task.codex.prompts.at(-1) ?? '';
  expect(prompt).toContain('+export const evil = 1;');
  expect(encode(prompt).length).toBeLessThan(5_000);
  task.end();
});

it('#37 a P1 on a file that the fix had deleted was held back as unchanged', () => {
  const task = new TaskProject().implementing();
  task.repo.write('src/main.ts', 'export const answer = 42;\n').write('src/check.ts', 'check();\nmore();\n');
  task.ok('report', 'implemented');
  task.codex.answer(sentBack());
  task.run('review', 'milestone');
  task.repo.remove('src/check.ts').write('src/other.ts', 'other();\n');
  task.answerFindings();
  task.codex.answer(sentBack({ title: 'The check is gone', file: 'src/check.ts', line: 2, reachable_failure: null }));
  task.run('review', 'milestone');
  const findings = task.run('review', 'show').json.data['findings'];
  expect(findings).toMatchObject([{ title: 'The check is gone', blocking: true }]);
  task.end();
});

describe('#38 a change of thousands of files', () => {
  const task = eachFrom(() => new TaskProject({ config: ANY_SIZE }).implementing());
  const write = (files: number, content: string): void => {
    for (let index = 0; index < files; index++) task().repo.write(`gen/p${index % 20}/f${index}.ts`, content);
    task().ok('report', 'implemented');
  };

  it('filled a prompt with names, and is refused before Codex is called', () => {
    write(2_000, lines(100, value('generated')));
    const calls = task().codex.prompts.length;
    const refused = task().run('review', 'milestone');
    expect([refused.code, refused.json.findings.at(-1)?.code]).toEqual([1, 'change-too-large']);
    expect(task().codex.prompts).toHaveLength(calls);
    expect(task().status).toBe('CLAUDE_SELF_REVIEW');
  });

  it('that can be reviewed is listed by folder, and read by folder as far as the output reaches', () => {
    const content = lines(8, value('generated'));
    write(600, content);
    const find = (output: string) => ({ command: "/bin/bash -lc 'find tree/gen -type f -exec cat {} +'", output });
    task().codex.answer({ commands: [find(content)] });
    expect(task().run('review', 'milestone').json.data).toMatchObject({ reason: 'files-not-read' });
    const prompt = task().codex.prompts.at(-1) ?? '';
    expect(prompt).toMatch(/^- "gen\/p0\/" 30 files \+240 -0: \d+ inlined/m);
    expect(prompt).not.toMatch(/^- on-demand.*f599/m);
    task().ok('resume');
    task().codex.answer({ commands: Array.from({ length: 10 }, () => find(content.repeat(150))) });
    task().ok('review', 'milestone');
  });
});

describe('#39 each round of a milestone cost as much as the first', () => {
  const files = ['src/main.ts', ...Array.from({ length: 6 }, (_, index) => `src/part${index}.ts`)];
  const task = eachFrom(() => {
    const made = new TaskProject().implementing();
    files.forEach((file, index) => void made.repo.write(file, lines(150, value(`part${index}`))));
    made.ok('report', 'implemented');
    made.codex.answer(sentBack(), sentBack({ title: 'Another' }));
    made.run('review', 'milestone');
    return made;
  });
  const fix = (file: string, line: string): void => {
    task().repo.write(file, readFileSync(task().repo.file(file), 'utf8').replace(/^.*$/m, line));
    task().answerFindings();
  };
  const jobs = (): string[] =>
    task()
      .events.filter(({ type }) => type === 'review-returned')
      .map(({ job }) => String(job));
  const tokens = (): number[] =>
    task()
      .codex.prompts.slice(1)
      .map((prompt) => encode(prompt).length);
  const receipt = () => JSON.parse(readFileSync(path.join(task().record(jobs().at(-1) ?? ''), 'receipt.json'), 'utf8'));

  it('and takes about a quarter from the second on, standing on the rounds that its receipt names', () => {
    fix('src/main.ts', 'export const fixed = 1;');
    task().run('review', 'milestone');
    fix('src/part3.ts', 'export const also = 1;');
    task().ok('review', 'milestone');
    const [first = 0, second = 0, third = 0] = tokens();
    expect(second).toBeLessThan(first / 3);
    expect(third).toBeLessThan(first / 3);
    const prompt = task().codex.prompts.at(-1) ?? '';
    expect(prompt).toContain('- covered (as in round 1): "src/part0.ts"');
    expect(prompt).toContain('- covered (as in round 2): "src/main.ts"');
    expect(prompt).toContain('- excerpted (changes since round 2): "src/part3.ts"');
    expect(prompt).toContain('+export const also = 1;');
    expect(
      receipt()
        .stands_on.map(({ job }: { job: string }) => job)
        .sort(),
    ).toEqual(jobs().slice(1, 3).sort());
    expect(task().gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
  });

  it.each([
    ['missing', (dir: string) => rmSync(dir, { recursive: true })],
    ['altered', (dir: string) => cpSync(path.join(dir, 'prompt.md'), path.join(dir, 'context.json'))],
    ['swapped', (dir: string, other: string) => cpSync(other, dir, { recursive: true })],
  ])('and the record of a round that it stands on is %s: the gate closes', (_, change) => {
    task().codex.answer({});
    fix('src/main.ts', 'export const fixed = 1;');
    task().run('review', 'milestone');
    task().answerFindings();
    task().ok('review', 'milestone');
    expect(task().gate('milestone').state).toBe('open');
    const [plan = '', first = ''] = jobs();
    expect(existsSync(task().record(first))).toBe(true);
    change(task().record(first), task().record(plan));
    expect(task().gate('milestone')).toMatchObject({ state: 'closed', reason: 'receipt-invalid' });
    expect(task().text('gates').stdout).toContain('earlier round');
    // No round is left in which it could be approved again, so the user decides.
    expect(task().refused('milestone', 'accept')).toContain('rounds-used');
  });

  it('but the final review sees the whole change, in every round', () => {
    fix('src/main.ts', 'export const fixed = 1;');
    task().run('review', 'milestone');
    task().answerFindings();
    task().ok('review', 'milestone');
    task().ok('milestone', 'accept');
    task().ok('milestone', 'start', 'M002');
    task().repo.write('src/question.ts', 'export const question = null;\n');
    task().ok('report', 'implemented');
    task().ok('review', 'milestone');
    task().ok('milestone', 'accept');
    task().codex.answer(sentBack());
    task().run('review', 'final');
    task().answerFindings();
    task().ok('review', 'final');
    for (const prompt of task().codex.prompts.slice(-2)) {
      expect(prompt).not.toMatch(/^- covered/m);
      for (const file of files) expect(prompt).toContain(`### ${JSON.stringify(file)} (`);
    }
    expect(receipt().stands_on).toBeUndefined();
  });

  it('the boundary comes after what every review of the gate has in common', () => {
    fix('src/main.ts', 'export const fixed = 1;');
    task().run('review', 'milestone');
    const [one = '', two = ''] = task().codex.prompts.slice(-2);
    const common = [...one].findIndex((character, at) => character !== two[at]);
    expect(encode(one.slice(0, common)).length).toBeGreaterThan(1024);
  });
});

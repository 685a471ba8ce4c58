/** Numbered regressions around what Codex is given outside of the gated loop. */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { CtoProject, dataOf, said } from './helpers/cto.js';
import { ctoReview } from './helpers/cto-replies.js';
import { eachFrom, TaskProject } from './helpers/task.js';

describe('#187 a log of CTO mode that was put back to an older state counted as the whole run', () => {
  const cto = eachFrom(() => new CtoProject().executed());
  const anchorFile = (): string => {
    const folder = path.join(cto().stateDir, 'anchors');
    return path.join(folder, readdirSync(folder).find((name) => name.startsWith('cto-')) ?? '');
  };

  test('it is called rolled back by every command, until the newer one is back', () => {
    const older = readFileSync(cto().logFile, 'utf8');
    // Each review that sends the work back is one of at most five.
    cto().reviewed(ctoReview({ T1: 'pass', T2: 'partial' }));
    const newer = readFileSync(cto().logFile, 'utf8');
    writeFileSync(cto().logFile, older);
    for (const words of [['status'], ['report', 'T1', '--outcome', 'done'], ['review', 'Say healthy. Results: done']]) {
      const ran = cto().run('cto', ...words);
      expect([ran.code, said(ran)]).toEqual([3, ['cto-log-rolled-back']]);
    }
    const [finding] = cto().run('cto', 'status').json.findings;
    expect(finding?.args).toMatchObject({ found: older.trim().split('\n').length });
    expect(finding?.command).toMatch(/cto plan "<objective>"$/);
    expect(said(cto().ok('status'))).toContain('cto-log-rolled-back');
    writeFileSync(cto().logFile, newer);
    expect(dataOf(cto().ok('cto', 'status'), 'status')).toBe('executing');
  });

  test.each([
    ['removed', () => rmSync(anchorFile())],
    ['edited', () => writeFileSync(anchorFile(), readFileSync(anchorFile(), 'utf8').replace(/"seq":\d+/, '"seq":1'))],
  ])('an anchor that was %s leaves the log unproven', (_, change) => {
    change();
    expect(cto().refused('cto', 'status')).toEqual(['cto-log-unanchored']);
  });

  test('a log that was emptied is no new run', () => {
    writeFileSync(cto().logFile, '');
    expect(cto().refused('cto', 'status')).toEqual(['cto-log-rolled-back']);
    rmSync(cto().logFile);
    expect(cto().refused('cto', 'status')).toEqual(['cto-log-rolled-back']);
  });
});

describe('#188 one broken log of CTO mode stopped every later run of the work tree', () => {
  const cto = eachFrom(() => new CtoProject().withPlan());

  test('a new run goes on, and the broken one is named by doctor', () => {
    const { logFile } = cto();
    writeFileSync(logFile, readFileSync(logFile, 'utf8').replace('Say healthy', 'Say goodbye'));
    cto().withPlan();
    expect(cto().logFile).not.toBe(logFile);
    expect(dataOf(cto().ok('cto', 'status'), 'status')).toBe('executing');
    cto().done('T1');
    expect(said(cto().run('doctor'))).toContain('cto-log-broken');
  });
});

describe('#189 code that Codex wrote was reviewed by Codex as if somebody else had written it', () => {
  const task = eachFrom(() => new TaskProject());
  const CODE = 'export const answer = 42;\nexport const 问题 = "unknown";\n';
  /** Work of Codex that was read and applied. */
  const applied = (): void => {
    task().codex.answer({ text: 'Done.', writes: { 'src/main.ts': CODE } });
    const id = String(dataOf(task().ok('ask', 'Make it 42', '--verify', 'node --version'), 'id'));
    task().ok('ask', 'show', id);
    task().ok('ask', 'apply', id);
  };
  const packet = (): string => task().codex.prompts.at(-1) ?? '';
  const toMilestone = (): void => {
    task().ok('start', 'Make the answer 42');
    task().writeDiscovery().ok('report', 'discovery');
    task().writePlan().ok('report', 'plan');
    task().ok('report', 'self-review', '--file', task().writeSelfReview());
    task().ok('review', 'plan');
    task().ok('milestone', 'start', 'M001');
  };

  test('a gate that has it in its change is told, although it was applied before the task and edited since', () => {
    applied();
    toMilestone();
    expect(packet()).not.toContain('written by Codex');
    task().repo.write('src/main.ts', `${CODE}export const mine = "Claude";\n`).write('src/other.ts', 'export {};\n');
    task().ok('report', 'implemented');
    task().ok('review', 'milestone');
    expect(packet()).toMatch(/written by Codex, .*: "src\/main.ts" \(2 of 3 added lines\)\n/);
  });

  test('a quick look is told too; a mark that somebody edited says nothing', () => {
    applied();
    task().run('review', 'diff');
    expect(packet()).toMatch(/written by Codex, .*: "src\/main.ts" \(as Codex wrote it\)\n/);
    const folder = path.join(task().stateDir, 'written');
    const [file = ''] = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
      name.endsWith('.json'),
    );
    const text = readFileSync(path.join(folder, file), 'utf8');
    expect(text).not.toContain('answer');
    writeFileSync(path.join(folder, file), text.replace('src/main.ts', 'src/other.ts'));
    task().run('review', 'diff');
    expect(packet()).not.toContain('written by Codex');
  });

  test('what Claude wrote is not marked', () => {
    task().repo.write('src/main.ts', CODE);
    task().run('review', 'diff');
    expect(packet()).toContain('src/main.ts');
    expect(packet()).not.toContain('written by Codex');
  });
});

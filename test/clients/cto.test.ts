/** CTO mode with both real clients, and with the real Codex alone where it fails. */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CtoDemoResult, playCto } from '../../scripts/dev/demo/cto/play.js';
import { startResponsesServer } from '../../scripts/dev/servers/responses-server.js';
import { labConfig } from '../helpers/codex-lab.js';
import { CtoProject, dataOf, said } from '../helpers/cto.js';
import { ctoPlan, ctoReview } from '../helpers/cto-replies.js';
import { skillFolder } from '../helpers/dist.js';
import { processesNaming } from '../helpers/processes.js';
import { until } from '../helpers/until.js';

describe('/codex-cto in the real Claude Code, with the real Codex', () => {
  let demo: CtoDemoResult;
  let artifacts: string[] = [];
  beforeAll(async () => {
    demo = await playCto({ skill: skillFolder(), keep: true });
    const runs = path.join(demo.project, '.codex-cto');
    artifacts = readdirSync(path.join(runs, readdirSync(runs)[0] ?? '')).sort();
  }, 120_000);
  afterAll(() => {
    rmSync(demo.folder, { recursive: true, force: true, maxRetries: 10 });
  });

  it('plans, executes, is sent back once, and ends approved for exactly the present content', () => {
    expect(demo.problem).toBeNull();
    const reviews = demo.status.data['reviews'] as { outcome: string; verified: { passed: boolean }[] }[];
    expect(reviews.map(({ outcome }) => outcome)).toEqual(['revise', 'approve']);
    expect(reviews.every(({ verified }) => verified.every(({ passed }) => passed))).toBe(true);
    expect(demo.status.data).toMatchObject({ status: 'approved', step: 'approved', approved: true });
    expect(artifacts).toEqual(['.gitignore', 'plan-001.json', 'review-001.json', 'review-002.json']);
  });

  it('shows Codex the real change and what the program ran, and leaves nothing running', () => {
    expect(demo.told.at(-1)).toContain('+export function formatDuration');
    expect(demo.told.at(-1)).toContain('passed (exit 0): node --test');
    expect(processesNaming(demo.project)).toEqual([]);
    expect(existsSync(path.join(demo.project, 'AGENTS.md'))).toBe(false);
  });
});

describe('the real Codex', () => {
  it('that is killed is an outage, and what does not fit the schema is asked for once more', async () => {
    const answers: object[] = [{ tasks: 'none' }, ctoPlan(), ctoReview({ T1: 'pass', T2: 'pass' })];
    const server = await startResponsesServer({ answer: () => JSON.stringify(answers.shift() ?? {}) });
    const cto = new CtoProject({ config: { codex: await labConfig(server.url) } });
    cto.env['LAB_KEY'] = 'dummy';
    try {
      expect(said(await cto.call('cto', 'plan', 'Say healthy'))).toEqual(['cto-planned']);
      expect(server.requests).toHaveLength(2);
      cto.repo.write('src/main.ts', 'export const answer = "healthy";\n');
      for (const id of ['T1', 'T2']) await cto.call('cto', 'report', id, '--outcome', 'done');
      const ran = await cto.call('cto', 'review', 'Say healthy. Results: said');
      expect([ran.code, dataOf(ran, 'approved')]).toEqual([0, true]);
    } finally {
      await server.close();
    }
  });

  it('whose supervisor and client are ended leaves no process and no verdict', async () => {
    const server = await startResponsesServer({ answer: () => ({ text: 'thinking', hang: 'delta' }) });
    const cto = new CtoProject({ config: { codex: await labConfig(server.url) } });
    cto.env['LAB_KEY'] = 'dummy';
    try {
      const command = cto.start('cto', 'plan', 'Say healthy');
      await until(() => server.requests.length > 0, 60_000);
      process.kill(command.pid, 'SIGKILL');
      await command.done;
      const ran = await cto.call('cto', 'cancel');
      expect([ran.code, said(ran)]).toEqual([3, ['delegated-fault']]);
      await until(() => processesNaming(cto.repo.dir, cto.stateDir).length === 0, 60_000);
      expect(cto.runs).toEqual([]);
    } finally {
      await server.close();
    }
  });
});

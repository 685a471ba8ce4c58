/** However a step of CTO mode is killed, nothing keeps running, nothing is locked, and the run goes on. */
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { CtoProject, dataOf, PASSED, said } from '../helpers/cto.js';
import { ctoPlan, ctoReview, ctoTask } from '../helpers/cto-replies.js';
import { processesNaming } from '../helpers/processes.js';
import { isRunning, until } from '../helpers/until.js';

const HOLD = { hold: true } as const;

/** What is left of a project: processes, and names that show that something was not finished. */
function left(cto: CtoProject): { processes: string[]; unfinished: string[] } {
  const names = readdirSync(path.join(cto.stateDir, 'cto'), { recursive: true, encoding: 'utf8' });
  return {
    processes: [cto.repo.dir, cto.stateDir, cto.codex.dir]
      .flatMap((dir) => processesNaming(dir))
      .map(({ command }) => command.replaceAll('\0', ' ')),
    unfinished: names.filter((name) => /(^|\/)(lock|claim\.\w+|[^/]*\.(tmp|takeover))$/.test(name)),
  };
}
const NOTHING = { processes: [], unfinished: [] };

interface Beat {
  pid: number;
  codex: { pid: number } | null;
}
const beatOf = (cto: CtoProject): Beat =>
  JSON.parse(readFileSync(path.join(cto.jobDir, 'heartbeat.json'), 'utf8')) as Beat;

/** Starts a command, and waits until Codex runs for it. */
async function begun(cto: CtoProject, ...args: string[]): Promise<{ pid: number; done: Promise<number> }> {
  const before = cto.codex.prompts.length;
  const command = cto.start(...args);
  await until(() => cto.codex.prompts.length > before && beatOf(cto).codex !== null);
  return command;
}

/** Moves every sign of life of the last run 16 seconds back. */
function age(cto: CtoProject): void {
  for (const [name, field] of [
    ['heartbeat.json', 'stamp'],
    ['job.json', 'launched'],
    ['announced.json', 'launched'],
  ] as const) {
    const file = path.join(cto.jobDir, name);
    if (!existsSync(file)) continue;
    const sign = JSON.parse(readFileSync(file, 'utf8'));
    writeFileSync(`${file}.aged`, JSON.stringify({ ...sign, [field]: String(BigInt(sign[field]) - 16_000_000_000n) }));
    renameSync(`${file}.aged`, file);
  }
}

describe('a killed', () => {
  test('command leaves the run, which is followed again', async () => {
    const cto = new CtoProject();
    cto.codex.answer({ ...HOLD, text: JSON.stringify(ctoPlan()) });
    const command = await begun(cto, 'cto', 'plan', 'Say healthy');
    process.kill(command.pid, 'SIGKILL');
    await command.done;
    expect(dataOf(cto.ok('cto', 'status'), 'step')).toBe('wait');
    cto.codex.release();
    expect(said(cto.ok('cto', 'wait'))).toEqual(['cto-planned']);
    await until(() => left(cto).processes.length === 0);
    expect(left(cto)).toEqual(NOTHING);
  });

  test('supervisor is an outage: no verdict, no review spent, and the review can be made again', async () => {
    const cto = new CtoProject().executed();
    cto.codex.answer({ ...HOLD, text: JSON.stringify(PASSED) });
    const command = await begun(cto, 'cto', 'review', 'Say healthy. Results: done');
    const { pid, codex } = beatOf(cto);
    process.kill(command.pid, 'SIGKILL');
    process.kill(pid, 'SIGKILL');
    await command.done;
    await until(() => !isRunning(pid));
    age(cto);
    const ran = cto.run('cto', 'wait');
    expect([ran.code, said(ran), dataOf(ran, 'status'), dataOf(ran, 'reviews')]).toEqual([
      3,
      ['delegated-fault'],
      'executing',
      [],
    ]);
    expect(isRunning(codex?.pid ?? 0)).toBe(false);
    expect(left(cto)).toEqual(NOTHING);
    cto.codex.release();
    expect(dataOf(cto.reviewed(PASSED), 'approved')).toBe(true);
  });

  test('Codex is an outage', async () => {
    const cto = new CtoProject();
    cto.codex.answer({ ...HOLD, text: JSON.stringify(ctoPlan()) });
    const command = await begun(cto, 'cto', 'plan', 'Say healthy');
    process.kill(beatOf(cto).codex?.pid ?? 0, 'SIGKILL');
    expect(await command.done).toBe(3);
    expect(cto.log.at(-1)).toMatchObject({ type: 'unavailable', reason: 'codex-killed' });
    await until(() => left(cto).processes.length === 0);
    expect(left(cto)).toEqual(NOTHING);
  });

  test('verification leaves nothing that the next review does not end', async () => {
    const cto = new CtoProject();
    cto.repo.write(
      'hold.mjs',
      `import { existsSync, writeFileSync } from 'node:fs';
       const at = ${JSON.stringify(cto.codex.dir)};
       writeFileSync(at + '/holding', '');
       setInterval(() => existsSync(at + '/let-go') && process.exit(0), 20);`,
    );
    cto.withPlan(ctoPlan({ tasks: [ctoTask('T1')], verification: ['node hold.mjs'] })).done('T1');
    const command = cto.start('cto', 'review', 'Done');
    await until(() => existsSync(path.join(cto.codex.dir, 'holding')));
    process.kill(command.pid, 'SIGKILL');
    await command.done;
    writeFileSync(path.join(cto.codex.dir, 'let-go'), '');
    expect(dataOf(cto.reviewed(ctoReview({ T1: 'pass' })), 'approved')).toBe(true);
    await until(() => left(cto).processes.length === 0);
    expect(left(cto)).toEqual(NOTHING);
  });
});

test('cancel ends what Codex does, and a bounded wait leaves it', async () => {
  const cto = new CtoProject();
  cto.codex.answer({ ...HOLD, text: JSON.stringify(ctoPlan()) });
  const waited = cto.run('cto', 'plan', 'Say healthy', '--max', '0');
  expect([waited.code, said(waited), dataOf(waited, 'step')]).toEqual([4, ['delegated-running'], 'wait']);
  const ran = cto.run('cto', 'cancel');
  expect([ran.code, ran.json.findings[0]?.args['reason']]).toEqual([3, 'cancelled']);
  await until(() => left(cto).processes.length === 0);
  expect(left(cto)).toEqual(NOTHING);
});

test('a command of Codex starts no run of its own', async () => {
  const cto = new CtoProject();
  const out = path.join(cto.codex.dir, 'inner.json');
  const call = `'${process.execPath}' '${cto.cli}' cto plan more --json > '${out}'`;
  const script = `cd '${cto.repo.dir}' && ${call}; touch '${out}.done'`;
  cto.codex.answer({ ...HOLD, text: JSON.stringify(ctoPlan()), tool: ['sh', '-c', script] });
  const command = await begun(cto, 'cto', 'plan', 'Say healthy');
  await until(() => existsSync(`${out}.done`));
  cto.codex.release();
  expect(await command.done).toBe(0);
  expect(JSON.parse(readFileSync(out, 'utf8')).findings.map(({ code }: { code: string }) => code)).toEqual([
    'inside-a-run',
  ]);
});

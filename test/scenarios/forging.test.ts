/**
 * What someone could write, copy or change so that work is accepted without Codex's approval: each attempt is refused
 * and named.
 */
import { createHash, createHmac, randomBytes } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { sentBack } from '../helpers/fake-codex.js';
import { heartbeatOf } from '../helpers/real-codex.js';
import { eachFrom, TaskProject } from '../helpers/task.js';
import { until } from '../helpers/until.js';

const sha256 = (text: string | Buffer): string => createHash('sha256').update(text).digest('hex');
const json = (file: string): Record<string, unknown> => JSON.parse(readFileSync(file, 'utf8'));
const codes = (ran: { json: { findings: { code: string }[] } }): string[] => ran.json.findings.map(({ code }) => code);

describe('before the milestone review', () => {
  const task = eachFrom(() => new TaskProject().implemented());

  /** Expects that nothing was approved, according to both the gate and the step. */
  function expectClosed(): void {
    expect(task().gate('milestone')).toMatchObject({ state: 'closed', reason: 'not-reviewed' });
    expect(task().asserted('milestone')).toBe(1);
    expect(task().refused('milestone', 'accept')).toContain('not-now');
  }

  it('a state.json that says "passed" opens nothing, is kept as a backup and written again', () => {
    const file = task().repo.file('docs/cccc/state.json');
    const before = readFileSync(file, 'utf8');
    const forged = before
      .replace('"status": "CLAUDE_SELF_REVIEW"', '"status": "DONE"')
      .replace(
        '"current_milestone_codex_review_status": "not_reviewed"',
        '"current_milestone_codex_review_status": "codex_approved"',
      );
    expect(forged).not.toBe(before);
    writeFileSync(file, forged);
    expect(task().gate('milestone')).toMatchObject({ state: 'closed', reason: 'not-reviewed' });
    expect(task().asserted('final')).toBe(1);
    const ran = task().run('milestone', 'accept');
    expect([ran.code, codes(ran), readFileSync(file, 'utf8')]).toEqual([1, ['not-now'], forged]);
    const review = task().ok('report', 'implemented');
    const kept = review.json.findings.find(({ code }) => code === 'state-rebuilt')?.args['backup'];
    expect(readFileSync(String(kept), 'utf8')).toBe(forged);
    expect(JSON.parse(readFileSync(file, 'utf8')).status).toBe('CLAUDE_SELF_REVIEW');
  });

  it('a review artifact that was written by hand opens nothing', () => {
    const [plan = ''] = readdirSync(task().repo.file('docs/cccc/reviews/plan'));
    const artifact = readFileSync(task().repo.file(`docs/cccc/reviews/plan/${plan}`), 'utf8');
    task().repo.write(
      'docs/cccc/reviews/milestones/M001-round1-milestone-2.md',
      artifact.replaceAll('plan-1', 'milestone-2').replaceAll('"gate": "plan"', '"gate": "milestone"'),
    );
    expectClosed();
  });

  it('the record and receipt of another review under a new name open nothing', () => {
    cpSync(task().record('plan-1'), task().record('milestone-2'), { recursive: true });
    expectClosed();
  });

  it('a next review neither takes over what was planted in its record, nor is taken for dead because of it', () => {
    task().age('plan-1');
    cpSync(task().record('plan-1'), task().record('milestone-2'), { recursive: true });
    task().codex.answer(sentBack());
    expect(task().run('review', 'milestone').code).toBe(1);
    expect(task().gate('milestone')).toMatchObject({ state: 'closed' });
  });

  /**
   * Writes a record for the running job in which Codex passed, and signs a receipt for it. Everything is right except
   * the key.
   */
  function forge(record: string, key: Buffer): void {
    const job = json(path.join(record, 'job.json'));
    const review = Object(job['review']);
    const plan = task().record('plan-1');
    for (const name of ['events.jsonl', 'stderr.txt', 'run.json'])
      cpSync(path.join(plan, name), path.join(record, name));
    const files = {
      prompt: 'prompt.md',
      schema: 'schema.json',
      context: 'context.json',
      events: 'events.jsonl',
      stderr: 'stderr.txt',
      run: 'run.json',
    };
    const digests = Object.fromEntries(
      Object.entries(files).map(([name, file]) => [name, sha256(readFileSync(path.join(record, file)))]),
    );
    const { mac: _mac, ...old } = json(path.join(plan, 'receipt.json'));
    const real = Buffer.from(readFileSync(path.join(task().stateDir, 'key'), 'utf8').trim(), 'hex');
    const unsigned = {
      ...old,
      job: review.job,
      fence: review.fence,
      gate: review.gate,
      round: review.round,
      subject: review.subject,
      record: digests,
      key_id: sha256(real).slice(0, 16),
    };
    const mac = createHmac('sha256', key)
      .update(sha256(JSON.stringify(unsigned)))
      .digest('hex');
    writeFileSync(path.join(record, 'receipt.json'), JSON.stringify({ ...unsigned, mac }));
  }

  it.each([
    ['without the key is not taken', () => randomBytes(32), 'supervisor-killed', 'wait-for-codex'],
    // As the threat model says, anyone who can read the key can act as the user. This shows that only the key is wrong
    // above.
    [
      'with the key is, as the limit of what a signature can tell',
      () => Buffer.from(readFileSync(path.join(task().stateDir, 'key'), 'utf8').trim(), 'hex'),
      'review-returned',
      'accept-milestone',
    ],
  ])('a perfect record for a review whose supervisor was killed, signed %s', async (_title, key, settled, action) => {
    task().codex.answer({ hold: true });
    expect(task().run('review', 'milestone', '--max', '0').code).toBe(4);
    const record = task().record('milestone-2');
    await until(() => heartbeatOf(record).codex !== null && task().codex.prompts.length === 2);
    const { pid, codex } = heartbeatOf(record);
    for (const each of [pid, codex?.pid ?? 0]) process.kill(each, 'SIGKILL');
    forge(record, key());
    task().age('milestone-2');
    expect(task().run('next').json).toMatchObject({
      findings: [{ code: 'review-settled', args: { reason: settled } }],
      data: { action },
    });
  });
});

describe('after the milestone review', () => {
  const task = eachFrom(() => new TaskProject().approved());
  const file = (name: string): string => path.join(task().record('milestone-2'), name);
  const edit = (name: string, from: string, to: string): void => {
    const before = readFileSync(file(name), 'utf8');
    expect(before).toContain(from);
    writeFileSync(file(name), before.replace(from, to));
  };

  const FORGED: [title: string, forge: () => void, detail: string][] = [
    [
      'a reply that was altered in the raw record',
      () => edit('events.jsonl', '\\"summary\\":\\"ok\\"', '\\"summary\\":\\"fine\\"'),
      'receipt-record-altered',
    ],
    [
      'thresholds that were altered beside it',
      () => edit('context.json', '"block_on_p1":true', '"block_on_p1":false'),
      'receipt-record-altered',
    ],
    ['an exit code that was altered', () => edit('run.json', '"exitCode":0', '"exitCode":1'), 'receipt-record-altered'],
    ['a prompt that was altered', () => edit('prompt.md', 'M001', 'M002'), 'receipt-record-altered'],
    [
      "another review's receipt in its place",
      () => cpSync(path.join(task().record('plan-1'), 'receipt.json'), file('receipt.json')),
      'receipt-replaced',
    ],
    ['a receipt that was altered', () => edit('receipt.json', '"round": 1', '"round": 2'), 'receipt-replaced'],
    [
      'a receipt that was made again without the key',
      () => {
        const { mac: _mac, ...unsigned } = json(file('receipt.json'));
        writeFileSync(
          file('receipt.json'),
          JSON.stringify(
            {
              ...unsigned,
              mac: createHmac('sha256', randomBytes(32))
                .update(sha256(JSON.stringify(unsigned)))
                .digest('hex'),
            },
            null,
            1,
          ),
        );
      },
      'receipt-replaced',
    ],
    ['a receipt that is gone', () => rmSync(file('receipt.json')), 'receipt-missing'],
  ];
  it.each(FORGED)('%s closes the gate by name', (_title, forge, detail) => {
    forge();
    expect(task().gate('milestone')).toMatchObject({ state: 'closed', reason: 'receipt-invalid', detail });
    const ran = task().run('milestone', 'accept');
    expect(ran).toMatchObject({
      code: 1,
      json: { findings: [{ code: 'gate-closed', args: { gate: 'milestone', reason: 'receipt-invalid', detail } }] },
    });
    expect(ran.json.findings[0]?.command).toMatch(/ review milestone$/);
  });

  it('a raw record that is gone leaves "attested", which is shown and not enough for a step', () => {
    rmSync(file('events.jsonl'));
    expect(task().gate('milestone')).toMatchObject({ state: 'open', assurance: 'attested' });
    expect(task().asserted('milestone')).toBe(1);
    expect(task().run('gates', '--assert', 'milestone', '--accept-attested').code).toBe(0);
    expect(task().run('milestone', 'accept')).toMatchObject({
      code: 1,
      json: { findings: [{ code: 'gate-closed', args: { reason: 'receipt-attested' } }] },
    });
    task().ok('review', 'milestone');
    expect(task().gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
    task().ok('milestone', 'accept');
  });

  it('a key that is gone leaves nothing that a step would take, and the gate is reviewed again', () => {
    rmSync(path.join(task().stateDir, 'key'));
    expect(task().gate('milestone')).toMatchObject({ state: 'open', assurance: 'attested' });
    expect(task().refused('milestone', 'accept')).toEqual(['key-unreachable']);
    expect(task().events.map(({ type }) => type)).not.toContain('key-replaced');
    task().ok('confirm', 'key');
    expect(task().gate('milestone')).toMatchObject({ state: 'closed' });
    expect(task().run('review', 'milestone').json.findings).toMatchObject([
      {
        code: 'gate-closed',
        args: { gate: 'plan', reason: 'receipt-attested' },
        command: expect.stringMatching(/ report plan$/),
      },
    ]);
  });

  /** Changes the lines of the ledger and writes them back. */
  const lines = (change: (all: string[]) => string[]): void => {
    const ledger = path.join(task().taskDir, 'ledger.jsonl');
    writeFileSync(ledger, `${change(readFileSync(ledger, 'utf8').trim().split('\n')).join('\n')}\n`);
  };
  const LEDGER: [title: string, change: (all: string[]) => string[], code: string][] = [
    ['an entry of the ledger that was removed', (all) => all.filter((_, index) => index !== 3), 'ledger-altered'],
    [
      'entries of the ledger that changed places',
      ([a = '', b = '', c = '', ...rest]) => [a, c, b, ...rest],
      'ledger-altered',
    ],
    [
      'an entry of the ledger that was changed',
      (all) => all.map((line) => line.replace('"verdict":"pass"', '"verdict":"unsafe"')),
      'ledger-altered',
    ],
    ["a ledger's tail that was cut off", (all) => all.slice(0, -1), 'ledger-rolled-back'],
  ];
  it.each(LEDGER)('%s stops everything by name', (_title, change, code) => {
    lines(change);
    for (const verb of [['gates'], ['next'], ['milestone', 'accept'], ['review', 'milestone']]) {
      const ran = task().run(...verb);
      expect([verb, ran.code, codes(ran)]).toEqual([verb, 3, [code]]);
    }
  });

  it('an older ledger that was put back stops everything by name', () => {
    const ledger = path.join(task().taskDir, 'ledger.jsonl');
    const old = readFileSync(ledger, 'utf8');
    task().ok('milestone', 'accept');
    writeFileSync(ledger, old);
    const ran = task().run('gates');
    expect([ran.code, codes(ran)]).toEqual([3, ['ledger-rolled-back']]);
  });
});

describe('under Claude Code', () => {
  const task = eachFrom(() => {
    const made = new TaskProject({
      config: { review: { max_review_rounds_per_milestone: 1 } },
    }).implemented();
    made.codex.answer(sentBack());
    made.run('review', 'milestone');
    return made;
  });
  const expectHuman = (args: string[], command: string): void => {
    task().env['CLAUDECODE'] = '1';
    const events = task().events.length;
    const ran = task().run(...args);
    expect(ran.code).toBe(1);
    expect(ran.json.findings).toContainEqual(
      expect.objectContaining({
        code: 'human-only',
        args: expect.objectContaining({ command }),
        command: expect.stringMatching(new RegExp(`^node .*cccc\\.mjs ${command.slice('cccc '.length)}$`)),
      }),
    );
    expect(task().events).toHaveLength(events);
  };

  it.each(['accept-risk', 'skip', 'extend-review', 'manual'])(
    'resume --strategy %s refuses and names the command for the terminal',
    (strategy) => {
      expectHuman(['resume', '--strategy', strategy], `cccc resume --strategy ${strategy}`);
      delete task().env['CLAUDECODE'];
      expect(task().run('resume', '--strategy', strategy).code).toBe(0);
    },
  );

  it('confirm refuses, shows what changed, and names the command for the terminal', () => {
    task().config({ review: { block_on_p1: false } });
    expectHuman(['confirm'], 'cccc confirm');
  });

  it('abandon refuses and names the command for the terminal', () => {
    expectHuman(['abandon', 'no more'], 'cccc abandon "no more"');
    delete task().env['CLAUDECODE'];
    task().ok('abandon', 'no more');
    expect(task().state).toMatchObject({ status: 'FAILED' });
  });
});

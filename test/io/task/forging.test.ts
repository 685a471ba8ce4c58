import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { evaluateGate } from '../../../scripts/core/task/gates.js';
import type { Event } from '../../../scripts/core/task/ledger/events.js';
import { type Entry, nextEntry } from '../../../scripts/core/task/ledger.js';
import { readIfThere } from '../../../scripts/io/ground/files.js';
import { ensureSigning, sha256 } from '../../../scripts/io/ground/signing.js';
import { ledgerPaths, statePaths } from '../../../scripts/io/ground/workspace.js';
import { dispatch, readTask } from '../../../scripts/io/task/store.js';
import { AT, PASS, reviewReturned, reviewStarted, seen, started, TWO_MILESTONES } from '../../helpers/events.js';
import { claimed, problemOf, StoreLab, stateText, TASK } from '../../helpers/store-lab.js';

let lab: StoreLab;
beforeEach(() => {
  lab = new StoreLab();
});
afterEach(() => lab.remove());

/** A forger who knows everything except the key. */
const forger = { hash: sha256, mac: (text: string) => sha256(`guess ${text}`), keyId: 'f'.repeat(16) };
const at = (body: object): Event => JSON.parse(JSON.stringify({ ...body, at: AT }));
const forged = (last: Entry | undefined, event: Event): Entry => nextEntry(last ?? null, event, forger);

/** Expects that readers and writers refuse the task with the same code, and that no file changes. */
function expectRefused(code: string): void {
  const contents = (): (string | null)[] => [lab.ledger, lab.anchor, lab.state].map(readIfThere);
  const before = contents();
  expect([problemOf(() => lab.read()), problemOf(() => lab.dispatch(claimed('after')))]).toEqual([code, code]);
  expect(contents()).toEqual(before);
}

describe('the ledger, by somebody without the key', () => {
  const forgeries: [string, (entries: Entry[]) => (Entry | string)[], string][] = [
    ['an entry removed', (entries) => entries.toSpliced(2, 1), 'ledger-altered'],
    [
      'entries reordered',
      ([one, two, three, ...rest]) => (one && two && three ? [one, three, two, ...rest] : []),
      'ledger-altered',
    ],
    [
      'an entry changed',
      (entries) => entries.map((entry, index) => (index === 2 ? { ...entry, event: at(claimed('x')) } : entry)),
      'ledger-altered',
    ],
    [
      'an entry changed, with all hashes after it computed again',
      (entries) =>
        entries
          .slice(3)
          .reduce(
            (made, { event }) => [...made, forged(made.at(-1), event)],
            [...entries.slice(0, 2), forged(entries[1], at(claimed('x')))],
          ),
      'ledger-forged',
    ],
    [
      'an entry removed, with all hashes after it computed again',
      (entries) =>
        entries.slice(3).reduce((made, { event }) => [...made, forged(made.at(-1), event)], entries.slice(0, 2)),
      'ledger-forged',
    ],
    ['an entry put at the end', (entries) => [...entries, forged(entries.at(-1), at(claimed('x')))], 'ledger-forged'],
    [
      'a change of keys put at the end',
      (entries) => [...entries, forged(entries.at(-1), at({ type: 'key-replaced', key_id: forger.keyId }))],
      'ledger-forged',
    ],
    [
      'a change of keys and what the forger likes after it',
      (entries) => {
        const rekeyed = forged(entries.at(-1), at({ type: 'key-replaced', key_id: forger.keyId }));
        return [...entries, rekeyed, forged(rekeyed, at({ type: 'task-abandoned', reason: 'gone' }))];
      },
      'ledger-forged',
    ],
    ['the tail cut off', (entries) => entries.slice(0, -1), 'ledger-rolled-back'],
    ['cut down to its start', (entries) => entries.slice(0, 1), 'ledger-rolled-back'],
    ['emptied', () => [], 'ledger-rolled-back'],
    ['a line of nonsense', (entries) => [...entries, 'nonsense'], 'ledger-corrupt'],
    ['an empty line', (entries) => [...entries, ''], 'ledger-corrupt'],
    [
      'a whole new ledger under the name of the key',
      (entries) => entries.reduce<Entry[]>((made, { event }) => [...made, forged(made.at(-1), event)], []),
      'ledger-forged',
    ],
  ];

  test.each(forgeries)('%s', (_, forge, code) => {
    lab.filled(4);
    lab.writeLines(forge(lab.entries()));
    expectRefused(code);
  });

  test('put back as it was earlier', () => {
    lab.filled(2);
    const older = path.join(lab.dir, 'older');
    copyFileSync(lab.ledger, older);
    lab.dispatch(claimed('s3'));
    copyFileSync(older, lab.ledger);
    expectRefused('ledger-rolled-back');
  });

  test("put back as it was earlier and written on by another task's entries, signed as they are", () => {
    lab.filled(4);
    const other = { ...lab.place, task: 'other' };
    for (const fact of [started({ task_id: 'other', key_id: lab.keyId() }), ...['a', 'b', 'c', 'd'].map(claimed)])
      dispatch(other, fact, AT, stateText);
    copyFileSync(ledgerPaths(other.commonDir).ledger('other'), lab.ledger);
    expectRefused('ledger-replaced');
  });

  test('copied to another task together with its anchor', () => {
    lab.filled(2);
    const copy = { ...lab.place, task: 'copy' };
    mkdirSync(path.dirname(ledgerPaths(copy.commonDir).ledger('copy')), { recursive: true });
    copyFileSync(lab.ledger, ledgerPaths(copy.commonDir).ledger('copy'));
    copyFileSync(lab.anchor, statePaths(copy.stateDir).anchor('copy'));
    expect(problemOf(() => readTask(copy))).toBe('anchor-altered');
    rmSync(statePaths(copy.stateDir).anchor('copy'));
    expect(problemOf(() => readTask(copy))).toBe('ledger-replaced');
  });

  test('deleted', () => {
    lab.filled(2);
    rmSync(lab.ledger);
    expectRefused('ledger-missing');
  });

  test('deleted with its whole folder', () => {
    lab.filled(2);
    rmSync(path.dirname(lab.ledger), { recursive: true });
    expect([
      problemOf(() => lab.read()),
      problemOf(() => lab.dispatch(started({ task_id: TASK, key_id: lab.keyId() }))),
    ]).toEqual(['ledger-missing', 'ledger-missing']);
  });

  test('with a byte flipped, anywhere', () => {
    lab.filled(2);
    const whole = readFileSync(lab.ledger);
    const known: string[] = [
      'ledger-corrupt',
      'ledger-altered',
      'ledger-forged',
      'ledger-version',
      'ledger-rolled-back',
      'ledger-replaced',
    ];
    const missed: string[] = [];
    for (let place = 0; place < whole.length; place += 1) {
      const flipped = Buffer.from(whole);
      flipped[place] = (whole[place] ?? 0) ^ (1 << (place % 8));
      writeFileSync(lab.ledger, flipped);
      const code = problemOf(() => lab.read());
      if (!known.includes(code))
        missed.push(
          `byte ${place} (${code}): ${flipped.subarray(Math.max(0, place - 10), place + 10).toString('latin1')}`,
        );
    }
    expect(missed).toEqual([]);
    writeFileSync(lab.ledger, whole);
    expect(lab.sessions()).toEqual(['s1', 's2']);
  });
});

describe('the anchor', () => {
  const anchor = () => JSON.parse(readFileSync(lab.anchor, 'utf8'));

  test('deleted', () => {
    lab.filled(2);
    rmSync(lab.anchor);
    expectRefused('anchor-missing');
  });

  test('deleted, with the ledger cut down to its start', () => {
    lab.filled(2);
    rmSync(lab.anchor);
    lab.writeLines(lab.lines().slice(0, 1));
    expectRefused('anchor-missing');
  });

  const edits: [string, () => string][] = [
    ['set to the cut ledger', () => JSON.stringify({ ...anchor(), seq: 2, head: lab.entries()[1]?.hash })],
    ['with a made-up signature', () => JSON.stringify({ ...anchor(), mac: 'a'.repeat(64) })],
    ['of another task', () => JSON.stringify({ ...anchor(), task: 'other' })],
    ['not JSON', () => 'nothing'],
    ['of another shape', () => '{"seq":"two"}'],
    ['empty', () => ''],
  ];

  test.each(edits)('%s', (_, text) => {
    lab.filled(2);
    writeFileSync(lab.anchor, text());
    expectRefused('anchor-altered');
  });

  test('set to the cut ledger, and the ledger cut', () => {
    lab.filled(2);
    writeFileSync(lab.anchor, JSON.stringify({ ...anchor(), seq: 2, head: lab.entries()[1]?.hash }));
    lab.writeLines(lab.lines().slice(0, 2));
    expectRefused('anchor-altered');
  });
});

describe('the key', () => {
  /** A task in which a milestone was approved but not accepted yet. */
  function approved(): void {
    lab.dispatch(started({ task_id: TASK, key_id: lab.keyId() }));
    lab.dispatch({ type: 'discovery-written', digest: 'd' });
    lab.dispatch({ type: 'plan-written', digest: 'plan/v1:p', milestones: TWO_MILESTONES });
    lab.dispatch({ type: 'planning-review-done', result: 'ok', digest: 'r', plan: 'plan/v1:p' });
    review('plan');
    lab.dispatch({ type: 'implementation-started', milestone_id: 'M1', observation: seen(state()) });
    lab.dispatch({ type: 'milestone-implemented', size: { files: 1, lines: 1 } });
    review('milestone');
  }
  const state = () => {
    const reading = lab.read();
    if (!reading) throw new Error('no task');
    return reading.state;
  };
  const replaceKey = () => lab.dispatch({ type: 'key-replaced', key_id: lab.keyId() });
  function review(gate: 'plan' | 'milestone'): void {
    lab.dispatch(reviewStarted(state(), gate));
    lab.dispatch(reviewReturned(state(), PASS));
  }

  test.each([
    ['deleted', () => rmSync(lab.key)],
    ['replaced by another', () => writeFileSync(lab.key, `${'ab'.repeat(32)}\n`)],
    ['deleted together with the anchor', () => rmSync(lab.place.stateDir, { recursive: true })],
  ])('%s: nothing is written until the user says that it is lost, and then the open approval is void', (_, harm) => {
    approved();
    expect(evaluateGate('milestone', state(), seen(state()))).toMatchObject({ state: 'open' });
    harm();
    const before = [lab.lines(), existsSync(lab.key), existsSync(lab.anchor)];
    expect(lab.read()).toMatchObject({ assurance: 'attested', otherKey: { code: 'key-unreachable' } });
    expect(problemOf(() => lab.dispatch(claimed('after')))).toBe('key-unreachable');
    expect([lab.lines(), existsSync(lab.key), existsSync(lab.anchor)]).toEqual(before);
    replaceKey();
    expect(lab.entries().at(-1)?.event.type).toBe('key-replaced');
    expect(lab.read()).toMatchObject({ assurance: 'attested', otherKey: null });
    expect(state().approvals).toMatchObject({ milestone: null, final: null });
    expect(evaluateGate('milestone', state(), seen(state()))).toMatchObject({
      state: 'closed',
      reason: 'not-reviewed',
    });
    expect(lab.dispatch(claimed('later'))).toMatchObject({ ok: true });
  });

  test('in another state directory: named where it is, and found there, by that directory alone', () => {
    lab.filled(1);
    const elsewhere = { ...lab.place, stateDir: path.join(lab.dir, 'other') };
    expect(readTask(elsewhere)?.otherKey).toEqual({
      code: 'key-elsewhere',
      args: { task: TASK, here: elsewhere.stateDir, there: lab.place.stateDir },
    });
    expect(problemOf(() => dispatch(elsewhere, claimed('s2'), AT, stateText))).toBe('key-elsewhere');
    expect(existsSync(elsewhere.stateDir)).toBe(false);
    // A hint that leads to another key does not count.
    writeFileSync(path.join(path.dirname(lab.ledger), 'state-directory'), `${path.join(lab.dir, 'third')}\n`);
    ensureSigning(path.join(lab.dir, 'third'));
    expect(readTask(elsewhere)?.otherKey).toMatchObject({ code: 'key-unreachable' });
    expect(lab.dispatch(claimed('s2'))).toMatchObject({ ok: true });
    expect(readTask(elsewhere)?.otherKey).toMatchObject({ code: 'key-elsewhere' });
  });

  test('a ledger of before the hint goes on, and writes it down', () => {
    lab.filled(1);
    const hint = path.join(path.dirname(lab.ledger), 'state-directory');
    rmSync(hint);
    const elsewhere = { ...lab.place, stateDir: path.join(lab.dir, 'other') };
    expect(readTask(elsewhere)?.otherKey).toMatchObject({ code: 'key-unreachable', args: { there: '' } });
    lab.dispatch(claimed('s2'));
    expect(readFileSync(hint, 'utf8')).toBe(`${lab.place.stateDir}\n`);
  });

  test('deleted, and the tail cut off: still rolled back', () => {
    lab.filled(2);
    rmSync(lab.key);
    lab.writeLines(lab.lines().slice(0, 2));
    expectRefused('ledger-rolled-back');
  });

  test('lost, replaced and found again: both changes are on record', () => {
    lab.filled(1);
    const kept = readFileSync(lab.key);
    rmSync(lab.key);
    replaceKey();
    lab.dispatch(claimed('s2'));
    writeFileSync(lab.key, kept);
    expect(lab.read()?.assurance).toBe('attested');
    replaceKey();
    lab.dispatch(claimed('s3'));
    expect(lab.entries().filter(({ event }) => event.type === 'key-replaced')).toHaveLength(2);
    expect(lab.sessions()).toEqual(['s1', 's2', 's3']);
  });

  test('after it was replaced, the new key protects what follows and the length of what was before', () => {
    lab.filled(2);
    rmSync(lab.key);
    replaceKey();
    lab.dispatch(claimed('s3'));
    const whole = lab.lines();
    lab.writeLines([...lab.entries(), forged(lab.entries().at(-1), at(claimed('x')))]);
    expectRefused('ledger-forged');
    lab.writeLines(whole.slice(0, -1));
    expectRefused('ledger-rolled-back');
    lab.writeLines(whole.slice(0, 2));
    expectRefused('ledger-rolled-back');
  });

  test.each([
    ['empty', ''],
    ['cut short', 'ab'.repeat(20)],
    ['nonsense', 'no key at all'],
  ])('%s: named, never replaced', (_, text) => {
    lab.filled(1);
    writeFileSync(lab.key, text);
    expectRefused('key-corrupt');
    expect(readFileSync(lab.key, 'utf8')).toBe(text);
  });

  test('of an ended task does not matter any more: nothing is written', () => {
    lab.filled(1);
    lab.dispatch({ type: 'task-abandoned', reason: 'r' });
    rmSync(lab.key);
    const before = lab.lines();
    expect(lab.dispatch(claimed('s2'))).toMatchObject({ ok: false, refused: { code: 'task-over' } });
    expect(lab.lines()).toEqual(before);
  });
});

describe('state.json', () => {
  test('edited to passed opens nothing: the ledger says what is so, and the edited file is kept', () => {
    lab.filled(2);
    const passed = readFileSync(lab.state, 'utf8').replace('DISCOVER_EXISTING_PROJECT', 'DONE');
    writeFileSync(lab.state, passed);
    expect(lab.read()?.state.status).toBe('DISCOVER_EXISTING_PROJECT');
    expect(lab.dispatch({ type: 'milestone-implemented', size: { files: 1, lines: 1 } })).toMatchObject({
      ok: false,
      refused: { code: 'not-now' },
    });
    expect(lab.dispatch(claimed('s3'))).toMatchObject({ ok: true, notices: [{ code: 'state-rebuilt' }] });
    expect(readFileSync(lab.state, 'utf8')).toContain('DISCOVER_EXISTING_PROJECT');
  });

  test('and all of docs/cccc put back from yesterday changes nothing', () => {
    lab.filled(1);
    const yesterday = path.join(lab.dir, 'yesterday');
    cpSync(lab.place.project, yesterday, { recursive: true });
    lab.dispatch(claimed('s2'));
    cpSync(yesterday, lab.place.project, { recursive: true });
    expect(lab.sessions()).toEqual(['s1', 's2']);
  });
});

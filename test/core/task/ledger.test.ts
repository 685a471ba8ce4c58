import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Event } from '../../../scripts/core/task/ledger/events.js';
import {
  type Anchor,
  anchored,
  type Entry,
  fold,
  GENESIS,
  LEDGER_VERSION,
  nextEntry,
  type Signing,
  signedBy,
  verifyAnchor,
  verifyChain,
} from '../../../scripts/core/task/ledger.js';
import { AT, started } from '../../helpers/events.js';

type RunnerSigning = Signing & { mac: (hash: string) => string; keyId: string };

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const signing = (key: string): RunnerSigning => ({
  hash,
  mac: (text) => createHmac('sha256', key).update(text).digest('hex'),
  keyId: `id of ${key}`,
});
const ONE = signing('one');
const TWO = signing('two');
const READER: Signing = { hash, mac: null, keyId: null };
const FILE = 'ledger.jsonl';

const claimed = (session: string): Event => ({ type: 'loop-claimed', session, at: AT });
const replaced = (by: RunnerSigning): Event => ({ type: 'key-replaced', key_id: by.keyId, at: AT });
const opened = (by: RunnerSigning): Event => ({ ...started({ key_id: by.keyId }), at: AT });

/** A ledger of these events, each signed with the key given with it. */
function ledger(...facts: [Event, RunnerSigning][]): Entry[] {
  return facts.reduce<Entry[]>(
    (entries, [event, by]) => [...entries, nextEntry(entries.at(-1) ?? null, event, by)],
    [],
  );
}
const three = (): Entry[] => ledger([opened(ONE), ONE], [claimed('a'), ONE], [claimed('b'), ONE]);
const anchor = (entries: Entry[], by: RunnerSigning, seq = entries.length): Anchor => {
  const end = { task: 'task', seq, head: entries[seq - 1]?.hash ?? GENESIS };
  return { ...end, mac: by.mac(anchored(end)) };
};

const codeOf = (lines: readonly unknown[], by: Signing = ONE): string =>
  verifyChain(FILE, lines, by).problem?.code ?? 'none';
const anchorCode = (entries: Entry[], given: Anchor | null, by: Signing = ONE): string =>
  verifyAnchor(FILE, entries, given, by)?.code ?? 'none';
const lineOf = (lines: readonly unknown[], by: Signing = ONE): unknown =>
  Reflect.get(verifyChain(FILE, lines, by).problem?.args ?? {}, 'line');

/** The entry with its hash computed again, as someone without the key could do. */
const rehashed = (entry: Entry): Entry => ({
  ...entry,
  hash: hash(JSON.stringify([entry.v, entry.seq, entry.prev, entry.event])),
});
const changed = (entries: Entry[], index: number, change: (entry: Entry) => Entry): Entry[] =>
  entries.map((entry, at) => (at === index ? change(entry) : entry));

describe('a chain', () => {
  test('holds from the first entry on, and is verified by the key that signed it', () => {
    const entries = three();
    expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(entries[0]?.prev).toBe(GENESIS);
    expect(verifyChain(FILE, entries, ONE)).toEqual({ entries, assurance: 'verified', problem: null });
  });

  test('is attested where the key is not at hand, or is another', () => {
    expect(verifyChain(FILE, three(), READER)).toMatchObject({ assurance: 'attested', problem: null });
    expect(verifyChain(FILE, three(), TWO)).toMatchObject({ assurance: 'attested', problem: null });
  });

  test('is attested for good once its key was replaced', () => {
    const entries = ledger([opened(ONE), ONE], [replaced(TWO), TWO], [claimed('a'), TWO]);
    for (const by of [ONE, TWO, READER])
      expect(verifyChain(FILE, entries, by)).toMatchObject({ assurance: 'attested', problem: null });
    expect([signedBy(entries, ONE.keyId), signedBy(entries, TWO.keyId)]).toEqual([false, true]);
  });

  test('of nothing is no problem and nothing proven', () => {
    expect(verifyChain(FILE, [], ONE)).toEqual({ entries: [], assurance: 'attested', problem: null });
    expect(fold(FILE, [])).toEqual({ state: null, problem: null });
  });
});

describe('what a chain refuses', () => {
  const cases: [string, (entries: Entry[]) => unknown[], string, number][] = [
    ['an entry removed from the middle', ([first, , third]) => [first, third], 'ledger-altered', 2],
    ['the first entry removed', ([, ...rest]) => rest, 'ledger-altered', 1],
    ['two entries swapped', ([first, second, third]) => [first, third, second], 'ledger-altered', 2],
    ['an entry twice', ([first, second, third]) => [first, second, second, third], 'ledger-altered', 3],
    [
      'an event changed',
      (entries) => changed(entries, 1, (entry) => ({ ...entry, event: claimed('x') })),
      'ledger-altered',
      2,
    ],
    [
      'a time changed',
      (entries) =>
        changed(entries, 1, (entry) => ({ ...entry, event: { ...entry.event, at: '2020-01-01T00:00:00.000Z' } })),
      'ledger-altered',
      2,
    ],
    [
      'an event changed, and its hash',
      (entries) => changed(entries, 1, (entry) => rehashed({ ...entry, event: claimed('x') })),
      'ledger-altered',
      3,
    ],
    [
      'the last event changed, and its hash',
      (entries) => changed(entries, 2, (entry) => rehashed({ ...entry, event: claimed('x') })),
      'ledger-forged',
      3,
    ],
    [
      'an entry removed, and every hash made again',
      ([first, , third]) => (first && third ? [first, rehashed({ ...third, seq: 2, prev: first.hash })] : []),
      'ledger-forged',
      2,
    ],
    [
      'an entry put at the end without the key',
      (entries) => [...entries, nextEntry(entries.at(-1) ?? null, claimed('x'), TWO)],
      'ledger-forged',
      4,
    ],
    [
      'a signature of another entry',
      ([first, second, third]) => [first, second, { ...third, mac: second?.mac }],
      'ledger-forged',
      3,
    ],
    [
      "a whole ledger signed with another key under this key's name",
      () => ledger([opened(ONE), TWO], [claimed('a'), TWO]),
      'ledger-forged',
      1,
    ],
    ['a line that is not JSON', ([first, , third]) => [first, null, third], 'ledger-corrupt', 2],
    ['a line of another shape', ([first]) => [first, { v: 1, seq: 2 }], 'ledger-corrupt', 2],
    ['an event without a type', ([first, second]) => [first, { ...second, event: {} }], 'ledger-corrupt', 2],
  ];

  test.each(cases)('%s', (_, forge, code, line) => {
    const lines = forge(three());
    expect([codeOf(lines), lineOf(lines)]).toEqual([code, line]);
  });

  test('without a key the links and hashes are still checked', () => {
    expect(
      codeOf(
        changed(three(), 1, (entry) => ({ ...entry, event: claimed('x') })),
        READER,
      ),
    ).toBe('ledger-altered');
    expect(codeOf([...three(), nextEntry(three().at(-1) ?? null, claimed('x'), TWO)], READER)).toBe('none');
  });

  test('another version is named as such whatever its shape', () => {
    expect(codeOf([...three(), { v: LEDGER_VERSION + 1, something: 'else' }])).toBe('ledger-version');
  });

  test('what the first key signed is still checked after the key came back', () => {
    const entries = ledger([opened(ONE), ONE], [claimed('a'), TWO], [replaced(TWO), TWO]);
    expect([codeOf(entries), lineOf(entries)]).toEqual(['ledger-forged', 2]);
  });
});

describe('an anchor', () => {
  test('at the end, or one entry behind where a write was cut off, holds', () => {
    expect([anchorCode(three(), anchor(three(), ONE)), anchorCode(three(), anchor(three(), ONE, 2))]).toEqual([
      'none',
      'none',
    ]);
  });

  test('before the first entry holds, since nothing was there', () => {
    expect([anchorCode([], anchor([], ONE)), anchorCode(three().slice(0, 1), anchor([], ONE))]).toEqual([
      'none',
      'none',
    ]);
  });

  const cases: [string, () => [Entry[], Anchor | null], string][] = [
    ['a ledger whose tail was cut off', () => [three().slice(0, 2), anchor(three(), ONE)], 'ledger-rolled-back'],
    ['a ledger cut down to its start', () => [three().slice(0, 1), anchor(three(), ONE)], 'ledger-rolled-back'],
    [
      'another ledger of the same length',
      () => [ledger([opened(ONE), ONE], [claimed('x'), ONE], [claimed('y'), ONE]), anchor(three(), ONE)],
      'ledger-replaced',
    ],
    [
      'another ledger that is longer',
      () => [
        ledger([opened(ONE), ONE], [claimed('x'), ONE], [claimed('y'), ONE], [claimed('z'), ONE]),
        anchor(three(), ONE),
      ],
      'ledger-replaced',
    ],
    ['no anchor', () => [three(), null], 'anchor-missing'],
    ['no anchor, and the ledger cut down to its start', () => [three().slice(0, 1), null], 'anchor-missing'],
    [
      'an anchor moved back by hand',
      () => [three().slice(0, 2), { ...anchor(three(), ONE), seq: 2, head: three()[1]?.hash ?? '' }],
      'anchor-altered',
    ],
    ['an anchor made with another key', () => [three(), anchor(three(), TWO)], 'anchor-altered'],
    ['an anchor of another task', () => [three(), { ...anchor(three(), ONE), task: 'other' }], 'anchor-altered'],
    [
      'a change of keys that the holder of the key never made, and more after it',
      () => [[...three(), ...ledgerAfter(three(), [replaced(TWO), TWO], [claimed('x'), TWO])], anchor(three(), ONE)],
      'ledger-forged',
    ],
  ];

  test.each(cases)('%s', (_, given, code) => {
    const [entries, present] = given();
    expect(anchorCode(entries, present)).toBe(code);
  });

  test('of a key that is gone still tells how long the ledger was', () => {
    expect(anchorCode(three(), anchor(three(), ONE), TWO)).toBe('none');
    expect(anchorCode(three().slice(0, 2), anchor(three(), ONE), TWO)).toBe('ledger-rolled-back');
    expect(anchorCode(three().slice(0, 2), anchor(three(), ONE), READER)).toBe('ledger-rolled-back');
    expect(anchorCode(three(), null, TWO)).toBe('none');
  });

  test('that the new key made before it took over holds', () => {
    expect(anchorCode(three(), anchor(three(), TWO), TWO)).toBe('none');
    expect(anchorCode([...three(), ...ledgerAfter(three(), [replaced(TWO), TWO])], anchor(three(), TWO), TWO)).toBe(
      'none',
    );
  });
});

/** Entries that follow a ledger. */
function ledgerAfter(entries: Entry[], ...facts: [Event, RunnerSigning][]): Entry[] {
  return facts.reduce<Entry[]>(
    (more, [event, by]) => [...more, nextEntry([...entries, ...more].at(-1) ?? null, event, by)],
    [],
  );
}

describe('folding', () => {
  test('adds the facts up', () => {
    expect(fold(FILE, three())).toMatchObject({
      state: { status: 'DISCOVER_EXISTING_PROJECT', loop: { session: 'b' } },
      problem: null,
    });
  });

  test('a fact that the state machine refuses was not written by this program', () => {
    const entries = ledger(
      [opened(ONE), ONE],
      [{ type: 'milestone-implemented', size: { files: 1, lines: 1 }, at: AT }, ONE],
    );
    expect(fold(FILE, entries).problem).toMatchObject({
      code: 'ledger-unfoldable',
      args: { line: 2, event: 'milestone-implemented' },
    });
  });
});

/** Chains of ledger version 1, and of version 1 followed by version 2. */
import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Event } from '../../../scripts/core/task/ledger/events.js';
import { eventOfV1 } from '../../../scripts/core/task/ledger/v1.js';
import { type Entry, fold, LEDGER_VERSION, nextEntry, verifyChain } from '../../../scripts/core/task/ledger.js';
import { AT, started } from '../../helpers/events.js';
import { FIXTURE_NAMES, keyOf, linesOf, saidOf } from '../../helpers/ledger-v1.js';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const signing = (key: Buffer | string, keyId: string) => ({
  hash,
  mac: (text: string) => createHmac('sha256', key).update(text).digest('hex'),
  keyId,
});
const ONE = signing('one', 'key');
const FILE = 'ledger.jsonl';

/** An entry of any version, signed like a real one. */
function entry(v: number, last: Entry | null, event: Event): Entry {
  const body = { v, seq: (last?.seq ?? 0) + 1, prev: last?.hash ?? '0'.repeat(64), event };
  const own = hash(JSON.stringify([body.v, body.seq, body.prev, body.event]));
  return { ...body, hash: own, mac: ONE.mac(own) };
}
const opened: Event = { ...started(), at: AT };
const claimed = (session: string): Event => ({ type: 'loop-claimed', session, at: AT });

/** A chain whose entries have these versions. */
const chain = (...versions: number[]): Entry[] =>
  versions.reduce<Entry[]>(
    (entries, v, index) => [...entries, entry(v, entries.at(-1) ?? null, index === 0 ? opened : claimed(`${index}`))],
    [],
  );
const codeOf = (lines: readonly unknown[]): string => verifyChain(FILE, lines, ONE).problem?.code ?? 'none';

describe('the versions of a chain', () => {
  test.each([
    [[1, 1, 1], 'none'],
    [[2, 2, 2], 'none'],
    [[1, 1, 2], 'none'],
    [[1, 2, 1], 'ledger-altered'],
    [[2, 1], 'ledger-altered'],
    [[1, 3], 'ledger-version'],
    [[0], 'ledger-version'],
    [[1.5], 'ledger-version'],
  ])('%j: %s', (versions, code) => {
    expect(codeOf(chain(...versions))).toBe(code);
  });

  test('a new entry is of the present version, whatever it follows', () => {
    const v1 = chain(1, 1);
    const added = nextEntry(v1.at(-1) ?? null, claimed('x'), ONE);
    expect(added.v).toBe(LEDGER_VERSION);
    expect(verifyChain(FILE, [...v1, added], ONE)).toMatchObject({ assurance: 'verified', problem: null });
  });

  test('the version is hashed: an entry cannot be called one of another version', () => {
    const [first, second] = chain(1, 1);
    expect(codeOf([first, { ...second, v: 2 }])).toBe('ledger-altered');
  });

  test('a key that is replaced after the boundary leaves the chain attested', () => {
    const v1 = chain(1, 1);
    const two = signing('two', 'other');
    const replaced = nextEntry(v1.at(-1) ?? null, { type: 'key-replaced', key_id: 'other', at: AT }, two);
    expect(verifyChain(FILE, [...v1, replaced], two)).toMatchObject({ assurance: 'attested', problem: null });
    expect(verifyChain(FILE, [...v1, { ...replaced, mac: ONE.mac(replaced.hash) }], two).problem?.code).toBe(
      'ledger-forged',
    );
  });
});

describe('a ledger that version 1 wrote', () => {
  test.each(FIXTURE_NAMES)('%s: is proven by its key and folds to the status of then', (name) => {
    const key = Buffer.from(keyOf(name).trim(), 'hex');
    const lines = linesOf(name);
    const read = verifyChain(FILE, lines, signing(key, createHash('sha256').update(key).digest('hex').slice(0, 16)));
    expect(read).toMatchObject({ assurance: 'verified', problem: null });
    expect(read.entries.every(({ v }) => v === 1)).toBe(true);
    const { state, problem } = fold(FILE, read.entries);
    expect(problem).toBeNull();
    expect(state?.status).toBe(saidOf(name).status?.['status'] ?? 'CODEX_MILESTONE_REVIEW');
  });

  test('an event that did not change is taken as it is', () => {
    expect(eventOfV1(opened)).toBe(opened);
  });
});

import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { EventBody } from '../../../scripts/core/task/ledger/events.js';
import { started } from '../../helpers/events.js';
import {
  type Acknowledged,
  buildWriter,
  claimed,
  problemOf,
  runWriter,
  StoreLab,
  TASK,
  type WriterRun,
} from '../../helpers/store-lab.js';

const TORN = '{"v":1,"seq":4';
const EDITED = 'passed';

/**
 * The state before a write, and what is written. Together, the scenes use every file and every branch of a dispatch.
 */
const SCENES: Record<string, { prepare: (lab: StoreLab) => void; facts: EventBody[]; alarms: string[] }> = {
  'a task is started': {
    prepare: () => undefined,
    facts: [started({ task_id: TASK })],
    alarms: [],
  },
  'a task goes on after its user called its key lost': {
    prepare: (lab) => rmSync(lab.filled(2).key),
    facts: [{ type: 'key-replaced', key_id: '' }, claimed('a')],
    alarms: [],
  },
  'a task goes on after a torn line, with an edited state.json': {
    prepare: (lab) => {
      lab.filled(2);
      writeFileSync(lab.ledger, TORN, { flag: 'a' });
      writeFileSync(lab.state, EDITED);
    },
    facts: [claimed('a')],
    alarms: ['ledger-torn-kept', 'state-rebuilt'],
  },
};

let root: StoreLab;
let script: string;
beforeAll(async () => {
  root = new StoreLab();
  script = await buildWriter(root.dir);
});
afterAll(() => root.remove());

function filesBelow(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' }).map((name) => name.split(path.sep).join('/'));
}

const sessionsOf = (facts: readonly EventBody[]): string[] =>
  facts.flatMap((fact) => (fact.type === 'loop-claimed' ? [fact.session] : []));

/**
 * The notices about files that were found to be wrong. A state.json that was missing or could not be written is no
 * alarm here.
 */
const alarmsAmong = (codes: readonly string[]): string[] =>
  codes.filter((code) => code !== 'state-restored' && code !== 'state-unwritten').toSorted();

/** The alarms whose cause is present now. */
function alarmsDue(lab: StoreLab): string[] {
  const isTorn = existsSync(lab.ledger) && !/(^|\n)$/.test(readFileSync(lab.ledger, 'utf8'));
  const isEdited = existsSync(lab.state) && readFileSync(lab.state, 'utf8') === EDITED;
  return [...(isTorn ? ['ledger-torn-kept'] : []), ...(isEdited ? ['state-rebuilt'] : [])];
}

/**
 * What must hold after a write was interrupted or failed at any point: nothing that was acknowledged is lost, and the
 * next write works.
 */
function expectSound(
  lab: StoreLab,
  given: { before: string[]; acknowledged: Acknowledged[]; facts: EventBody[]; what: string },
): void {
  const { before, acknowledged, facts, what } = given;
  const done = acknowledged.filter(({ ok }) => ok).map(({ fact }) => fact);
  expect(
    problemOf(() => lab.read()),
    what,
  ).toBe('none');
  // One more entry than was acknowledged may be there, because the process ended before it could print the line.
  expect(
    [
      [...before, ...sessionsOf(done)],
      [...before, ...sessionsOf(facts.slice(0, done.length + 1))],
    ],
    what,
  ).toContainEqual(lab.sessions());
  const due = alarmsDue(lab);
  if (lab.read()?.otherKey) lab.dispatch({ type: 'key-replaced', key_id: lab.keyId() });
  const next =
    lab.read() === null ? lab.dispatch(started({ task_id: TASK, key_id: lab.keyId() })) : lab.dispatch(claimed('next'));
  expect({ ok: next.ok, alarms: alarmsAmong(next.notices.map(({ code }) => code)) }, what).toEqual({
    ok: true,
    alarms: due,
  });
  lab.dispatch(claimed('last'));
  expect(lab.sessions().at(-1), what).toBe('last');
  expect(JSON.parse(readFileSync(lab.state, 'utf8')), what).toMatchObject({
    session: 'last',
    ledger_seq: lab.lines().length,
  });
  // The lock for creating a key is used only if there is no key, and is taken over in that case.
  expect(
    filesBelow(lab.dir).filter((name) => /lock$|\.takeover$/.test(name) && name !== 'state/key.lock'),
    what,
  ).toEqual([]);
}

/** Expects that nothing that was found wrong is lost: it is still in its place, or was kept aside. */
function expectKept(lab: StoreLab, what: string): void {
  const contents = filesBelow(lab.dir)
    .filter((name) => /backups\/.*\.json$|state\.json$|\.torn\.|ledger\.jsonl$/.test(name))
    .map((name) => readFileSync(path.join(lab.dir, name), 'utf8'));
  expect(
    [EDITED, TORN].map((text) => contents.some((content) => content.endsWith(text))),
    what,
  ).toEqual([true, true]);
}

describe.each(Object.entries(SCENES))('%s', (_, scene) => {
  let source: StoreLab;
  let before: string[];
  let total: number;
  const copied = (): StoreLab => {
    const lab = new StoreLab();
    cpSync(source.dir, lab.dir, { recursive: true });
    return lab;
  };

  beforeAll(async () => {
    source = new StoreLab();
    scene.prepare(source);
    before = source.sessions();
    const lab = copied();
    const { operations, acknowledged } = await runWriter(script, [{ place: lab.place, facts: scene.facts }]);
    total = operations ?? 0;
    expect(acknowledged.map(({ ok }) => ok)).toEqual(scene.facts.map(() => true));
    expect(alarmsAmong(acknowledged.flatMap(({ notices }) => notices))).toEqual(scene.alarms);
    expectSound(lab, { before, acknowledged, facts: scene.facts, what: 'nothing happened' });
    lab.remove();
  }, 60_000);
  afterAll(() => source.remove());

  test('killed at any of its file operations, nothing is lost and the next write works', {
    timeout: 300_000,
  }, async () => {
    expect(total).toBeGreaterThan(20);
    const numbers = Array.from({ length: total }, (__, index) => index + 1);
    const some = async (): Promise<void> => {
      for (let at = numbers.shift(); at !== undefined; at = numbers.shift()) {
        const what = `killed at operation ${at} of ${total}`;
        const lab = copied();
        const { signal, acknowledged, stderr } = await runWriter(script, [
          { place: lab.place, facts: scene.facts, fault: { at, kind: 'kill' } },
        ]);
        expect({ signal, stderr }, what).toEqual({ signal: 'SIGKILL', stderr: '' });
        if (scene.alarms.length > 0) expectKept(lab, what);
        expectSound(lab, { before, acknowledged, facts: scene.facts, what });
        lab.remove();
      }
    };
    await Promise.all([some(), some()]);
  });

  test('with a full disk at any of them, the write fails by name and leaves nothing partial; with room it works', {
    timeout: 120_000,
  }, async () => {
    const labs = Array.from({ length: total }, copied);
    const runs = labs.map(
      ({ place }, index): WriterRun => ({ place, facts: scene.facts, fault: { at: index + 1, kind: 'disk-full' } }),
    );
    const { acknowledged, stderr } = await runWriter(script, runs);
    expect(stderr).toBe('');
    labs.forEach((lab, run) => {
      const what = `full from operation ${run + 1} of ${total}`;
      const said = acknowledged.filter((one) => one.run === run);
      const done = said.filter(({ ok }) => ok).map(({ fact }) => fact);
      expect(said, what).toHaveLength(scene.facts.length);
      expect(new Set(said.flatMap(({ ok, problem }) => (ok ? [] : [problem]))), what).toEqual(
        new Set(done.length < said.length ? ['disk-full'] : []),
      );
      expect(lab.sessions(), what).toEqual([...before, ...sessionsOf(done)]);
      if (scene.alarms.length > 0) expectKept(lab, what);
      expectSound(lab, { before, acknowledged: said, facts: scene.facts, what });
      lab.remove();
    });
  });
});

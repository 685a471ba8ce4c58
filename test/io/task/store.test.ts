import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LEDGER_VERSION, nextEntry } from '../../../scripts/core/task/ledger.js';
import { ensureSigning } from '../../../scripts/io/ground/signing.js';
import { ledgerPaths } from '../../../scripts/io/ground/workspace.js';
import { activeTask, digestOf, setActiveTask, stateFileProblem } from '../../../scripts/io/task/store.js';
import { AT, started } from '../../helpers/events.js';
import { buildWriter, claimed, problemOf, runWriter, StoreLab, stateText, TASK } from '../../helpers/store-lab.js';

let lab: StoreLab;
beforeEach(() => {
  lab = new StoreLab();
});
afterEach(() => lab.remove());

const codes = (given: { notices: { code: string }[] } | null): string[] =>
  (given?.notices ?? []).map(({ code }) => code);

describe('recording facts', () => {
  test('each fact is one line, chained to the previous one, and state.json is computed from them', () => {
    lab.filled(2);
    const entries = lab.entries();
    expect(entries.map(({ seq, event }) => [seq, event.type])).toEqual([
      [1, 'task-started'],
      [2, 'loop-claimed'],
      [3, 'loop-claimed'],
    ]);
    expect(entries.slice(1).map(({ prev }) => prev)).toEqual(entries.slice(0, -1).map(({ hash }) => hash));
    expect(JSON.parse(readFileSync(lab.state, 'utf8'))).toEqual({
      status: 'DISCOVER_EXISTING_PROJECT',
      session: 's2',
      ledger_seq: 3,
      ledger_head: entries[2]?.hash,
    });
    expect(lab.read()).toMatchObject({ assurance: 'verified', head: entries[2]?.hash, notices: [] });
  });

  test('a refused fact leaves every file as it was, also what the next fact would repair', () => {
    lab.filled(1);
    writeFileSync(lab.ledger, '{"torn', { flag: 'a' });
    writeFileSync(lab.state, 'edited');
    const before = [readFileSync(lab.ledger), readFileSync(lab.state), readFileSync(lab.anchor)];
    expect(lab.dispatch({ type: 'milestone-implemented', size: { files: 1, lines: 1 } })).toMatchObject({
      ok: false,
      refused: { code: 'not-now' },
    });
    expect([readFileSync(lab.ledger), readFileSync(lab.state), readFileSync(lab.anchor)]).toEqual(before);
  });

  test('without a task nothing is recorded and nothing is left behind', () => {
    expect(lab.dispatch(claimed('s'))).toMatchObject({ ok: false, refused: { code: 'no-task' }, state: null });
    expect([
      lab.read(),
      existsSync(lab.key),
      existsSync(lab.ledger),
      existsSync(lab.anchor),
      existsSync(lab.state),
    ]).toEqual([null, false, false, false, false]);
  });

  test('reading writes nothing, and says what is wrong with state.json', () => {
    lab.filled(1);
    rmSync(lab.state);
    const reading = lab.read();
    expect(existsSync(lab.state)).toBe(false);
    expect(reading && stateFileProblem(lab.place, reading, stateText)?.code).toBe('state-missing');
    writeFileSync(lab.state, '{}');
    expect(reading && stateFileProblem(lab.place, reading, stateText)?.code).toBe('state-edited');
    if (reading) writeFileSync(lab.state, stateText(reading.state, { seq: 2, head: reading.head }));
    expect(reading && stateFileProblem(lab.place, reading, stateText)).toBeNull();
  });

  test.skipIf(process.platform === 'win32')('the key, the ledger and the anchor are for the user alone', () => {
    lab.filled(1);
    expect([lab.key, lab.ledger, lab.anchor].map((file) => (statSync(file).mode & 0o777).toString(8))).toEqual([
      '600',
      '600',
      '600',
    ]);
  });

  test('an ended task takes no more facts', () => {
    lab.filled(1);
    lab.dispatch({ type: 'task-abandoned', reason: 'r' });
    expect(lab.dispatch(claimed('s'))).toMatchObject({ ok: false, refused: { code: 'task-over' } });
  });
});

describe('twenty processes that write at once', () => {
  test('every fact lands exactly once, each is acknowledged, and the chain holds', async () => {
    lab.filled(0);
    const script = await buildWriter(lab.dir);
    const names = Array.from({ length: 20 }, (_, process) =>
      Array.from({ length: 5 }, (__, fact) => `p${process}-${fact}`),
    );
    const ends = await Promise.all(
      names.map((sessions) => runWriter(script, [{ place: lab.place, facts: sessions.map(claimed) }])),
    );
    expect(
      ends.flatMap(({ acknowledged }) => acknowledged.filter(({ ok, notices }) => ok && notices.length === 0)),
    ).toHaveLength(100);
    expect(ends.map(({ stderr }) => stderr).join('')).toBe('');
    expect(lab.sessions().toSorted()).toEqual(names.flat().toSorted());
    expect(lab.read()?.assurance).toBe('verified');
    for (const sessions of names)
      expect(lab.sessions().filter((session) => sessions.includes(session))).toEqual(sessions);
    expect(JSON.parse(readFileSync(lab.state, 'utf8'))).toMatchObject({
      ledger_seq: 101,
      session: lab.sessions().at(-1),
    });
    expect(readdirSync(path.dirname(lab.ledger))).toEqual(['ledger.jsonl', 'state-directory']);
  });

  test('twenty processes that need a key agree on one', async () => {
    const script = await buildWriter(lab.dir);
    const runs = Array.from({ length: 20 }, (_, number) => ({
      place: { ...lab.place, task: `task-${number}` },
      facts: [started({ task_id: `task-${number}` })],
    }));
    const ends = await Promise.all(runs.map((run) => runWriter(script, [run])));
    expect(ends.flatMap(({ acknowledged }) => acknowledged.filter(({ ok }) => ok))).toHaveLength(20);
    const { keyId } = ensureSigning(lab.place.stateDir);
    const named = runs.map(
      ({ place }) =>
        JSON.parse(readFileSync(ledgerPaths(place.commonDir).ledger(place.task), 'utf8').split('\n')[0] ?? '').event
          .key_id,
    );
    expect(new Set(named)).toEqual(new Set([keyId]));
  });
});

describe('a last line that was cut off', () => {
  /** The bytes of one more event, cut after this many. */
  const torn = (bytes: number): Buffer => {
    const last = lab.read()?.entries.at(-1) ?? null;
    return Buffer.from(
      JSON.stringify(nextEntry(last, { ...claimed('never 已确认'), at: AT }, ensureSigning(lab.place.stateDir))),
    ).subarray(0, bytes);
  };

  test.each([1, 40, 150, 500])(
    'after %i bytes: reading names it and continues without it, the next write keeps it aside',
    (bytes) => {
      lab.filled(2);
      const part = torn(bytes);
      writeFileSync(lab.ledger, part, { flag: 'a' });
      expect([lab.sessions(), codes(lab.read())]).toEqual([['s1', 's2'], ['ledger-torn']]);
      expect(codes(lab.dispatch(claimed('s3')))).toEqual(['ledger-torn-kept']);
      expect([lab.sessions(), codes(lab.read())]).toEqual([['s1', 's2', 's3'], []]);
      const kept = readdirSync(path.dirname(lab.ledger)).filter((name) => name.includes('.torn.'));
      expect(kept.map((name) => readFileSync(path.join(path.dirname(lab.ledger), name)))).toEqual([part]);
    },
  );

  test('cut in the middle of a character, its bytes are kept as they are', () => {
    lab.filled(1);
    const whole = torn(10_000);
    const part = whole.subarray(0, whole.indexOf(Buffer.from('已')) + 1);
    writeFileSync(lab.ledger, part, { flag: 'a' });
    lab.dispatch(claimed('s2'));
    const kept = readdirSync(path.dirname(lab.ledger)).find((name) => name.includes('.torn.')) ?? '';
    expect(readFileSync(path.join(path.dirname(lab.ledger), kept))).toEqual(part);
  });

  test('a second cut in the same instant does not replace the first', () => {
    lab.filled(1);
    for (const text of ['{"a', '{"b']) {
      writeFileSync(lab.ledger, text, { flag: 'a' });
      lab.dispatch(claimed(text));
    }
    const dir = path.dirname(lab.ledger);
    expect(
      readdirSync(dir)
        .filter((name) => name.includes('.torn.'))
        .map((name) => readFileSync(path.join(dir, name), 'utf8'))
        .sort(),
    ).toEqual(['{"a', '{"b']);
  });

  test('a task whose very first line was cut off can be started again', () => {
    lab.dispatch(started({ task_id: TASK, key_id: lab.keyId() }));
    writeFileSync(lab.ledger, readFileSync(lab.ledger, 'utf8').slice(0, 60));
    rmSync(lab.anchor);
    expect(lab.read()).toBeNull();
    expect(lab.dispatch(started({ task_id: TASK, key_id: lab.keyId() }))).toMatchObject({ ok: true });
    expect(lab.read()).toMatchObject({ assurance: 'verified', entries: [{ seq: 1 }] });
  });
});

describe('state.json', () => {
  const edit = () => readFileSync(lab.state, 'utf8').replace('DISCOVER_EXISTING_PROJECT', 'DONE');

  test('deleted: written again and named, with the fact that comes next in it', () => {
    lab.filled(2);
    rmSync(lab.state);
    expect(codes(lab.dispatch(claimed('s3')))).toEqual(['state-restored']);
    expect(JSON.parse(readFileSync(lab.state, 'utf8'))).toMatchObject({ session: 's3' });
  });

  test.each([
    ['passed by hand', edit],
    ['not JSON', () => 'DONE'],
    ['empty', () => ''],
    [
      'of another ledger',
      () => readFileSync(lab.state, 'utf8').replace(/"ledger_head":"[0-9a-f]+"/, `"ledger_head":"${'a'.repeat(64)}"`),
    ],
    ['edited, and called older than it is', () => edit().replace('"ledger_seq":3', '"ledger_seq":2')],
  ])('%s: kept as a backup, named, and written again from the ledger', (_, text) => {
    lab.filled(2);
    const edited = text();
    writeFileSync(lab.state, edited);
    const answer = lab.dispatch(claimed('s3'));
    expect(codes(answer)).toEqual(['state-rebuilt']);
    const backup = answer.notices.flatMap((one) => (one.code === 'state-rebuilt' ? [one.args.backup] : []))[0] ?? '';
    expect([path.dirname(backup), readFileSync(backup, 'utf8')]).toEqual([lab.backups, edited]);
    expect(JSON.parse(readFileSync(lab.state, 'utf8'))).toMatchObject({
      status: 'DISCOVER_EXISTING_PROJECT',
      session: 's3',
    });
  });

  test('edited twice in the same instant: both are kept', () => {
    lab.filled(1);
    for (const text of ['one', 'two']) {
      writeFileSync(lab.state, text);
      lab.dispatch(claimed(text));
    }
    expect(
      readdirSync(lab.backups)
        .map((name) => readFileSync(path.join(lab.backups, name), 'utf8'))
        .sort(),
    ).toEqual(['one', 'two']);
  });

  test('an older one of the same ledger (a checkout, a killed write) is brought up to date without alarm', () => {
    lab.filled(1);
    const older = readFileSync(lab.state, 'utf8');
    lab.dispatch(claimed('s2'));
    lab.dispatch(claimed('s3'));
    writeFileSync(lab.state, older);
    expect(codes(lab.dispatch(claimed('s4')))).toEqual([]);
    expect(JSON.parse(readFileSync(lab.state, 'utf8'))).toMatchObject({ session: 's4' });
  });

  test('that cannot be written does not undo what was recorded: it is named', () => {
    lab.filled(1);
    rmSync(lab.state);
    mkdirSync(path.join(lab.state, 'in the way'), { recursive: true });
    expect(codes(lab.dispatch(claimed('s2')))).toContain('state-unwritten');
    expect(lab.sessions()).toEqual(['s1', 's2']);
  });
});

describe('a ledger of another version', () => {
  const newer = { v: LEDGER_VERSION + 1, seq: 3, kind: 'a shape of the future' };

  test('is named, read by nobody and written to by nobody', () => {
    lab.filled(1);
    lab.writeLines([...lab.lines(), JSON.stringify(newer)]);
    const before = [readFileSync(lab.ledger), readFileSync(lab.state)];
    expect(problemOf(() => lab.read())).toBe('ledger-version');
    expect(problemOf(() => lab.dispatch(claimed('s2')))).toBe('ledger-version');
    expect([readFileSync(lab.ledger), readFileSync(lab.state)]).toEqual(before);
  });
});

describe('which task a work tree works on', () => {
  const start = (task: string, work_tree: string): void => {
    const file = ledgerPaths(lab.place.commonDir).ledger(task);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify({ event: { ...started({ task_id: task, work_tree }), at: AT } })}\n`);
  };

  test('is remembered, and where it is not, found by the ledgers that were started there', () => {
    const { gitDir, commonDir } = lab.place;
    expect(activeTask(gitDir, commonDir, '/a')).toBeNull();
    start('20260101', '/a');
    start('20260102', '/b');
    start('20260103', '/a');
    expect([
      activeTask(gitDir, commonDir, '/a'),
      activeTask(gitDir, commonDir, '/b'),
      activeTask(gitDir, commonDir, '/c'),
    ]).toEqual(['20260103', '20260102', null]);
    setActiveTask(gitDir, '20260101');
    expect(activeTask(gitDir, commonDir, '/a')).toBe('20260101');
  });

  test('digests name how they were made', () => {
    expect(digestOf('a')).toBe('sha256:ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb');
  });
});

/** What the supervisor of a writer's run does beside Codex: the copy before, the patch and the verification after. */
import { isDeclared } from '../../../core/delegate/fanout/faults.js';
import { type Refused, refusedChanges, refusedNames } from '../../../core/delegate/patch-rules.js';
import { redact } from '../../../core/say/redact.js';
import type { Writable } from '../../../io/codex/arguments.js';
import { linkTargets, makeCopy, nameCopy, readCopy, sessionStore, writableIn } from '../../../io/delegate/copy.js';
import type { DelegatedJob } from '../../../io/delegate/job.js';
import { type DelegatedWork, writePatch, writeWork } from '../../../io/delegate/record.js';
import { readSession, type SessionPlaces, sessionPlaces } from '../../../io/delegate/sessions.js';
import { entryChanges } from '../../../io/git/copy/written.js';
import { patchOf } from '../../../io/git/diff.js';
import { openRepository, type Repository } from '../../../io/git/git.js';
import { hooksFolder } from '../../../io/git/programs/hooks.js';
import type { Interrupt } from '../../../io/ground/interrupt.js';
import { storedPath } from '../../../io/ground/workspace.js';

/** A run in which Codex writes. */
export type WriterJob = DelegatedJob & { writer: NonNullable<DelegatedJob['writer']>; top: string };

/** Whether Codex writes in a run. */
export const isWriterJob = (job: DelegatedJob): job is WriterJob =>
  job.writer !== null && job.writer !== undefined && job.top !== null;

/** Makes the copy if the session has none yet. Problems: those of git and of the file system. */
export async function prepareCopy({ state_dir, top, writer }: WriterJob, interrupt: Interrupt): Promise<void> {
  const session = readSession(state_dir, writer.session);
  const places = sessionPlaces(state_dir, writer.session);
  const base = session?.base ?? null;
  if (base === null) throw new Error('a writer has a base');
  await makeCopy(sessionStore(await openRepository(top), places), places, base, writer.carried, interrupt.signal);
}

/** Where the sandbox of a writer lets its commands write. */
export const writableOf = ({ state_dir, writer, trace }: WriterJob): Writable =>
  writableIn(sessionPlaces(state_dir, writer.session), trace.scratch);

/** Names what Codex changed, and writes it as a patch to read. Problems: those of git and of the file system. */
export async function nameWork(dir: string, { state_dir, top, writer }: WriterJob): Promise<DelegatedWork> {
  const places = sessionPlaces(state_dir, writer.session);
  const live = await openRepository(top);
  return nameChange(dir, { live, store: sessionStore(live, places), places, declared: [] });
}

/** A copy in which Codex wrote. */
export interface WrittenCopy {
  live: Repository;
  /** Has the objects of the copy. */
  store: Repository;
  places: Pick<SessionPlaces, 'copy'>;
  /** What Codex may change; empty for everything. */
  declared: readonly string[];
}

/**
 * Names what differs in a copy from how it was made, and writes it as a patch. Problems: those of git and of the file
 * system.
 */
export async function nameChange(dir: string, { live, store, places, declared }: WrittenCopy): Promise<DelegatedWork> {
  const copy = readCopy(places);
  if (copy === null) throw new Error('the copy was made before Codex ran');
  const { tree, left, nested } = await nameCopy(store, copy);
  const changes = await entryChanges(store, copy.base, tree);
  const hooks = storedPath(live.top, await hooksFolder(live));
  const refused: Refused[] = [
    ...refusedChanges(changes, await linkTargets(store, changes), hooks.startsWith('..') ? null : hooks),
    ...refusedNames(left),
    ...nested.map((name): Refused => ({ path: name, why: 'submodule' })),
    ...changes.flatMap(({ path }): Refused[] => (isDeclared(path, declared) ? [] : [{ path, why: 'undeclared' }])),
  ];
  const work: DelegatedWork = {
    ...{ v: 1, base: copy.base, tree, refused, verification: null },
    files: changes.map((change) => change.path),
  };
  writePatch(dir, redact(await patchOf(store, copy.base, tree)));
  writeWork(dir, work);
  return work;
}

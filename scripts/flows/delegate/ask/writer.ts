/** What the supervisor of a writer's run does beside Codex: the copy before, the patch and the verification after. */
import { type Refused, refusedChanges, refusedNames } from '../../../core/delegate/patch-rules.js';
import { redact } from '../../../core/say/redact.js';
import type { Writable } from '../../../io/codex/arguments.js';
import { linkTargets, makeCopy, nameCopy, readCopy, sessionStore, writableIn } from '../../../io/delegate/copy.js';
import type { DelegatedJob } from '../../../io/delegate/job.js';
import { type DelegatedWork, writePatch, writeWork } from '../../../io/delegate/record.js';
import { readSession, sessionPlaces } from '../../../io/delegate/sessions.js';
import { entryChanges } from '../../../io/git/copy/written.js';
import { patchOf } from '../../../io/git/diff.js';
import { openRepository } from '../../../io/git/git.js';
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
  const store = sessionStore(live, places);
  const copy = readCopy(places);
  if (copy === null) throw new Error('the copy was made before Codex ran');
  const { tree, left, nested } = await nameCopy(store, copy);
  const changes = await entryChanges(store, copy.base, tree);
  const hooks = storedPath(top, await hooksFolder(live));
  const refused: Refused[] = [
    ...refusedChanges(changes, await linkTargets(store, changes), hooks.startsWith('..') ? null : hooks),
    ...refusedNames(left),
    ...nested.map((name): Refused => ({ path: name, why: 'submodule' })),
  ];
  const work: DelegatedWork = {
    ...{ v: 1, base: copy.base, tree, refused, verification: null },
    files: changes.map((change) => change.path),
  };
  writePatch(dir, redact(await patchOf(store, copy.base, tree)));
  writeWork(dir, work);
  return work;
}

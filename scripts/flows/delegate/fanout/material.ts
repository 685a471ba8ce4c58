/** What the workers of a fan-out read and write: one copy for all readers, one for each writer, and what is merged. */
import type { StageEnd } from '../../../core/delegate/fanout/prompt.js';
import { redact } from '../../../core/say/redact.js';
import type { Fanout, FanoutStage, FanoutWorker } from '../../../generated/types.js';
import { makeCopy, sessionStore } from '../../../io/delegate/copy.js';
import { fanoutPlaces, noteMerged, workerFolder, writerPlaces } from '../../../io/delegate/fanout.js';
import { readWork, writePatch, writeWork } from '../../../io/delegate/record.js';
import { entryChanges } from '../../../io/git/copy/written.js';
import { patchOf } from '../../../io/git/diff.js';
import { openRepository, type Repository } from '../../../io/git/git.js';
import { type Edit, editedTree } from '../../../io/git/objects.js';
import { materialise } from '../../../io/git/snapshot.js';
import { makeFolder } from '../../../io/ground/files.js';
import { isSecretFile } from '../../../secrets/index.js';
import type { Supervised } from '../supervised.js';

/** Where one worker works. */
export interface WorkerPlace {
  /** Codex's working directory. */
  folder: string;
  /** The copy in which it writes; null for a reader. */
  writes: { live: Repository; store: Repository; places: ReturnType<typeof writerPlaces> } | null;
}

export class Material {
  private readonly dir: string;
  private readonly fanout: Fanout;
  private live: Repository | null = null;
  /** The content for the next stage: for readers with what nested repositories hold, for writers without. */
  private tree: string | null;
  private base: string | null;
  /** All changes so far, from the tree of the first writer's copy. */
  private merged: { base: string; tree: string } | null = null;

  constructor({ dir }: Supervised, fanout: Fanout) {
    this.dir = dir;
    this.fanout = fanout;
    this.tree = fanout.tree;
    this.base = fanout.base?.tree ?? null;
  }

  /** Makes the copies of a stage. Problems: those of git and of the file system. */
  async prepare({ workers }: FanoutStage, signal: AbortSignal): Promise<void> {
    const { readers } = fanoutPlaces(this.dir);
    makeFolder(readers);
    if (this.tree === null) return;
    const store = await this.store();
    const writers = workers.filter(isWriter);
    if (writers.length < workers.length) await materialise(store, this.tree, `${readers}/tree`, isSecretFile);
    for (const { name } of writers) {
      const places = writerPlaces(this.dir, name);
      const base = { tree: this.base ?? '', nested: this.fanout.base?.nested ?? [] };
      makeFolder(places.work);
      await makeCopy(store, places, base, this.fanout.carried, signal);
    }
  }

  /** Where a worker of the prepared stage works. */
  placeOf(worker: FanoutWorker): WorkerPlace {
    const { readers } = fanoutPlaces(this.dir);
    if (!isWriter(worker) || this.live === null) return { folder: readers, writes: null };
    const places = writerPlaces(this.dir, worker.name);
    return { folder: places.work, writes: { live: this.live, store: storeOf(this.dir, this.live), places } };
  }

  /**
   * Takes over what the writers among some workers changed, in the order of the plan. A change that is refused is left
   * out as a whole. Problems: those of git and of the file system.
   */
  async merge(workers: readonly FanoutWorker[]): Promise<Pick<StageEnd, 'files' | 'patch'>> {
    const before = this.merged?.tree ?? null;
    for (const worker of workers.filter(isWriter)) await this.take(worker);
    if (this.merged === null) return { files: [], patch: '' };
    const { base, tree } = this.merged;
    const store = await this.store();
    const files = await entryChanges(store, before ?? base, tree);
    const patch = files.length === 0 ? '' : redact(await patchOf(store, before ?? base, tree));
    const all = await entryChanges(store, base, tree);
    writePatch(this.dir, redact(await patchOf(store, base, tree)));
    writeWork(this.dir, {
      ...{ v: 1, base, tree, refused: [], verification: null },
      files: all.map((change) => change.path),
    });
    return { files: files.map((change) => change.path), patch };
  }

  private async take({ name }: FanoutWorker): Promise<void> {
    const work = readWork(workerFolder(this.dir, name));
    if (work === null || work.refused.length > 0) return;
    const store = await this.store();
    const changes = await entryChanges(store, work.base, work.tree);
    const edits = new Map(changes.map(({ path: file, after }): [string, Edit] => [file, after]));
    const { base, tree } = this.merged ?? { base: work.base, tree: work.base };
    this.merged = { base, tree: await editedTree(store, tree, edits) };
    if (this.tree !== null) this.tree = await editedTree(store, this.tree, edits);
    if (this.base !== null) this.base = await editedTree(store, this.base, edits);
    noteMerged(workerFolder(this.dir, name));
  }

  private async store(): Promise<Repository> {
    this.live ??= await openRepository(this.fanout.top ?? this.fanout.place);
    return storeOf(this.dir, this.live);
  }
}

const isWriter = ({ template }: FanoutWorker): boolean => template === 'implementer';

/** The user's repository with the objects of the fan-out. */
export const storeOf = (dir: string, repository: Repository): Repository => sessionStore(repository, fanoutPlaces(dir));

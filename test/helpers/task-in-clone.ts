/** A task in a clone of a repository to which others push, for tests of its base. */
import { type BaseObservation, observeBase, remoteTips, type Upstream } from '../../scripts/io/git/base.js';
import { openRepository } from '../../scripts/io/git/git.js';
import { makeProject, makeRepo, type TestRepo } from './repo.js';

/** A task in a clone: its base is pinned, and upstream can gain new commits. */
export class TaskInClone {
  readonly hub: TestRepo;
  readonly upstream: TestRepo;
  readonly work: TestRepo;
  readonly base: string;
  recorded: string;
  /** The commits of the remote-tracking refs that were recorded when the task began. */
  tips: string[];

  constructor(branch = 'feature') {
    this.hub = makeRepo('--bare');
    const origin = makeProject();
    origin.git('remote', 'add', 'hub', this.hub.dir);
    origin.git('push', '-q', 'hub', 'main');
    this.upstream = this.hub.clone();
    this.work = this.hub.clone();
    if (branch !== 'main') this.work.git('checkout', '-q', '-b', branch);
    this.base = this.work.head;
    this.recorded = this.base;
    this.tips = [this.base];
  }

  /** A third-party commit, pushed. */
  others(file: string, content = `${file}\n`): string {
    const { head } = this.upstream.write(file, content).commit(`Upstream ${file}`);
    this.upstream.git('push', '-q', 'origin', 'HEAD:main');
    return head;
  }

  /** A commit of this work tree. */
  own(file: string, content = `${file}\n`): string {
    return this.work.write(file, content).commit(`Own ${file}`).head;
  }

  /** Starts the task: what the remote-tracking refs hold now counts as upstream's. */
  async begins(): Promise<void> {
    this.work.git('fetch', '-q');
    this.tips = await remoteTips(await openRepository(this.work.dir));
  }

  async observe(base = this.base, upstream: Partial<Upstream> = {}): Promise<BaseObservation> {
    const known = { tips: this.tips, confirmed: [], refused: [], ...upstream };
    return observeBase(await openRepository(this.work.dir), base, this.recorded, known);
  }

  /** Records the present HEAD as observed. */
  record(): void {
    this.recorded = this.work.head;
  }
}

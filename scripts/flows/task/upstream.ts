/** Which commits of a task count as upstream's, and what the user can be asked about the others. */
import { type Notice, notice } from '../../core/say/notices.js';
import { oneLine } from '../../core/say/plain.js';
import { leftOutCommits } from '../../core/task/ledger/commits.js';
import type { Entry } from '../../core/task/ledger.js';
import type { State } from '../../core/task/model.js';
import { type BaseObservation, observeBase, type Upstream } from '../../io/git/base.js';
import type { Repository } from '../../io/git/git.js';
import type { OpenTask } from './place.js';

/** The commits that may count as upstream's in a task. */
export const upstreamOf = ({ origin }: State): Upstream => ({
  tips: origin.upstream,
  confirmed: origin.confirmed,
  refused: origin.refused,
});

/** How HEAD relates to what the task recorded. */
export const observeTaskBase = ({ repository, state }: OpenTask): Promise<BaseObservation> =>
  observeBase(repository, state.base.commit, state.head_commit, upstreamOf(state));

/** The notice for a HEAD that no longer contains the base, with the way back. */
export const baseLost = (
  { repository, state }: { repository: Pick<Repository, 'branch'>; state: State },
  { way }: Extract<BaseObservation, { kind: 'lost' }>,
): Notice => notice('base-lost', { base: state.base.commit.slice(0, 12), branch: repository.branch ?? 'HEAD', way });

const SHOWN = 10;

/** One question for all commits that came from elsewhere, however many they are. */
export function unconfirmedNotices(seen: BaseObservation): Notice[] {
  if (seen.kind === 'same' || seen.unconfirmed === null) return [];
  const { commits } = seen.unconfirmed;
  return [notice('commits-unconfirmed', { count: commits.length, commits: commitsText(commits) })];
}

/** Commits as text: `1f2e3d4c Fix the parser (Ann): src/a.ts, src/b.ts; …` */
export function commitsText(commits: readonly { commit: string; subject: string; author: string; paths?: string[] }[]) {
  const more = commits.length > SHOWN ? ` … (+${commits.length - SHOWN})` : '';
  const one = ({ commit, subject, author, paths = [] }: (typeof commits)[number]): string =>
    `${commit.slice(0, 8)} ${oneLine(subject, 60)} (${oneLine(author, 40)}): ${paths.slice(0, SHOWN).join(', ')}` +
    (paths.length > SHOWN ? ' …' : '');
  return commits.slice(0, SHOWN).map(one).join('; ') + more;
}

/** Names every commit that no review of this task includes. */
export function leftOutNotices(entries: readonly Entry[]): Notice[] {
  const commits = leftOutCommits(entries);
  return commits.length === 0
    ? []
    : [notice('commits-left-out', { count: commits.length, commits: commitsText(commits) })];
}

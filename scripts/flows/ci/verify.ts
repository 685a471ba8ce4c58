/**
 * Judges a pull request by what it commits, with the rules of its base. It is all data here, and hostile: it is read
 * from git's objects, and nothing of it is executed.
 */
import { type Ends, findingRemarks, judgeChain } from '../../core/ci/chain.js';
import { judgeLedger, type ReadLedger } from '../../core/ci/ledger.js';
import { type PullRequestView, type Remark, remark } from '../../core/ci/model.js';
import { type Notice, notice, Problem } from '../../core/say/notices.js';
import { oneLine } from '../../core/say/plain.js';
import { version } from '../../generated/version.js';
import { commitNamed, mergeBase } from '../../io/git/change/compared.js';
import { lineOfCommits, rawChanges } from '../../io/git/change/raw.js';
import { committedTree } from '../../io/git/diff.js';
import { sha256 } from '../../io/ground/signing.js';
import { storedPath } from '../../io/ground/workspace.js';
import { verifies } from '../../io/team/key.js';
import { whileLooking } from '../task/observe.js';
import { ownedPaths } from '../task/owned.js';
import type { Project } from '../task/place.js';
import { artifactRemarks } from './artifacts.js';
import { readFacts } from './facts.js';
import { readPolicy } from './policy.js';

export interface Asked {
  base: string;
  head: string;
  accept: { attested: boolean; overridden: boolean };
}

/**
 * Judges the change from a base to a head.
 *
 * @throws Problem ci-history-missing, and those of git
 */
export const verifyPullRequest = (project: Project, asked: Asked): Promise<PullRequestView> =>
  whileLooking(project, (looked) => verified(looked, asked));

/** How many commits are looked at for the one that was approved. */
const LOOKED_AT = 50;
const SHOWN_PATHS = 10;

async function verified(project: Project, asked: Asked): Promise<PullRequestView> {
  const { repository, paths } = project;
  // Whether a ledger was in the base before, and where the change begins, only the whole history tells.
  if (repository.shallow) throw new Problem(notice('ci-history-missing', { what: 'shallow' }));
  const [base, head] = await Promise.all([named(project, asked.base), named(project, asked.head)]);
  const merge = await mergeBase(repository, base, head);
  if (merge === null) throw new Problem(notice('ci-history-missing', { what: `${asked.base}…${asked.head}` }));
  const within = (file: string): string => storedPath(repository.top, file);
  const places = { repository, base, head, config: within(paths.config), trusted: within(paths.trustedKeys) };
  const policy = await readPolicy(places, asked.accept);
  const ends = { base, head, merge_base: merge };
  if (!('rules' in policy)) return { ...ends, result: 'failed', by: [], tasks: [], remarks: [remark(policy)] };
  const facts = await readFacts({ ...ends, repository, docs: within(paths.docs) });
  const found = facts.ledgers.map(({ path, text }) =>
    judgeLedger(path, text, policy.rules, { hash: sha256, verifies }),
  );
  const ledgers = found.flatMap(({ reading }) => reading ?? []);
  const judged = judgeChain(ledgers, await readEnds(project, ends), policy.rules);
  const stale = judged.stale && (await staleRemarks(project, judged.stale, ends, ledgers));
  const others = [
    ...facts.problems.map(remark),
    ...found.flatMap(({ remarks }) => remarks),
    ...policy.remarks,
    ...facts.workflows.map((file) => remark(notice('ci-workflow-edited', { file }))),
    ...artifactRemarks(facts.artifacts, ledgers, judged.used, {
      project: within(paths.project),
      rules: policy.rules,
    }),
    ...(stale ?? []),
  ];
  const remarks = withoutEchoes([...others, ...judged.remarks]);
  const isFailed = judged.result === 'failed' || remarks.some(({ level }) => level === 'error');
  return {
    ...ends,
    result: isFailed ? 'failed' : judged.result,
    by: judged.by,
    tasks: judged.used.map(({ state, file }) => ({ id: state.task_id, text: oneLine(String(state.task), 200), file })),
    remarks: [...remarks, ...findingRemarks(ledgers)],
  };
}

/** @throws Problem ci-history-missing */
async function named({ repository }: Project, ref: string): Promise<string> {
  const commit = await commitNamed(repository, ref);
  if (commit === null) throw new Problem(notice('ci-history-missing', { what: ref.slice(0, 200) }));
  return commit;
}

/** Names the content of a commit as a review names that of a work tree. */
function treeNamer({ repository, paths }: Project): (commit: string) => Promise<{ commit: string; tree: string }> {
  const owned = ownedPaths(repository, paths);
  return async (commit) => ({ commit, tree: `tree/v1:${await committedTree(repository, commit, owned)}` });
}

async function readEnds(project: Project, ends: Range): Promise<Ends> {
  const named = treeNamer(project);
  return { merge_base: await named(ends.merge_base), head: await named(ends.head) };
}

type Range = Record<'merge_base' | 'head', string>;

/** The commit of the pull request that holds the approved content; null where none does. */
async function approvedCommit(
  project: Project,
  { merge_base: from, head }: Range,
  tree: string,
): Promise<string | null> {
  const named = treeNamer(project);
  for (const commit of await lineOfCommits(project.repository, from, head, LOOKED_AT))
    if ((await named(commit)).tree === tree) return commit;
  return null;
}

/** What changed since the approved commit, and whether another version of this program could be the reason. */
async function staleRemarks(
  project: Project,
  { file, tree }: { file: string; tree: string },
  range: Range,
  ledgers: readonly ReadLedger[],
): Promise<Remark[]> {
  const { repository, paths } = project;
  const commit = await approvedCommit(project, range, tree);
  const since = commit === null ? [] : await rawChanges(repository, commit, range.head, []);
  const docs = `${storedPath(repository.top, paths.docs)}/`;
  const names = since.map(({ path }) => path).filter((path) => !path.startsWith(docs));
  const shown = names.slice(0, SHOWN_PATHS).map((name) => oneLine(name, 120));
  const more = names.length > SHOWN_PATHS ? [`… (${names.length})`] : [];
  const given = { file, commit: commit?.slice(0, 12) ?? null, paths: [...shown, ...more].join(', ') };
  const theirs = ledgers.find((ledger) => ledger.file === file)?.version ?? version;
  const told: Notice[] = [
    notice('ci-approval-stale', given),
    ...(theirs === version ? [] : [notice('ci-version-differs', { file, theirs, own: version })]),
  ];
  return told.map(remark);
}

/**
 * Beside why a ledger does not count, nobody needs to hear that nothing approves the change, or that it names none of
 * the records.
 */
function withoutEchoes(remarks: readonly Remark[]): Remark[] {
  const has = (codes: readonly Notice['code'][]): boolean => remarks.some(({ notice }) => codes.includes(notice.code));
  const isRefused = has(REFUSED);
  const isUnnamed = isRefused || has(['ci-approval-missing']);
  return remarks.filter(({ notice: { code } }) => {
    if (code === 'ci-approval-missing') return !isRefused;
    return code !== 'ci-artifact-unnamed' || !isUnnamed;
  });
}

const REFUSED: readonly Notice['code'][] = [
  'ci-ledger-broken',
  'ci-ledger-misnamed',
  'ci-ledger-rewritten',
  'ci-ledger-replayed',
  'ci-signature-forged',
  'ci-not-a-file',
  'ci-too-large',
  'ci-too-many',
];

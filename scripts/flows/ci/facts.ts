/**
 * What a pull request holds, read from git's objects. Nothing of it is checked out, run or imported; links and
 * submodules are named, not followed; sizes and counts are bounded.
 */
import { type Notice, notice } from '../../core/say/notices.js';
import { blobText, entryAt, type RawChange, rawChanges, sizeOfBlob, wasEverIn } from '../../io/git/change/raw.js';
import type { Repository } from '../../io/git/git.js';

/** The largest file of a pull request that is read, and how many of one kind. */
const LARGEST = 16_000_000;
const MOST_FILES = 400;
/** A name that is longer is no file of this program, and would only fill the answer. */
const LONGEST_NAME = 500;

/** A file that the pull request adds or changes. */
export interface ReadFile {
  path: string;
  text: string;
}

export interface Facts {
  ledgers: ReadFile[];
  artifacts: ReadFile[];
  /** Names of files that decide what CI runs. */
  workflows: string[];
  problems: Notice[];
}

interface Range {
  repository: Repository;
  /** The commit into which the pull request would be merged. */
  base: string;
  merge_base: string;
  head: string;
  /** The project's docs/cccc, relative to the repository. */
  docs: string;
}

/** Files that decide what CI runs, from the top of the repository. */
const WORKFLOWS = ['.github/workflows', '.github/actions', 'action.yml', 'action.yaml'];

/** Reads what the pull request adds to the project's ledgers and reviews, and which workflows it edits. */
export async function readFacts(range: Range): Promise<Facts> {
  const { repository, merge_base: from, head, docs } = range;
  const [ledgers, artifacts, workflows] = await Promise.all([
    rawChanges(repository, from, head, [`${docs}/ledger`]),
    rawChanges(repository, from, head, [`${docs}/reviews`]),
    rawChanges(repository, from, head, WORKFLOWS),
  ]);
  const problems: Notice[] = [];
  const read = async (changes: RawChange[], what: string, isOurs: (change: RawChange) => Promise<Notice | null>) => {
    if (changes.length > MOST_FILES) {
      problems.push(notice('ci-too-many', { what, count: changes.length, limit: MOST_FILES }));
      return [];
    }
    const files: ReadFile[] = [];
    for (const change of changes) {
      if (change.path.length > LONGEST_NAME) {
        problems.push(tooLong(change.path));
        continue;
      }
      const problem = await isOurs(change);
      const file = problem === null ? await textOf(repository, change.path, change.after) : problem;
      if ('text' in file) files.push(file);
      else problems.push(file);
    }
    return files;
  };
  return {
    ledgers: await read(ledgers, 'ledger', (change) => ledgerProblem(range, change)),
    artifacts: await read(artifacts, 'reviews', async ({ path, before }) =>
      isNothing(before) ? null : notice('ci-artifact-swapped', { file: path }),
    ),
    workflows: workflows.slice(0, MOST_FILES).map(({ path }) => path.slice(0, LONGEST_NAME)),
    problems,
  };
}

const tooLong = (path: string): Notice =>
  notice('ci-too-large', { file: `${path.slice(0, 100)}…`, bytes: path.length, limit: LONGEST_NAME });

const isNothing = ({ mode }: { mode: string }): boolean => /^0+$/.test(mode);

/** What the base holds is only ever added to, and what it once held comes back in no other way. */
async function ledgerProblem({ repository, base }: Range, { path, before, after }: RawChange): Promise<Notice | null> {
  if (isNothing(after)) return notice('ci-ledger-rewritten', { file: path });
  if (isNothing(before))
    return (await wasEverIn(repository, base, path)) ? notice('ci-ledger-replayed', { file: path }) : null;
  const [old, now] = await Promise.all([textOf(repository, path, before), textOf(repository, path, after)]);
  if (!('text' in old)) return old;
  if (!('text' in now)) return now;
  return now.text.startsWith(old.text) ? null : notice('ci-ledger-rewritten', { file: path });
}

const KINDS: Readonly<Record<string, 'link' | 'submodule' | 'folder'>> = {
  '120000': 'link',
  '160000': 'submodule',
  '040000': 'folder',
};

/** The text of a regular file, with the line ends of git; or why it is not read. */
export async function textOf(
  repository: Repository,
  path: string,
  { mode, oid }: RawChange['after'],
): Promise<ReadFile | Notice> {
  if (!mode.startsWith('100')) return notice('ci-not-a-file', { file: path, kind: KINDS[mode] ?? 'link' });
  const bytes = await sizeOfBlob(repository, oid);
  if (bytes !== null && bytes > LARGEST) return notice('ci-too-large', { file: path, bytes, limit: LARGEST });
  const text = bytes === null ? null : await blobText(repository, oid);
  return text === null ? notice('ci-history-missing', { what: path }) : { path, text: text.replaceAll('\r\n', '\n') };
}

/** A file of a commit: its text, null where there is none, or why it is not read. */
export async function fileAt(repository: Repository, commit: string, path: string): Promise<ReadFile | Notice | null> {
  const entry = await entryAt(repository, commit, path);
  return entry === null ? null : textOf(repository, path, entry);
}

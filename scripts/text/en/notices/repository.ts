import { counted, sizeText } from '../../../core/say/plain.js';
import type { Notices } from '../../types/notices.js';

/** git and the content of the repository. */
export const repository = {
  'not-a-repository': ({ dir }) =>
    `${dir} is not inside a git repository. Approvals are bound to git trees, so there has to be one.`,
  'git-missing': ({ detail }) => `git could not be run: ${detail}. Install git 2.31 or later and put it on PATH.`,
  'git-too-old': ({ found, needed }) => `git ${found} is too old; ${needed} or later is needed.`,
  'git-dubious-ownership': ({ dir }) =>
    `git refuses ${dir} because another user owns it. If you trust it, tell git so.`,
  'git-link-broken': ({ dir, gitDir }) =>
    `${dir} is a linked work tree (or a submodule), and the git directory ${gitDir} that it names is not there: the ` +
    'repository was moved or removed.',
  'git-failed': ({ command, detail }) => `Git could not answer what this command depends on. ${command}: ${detail}`,
  'git-directory-broken': ({ dir }) =>
    `${dir} is there, but git does not take it for a git directory: a part of it is missing (HEAD, objects or refs).`,
  'git-filter-failed': ({ filter, path, detail }) =>
    `The filter ${filter === '' ? 'of a file' : `"${filter}"`}${path === '' ? '' : `, which ${path} requires,`} ` +
    `could not run${detail === '' ? '' : ` (${detail})`}, so git cannot read or write such files. ` +
    'Install the program that the filter calls, or correct its configuration.',
  'git-objects-away': ({ detail }) =>
    'This is a partial clone: content that is needed lies with its remote, and the remote cannot be reached ' +
    `(${detail}). Nothing was asked for on the way (no password, no key). Fetch it where the remote answers.`,
  'git-objects-broken': ({ detail }) =>
    `Content in git's store is missing or damaged (${detail}). Look for all of it, and restore it from another clone.`,
  'git-alternates-away': ({ dir }) =>
    `The repository borrows its content from ${dir}, and that is not there: a disk is not mounted, or the other ` +
    'repository was moved. The file that names it:',
  'git-lock-left': ({ file }) =>
    `The lock ${file} is there: another git is at work, or one was killed. If no git runs, remove the lock.`,
  'git-index-broken': ({ detail }) =>
    `Git's index is damaged (${detail}). It is made again from the last commit; your files stay as they are, and ` +
    'what was staged is no longer staged.',
  'git-config-broken': ({ file, line }) =>
    `The git configuration ${file} cannot be read${line > 0 ? `: line ${line} is wrong` : ''}. Correct it.`,
  'git-format-unknown': ({ detail }) =>
    `This git is too old for the format of the repository (${detail}). Install a newer git.`,
  'git-silent': ({ command, seconds }) =>
    `${command} did not end within ${seconds} s and was ended: a filter or a remote that it waits for does not answer.`,
  'bare-repository': ({ dir }) =>
    `${dir} has no work tree (it is a bare repository or a .git folder). Change to a checkout of it.`,
  'untracked-too-large': ({ files, limit }) =>
    `Untracked files are too large to be hashed on every check (limit ${sizeText(limit)}): ` +
    `${files.map((file) => `${file.path} (${sizeText(file.bytes)})`).join(', ')}. ` +
    'Add those that do not belong to the project to .gitignore; stage the others with "git add".',
  'nested-unreadable': ({ path, detail }) => `The repository inside this one at ${path} cannot be read: ${detail}`,
  'nested-repository': ({ path }) =>
    `${path} is a repository of its own inside this one; its files count as content of the work tree.`,
  'submodule-dirty': ({ path }) =>
    `The submodule ${path} has uncommitted changes. They count as content, and committing them later moves the ` +
    'recorded commit and requires a new review, so commit inside the submodule first.',
  'own-worktree-skipped': ({ path }) =>
    `${path} is another work tree of this repository and does not count as content of this one.`,
  'special-file-skipped': ({ path }) =>
    `${path} is neither a file, a symbolic link nor a folder; it counts as missing.`,
  'no-commit': ({ dir }) => `The repository ${dir} has no commit yet; a task needs a base commit.`,
  'base-has-changes': ({ count }) =>
    `${counted(count, 'path')} of the work tree differed from the base commit before the task. All of it is reviewed ` +
    `with the task, and does not count towards the size of a milestone.`,
  'base-lost': ({ base, branch, way }) =>
    `${branch} no longer contains the task's base ${base}, so the task's changes cannot be determined. ` +
    (way === null
      ? 'Find out where HEAD left the base, and go back there.'
      : way.kind === 'switch'
        ? "Switch back to the task's branch."
        : 'It was amended, reset or rewritten. ' +
          'Set the branch back to the base: your files stay as they are, and what ' +
          'was committed since is staged.'),
  'commits-unconfirmed': ({ count, commits }) =>
    `${counted(count, 'commit')} came from elsewhere since the task began. Codex reviews what they change, unless ` +
    `you confirm that it is upstream's: ${commits}`,
  'commits-left-out': ({ count, commits }) =>
    `Left out of the reviews as upstream's (${counted(count, 'commit')}): ${commits}`,
  'upstream-confirmed': ({ count, commits }) =>
    `Confirmed as upstream's and left out of the reviews from now on (${counted(count, 'commit')}): ${commits}`,
  'upstream-unchanged': () => 'No commit came from elsewhere since the task began: there is nothing to confirm.',
  'work-left-behind': ({ tasks, paths }) =>
    `Abandoned work of ${tasks} is still here; it is reviewed as part of this task: ${paths}`,
  'task-unreadable': ({ task, problem }) =>
    `The ledger of task ${task} cannot be trusted (${problem}), and the task may be unfinished. Close it ` +
    `before another one starts; its files are kept.`,
  'base-followed': ({ base, left_out }) =>
    `The base moved to ${base}; ${counted(left_out, 'third-party commit')} left out of the review.`,
  'base-will-move': ({ base, count }) =>
    `The base has moved to ${base} (merge, rebase or pull: ${counted(count, 'third-party commit')}). ` +
    'The next review follows it and leaves them out.',
  'commit-now': () => 'Commit exactly what was approved, now.',
  'commit-ask': () => 'Ask the user whether to commit what was approved; without a user here, go on.',
  'commit-differs': ({ approved, commit, paths }) =>
    `Commit ${commit} differs from what was approved (${approved}) in: ${paths}. The next review sees the difference.`,
  'commit-incomparable': ({ approved, commit }) =>
    `Commit ${commit} differs from what was approved (${approved}); ` +
    'the approved content is no longer stored, so the paths cannot be listed.',
} satisfies Partial<Notices>;

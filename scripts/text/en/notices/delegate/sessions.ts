import { inSentence, quotedLines } from '../../../../core/say/plain.js';
import type { Notices } from '../../../types/notices.js';

/** Why a writer's change is refused. */
export const WHY = {
  'git-settings': 'it changes how git works here',
  hooks: 'git would run it as a hook',
  submodule: 'it changes a submodule or another repository in the work tree',
  'client-settings': 'Claude Code or Codex reads its instructions or programs from it',
  'own-documents': 'docs/cccc belongs to the gated loop',
  'leads-out': 'the link leads out of the work tree, or into one of the folders that Codex must not change',
  'odd-name': 'its name is not the same on every system',
  undeclared: 'it is not among the paths that the worker declared',
} as const;
const HOW = { added: 'is added', changed: 'is changed', merged: 'is merged with your edits', deleted: 'is deleted' };
const STATE = { running: 'at work', answered: 'answered', question: 'asks a question', failed: 'gave no answer' };

/** What Codex is asked, the sessions in which that happens, and what becomes of a writer's change. */
export const sessions = {
  'ask-prompt-long': ({ words, most }) =>
    `The prompt has ${words} words; over ${most}, it says how instead of what. Name the goal, the limits and the ` +
    'files to begin with.',
  'ask-prompt-pasted': () =>
    'The prompt seems to hold the content of a file. Name the file with --file; Codex reads it itself.',
  'ask-unverified': () =>
    'Nothing says how the change is verified. Give --verify "<command>", or a line that begins with "Verification:".',
  'ask-files-undeclared': ({ id }) =>
    `Another writer (${id}) is at work; without --file on both, nobody can tell whether they change the same files.`,
  'ask-part-contradicts': () =>
    'These options contradict each other: scout and reviewer only read, a writer changes files.',
  'ask-verify-shell': ({ command }) =>
    `"${inSentence(command)}" needs a shell. Give one program with its arguments, such as "npm test".`,
  'ask-verify-guarded': ({ command }) =>
    `The guard would ask before "${inSentence(command)}", so it is not run unattended on work that nobody has read.`,
  'ask-verify-reader': () => '--verify is for writers; a reader changes nothing that could be verified.',
  'ask-file-missing': ({ file }) => `There is no ${inSentence(file)}.`,
  'ask-file-secret': ({ file }) => `${inSentence(file)} holds secrets, so Codex does not get it.`,
  'ask-file-folder': ({ file }) =>
    `git ignores the folder ${inSentence(file)}, so Codex gets single files of it: name those.`,
  'ask-file-large': ({ file, megabytes }) =>
    `${inSentence(file)} has more than ${megabytes} MB. Cut out the part that matters, and name that.`,
  'ask-folder-large': ({ dir, most }) =>
    `${inSentence(dir)} is no git repository and holds more than ${most} files, too many to keep the secret ones ` +
    'among them from Codex. Go to the folder that matters, or make it a repository.',
  'ask-no-profile': ({ dir, detail }) =>
    `${inSentence(dir)} is no git repository, so Codex would read the folder itself, and this Codex cannot be kept ` +
    `from the secret files in it (${inSentence(detail)}).`,
  'ask-writer-outside': ({ dir }) =>
    `${inSentence(dir)} is no git repository. A writer works in a copy made with git; outside of git, ` +
    'Codex only reads (--read-only).',
  'ask-writers-busy': ({ most, ids }) => `${most} writers are at work here already, and that is the most: ${ids}.`,
  'ask-files-overlap': ({ files, id }) => `Another writer (${id}) was given the same files: ${inSentence(files)}.`,
  'ask-session-unknown': ({ session }) => `There is no session ${inSentence(session)}, or it was discarded.`,
  'ask-session-role': ({ role, access }) =>
    `A session keeps its role, and this one is a ${role} (${access}). Begin another one for another role.`,
  'ask-session-elsewhere': ({ dir }) => `The session belongs to ${inSentence(dir)}.`,
  'ask-session-busy': ({ session }) => `Codex is still at work in the session ${inSentence(session)}.`,
  'ask-answers-over': ({ most }) =>
    `${most} questions were answered in this session. A task with more of them is not clear enough to be delegated: ` +
    'clear it up with the user, and begin a new session.',
  'ask-fixes-over': ({ most }) =>
    `${most} rounds of fixes are over. Find out what goes wrong before Codex is asked again: take over, or split it ` +
    'up.',
  'ask-none': () => 'There is no session here.',
  'ask-session-damaged': ({ id }) => `The description of session ${id} cannot be read, so nothing of it can be used.`,
  'ask-session': ({ id, role, state, runs, changed, applied, goal }) =>
    `${id}  ${role}, ${STATE[state]}, ${runs === 1 ? '1 run' : `${runs} runs`}` +
    `${changed === null ? '' : `, ${changed} files changed${applied ? ' and applied' : ''}`}  ${inSentence(goal)}`,
  'ask-discarded': ({ id }) => `Session ${id} was removed, with its copy and its answers.`,
  'ask-changed': ({ files }) =>
    `Codex changed ${files === 1 ? '1 file' : `${files} files`} in its copy; nothing of it is in the work tree yet.`,
  'ask-unchanged': () => 'Codex changed no file.',
  'ask-verified': ({ command }) => `Verified by the runner: "${inSentence(command)}" passed on Codex's copy.`,
  'ask-not-verified': ({ command, how, tail }) =>
    `"${inSentence(command)}" failed on Codex's copy (${how}).\n${quotedLines(tail)}`.trimEnd(),
  'ask-change-refused': ({ path, why }) =>
    `The change as a whole is refused because of ${inSentence(path)}: ${WHY[why]}. Have Codex undo that ` +
    '(--session).',
  'ask-not-writer': ({ id }) => `${id} only reads, so there is no change.`,
  'ask-no-change': ({ id }) => `There is no change of ${id} that could be applied.`,
  'ask-not-shown': ({ id }) => `The change of ${id} was not shown since Codex made it. Read it first.`,
  'ask-apply-gated': ({ task, status }) =>
    `The task ${task} (${status}) is open here. Codex reviews its changes, so it writes none of them; what it found ` +
    'may be done by Claude.',
  'ask-conflict': ({ files }) =>
    `Nothing was applied: the work tree changed in the same places since Codex began: ${inSentence(files)}.`,
  'ask-apply-planned': ({ path, how }) => `${inSentence(path)} ${HOW[how]}.`,
  'ask-applied': ({ files, before }) =>
    `${files === 1 ? '1 file was' : `${files} files were`} changed in the work tree; ` +
    `their earlier versions are in ${before}.`,
  'ask-applied-already': ({ id }) => `The work tree already holds the change of ${id}.`,
} satisfies Partial<Notices>;

import { counted } from '../../../core/say/plain.js';
import type { Notices } from '../../types/notices.js';

/** Updating a project to this version, and restoring from a backup. */
export const update = {
  'workspace-older': ({ from, version }) =>
    `This project was set up by cc-codex-collaborate ${from}; the program is ${version}. An update brings settings, ` +
    'commands and hooks to it. Your documents and reviews stay as they are.',
  'workspace-newer': ({ from, version }) =>
    `This project was updated by cc-codex-collaborate ${from}, and this program is ${version}. Install that version ` +
    'or a later one into the project.',
  'installed-beside': ({ from }) =>
    'Only the skill folder was replaced. The settings, commands and hooks of this project are still those of ' +
    `${from}; the update that comes next brings them along.`,
  'config-older': ({ file, version }) =>
    `${file} was written by ${version === null ? 'an earlier version' : `cc-codex-collaborate ${version}`}. ` +
    'An update turns it into the form that this version reads, after a backup.',
  'config-newer': ({ file, version }) =>
    `${file} has format ${version}, which this version does not know. Install the version that wrote it, or a later ` +
    'one.',
  'state-not-json': ({ file, detail }) =>
    `${file} is not a valid state${detail === '' ? '' : ` (${detail})`}. It was left as it is, and nothing else was ` +
    'done.',
  'settings-unsupported': ({ file, names }) =>
    `This version does not have these settings, and ${file} no longer holds them; the backup does: ${names}.`,
  'settings-corrected': ({ file, names }) =>
    `${file} had values that this version does not accept. They are now, on the strict side: ${names}.`,
  'old-hook-kept': ({ file, event, settings }) =>
    `${file} stays, and so does its entry under ${event} in ${settings}: it is a hook of 0.1 that was changed since. ` +
    'Claude Code still runs it. Without the file, an update removes the entry.',
  'old-loop-off': () => 'The loop of 0.1 was on. It is off now: an update switches on no hook of this version.',
  'old-command-kept': ({ file }) =>
    `${file} stays: it was changed since 0.1 wrote it. Claude Code does not read it, because the skill has its name.`,
  'new-beside': ({ file, beside }) =>
    `${file} stays: it was changed since cccc wrote it. What this version has in its place is in ${beside}. ` +
    'Take from it what you want, then delete it.',
  'beside-taken': ({ file, beside }) =>
    `${file} stays: it was changed since cccc wrote it. What this version has in its place was not laid beside it, ` +
    `because ${beside} was changed too.`,
  'ignore-lines-missing': ({ file, lines }) => `${file} lacks lines that setup suggests: ${lines}.`,
  'update-waits': ({ files }) =>
    `A task is open. These files wait for its end, because changing them would change what is under review: ${files}` +
    '. Run the update again after the task.',
  'backed-up': ({ folder, files }) =>
    `${counted(files, 'file')} as before in ${folder}. Settings and commands can be put back from there.`,
  'work-not-continued': ({ task, status }) =>
    `0.1 was in the middle of a task (${status}): "${task}". It is not continued: its approvals are not proven and ` +
    'do not count. Its documents are still there; started again, Codex reviews its plan first.',
  'up-to-date': ({ version }) =>
    `This project is up to date (${version}). force-update writes the files of this version again.`,
  updated: ({ from, version }) =>
    `Updated ${from === '-' ? '' : `from ${from} `}to ${version}. No task was started and no hook was switched on.`,
  'no-backups': () => 'There is no backup with settings or commands in it.',
  'backup-listed': ({ name, files }) => `${name}: ${files}`,
  'backup-unknown': ({ name }) => `There is no backup "${name}" that can be restored.`,
  'restore-asked': ({ backup, files }) =>
    `This puts back ${files} from the backup ${backup}. What is there now is backed up.`,
  'restore-left': ({ files }) =>
    `Not restored, because only settings and slash commands are, and with an open task only settings: ${files}.`,
  restored: ({ backup }) => `Restored from ${backup}. If the project is older than the program now, run an update.`,
} satisfies Partial<Notices>;

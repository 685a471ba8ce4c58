import type { Notices } from '../../types/notices.js';
import { codexFault } from '../codex-faults.js';

/** What `doctor` finds. */
export const diagnoses = {
  'doctor-result': ({ pass, warn, fail }) => `${pass} passed, ${warn} warnings, ${fail} failed.`,
  'skill-files-differ': ({ files }) =>
    `Files of the skill differ from its manifest: ${files}. Install the skill again; changed files are backed up.`,
  'skill-without-manifest': ({ dir }) =>
    `${dir} has no manifest: this runs from the sources, or the installation is incomplete.`,
  'node-too-old': ({ found, needed }) => `Node ${found} is too old; install ${needed} or later.`,
  'workspace-incomplete': ({ missing }) =>
    `docs/cccc lacks: ${missing}. A repair adds what is missing and leaves the rest.`,
  'way-out-of-a-broken-ledger': () =>
    'If the file cannot be restored: setting the task aside keeps everything and lets a new one start.',
  'receipts-doubtful': ({ jobs }) => `Receipts that are not valid: ${jobs}.`,
  'hook-not-runnable': ({ file, detail }) => `The hook ${file} does not run: ${detail}`,
  'commands-outdated': ({ files }) => `Slash commands that are missing or not of this version: ${files}.`,
  'codex-not-ready': ({ reason, detail }) =>
    `Codex cannot review: ${codexFault(reason)}${detail ? ` (${detail})` : ''}`,
  'filter-unconfigured': ({ filter, path }) =>
    `The attributes name the filter "${filter}" (for ${path}, say), and it is not configured here: git takes such ` +
    'files as they are, and so does every review. With Git LFS, they are pointers and no content.',
  'filter-not-required': ({ filter, path, detail }) =>
    `The filter "${filter}" (for ${path}, say) cannot run (${detail}). It is not required, so git takes such files ` +
    'as they are: their digests change once it runs.',
  'filter-not-undone': ({ filter, path, detail }) =>
    `The filter "${filter}" (for ${path}, say) cannot write a file out again (${detail}); in the clean copy such ` +
    'files are taken from the work tree.',
  'leftover-files': ({ files }) =>
    `Left behind by interrupted writes: ${files}. Nothing reads them, and they can be deleted.`,
  'failure-unfolded': ({ count }) => `${count} failures of the client wait to be recorded; the next command does it.`,
} satisfies Partial<Notices>;

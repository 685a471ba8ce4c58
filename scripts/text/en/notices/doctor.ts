import { counted } from '../../../core/say/plain.js';
import type { Notices } from '../../types/notices.js';
import { codexFault } from '../codex-faults.js';

/** What `doctor` finds. */
export const diagnoses = {
  'doctor-result': ({ pass, warn, fail, failed, warned }) =>
    warn + fail === 0
      ? `All ${pass} checks passed.`
      : `${[
          `${counted(pass, 'check')} passed` +
            (fail === 0 ? '' : `, ${fail} ${fail === 1 ? 'needs' : 'need'} you: ${failed}`),
          ...(warn === 0 ? [] : [`${warn} to look at: ${warned}`]),
        ].join('; ')}.`,
  'command-shadowed': ({ name, dir }) =>
    `/${name} does not reach this program: Claude Code runs the skill in ${dir} of the same name instead. ` +
    '/cc-codex-collaborate does the same as /cccc; or rename that skill.',
  'key-exposed': ({ file }) => `Other users of this machine can read or change the signing key ${file}.`,
  'disk-low': ({ dir, free }) =>
    `Only ${free} are free for ${dir}; a review copies the work tree and keeps its record.`,
  'clock-behind': ({ now, seen }) =>
    `The clock says ${now}, and something was written at ${seen}: until the clock is set right, durations and limits ` +
    'are wrong.',
  'processes-left': ({ job, pids }) => `Processes of the run ${job}, which has ended, are still there: ${pids}.`,
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
  'failure-unfolded': ({ count }) =>
    `${counted(count, 'failure')} of Claude Code ${count === 1 ? 'is' : 'are'} not recorded yet; ` +
    'the next command does it.',
} satisfies Partial<Notices>;

import type { Notices } from '../../types/notices.js';
import { systemFault } from '../system-faults.js';

/** The ledger, its anchor and key, state.json, and why they could not be written. */
export const ledger = {
  'ledger-corrupt': ({ file, line }) =>
    `Line ${line} of the ledger ${file} is not a ledger entry. Nothing was changed; restore the file from a backup.`,
  'ledger-version': ({ file, version }) =>
    `The ledger ${file} has version ${version}, which this release does not know, so it is not written to.`,
  'ledger-altered': ({ file, line }) =>
    `The ledger ${file} was altered: line ${line} does not follow from the line before it. ` +
    'Restore the file from a backup.',
  'ledger-forged': ({ file, line }) =>
    `Line ${line} of the ledger ${file} was not signed by the runner. Restore the file from a backup.`,
  'ledger-unfoldable': ({ file, line, event }) =>
    `Line ${line} of the ledger ${file} (${event}) cannot follow the lines before it.`,
  'ledger-rolled-back': ({ file, found, known }) =>
    `The ledger ${file} was rolled back: it has ${found} entries, the runner wrote ${known}. Restore the newer file.`,
  'ledger-replaced': ({ file, seq }) =>
    `The ledger ${file} is not the one that the runner wrote: entry ${seq} differs. Restore the right file.`,
  'ledger-missing': ({ file, known }) =>
    `The ledger ${file} is missing; the runner wrote ${known} entries. Restore the file.`,
  'ledger-attested': () =>
    'Part of the ledger was signed with a key that is not here: its chain is complete, but those signatures ' +
    'cannot be checked. Open gates are reviewed again.',
  'key-elsewhere': ({ task, here, there }) =>
    `Task ${task} is signed with the key in ${there}, and this command uses ${here} (XDG_STATE_HOME or the home ` +
    'folder differ). Nothing was written. Use the same state directory here.',
  'key-unreachable': ({ task, here, there }) =>
    `Task ${task} is signed with a key that is not in ${here}` +
    (there === '' ? '' : there === here ? ' any more' : `, but in ${there}, where it cannot be read now`) +
    ' (another home, user or container?). Nothing was written. Work where the key is. Only if it is lost for good, ' +
    'let this state directory take over: what is not accepted yet is then reviewed again.',
  'key-here': ({ task, dir }) => `The key of task ${task} is in ${dir}, and this command already uses it.`,
  'key-replaced': ({ task, dir }) =>
    `From now on task ${task} is signed with the key in ${dir}. What was approved before is only attested; ` +
    'the gates that are still open are reviewed again.',
  'anchor-missing': ({ file }) =>
    `The anchor of the ledger ${file} is missing from your state directory, though the signing key is there, ` +
    'so it is unknown whether entries were cut off.',
  'anchor-altered': ({ file }) => `The anchor of the ledger ${file} was not written by the runner.`,
  'ledger-torn': ({ file, bytes }) =>
    `The last line of ${file} is incomplete (${bytes} bytes): a write was interrupted. The next write sets it aside.`,
  'ledger-torn-kept': ({ kept }) => `An incomplete last line of the ledger was set aside as ${kept}.`,
  'state-rebuilt': ({ backup }) =>
    `docs/cccc/state.json did not match the ledger; it was written again from it, and the old one is ${backup}.`,
  'state-restored': () => 'docs/cccc/state.json was missing and was written again from the ledger.',
  'state-missing': ({ file }) => `${file} is missing; the ledger is whole, and it is written again from it.`,
  'state-edited': ({ file }) =>
    `${file} does not match the ledger (edited by hand, or from another version); gates do not read it. ` +
    'It is written again from the ledger, and the edited one is kept.',
  'state-directory-unusable': ({ dir, detail }) =>
    `The state directory ${dir}, which holds the signing key and the anchors, cannot be used: ${systemFault(detail)}.`,
  'key-corrupt': ({ file }) =>
    `The signing key ${file} is not a key of 32 bytes. ` +
    'Restore it, or move it away to get a new one (approvals then become attested).',
  'lock-held': ({ file, holder }) => `The lock ${file} has been held for 20 s by process ${holder}.`,
  'lock-unusable': ({ file, detail }) => `The lock ${file} cannot be created: ${systemFault(detail)}.`,
  'disk-full': ({ file }) =>
    `The disk is full: ${file} could not be written, and nothing was recorded. ` +
    'Free some space and run the same command again.',
  'state-unwritten': ({ file, detail }) =>
    `The fact is recorded in the ledger, but ${file} could not be written: ` +
    `${systemFault(detail)}. The next call writes it.`,
  'system-refused': ({ file, detail }) =>
    `The system refuses ${file === '' ? 'a file' : file}: ${systemFault(detail)}.`,
  'folder-refused': ({ dir, detail }) => `Nothing can be written in ${dir}: ${systemFault(detail)}.`,
  'temporary-missing': ({ dir }) =>
    `The folder for temporary files, ${dir} (TMPDIR), is not there. Make it, or unset TMPDIR.`,
  'recorded-only': ({ facts }) =>
    `Recorded, and it stands: ${facts}. What should have followed did not work, for this reason:`,
  'reads-export': ({ file }) =>
    `There is no ledger here; this is what ${file} says. ` +
    "Nothing of it can be verified here; what a trusted teammate's key signed is shown as signed.",
  'guard-log-broken': ({ file, lines }) =>
    `${file} cannot be read at line ${lines}; that part is left out. ` +
    'It is a log for people, and nothing depends on it.',
} satisfies Partial<Notices>;

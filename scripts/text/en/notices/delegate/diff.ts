import { counted, inSentence, thousands } from '../../../../core/say/plain.js';
import type { Notices } from '../../../types/notices.js';
import { codexFault } from '../../codex-faults.js';

const failedText = (reason: string, detail: string): string => {
  if (reason === 'reply-unusable')
    return `its reply contradicts itself (${inSentence(detail)}); what it reported is listed.`;
  const files = reason === 'files-not-read' || reason === 'coverage-unacknowledged' ? ` ${inSentence(detail)}` : '';
  return `${codexFault(reason)}${files}`;
};

/** The review of a change without a task. */
export const diff = {
  'diff-unmerged': ({ files }) =>
    `A merge is not finished, so the change is not settled yet: ${files}. Codex was not called.`,
  'diff-nothing': ({ base }) =>
    base === 'HEAD'
      ? 'There is nothing to review: nothing is uncommitted, and the branch has no commit that its upstream or the ' +
        'default branch does not have. Name what to compare with.'
      : `There is nothing to review: the content is that of ${base}.`,
  'diff-base-unknown': ({ base, shallow }) =>
    `This repository has no commit named ${base}` +
    (shallow ? '; it is a shallow clone, so it may only be missing.' : '.'),
  'diff-base-unrelated': ({ base, shallow }) =>
    `HEAD and ${base} have no commit in common${shallow ? ' in this shallow clone' : ''}, ` +
    'so there is no change between them.',
  'diff-secret': ({ places }) => `The change adds what looks like a real secret: ${places}. Codex was not called.`,
  'diff-too-large': ({ files, unshown, tokens, limit }) =>
    `The change of ${counted(files, 'file')} is too large for one review: the changes of ${unshown} of them do not ` +
    `fit the packet, and reading them would take about ${thousands(tokens)} tokens, but at most ${thousands(limit)} ` +
    'are possible. Codex was not called. Compare with a later commit, or leave what a program generates out of git.',
  'diff-name-unprintable': ({ files }) =>
    `The changes of ${files} do not fit the packet, and such a name cannot be written in a command, so no reviewer ` +
    'could read the file. Codex was not called. Rename it.',
  'diff-inside-a-run': () => 'This was started by a check or by Codex itself, which must not call Codex again.',
  'diff-busy': () => 'A review of the change in this work tree is running.',
  'diff-started': ({ base, files, reviewers, tokens, unshown, reading }) =>
    `Codex reviews the change since ${base}: ${counted(files, 'changed file')}, ${counted(reviewers, 'reviewer')}, ` +
    `at most ${thousands(tokens)} tokens to send${reviewers > 1 ? ' to each' : ''}` +
    (unshown === 0 ? '.' : `, and ${counted(unshown, 'file')} to read, at most ${thousands(reading)} more.`),
  'diff-not-begun': ({ reason, resets_at }) =>
    `No review: ${codexFault(reason)}${resets_at === '' ? '' : ` Resets ${resets_at}.`}`,
  'runs-working': ({ seconds, tokens, names }) =>
    `Codex is working: ${seconds} s, ${thousands(tokens)} tokens${names === '' ? '' : `; running: ${names}`}`,
  'diff-running': ({ names }) => `The review of the change is still running: ${names}.`,
  'diff-passed': ({ files, advisories }) =>
    `Codex found nothing that blocks in ${counted(files, 'changed file')}` +
    (advisories === 0 ? '.' : `, and reports ${counted(advisories, 'finding')} as advice.`),
  'diff-found': ({ verdict, blocking, count }) =>
    `Codex says ${verdict}: ${counted(count, 'finding')}, ${blocking} of them blocking.`,
  'diff-lens-failed': ({ lens, reason, detail, resets_at }) =>
    `No verdict of the reviewer for ${lens}, so the review is incomplete: ` +
    (reason === null ? 'it was not started.' : failedText(reason, detail)) +
    (resets_at === '' ? '' : ` Resets ${resets_at}.`),
  'diff-moved': () => 'The content has changed since it was reviewed: the findings are about what it was.',
  'diff-retry-moved': () =>
    'The content has changed since it was reviewed, so one reviewer alone cannot be run again: each would judge ' +
    'something else.',
  'diff-damaged': ({ file }) => `The last review cannot be read (${inSentence(file)}). A new one replaces it.`,
  'diff-none': () => 'No change of this work tree has been reviewed yet.',
  'diff-whole': () => 'Every reviewer of the last review has given a verdict; there is nothing to run again.',
  'diff-cancelled': () => 'The review of the change was cancelled.',
} satisfies Partial<Notices>;

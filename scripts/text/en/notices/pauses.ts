import type { Notices } from '../../types/notices.js';
import { codexFault } from '../codex-faults.js';
import { pinChange } from '../pin-change.js';

/** Pauses, how they end, and what only the user decides. */
export const pauses = {
  'not-paused': ({ status }) => `Nothing is paused (${status}).`,
  'resume-later': ({ status }) =>
    `This release cannot resume from ${status}: fix what it names by hand, or end the task.`,
  'confirm-needed': ({ status }) => `Look at the failure first; then confirm explicitly to leave ${status}.`,
  'strategy-not-offered': ({ strategy, offered }) => `"${strategy}" is not offered at this pause; offered: ${offered}.`,
  'content-unchanged': ({ status, verdict }) =>
    `Nothing has changed since Codex said ${verdict}. Change the content first, then resume; ` +
    `or confirm explicitly to leave ${status} with unchanged content. Either way, Codex reviews it again.`,
  'wrong-needs-reason': ({ ids }) =>
    `Say which finding is wrong (${ids || 'none is open'}) and why; a fresh review reads your words beside Codex's.`,
  'choice-needs-words': ({ strategy }) => `"${strategy}" needs your own words: they say what is decided.`,
  'already-paused': ({ status }) => `The task is paused already (${status}).`,
  'risk-moved': ({ gate }) =>
    `The risk of the ${gate} gate cannot be accepted: the present content has no digest, ` +
    'or the approved plan has changed. Nothing was changed; choose another way.',
  'sensitive-not-answerable': ({ question }) =>
    `No answer allows a sensitive operation, so this question is not answered: ${question}`,
  'human-only': ({ command }) =>
    'Only the user can run this: in a terminal outside Claude Code, where it asks, or, while the loop is on, as ' +
    `/${command} in Claude Code. Show the user the command below.`,
  'inside-a-run': () =>
    'This was started by a check or a review that cccc runs, and nothing in it may decide for the user. ' +
    'The user can type it in a terminal of their own.',
  'not-agreed': () => 'The answer was not yes, so nothing was changed.',
  agree: ({ command }) => `Do you want this: ${command}? [y/N]`,
  'codex-still-away': ({ reason, detail, resets_at }) =>
    `Still paused: ${codexFault(reason)}${detail ? ` (${detail})` : ''}${resets_at ? ` Resets ${resets_at}.` : ''} ` +
    'Nothing was changed.',
  'codex-limit-holds': ({ resets_at }) =>
    `Codex said that the limit holds until ${resets_at}. Trying earlier costs no round.`,
  'codex-is-back': ({ version, gate }) => `Codex ${version} is ready; the missed ${gate} review comes next.`,
  'review-missed-here': ({ gate }) =>
    `What kept the ${gate} review from taking place was tried again and works; the review comes next.`,
  resumed: ({ strategy, status }) => `Resumed (${strategy}); work goes on at ${status}. No gate was opened by this.`,
  'failures-seen': ({ tail, count }) =>
    `${count === 1 ? 'Claude Code failed once' : `Claude Code failed ${count} times`} in this task, last:\n` +
    tail
      .split('\n')
      .map((line) => `  | ${line}`)
      .join('\n'),
  'left-paused': ({ status }) => `Nothing was chosen; the task stays paused (${status}).`,
  paused: ({ reason, running }) =>
    `Paused${reason === '' ? '' : `: ${reason}`}. ` +
    (running ? 'The review that runs goes on, and its result is recorded. ' : '') +
    'Nothing else is done until the task is resumed.',
  'pause-waits': ({ reason }) =>
    `The task pauses as soon as the review is settled${reason === '' ? '' : `: ${reason}`}. ` +
    'Resuming before that takes it back.',
  'pause-withdrawn': () => 'The task does not pause after the review.',
  'decision-needed': ({ offered }) => `The user chooses first: ${offered}.`,
  'unknown-strategy': ({ value, known }) => `There is no strategy "${value}"; there are: ${known}.`,
  'pins-unchanged': () => 'No pinned setting has changed in a way that needs your word; there is nothing to confirm.',
  'pin-changed': pinChange,
  'confirm-follows': ({ open, closed }) =>
    'Until you confirm this, or the settings are restored, no gate opens. ' +
    (open === '' ? 'Once confirmed, every gate still needs its review' : `Once confirmed, open again: ${open}`) +
    (open === '' || closed === '' ? '.' : `; not open: ${closed}.`) +
    ' From then on, the gates are judged by the new settings.',
  'confirm-unseen': () => 'Nothing was confirmed yet: above is what it would be about. To confirm exactly this, type:',
  'pins-confirmed': ({ names }) => `Confirmed: ${names}. The gates are judged by these settings from now on.`,
} satisfies Partial<Notices>;

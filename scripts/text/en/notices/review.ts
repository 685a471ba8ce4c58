import { counted, inSentence, quotedLines, thousands } from '../../../core/say/plain.js';
import type { Notices } from '../../types/notices.js';
import { codexFault } from '../codex-faults.js';

const advisoriesText = (count: number): string =>
  `${count === 1 ? '1 advisory' : `${count} advisories`}, none of them blocking; the final review will see them`;

/** Reviews: preparation, progress, outcome; checks, receipts, and secrets in the change. */
export const review = {
  'packet-too-large': ({ characters, limit }) =>
    `The review packet needs at least ${characters} characters and Codex accepts ${limit}: ` +
    'the planning documents are too long. Shorten brief, roadmap and backlog.',
  'change-too-large': ({ gate, files, unshown, tokens, limit }) =>
    `The change of ${counted(files, 'file')} is too large for one review: the changes of ${unshown} of them do not ` +
    `fit the packet, and reading them would take about ${tokens} tokens, but at most ${limit} are possible. ` +
    'Codex was not called. ' +
    (gate === 'final'
      ? 'Commit what was accepted and end the task: accepted milestones stay approved. Do the rest in smaller tasks.'
      : 'Split the change: leave in the work tree what one review can hold, have it approved and accepted, then the ' +
        'next part. What a program generates or installs can be left out of git.'),
  'name-unprintable': ({ files }) =>
    `The changes of ${files} do not fit the packet, and such a name cannot be written in a command, so no reviewer ` +
    'could read the file. Codex was not called. Rename it.',
  'prompt-broken': ({ prompt, slots }) =>
    `The skill's own prompt ${prompt} does not fit this version (${slots}); the installation is damaged or mixed.`,
  'review-running': ({ gate, job }) => `A ${gate} review is running (job ${job}).`,
  'rounds-used': ({ gate, limit }) => `The ${gate} gate has used its ${limit} rounds.`,
  'stale-job': ({ job }) => `Review job ${job} is no longer the running one; its result was not used.`,
  'record-corrupt': ({ file }) => `The review record ${file} cannot be read.`,
  'receipt-missing': () => 'The receipt of this approval is missing.',
  'receipt-replaced': () => 'The receipt is not the one that the ledger names.',
  'receipt-unsigned': () => 'The receipt was not signed by the runner.',
  'receipt-key-missing': () => 'The key that signed the receipt is not on this machine.',
  'receipt-record-missing': () => 'The raw record of the review is not on this machine.',
  'receipt-round-missing': () =>
    'The review counts files as covered by an earlier round, and the record of that round is missing or altered.',
  'receipt-record-altered': () => 'The raw record of the review was altered.',
  'receipt-lens-missing': ({ lens }) =>
    `The review asked for the reviewer ${lens}, and its answer, or the raw record of it, is missing.`,
  'receipt-lens-unknown': ({ lens }) => `The receipt names the reviewer ${lens}, for whom the settings did not ask.`,
  'receipt-lens-twice': ({ lens }) => `The answer of the reviewer ${lens} is in the receipt twice, or under two names.`,
  'receipt-lens-other': ({ lens }) =>
    `What stands as the answer of the reviewer ${lens} is the answer to another question, round or review.`,
  'receipt-lens-altered': ({ lens }) => `The raw record of the reviewer ${lens} was altered.`,
  'receipt-outcome-differs': () => 'The raw record does not lead to the outcome that was recorded.',
  'receipt-other-review': () => 'The receipt belongs to a review other than the one that the ledger names.',
  'receipt-request-unnamed': () =>
    'An earlier version started this review and did not record what Codex was asked; it has to be repeated.',
  'review-settled': ({ job, reason }) => `The supervisor of review ${job} has ended; recorded as: ${reason}.`,
  'preparation-settled': ({ gate, reason }) =>
    `The command that prepared the ${gate} review has ended, and the processes it started were ended. ` +
    `Recorded as: ${reason}.`,
  'review-preparing': ({ gate }) => `Another command is preparing the ${gate} review and running its checks.`,
  'review-dead': ({ job }) =>
    `The supervisor of review ${job} has ended. The next command records the outcome from what it left behind.`,
  'no-review-running': ({ last }) => `No review is running. Last: ${last}.`,
  'no-review-yet': () => 'There has been no review yet.',
  'review-unknown': ({ asked }) => `No review fits "${asked}": name a gate, a milestone or a job of this task.`,
  'review-shown': ({ gate, outcome, file }) => `Last review: ${gate}, ${outcome}; ${file}`,
  'review-still-running': ({ gate, seconds }) => `The ${gate} review is still running (${seconds} s).`,
  'reply-unusable': ({ gate, detail }) =>
    `Again no review of the ${gate} gate: Codex's reply contradicts itself, even after it was asked again ` +
    `(${inSentence(detail)}). No verdict, no round spent; the user decides.`,
  'review-passed': ({ gate, advisories, file }) =>
    `Codex approved: ${gate}${advisories === 0 ? '' : `, passed with ${advisoriesText(advisories)}`}. ${file}`,
  'review-found': ({ gate, verdict, count, file }) =>
    `Codex did not approve: ${gate}, ${verdict}, ${counted(count, 'finding')}. ${file}`,
  'codex-asks': ({ question }) => `Codex asks the user: ${question}`,
  'scope-widened': ({ named }) =>
    `Codex proposed ${JSON.stringify(named)} as the next milestone. ` +
    'It is not an approved, open milestone, so it would widen the scope. It was ignored.',
  'codex-unavailable': ({ gate, reason, resets_at, missed = '', answered = '' }) =>
    `No review of the ${gate} gate: ${missed === '' ? '' : `no answer of the reviewer ${missed}: `}` +
    `${codexFault(reason)}${resets_at ? ` Resets ${resets_at}.` : ''} ` +
    (answered === '' ? '' : `What ${answered} said is kept, and not asked again while nothing changes. `) +
    'No verdict, no round spent; the task is PAUSED_FOR_CODEX.',
  'checks-changed-tree': ({ paths }) =>
    `The checks changed files that are under review: ${paths}. Make them write elsewhere, or ignore those files.`,
  'check-failed': ({ name, how, in_copy, tail, left_out: leftOut }) =>
    `The required check ${name} failed (${how}); Codex was not called.` +
    (in_copy ? ' It ran in a clean copy: of the ignored paths, only those that testing.carry names are there.' : '') +
    (leftOut === ''
      ? ''
      : ` Not given to checks, though set here: ${leftOut}. A check that needs one gets it from its command: ` +
        '"run": ["env", "NAME=value", …].') +
    `\n${quotedLines(tail)}`,
  'check-copy-busy': () =>
    'Another command is running checks in the clean copy of this work tree; try again when it is done.',
  'check-in-place': ({ name, reason }) =>
    `${name} runs in the work tree itself, not in the clean copy, because ${reason}.`,
  'check-only-in-place': ({ name, how }) =>
    `${name} passes in the work tree and not in the clean copy (${how}), so it is set to in-place ` +
    '(testing.commands in docs/cccc/config.json), and the gate says so.',
  'check-redirected': ({ paths, more }) =>
    'These lead back into the work tree; in the clean copy they lead into the copy: ' +
    `${paths}${more > 0 ? ` and ${more} more` : ''}.`,
  'check-unfiltered': ({ paths, more }) =>
    'Their filter cannot run in the clean copy, so they are taken from the work tree: ' +
    `${paths}${more > 0 ? ` and ${more} more` : ''}.`,
  'check-trying': ({ name }) => `Trying ${name} in a clean copy of the work tree`,
  'check-running': ({ name, number, of }) => `Check ${number}/${of}: ${name}`,
  'codex-changed': ({ before, after }) => `Codex has changed: now ${after}, before ${before}.`,
  'codex-found': ({ program }) => `Codex: ${program}.`,
  'settings-looser': ({ preset, named, settings }) =>
    `Settings that are looser than the ${named ? '' : 'nearest '}preset "${preset}", or that cannot be compared ` +
    `with it: ${settings}`,
  'check-passed': ({ name, seconds }) => `Check ${name} passed in ${seconds} s.`,
  'check-not-passed': ({ name, how, seconds }) => `Check ${name} did not pass (${how}), after ${seconds} s.`,
  'packet-built': ({ files, tokens, unshown, reading }) =>
    `The packet has ${files === 0 ? '' : `${counted(files, 'changed file')} and `}at most ${thousands(tokens)} tokens` +
    (unshown === 0 ? '.' : `; Codex has to read ${counted(unshown, 'file')}, at most ${thousands(reading)} more.`),
  'lenses-asked': ({ gate, asked, kept, packet_tokens: packet, tokens, based_on: rests }) =>
    `Reviewers of the ${gate} gate: ${asked || 'none is asked again'}` +
    (kept === '' ? '. ' : `; already answered, about exactly this: ${kept}. `) +
    `Each is sent at most ${thousands(packet)} tokens. ` +
    (tokens === null
      ? 'What they use beyond that is not known before the first review of a task.'
      : `Expected in all, by ${counted(rests, 'earlier reviewer')} of this task: about ${thousands(tokens)} tokens.`),
  'packet-building': ({ gate }) => `Building the packet of the ${gate} review.`,
  'codex-reads-open': ({ because }) =>
    `Reads cannot be denied to Codex here (${because}): ` +
    'its commands, read-only and offline, can read what you can, keys and logins included. ' +
    'Its copy of the project still goes without secret files.',
  'no-checks': () => 'No checks are configured (testing.commands); the reviewer is told so.',
  'supervisor-not-started': ({ gate }) =>
    `The detached supervisor of the ${gate} review did not start; ` +
    'a sandboxed shell can end a detached process at once. ' +
    'Run it in the foreground, as a background task of the client.',
  'secret-added': ({ gate, places }) =>
    `The change adds what looks like a real secret: ${places}. Codex was not called for the ${gate} review.`,
  'secret-still-there': ({ places }) => `It is still in the change: ${places}.`,
  'secrets-redacted': ({ count }) => `${counted(count, 'secret')} would be removed.`,
  'guard-line-differs': ({ line, expected, found, command, reason }) =>
    `Line ${line}, \`${command}\`: expected ${expected}, found ${found}.${reason === null ? '' : ` ${reason}`}`,
  'guard-list-differs': ({ count, differing }) => `${differing} of ${count} answers differ from the list.`,
  'guard-list-agrees': ({ count }) => `All ${count} answers are as the list expects.`,
  'guard-list-empty': ({ file }) => `${file} holds no command, so nothing was tested.`,
  'guard-list-missing': ({ file, detail }) => `${file} cannot be read (${detail}).`,
  'guard-list-unclear': ({ file, line, text }) =>
    `${file}, line ${line}: \`${text}\` does not begin with silent:, ask: or deny:. Nothing was tested.`,
  'file-withheld': ({ file }) =>
    `${file} is a secret file by its name: nothing of it is sent, and Codex's copy of the tree goes without it.`,
} satisfies Partial<Notices>;

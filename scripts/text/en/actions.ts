import { type WayOn, wayOn } from '../../core/codex/reasons.js';
import { counted, quoted } from '../../core/say/plain.js';
import type { Actions } from '../types/actions.js';
import { codexFault } from './codex-faults.js';
import { gates } from './views/gates.js';

/** What leads back to a review that was missed. */
const MISSED: Record<WayOn, string> = {
  service: 'When Codex is back, resume: it re-checks and returns to the missed gate.',
  fix: 'Once the user has changed what that names, resume: it re-checks Codex and returns to the missed gate.',
  smaller: 'Make the change smaller, or split it; then resume, and the review is due again.',
  reply:
    'Codex is there; this reply does not count. Resume, and the review runs again at its full price. ' +
    'If that repeats, another model or effort (codex in docs/cccc/config.json) may help; the user decides.',
  nothing: 'Nothing has to be waited for: when the user says so, resume, and the review runs again.',
};

/** What Claude must do next, and why. */
export const actions: Actions = {
  'start-task': () => ({
    why: 'No task is open in this work tree.',
    act: "Ask the user for the task, then start it with the user's own words.",
  }),
  'write-discovery': ({ decision }) => ({
    why:
      decision === ''
        ? 'Nothing is planned before the project has been read.'
        : `The user wants a new plan: ${quoted(decision)}.`,
    act:
      'Read the project as the reference says. Write docs/cccc/project-map.md, current-state.md, architecture.md, ' +
      'test-strategy.md, risk-register.md and open-questions.md. No business code.',
  }),
  'write-plan': () => ({
    why: 'Discovery is written; Codex approves a plan before anything is implemented.',
    act:
      'Write docs/cccc/project-brief.md, roadmap.md and milestone-backlog.md in the form of the planning reference. ' +
      "If a choice is really the user's, write a question instead (references/questions.md).",
  }),
  'review-own-plan': () => ({
    why: 'You challenge your own plan before Codex does.',
    act:
      'Answer the eight questions of the planning reference about this plan, honestly, in ' +
      'docs/cccc/runtime/self-review.json.',
  }),
  'revise-plan': ({ findings, decision }) => ({
    why:
      decision === ''
        ? `The plan was sent back (${counted(findings, 'finding')} answered).`
        : `The user wants a new plan: ${quoted(decision)}.`,
    act:
      decision === ''
        ? 'Revise project-brief.md, roadmap.md and milestone-backlog.md as you answered.'
        : 'Read the planning documents as they are now, and revise them to fit that and each other. ' +
          'Keep what the user wrote.',
  }),
  'answer-plan-findings': ({ findings }) => ({
    why: `Codex left ${counted(findings, 'finding')} open.`,
    act:
      'Fix the planning documents for each finding that is right, then answer every finding in ' +
      'docs/cccc/runtime/answers.json.',
  }),
  'review-plan': ({ round, limit }) => ({
    why: `Codex must approve the plan (round ${round}/${limit}).`,
    act:
      'Run the review; it prints its progress. ' +
      'While it says that it is still running, run the wait command it names.',
  }),
  'start-milestone': ({ id, title }) => ({
    why: `${id} ${quoted(title)} comes next.`,
    act:
      'Check that it follows the roadmap, stays within the scope, needs no secret or sensitive operation ' +
      'and can be tested locally. If so, start it; otherwise write a question.',
  }),
  implement: ({ id, title }) => ({
    why: `${id} ${quoted(title)} is started.`,
    act: `Implement exactly ${id} as docs/cccc/milestone-backlog.md states it, with its tests. Nothing else.`,
  }),
  'review-own-work': ({ id }) => ({
    why: `${id} is implemented; Codex sees it next.`,
    act:
      `Read your own diff against the acceptance criteria of ${id}, run its tests, fix what you find. ` +
      'Then run the review.',
  }),
  'review-milestone': ({ id, round, limit }) => ({
    why: `Codex must approve ${id} (round ${round}/${limit}).`,
    act: 'Run the review. While it says that it is still running, run the wait command it names.',
  }),
  'fix-findings': ({ findings, attempt }) => ({
    why: `Codex reported ${counted(findings, 'finding')} (fix attempt ${attempt}).`,
    act: 'Fix what is right in the code, then answer every finding in docs/cccc/runtime/answers.json.',
  }),
  'fix-checks': ({ checks }) => ({
    why: `Required checks failed: ${quoted(checks)}.`,
    act: 'Find the cause and fix the code; do not weaken the tests.',
  }),
  'make-safe': ({ verdict }) => ({
    why: `Codex stopped the work (${verdict}), and the user wants another way.`,
    act:
      'Change it so that it needs nothing of what Codex named: no real money, no mainnet, no real keys, ' +
      'no production, nothing irreversible. If there is no such way, write a question.',
  }),
  'supply-context': ({ gate, missing }) => ({
    why:
      `Codex could not judge the ${gate} review, because it lacks context` +
      (missing === '' ? ' (Look).' : `: ${missing}`),
    act:
      gate === 'plan'
        ? 'Find out what is missing, and write it into the discovery documents.'
        : 'Find out what is missing, and write it into docs/cccc (architecture.md, current-state.md, ' +
          'test-strategy.md), which Codex reads too. Change code only where it is wrong. ' +
          'Then report; the review follows.',
  }),
  'return-to-review': ({ gate, decision }) => ({
    why:
      decision === ''
        ? `Nothing is left to fix for the ${gate} review: every finding is answered, no required check failed.`
        : `Codex asked for the user, who decided: ${decision}`,
    act:
      decision === '' ? 'Report it; the review is due again.' : 'Do what was decided, then report; the review follows.',
  }),
  'accept-milestone': ({ id }) => ({
    why: `Codex approved ${id}; the approval holds for exactly these files.`,
    act: 'Change nothing; record the acceptance.',
  }),
  'review-final': ({ round, limit }) => ({
    why: `All milestones are accepted; Codex reviews the whole change (round ${round}/${limit}).`,
    act: 'Run the review. While it says that it is still running, run the wait command it names.',
  }),
  finish: () => ({ why: 'Codex approved the whole change.', act: 'Change nothing; finish the task.' }),
  'wait-for-review': ({ gate }) => ({
    why: `The ${gate} review is running.`,
    act: 'Wait for it. You may run this in the background: its end wakes you.',
  }),
  'ask-question': ({ question }) => ({
    why: `The user decides: ${question}`,
    act:
      'Ask the user (AskUserQuestion where you have it, else in text), with the options as written, ' +
      'then report the answer. If no user is here, stop.',
  }),
  'write-question': ({ reason }) => ({
    why: `The user must decide (${reason}).`,
    act: 'Write the question, its options and your recommendation in docs/cccc/runtime/question.json.',
  }),
  'ask-human-to-resume': ({ status, reason, offered }) => ({
    why: `${status}: ${reason}.`,
    act:
      'Tell the user what is paused and why' +
      (offered === 'recommended' ? '' : `, and the choices of the card (Look): ${offered}`) +
      '. Go on only when the user says so.',
  }),
  decide: ({ gate, reason, offered }) => ({
    why: `The user decides at the ${gate} gate (${reason}).`,
    act:
      `Show the user the card (Look), whole, and the choices: ${offered}. ` +
      'The user runs the command in a terminal.',
  }),
  'review-again': ({ gate }) => ({
    why: `Codex could not tell whether the ${gate} is right. One more look at the same content is free.`,
    act: 'Change nothing; resume, and the review is due again.',
  }),
  'decide-stop': ({ status, reason, offered }) => ({
    why: `${status}: ${reason}.`,
    act:
      `Show the user the card (Look), whole, and the choices: ${offered}. ` +
      'The user runs the command in a terminal. No choice allows real money, mainnet, real keys, ' +
      'production or irreversible destruction.',
  }),
  'remove-secret': ({ places, offered }) => ({
    why: `The change adds what looks like a real secret: ${places}. Nothing of it was sent.`,
    act:
      `Tell the user the places, never the value, and the choices: ${offered}. ` +
      'Remove the secret from the change (use a variable, an ignored file or a mock), ' +
      'and say that a secret which was ever committed or shared must be replaced. ' +
      "Then resume; any other choice is the user's, in a terminal.",
  }),
  'wait-for-codex': ({ reason, resets_at, missed = '' }) => ({
    why:
      `No review (${reason}${missed === '' ? '' : `; no answer of the reviewer ${missed}`}): ` +
      `${codexFault(reason)}${resets_at ? ` Resets ${resets_at}.` : ''} ` +
      'This is no verdict and cost no round.',
    act: `Tell the user. ${MISSED[wayOn(reason)]}`,
  }),
  'settle-documents': ({ status, changes, offered }) => ({
    why: `${status}: planning documents were changed since the last sync, and not by a report of yours: ${changes}.`,
    act:
      `Show the user the card (Look), whole, and the choices: ${offered}. The user decides and runs the command. ` +
      'If the change was yours by mistake, say so and undo it; then run sync-docs without a choice.',
  }),
  'confirm-settings': ({ names }) => ({
    why:
      `Settings are looser, or others, than when the task began: ${names}. ` +
      'No gate opens until the user has confirmed them.',
    act:
      'Tell the user what changed (Look). ' +
      'The user confirms it, or the setting is restored; do not decide it yourself.',
  }),
  'reopen-gate': ({ gate, reason, paths, commit, hook }) => ({
    why:
      `The ${gate} gate no longer holds: ${gates.reasons[reason] ?? reason}` +
      `${paths === '' ? '' : ` (${paths})`}.` +
      (commit === '' ? '' : ` Commit ${commit} holds exactly that`) +
      (commit === ''
        ? ''
        : hook === ''
          ? '.'
          : `, and the hook ${hook} ran before it: a hook that rewrites files does this.`),
    act:
      paths === ''
        ? 'Run the command below; it opens the gate again.'
        : 'Look at what changed. If it is right, have it reviewed as it is; a formatter or a hook that makes such ' +
          'changes is best run before a review. Else undo it: the approval then holds again.',
  }),
  'unsupported-pause': ({ status, reason }) => ({
    why: `${status}: ${reason}.`,
    act: 'Stop and tell the user; this release cannot resume from here.',
  }),
  ended: ({ status }) => ({ why: `The task has ended: ${status}.`, act: 'Summarise the result for the user.' }),
};

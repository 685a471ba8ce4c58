import type { VerbName } from '../../core/verbs.js';

/** One line for each verb, shown by help. */
export const verbs: Record<VerbName, string> = {
  install: 'put the skill folder into a project',
  setup: 'write docs/cccc and the slash commands; enables nothing',
  start: 'open a task: pins the base commit and the settings',
  next: 'what Claude must do now, from the state alone',
  report: 'state a fact: discovery, plan, self-review, implemented, fixes, question, answer',
  milestone: 'start a milestone or record its acceptance',
  review: 'Codex reviews: plan, milestone, final; wait, status, cancel, show',
  finish: 'end the task after the final approval',
  gates: 'state, evidence and opener of every gate; --assert exits 0 or 1',
  loop: 'the Stop-hook loop: start, claim, stop, status',
  resume: 'leave a pause; never passes a gate',
  confirm: 'confirm settings that were loosened in mid-task (humans only)',
  status: 'where the task stands',
  trace: 'the ledger as a timeline',
  doctor: 'PASS, WARN, FAIL with the fix; changes nothing',
  redact: 'shows what of the text on stdin would be sent; --file NAME',
  abandon: 'end the task without finishing it (humans only)',
  guard: "explain '<command>': what the guard sees in a command, and why it asks",
  help: 'this list, or one verb',
};

import { type WayOn, wayOn } from '../../../core/codex/reasons.js';
import { counted } from '../../../core/say/plain.js';
import type { Decisions, ProgressWords } from '../../types/views/progress.js';

const MISSED: Record<WayOn, string> = {
  service: 'resume when Codex is back',
  fix: 'resume once this is fixed',
  smaller: 'resume with a smaller change',
  reply: 'resume, and the review runs again: the reply does not count',
  nothing: 'resume, and the review runs again',
};

const decisions: Decisions = {
  'start-task': () => 'give Claude a task',
  'write-discovery': () => 'Claude reads the project and writes discovery',
  'write-plan': () => 'Claude writes the plan',
  'review-own-plan': () => 'Claude challenges its own plan',
  'revise-plan': () => 'Claude revises the plan',
  'answer-plan-findings': ({ findings }) => `Claude fixes the plan and answers ${counted(findings, 'finding')}`,
  'review-plan': ({ round, limit }) => `Codex reviews the plan (round ${round}/${limit})`,
  'start-milestone': ({ id, title }) => `start ${id} ${title}`,
  implement: ({ id }) => `Claude implements ${id}`,
  'review-own-work': ({ id }) => `Claude checks its own work, then Codex reviews ${id}`,
  'review-milestone': ({ id, round, limit }) => `Codex reviews ${id} (round ${round}/${limit})`,
  'fix-findings': ({ findings, attempt }) =>
    `Claude fixes and answers ${counted(findings, 'finding')} (attempt ${attempt})`,
  'fix-checks': ({ checks }) => `Claude makes the required checks pass: ${checks}`,
  'supply-context': ({ gate }) => `Claude adds the context that Codex lacks for the ${gate} review`,
  'return-to-review': ({ gate, decision }) =>
    decision ? `Claude does what you decided: ${decision}` : `Claude asks for the ${gate} review again`,
  'accept-milestone': ({ id }) => `record the acceptance of ${id}`,
  'review-final': ({ round, limit }) => `Codex reviews the whole change (round ${round}/${limit})`,
  finish: () => 'finish the task',
  'wait-for-review': ({ gate }) => `wait for the ${gate} review`,
  'ask-question': ({ question }) => `you decide: ${question}`,
  'write-question': (_, why) => `Claude writes a question for you (${why})`,
  'ask-human-to-resume': (_, why) => `you decide whether to go on: ${why}`,
  'make-safe': ({ verdict }) => `Claude changes what Codex called ${verdict}`,
  'review-again': ({ gate }) => `Codex looks at the ${gate} once more, at no cost`,
  'decide-stop': ({ status, offered }, why) => `you choose (${status}: ${why}): ${offered}`,
  decide: ({ gate, offered }, why) => `you choose at the ${gate} gate (${why}): ${offered}`,
  'wait-for-codex': ({ reason, resets_at, missed = '' }) =>
    `${MISSED[wayOn(reason)]} (${missed === '' ? '' : `${missed}: `}${reason}` +
    `${resets_at ? `, resets ${resets_at}` : ''})`,
  'remove-secret': ({ places }) => `a secret has to be removed from the change: ${places}`,
  'settle-documents': ({ changes }) => `you decide about planning documents changed by hand: ${changes}`,
  'confirm-settings': ({ names }) => `you confirm the changed settings, or restore them: ${names}`,
  'reopen-gate': ({ gate }) => `the ${gate} gate is closed again; cccc next says what opens it`,
  'unsupported-pause': ({ status }, why) => `you decide: ${why} (${status})`,
  ended: ({ status }) => `none; the task has ended (${status})`,
};

export const progress: ProgressWords = {
  noMilestone: 'none yet',
  all: (accepted, skipped, left) => {
    const notDone = [...(skipped > 0 ? [`${skipped} skipped`] : []), ...(left > 0 ? [`${left} not started`] : [])];
    return `${notDone.length > 0 ? 'not all' : 'all'} (${[`${accepted} accepted`, ...notDone].join(', ')})`;
  },
  abandoned: 'ended without finishing',
  planHasNoChecks: 'not run: a plan has no code to check',
  decisions,
};

import { counted, inSentence, oneLine } from '../../../core/say/plain.js';
import type { Notices } from '../../types/notices.js';
import { actOf } from '../acts.js';
import { gates } from '../views/gates.js';

/** The task, its milestones and findings, and the refusals of the state machine. */
export const task = {
  'not-now': ({ event, status }) => `${actOf(event)} is not possible in the status ${status}; nothing was changed.`,
  'task-open': ({ task: id, status }) =>
    `Task ${id} is open in this work tree (${status}); a work tree has one task at a time.`,
  'task-over': ({ task: id, status }) => `Task ${id} has ended (${status}).`,
  'no-tasks-yet': () => 'No task was ever started in this repository.',
  'task-unknown': ({ task: id }) => `There is no task ${id} in this repository.`,
  'task-ambiguous': ({ given, tasks }) => `${given} could be any of these: ${tasks}.`,
  'no-task': () => 'No task is open in this work tree.',
  'task-elsewhere': ({ task: id, here, there }) =>
    `Task ${id} belongs to the work tree ${there}, of which ${here} is a copy. Nothing was written. ` +
    'Go on with it there, or start a task of its own here.',
  'task-in-part': ({ task: id, part }) =>
    `Task ${id} belongs to ${part}, another part of this repository with settings of its own, and a work tree has ` +
    'one task at a time. Go on with it there, or give this part a work tree of its own (git worktree add).',
  'not-a-tightening': () => 'This change of settings loosens a gate; only the user can confirm it.',
  'findings-unanswered': ({ ids }) =>
    `These findings have no answer yet: ${ids}. ` +
    'Mark each as fixed, rejected with a reason, or deferred where its severity allows it.',
  'unknown-finding': ({ id }) => `There is no open finding ${id}.`,
  'finding-needs-reason': ({ id }) => `Finding ${id} is rejected or deferred without a reason.`,
  'finding-not-deferrable': ({ id, severity }) =>
    `Finding ${id} is ${severity} and blocks; fix it or reject it with a reason. It cannot be deferred.`,
  'finding-not-skippable': ({ ids }) => `${ids}: a P0, or a P1 about security, is never skipped or accepted as a risk.`,
  'plan-moved': () => 'The planning documents have changed since the plan was reported.',
  'subject-moved': ({ gate }) => `The content of the ${gate} review changed while the review was being prepared.`,
  'unknown-milestone': ({ id, known }) => `${id} is not a milestone of the approved plan (it has: ${known}).`,
  'milestone-done': ({ id }) => `Milestone ${id} has been accepted already.`,
  'milestone-skipped': ({ id }) => `Milestone ${id} was skipped by the user.`,
  'milestone-dependencies': ({ id, missing }) => `Milestone ${id} depends on ${missing}, not accepted yet.`,
  'milestone-too-large': ({ files, lines, max_files, max_lines }) =>
    `The milestone changes ${counted(files, 'file')} and ${counted(lines, 'line')}; ` +
    `the limits are ${max_files} files and ${max_lines} lines.`,
  'gate-closed': ({ gate, reason, detail }) =>
    `The ${gate} gate is closed: ${gates.reasons[reason] ?? reason}${detail ? ` (${detail})` : ''}.`,
  'gate-open': ({ gate }) =>
    `The ${gate} gate is open: Codex has approved exactly this content, and another review would only void that. ` +
    `${gate === 'plan' ? 'Go on.' : 'Accept it.'}`,
  'answer-needed': ({ question }) =>
    `Codex asks for the user, and the task goes on only with an answer. Put its question to the user: ${question}`,
  'question-open': ({ question }) => `A question waits for the user: ${question}`,
  'question-options-wrong': ({ recommended, options }) =>
    `The question's options (${options}) must have different ids, ` +
    `and the recommended one (${recommended}) must be among them.`,
  'unknown-option': ({ choice, options }) => `${choice} is not one of the options (${options}).`,
  'fact-recorded': ({ fact, status }) => `Recorded: ${fact}. Status: ${status}.`,
  'self-review-contradicts': ({ answers }) => `The self-review says ok, but these answers do not: ${answers}.`,
  'nothing-changed': ({ id }) => `Nothing has changed since ${id} began; there is nothing to review.`,
  'milestone-size': ({ files, lines }) =>
    `The milestone changes ${counted(files, 'file')} and ${counted(lines, 'line')}.`,
  'task-started': ({ task: id, base, language }) => `Task ${id} is open, on base ${base}, language ${language}.`,
  'milestone-started': ({ id }) => `${id} is started.`,
  'milestone-accepted': ({ id, how }) => `${id} is accepted (${how}).`,
  'task-finished': ({ task: id, milestones, how }) =>
    `Task ${id} is DONE: ${counted(milestones, 'milestone')} accepted, ` +
    (how === 'reviewed' ? 'the whole change approved.' : 'the whole change not approved: the user accepted its risk.'),
  'milestones-not-done': ({ milestones }) =>
    `Not done: ${milestones
      .map(({ id, title, skipped, needs }) => {
        const why = skipped ? 'skipped by the user' : `depends on ${needs.join(', ')}`;
        return `${id} ${oneLine(title)} (${why})`;
      })
      .join('; ')}.`,
  'risks-accepted': ({ count, names }) =>
    `${counted(count, 'finding')} accepted by the user as a risk, not fixed: ${inSentence(names)}.`,
  'risks-overridden': ({ gates }) => `Without a pass, by the user's decision: ${gates}.`,
  'verdicts-stopped': ({ names }) => `Codex had stopped the work with these verdicts: ${names}.`,
  'dependents-left': ({ id, names }) => `Without ${id} these are not done either: ${inSentence(names)}.`,
  'abandon-while-running': ({ gate, job }) => `The ${gate} review ${job} is running; cancel it first.`,
  'risks-recorded': ({ count, names }) =>
    `${counted(count, 'risk')} on record in the user's words: ${inSentence(names)}.`,
  'task-abandoned': ({ task: id, files }) =>
    `Task ${id} is abandoned: it has ended without being finished. ` +
    'Its ledger, its documents and your files stay as they are.' +
    (files === 0 ? ' It left no work that was not accepted.' : ''),
  'abandoned-work': ({ files, more, commits, branch, head }) =>
    `Its work that was not accepted lies in this work tree: ${files}` +
    (more === 0 ? '' : ` and ${counted(more, 'more file')}`) +
    (commits === 0 ? '. ' : `; ${counted(commits, 'commit')} of it ${commits === 1 ? 'is' : 'are'} on ${branch}. `) +
    `The next task begins at ${head}, but with these files as they were accepted last: ` +
    'Codex reviews whatever of this work you keep.',
  'task-set-aside': ({ task: id, kept }) =>
    `The ledger of task ${id} cannot be written to, so the task was not ended but set aside, ` +
    `with everything that belongs to it: ${kept}`,
} satisfies Partial<Notices>;

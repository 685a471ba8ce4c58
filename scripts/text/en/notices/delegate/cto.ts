import type { CtoNotices } from '../../../../core/say/cto/notices.js';
import { counted, inSentence, shortDigest } from '../../../../core/say/plain.js';
import type { Notices } from '../../../types/notices.js';
import { cto as words } from '../../views/delegate/cto.js';

/** Codex plans and reviews, Claude executes. */
export const cto = {
  'cto-task-open': ({ task, status }) =>
    `The task ${task} (${status}) is open in this work tree, and what CTO mode changes would become part of its ` +
    'change. Finish or abandon the task first, or use another work tree.',
  'cto-none': () => 'Codex has not planned anything in this work tree yet.',
  'cto-unknown': ({ run }) => `There is no run ${run} in this work tree.`,
  'cto-log-broken': ({ file }) =>
    `${file} is not what this program wrote, or its key is gone: nothing in this run counts. ` +
    'A new run begins with a plan.',
  'cto-log-rolled-back': ({ file, found, known }) =>
    `${file} was rolled back: of the ${known} entries that this program wrote it has ${found}. Nothing in this run ` +
    'counts until the newer file is back; a new run begins with a plan.',
  'cto-log-unanchored': ({ file }) =>
    `Nobody can tell whether ${file} is whole: the anchor that says so is missing, or not what this program wrote. ` +
    'Nothing in this run counts. A new run begins with a plan.',
  'cto-not-now': ({ event, status }) => `"${event}" is not possible now: the run is at "${status}".`,
  'cto-busy': () => 'Another command is working on this run.',
  'cto-task-unknown': ({ task, known }) => `The plan has no task ${task}. It has: ${known}.`,
  'cto-task-waits': ({ task, missing }) =>
    `Task ${task} cannot be done yet: it depends on ${missing}. Where that is wrong, report it as blocked.`,
  'cto-tasks-open': ({ tasks }) => `These tasks can still be done, so it is too early for a review: ${tasks}.`,
  'cto-reviews-used': ({ reviews, limit }) => `All ${limit} reviews of this run were made (${reviews}).`,
  'cto-secrets-added': ({ places }) =>
    `The change adds what looks like a real secret, so nothing was sent: ${places}. Remove it from the change first.`,
  'cto-request-too-large': ({ characters }) => `What Codex would be asked is too long: ${characters} characters.`,
  'cto-planned': ({ tasks, file }) =>
    `Codex made a plan: ${counted(tasks, 'task')}${file === '' ? '' : `, also in ${file}`}.`,
  'cto-no-artifact': ({ folder }) => `${folder} is a link, so nothing was written there. The run itself is complete.`,
  'cto-fault': ({ fault, subject, detail }) =>
    `The reply of Codex has a fault: ${words.fault[fault](inSentence(subject), inSentence(detail))} (${fault}).`,
  'cto-unusable': ({ kind }) =>
    kind === 'plan'
      ? 'Codex was asked twice, and gave no plan that can be followed.'
      : 'Codex was asked twice, and gave no review that can be used. This is no verdict, and no review was spent.',
  'cto-reported': ({ task, outcome }) => `Task ${task}: ${words.outcome[outcome]}.`,
  'cto-approved': ({ number }) => `Codex approved the work in review ${number}.`,
  'cto-revise': ({ number, tasks, reason }) =>
    `Review ${number} sent the work back${tasks === '' ? '' : ` (${tasks})`}: ${inSentence(reason)}`,
  'cto-aborted': ({ reason }) => `Codex ended the work: ${inSentence(reason)}`,
  'cto-not-approved': ({ tasks, commands }) =>
    'Codex said "approve", and that does not count: ' +
    [
      ...(tasks === '' ? [] : [`tasks that did not pass: ${tasks}`]),
      ...(commands === '' ? [] : [`verification that did not pass: ${commands}`]),
    ].join('; ') +
    '.',
  'cto-approval-stands': ({ tree, thread }) =>
    `Approved for exactly this content (${shortDigest(tree)}, Codex thread ${thread}).`,
  'cto-approval-void': () => 'The approval is void: the content was changed after it.',
  'cto-approval-unproven': () =>
    'The approval does not count: the signed record of its review is gone, or is not what Codex answered.',
  'cto-artifact-edited': ({ files }) => `Edited or removed since it was written, and never read: ${files}.`,
  'cto-asked-commands': ({ commands }) => `The guard asks about verification that Codex proposed: ${commands}`,
  'cto-nothing-to-allow': () => 'The guard asks about no verification command of this run.',
  'cto-allowed': ({ commands }) => `Allowed in this run: ${commands}`,
  'cto-continued': ({ reviews }) => `The work goes on, with ${counted(reviews, 'more review')} at most.`,
} satisfies Pick<Notices, keyof CtoNotices>;

import type { EventType } from '../../core/task/ledger/events.js';

const ACTS: Readonly<Record<EventType, string>> = {
  'task-started': 'Starting a task',
  'discovery-written': 'Reporting the discovery',
  'plan-written': 'Reporting the plan',
  'planning-review-done': 'Reporting the self-review',
  'review-started': 'This review',
  'rounds-spent': 'Closing a gate without rounds',
  'checks-failed': 'This review',
  'secret-found': 'This review',
  'review-returned': "Recording this review's outcome",
  'codex-unavailable': 'Recording an outage of Codex',
  'findings-answered': 'Answering findings',
  'implementation-started': 'Starting a milestone',
  'milestone-implemented': 'Reporting a milestone as implemented',
  'milestone-accepted': 'Accepting a milestone',
  'task-finished': 'Finishing the task',
  'base-moved': 'Moving the base',
  'documents-changed': 'Recording changed documents',
  'documents-synced': 'Syncing the documents',
  'replan-decided': 'Going back to planning',
  'human-needed': 'Asking the user',
  'human-answered': 'An answer',
  resumed: 'Resuming',
  'pins-confirmed': 'Confirming settings',
  'pins-tightened': 'Adopting tighter settings',
  'loop-started': 'Starting the loop',
  'loop-claimed': 'Claiming the loop',
  'loop-stopped': 'Stopping the loop',
  'system-failed': 'Recording a failure of the client',
  'key-replaced': 'Replacing the key',
  'upstream-confirmed': "Confirming upstream's commits",
  'pause-requested': 'Pausing',
  'task-abandoned': 'Abandoning the task',
};

const BY_NAME: ReadonlyMap<string, string> = new Map(Object.entries(ACTS));

/** What a command would have done, for the sentence that it is not possible now. In: the type of its event. */
export const actOf = (event: string): string => BY_NAME.get(event) ?? event;

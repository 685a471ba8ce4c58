/** What can be wrong with a plan, or with a review of one. */
export type FaultCode =
  | 'reply-unreadable'
  | 'no-tasks'
  | 'id-unusable'
  | 'id-duplicate'
  | 'target-missing'
  | 'target-outside'
  | 'target-reserved'
  | 'dependency-unknown'
  | 'dependency-cycle'
  | 'command-denied'
  | 'command-needs-shell'
  | 'nothing-to-verify'
  | 'task-unreviewed'
  | 'task-unknown'
  | 'nothing-to-revise';

/** Words of reports: progress blocks, gates, status, trace. */
export interface Labels {
  /** Between a label and its value. */
  colon: string;
  /** In front of the next command. */
  next: string;
  /** What `next` adds when only the user can continue and no user is present. */
  noUserHere: string;
  /** The answers that mean yes, in lower case. */
  yes: readonly string[];
  milestone: string;
  status: string;
  round: string;
  lastCheck: string;
  decision: string;
  implementing: string;
  reviewing: string;
  fixing: string;
  passed: string;
  paused: string;
  planning: string;
  done: string;
  noChecks: string;
  notRunYet: string;
  checkPassed: string;
  checkFailed: string;
  gate: Record<'plan' | 'milestone' | 'final' | 'checks' | 'safety', string>;
  gateState: Record<'open' | 'closed' | 'accepted' | 'overridden' | 'bypassed', string>;
  assurance: Record<'verified' | 'signed' | 'attested', string>;
  opens: string;
  evidence: string;
  task: string;
  none: string;
  finding: string;
  blocks: string;
  advisory: string;
  requiredFix: string;
  /** Above quoted words of Codex. */
  quoted: string;
}

/**
 * The files below docs/cccc that the program and its protocol write. Reviews treat them as documents, not as part of
 * the change.
 */

const OWN_FILES: readonly RegExp[] = [
  /^(?:project-brief|project-map|current-state|architecture|test-strategy|roadmap|milestone-backlog)\.md$/,
  /^(?:decision-log|risk-register|open-questions|context-bundle)\.md$/,
  /^(?:config|state|installed)\.json$/,
  /^reviews\/(?:plan|milestones|final)\/[\w.-]+\.md$/,
  /^ledger\/[\w-]+\.jsonl$/,
  /^logs\/guard\.jsonl$/,
  /^runtime\/[\w-]+\.json$/,
  // Copies of documents and settings that were replaced.
  /^backups\/(?:[^/]+\/)*[^/]+\.(?:json|md|gitignore)$/,
  /^backups\/(?:[^/]+\/)*\.gitignore$/,
];

/**
 * Whether a path below docs/cccc (with forward slashes) is one of the known documents. Any other file there belongs to
 * the work tree.
 */
export const isOwnDocument = (name: string): boolean => OWN_FILES.some((pattern) => pattern.test(name));

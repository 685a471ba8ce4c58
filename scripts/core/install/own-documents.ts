/** The files of docs/cccc that the program and its protocol write: they are judged as documents, not as the change. */

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

/** In: a path below docs/cccc, with forward slashes. Anything that is not known there is part of the work tree. */
export const isOwnDocument = (name: string): boolean => OWN_FILES.some((pattern) => pattern.test(name));

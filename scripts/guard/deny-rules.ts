/**
 * The deny rules; `Edit(…)` covers Write and the shell's redirections too. Appended as one run in this
 * order: it begins with a rule that only this program has, so that a rule the user had before is kept.
 */
export const DENY_RULES: readonly string[] = [
  'Edit(.claude/hooks/cccc-*)',
  'Edit(docs/cccc/state.json)',
  'Edit(docs/cccc/installed.json)',
  'Edit(docs/cccc/ledger/**)',
  'Edit(docs/cccc/reviews/**)',
  'Edit(.git/cccc/**)',
  'Edit(.git/cccc-*)',
  'Edit(~/.local/state/cccc/**)',
];

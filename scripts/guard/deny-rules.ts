/**
 * The deny rules. `Edit(…)` also covers Write and the shell's redirections. They are appended as one run in this order;
 * the first is a rule that only this program has, so that rules which the user had before are kept.
 */
export const DENY_RULES: readonly string[] = [
  'Edit(.claude/hooks/cccc-*)',
  'Edit(docs/cccc/state.json)',
  'Edit(docs/cccc/installed.json)',
  'Edit(docs/cccc/ledger/**)',
  'Edit(docs/cccc/reviews/**)',
  'Edit(docs/cccc/trusted-keys.json)',
  'Edit(.git/cccc/**)',
  'Edit(.git/cccc-*)',
  'Edit(~/.local/state/cccc/**)',
];

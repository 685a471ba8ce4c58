/**
 * What only a human may decide (design decision 13): verb → sub-verbs or options that carry the mark, `*` is the
 * verb itself. The same as `humanOnly` in the verb table, which a hook cannot load; a test compares the two.
 */
export const HUMAN_ONLY = {
  report: ['answer'],
  loop: ['start'],
  resume: ['--strategy'],
  confirm: ['*'],
  abandon: ['*'],
} as const satisfies Record<string, readonly string[]>;

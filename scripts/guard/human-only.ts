/**
 * What only a human may decide: verb → sub-verbs or options that carry the mark, `*` is the verb itself. The same as
 * `humanOnly` in the verb table, which a hook cannot load; a test compares the two.
 */
export const HUMAN_ONLY = {
  report: ['answer'],
  loop: ['start', 'stop'],
  resume: ['--strategy', '--confirm'],
  confirm: ['*'],
  abandon: ['*'],
} as const satisfies Record<string, readonly string[]>;

/** In: verb and arguments. Wherever the marked word stands: the program takes options before a sub-verb, too. */
export function isHumanOnly([verb = '', ...rest]: readonly string[]): boolean {
  const marks: readonly string[] = Object.entries(HUMAN_ONLY).find(([name]) => name === verb)?.[1] ?? [];
  const end = rest.indexOf('--');
  const options = end < 0 ? rest : rest.slice(0, end);
  if (options.some((text) => /^(?:--help|-h|--dry-run)$/.test(text))) return false;
  return marks.some(
    (mark) =>
      mark === '*' || rest.some((text) => text === mark || (mark.startsWith('--') && text.startsWith(`${mark}=`))),
  );
}

/** A call as grants compare it: without what only shapes the output, and with one spelling of a reason in words. */
export function grantedCall([verb = '', ...rest]: readonly string[]): string[] {
  const words = rest.filter(
    (text, index) => text !== '--json' && text !== '--language' && rest[index - 1] !== '--language',
  );
  return verb === 'abandon' ? [verb, words.join(' ')] : [verb, ...words];
}

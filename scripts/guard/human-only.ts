/** What only a human may decide, and the two ways of looking at a call that grants need. */
import { HUMAN_ONLY } from '../generated/human-only.js';

export { HUMAN_ONLY };

/** In: verb and arguments. Wherever the marked word stands: the program takes options before a sub-verb, too. */
export function isHumanOnly([verb = '', ...rest]: readonly string[]): boolean {
  const marks: readonly string[] = Object.hasOwn(HUMAN_ONLY, verb) ? (HUMAN_ONLY[verb] ?? []) : [];
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

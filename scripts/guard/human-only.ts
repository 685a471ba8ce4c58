/** What only a human may use, and the two views of a call that grants need. */
import { HUMAN_ONLY } from '../generated/human-only.js';

export { HUMAN_ONLY };

/** Whether a call is human-only, wherever the marked word is: the program also accepts options before a sub-verb. */
export function isHumanOnly([verb = '', ...rest]: readonly string[]): boolean {
  const marks: readonly string[] = Object.hasOwn(HUMAN_ONLY, verb) ? (HUMAN_ONLY[verb] ?? []) : [];
  const end = rest.indexOf('--');
  const options = end < 0 ? rest : rest.slice(0, end);
  if (options.some((text) => /^(?:--help|-h|--dry-run)$/.test(text))) return false;
  return marks.some((mark) => mark === '*' || rest.some((text, index) => isMarked(mark, text, rest[index + 1])));
}

/** Whether a word is the marked one; of `--option=value` only that value is, in both spellings. */
function isMarked(mark: string, text: string, next: string | undefined): boolean {
  const [option, value] = mark.split('=');
  if (value !== undefined) return text === mark || (text === option && next === value);
  return text === mark || (mark.startsWith('--') && text.startsWith(`${mark}=`));
}

/** A call as grants compare it: without options that only shape the output, and with one spelling of a reason. */
export function grantedCall([verb = '', ...rest]: readonly string[]): string[] {
  const words = rest.filter(
    (text, index) => text !== '--json' && text !== '--language' && rest[index - 1] !== '--language',
  );
  return verb === 'abandon' || verb === 'replan' ? [verb, words.join(' ')] : [verb, ...words];
}

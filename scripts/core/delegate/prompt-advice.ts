/** What is said about a prompt before Codex gets it. Nothing here refuses one. */
import { type Notice, notice } from '../say/notices.js';

/** Longer prompts name steps instead of a goal. */
export const MOST_WORDS = 500;
/** So many lines in a row that look like code were pasted. */
const PASTED_LINES = 12;

const HAN = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/gu;
/** Characters of a word in scripts that put nothing between words; roughly. */
const HAN_IN_A_WORD = 1.6;

/** Words of a text in any script, punctuation left out. */
export function wordsIn(text: string): number {
  const han = text.match(HAN)?.length ?? 0;
  const others = text.replace(HAN, ' ').match(/[\p{L}\p{N}][\p{L}\p{N}\p{M}'’_-]*/gu)?.length ?? 0;
  return others + Math.ceil(han / HAN_IN_A_WORD);
}

/** A line of code rather than of prose: it is indented, or ends as code and logs end. */
const LOOKS_PASTED = /^(?:\s{2,}\S|\t|[-+@]{1,3}\s*\S.*[;{}]|.*[;{}]\s*$|<\/?\w|\d{4}-\d\d-\d\d[T ])/;

/** Whether a text holds the content of a file: a long block between fences, or many lines of code in a row. */
export function hasPastedContent(text: string): boolean {
  let inFence = false;
  let count = 0;
  for (const line of text.split('\n')) {
    if (line.trimStart().startsWith('```')) {
      inFence = !inFence;
      count = 0;
      continue;
    }
    if (inFence || LOOKS_PASTED.test(line)) count += 1;
    else if (line.trim() !== '') count = 0;
    if (count >= PASTED_LINES) return true;
  }
  return false;
}

/** Whether a text names what has to be run: a line that begins with `Verification:`. */
export const namesVerification = (text: string): boolean => /^\s*(?:Verification|验证)\s*[:：]\s*\S/im.test(text);

/**
 * What the caller should know about a prompt.
 *
 * @param needsVerification whether Codex changes files, and nothing was given that the runner verifies them with
 */
export function promptAdvice(goal: string, needsVerification: boolean): Notice[] {
  const words = wordsIn(goal);
  return [
    ...(words > MOST_WORDS ? [notice('ask-prompt-long', { words, most: MOST_WORDS })] : []),
    ...(hasPastedContent(goal) ? [notice('ask-prompt-pasted', {})] : []),
    ...(needsVerification && !namesVerification(goal) ? [notice('ask-unverified', {})] : []),
  ];
}

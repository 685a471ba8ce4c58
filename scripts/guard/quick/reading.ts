/** Programs that show or search files. */
import { isFile, isFlag, isIn, isMentionFree, type QuickContext } from './arguments.js';
import { isPlainTarget } from './paths.js';
import type { QuickWord } from './words.js';

const ACTIONS = '|-exec|-execdir|-ok|-okdir|-delete|-fprint|-fprintf|-fls|';

export function isReading(program: string, args: readonly QuickWord[], places: QuickContext['places']): boolean {
  if (program === 'find' && args.some(({ text, dynamic }) => dynamic || isIn(ACTIONS, text))) return false;
  return args.every(
    (word) =>
      isFlag(word) ||
      isPlainTarget(word, places) ||
      (program === 'find' && isIn('|(|)|!|', word.text)) ||
      (program === 'tr' && /^(?:\\[nrt\\]|\[:\w+:\])$/.test(word.text)),
  );
}

export function isSearching(program: string, args: readonly QuickWord[], places: QuickContext['places']): boolean {
  const isOption = ({ text }: QuickWord): boolean => text.startsWith('-') && text !== '-';
  const flags = args.filter(isOption);
  if (
    !flags.every(isFlag) ||
    flags.some(
      ({ text }) =>
        text === '--' ||
        /^-[efTF]|^-in|^--(?:regexp|file|expression|upload-file|env-file|body-file|post-file)/.test(text),
    )
  )
    return false;
  const isInPlace = program === 'sed' && flags.some(({ text }) => text === '-i');
  if (program === 'sed' && !flags.every(({ text }) => text === '-i' || /^-[nEr]+$/.test(text))) return false;
  const [pattern, ...files] = args.filter((word) => !isOption(word));
  if (pattern === undefined) return true;
  return (
    !pattern.textual &&
    !/^@|=@|^(?:if|in)=/.test(pattern.text) &&
    (isInPlace
      ? isMentionFree(pattern) &&
        /^s[/|#]/.test(pattern.text) &&
        !/\.\.|claude/.test(pattern.text) &&
        files.every((word) => isFile(word, places))
      : files.every((word) => isPlainTarget(word, places)))
  );
}

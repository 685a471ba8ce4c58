/** git commands that lose nothing and send nothing to an unexpected place. */
import { isFile, isFlag, isIn, type QuickContext } from './arguments.js';
import { isPlainTarget } from './paths.js';
import type { QuickWord } from './words.js';

const GIT_VERBS =
  '|status|log|commit|fetch|pull|rev-parse|describe|shortlog|rev-list|merge-base|cherry-pick|merge|remote|grep|revert|apply|init|add|show|diff|blame|ls-files|';

export function isGit(given: readonly QuickWord[], places: QuickContext['places']): boolean {
  const own =
    given[0]?.text === '--no-pager'
      ? 1
      : given[0]?.text === '-C' && given[1] !== undefined && isFile(given[1], places)
        ? 2
        : 0;
  const [verb, ...args] = given.slice(own);
  if (verb === undefined || verb.dynamic || given.some(({ text, spoken }) => spoken || text.startsWith('alias.')))
    return false;
  const isMessage = (at: number): boolean =>
    isIn('|commit|merge|tag|', verb.text) && isIn('|-m|-am|--message|', args[at - 1]?.text ?? '');
  if (isIn(GIT_VERBS, verb.text))
    return args.every(
      (word, at) => isFlag(word) || (isPlainTarget(word, places) && !/\s/.test(word.text)) || isMessage(at),
    );
  const texts = args.map(({ text, bare }) => (bare ? text : '?'));
  switch (verb.text) {
    case 'branch':
      return texts.every((text) => isIn('|-a|-v|-vv|-r|--list|--show-current|--all|', text));
    case 'stash':
      return texts.length === 0 || (isIn('|list|show|push|pop|apply|', texts[0] ?? '') && args.slice(1).every(isFlag));
    case 'tag':
      return args.every((word, at) => isIn('|-a|-l|--list|-m|', word.text) || isFile(word, places) || isMessage(at));
    case 'mv':
      return args.every((word) => isFile(word, places));
    case 'reset':
      return args.every(
        (word) => isIn('|--soft|--mixed|-q|', word.text) || isFile(word, places) || /^HEAD~\d+$/.test(word.text),
      );
    case 'rebase':
      return texts.every((text) => /^(?:--continue|--abort|--skip|\w[\w/-]*)$/.test(text));
    case 'checkout':
    case 'switch':
      if (args.length === 1)
        return args.every(
          (word) => word.text === '-' || (isFile(word, places) && /^\w[\w.-]*(?:\/\w[\w.-]*)*$/.test(word.text)),
        );
      return texts.length === 2 && isIn('|-b|-c|', texts[0] ?? '') && /^[\w/-]+$/.test(texts[1] ?? '');
    case 'push':
      return texts.every(
        (text, index) =>
          isIn('|-u|--set-upstream|', text) ||
          (texts.slice(0, index).some((before) => before === 'origin') ? /^\w[\w/.-]*$/.test(text) : text === 'origin'),
      );
    default:
      return false;
  }
}

/** Less common git commands that lose work or rewrite what others have. */
import { has, lineOf, texts } from '../../args.js';
import { type Call, type Category, type Context, type Finding, type Kind, UNKNOWN } from '../../model.js';
import { optionsOfVerb } from './git-options.js';
import { isProtected } from './protected.js';

type Found = (category: Category, kind: Kind, grave?: boolean) => Finding[];

/** A command of git, by its verb and the words after it. */
export function judgeRareGit(verb: string, call: Call, context: Context, found: Found): Finding[] {
  const args = call.args.slice(call.args.findIndex(({ text }) => text === verb) + 1);
  const line = lineOf(args, optionsOfVerb(verb));
  const words = line.words.map(({ text }) => text);
  const [first = '', second = ''] = words;
  switch (verb) {
    case 'send-pack':
    case 'subtree':
      return has(line, 'f', '--force') && (verb === 'send-pack' || first === 'push')
        ? found('history-rewrite', 'force-push')
        : [];
    case 'lfs':
      return /^migrate$/.test(first) && /^(?:import|export)$/.test(second)
        ? found('history-rewrite', 'rewrite-history')
        : first === 'prune' && has(line, '', '--force')
          ? found('history-rewrite', 'drop-history')
          : [];
    case 'rebase':
      return has(line, '', '--root') ? found('history-rewrite', 'rewrite-history') : [];
    case 'update-ref':
      return words.length > 1 && /^(?:HEAD$|refs\/(?:heads|tags|remotes)\/|[^/]+$)/.test(first)
        ? found('history-rewrite', 'rewrite-history')
        : [];
    case 'symbolic-ref':
      return has(line, 'd', '--delete') || (words.length > 1 && first === 'HEAD')
        ? found('history-rewrite', 'rewrite-history')
        : [];
    case 'fast-import':
      return has(line, 'f', '--force') ? found('history-rewrite', 'rewrite-history') : [];
    case 'repack':
      return line.flags.some((flag) => /^--unpack-unreachable=(?:now|all)/.test(flag))
        ? found('history-rewrite', 'drop-history')
        : [];
    case 'tag':
      return has(line, 'd', '--delete') &&
        (words.length > 3 ||
          texts(line.words).includes(UNKNOWN) ||
          line.words.some(({ text, glob }) => glob || text === 'HEAD'))
        ? found('history-rewrite', 'drop-history')
        : [];
    case 'fetch':
    case 'pull':
      return words.some((word) => isOverwriting(word, has(line, 'f', '--force'), context))
        ? found('history-rewrite', 'drop-history')
        : [];
    case 'read-tree':
      return has(line, 'u', '--reset') ? found('lost-work', 'discard') : [];
    case 'checkout-index':
      return has(line, 'f', '--force') && has(line, 'a', '--all') ? found('lost-work', 'discard') : [];
    case 'apply':
      return has(line, 'R', '--reverse') &&
        !has(line, '', '--check', '--cached') &&
        ((words.length === 0 && call.input.kind !== 'none') || /\/dev\/fd\//.test(texts(args)))
        ? found('lost-work', 'discard')
        : [];
    default:
      return [];
  }
}

/** `+main:main`: a branch here would be set to what the remote has. */
function isOverwriting(word: string, isForced: boolean, context: Context): boolean {
  const [, plus = '', target = ''] = /^(\+?)[^:]+:(.+)$/.exec(word) ?? [];
  return (plus === '+' || isForced) && isProtected(target, context);
}

/** More than a few branches, or branches that are known only at run time. */
export function judgeBranches(args: Call['args'], context: Context, found: Found): Finding[] {
  const line = lineOf(args, optionsOfVerb('branch'));
  const words = line.words.map(({ text }) => text);
  const isRename = has(line, 'mMcC', '--move', '--copy');
  const isDeletion = has(line, 'dD', '--delete');
  const isForced = has(line, 'DMCf', '--force');
  if (isRename)
    return isForced && words.length > 1 && isProtected(words[1] ?? '', context) ? found('lost-work', 'drop-tree') : [];
  if (!isForced) return [];
  const isMany =
    isDeletion &&
    (words.length > 3 ||
      line.words.some(
        ({ text, glob, names }) => glob || text.includes(UNKNOWN) || names.length > 0 || text === 'HEAD',
      ));
  return isMany || words.slice(0, isDeletion ? undefined : 1).some((word) => isProtected(word, context))
    ? found('lost-work', 'drop-tree')
    : [];
}

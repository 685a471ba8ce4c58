/** git commands that lose work or rewrite what others have. */
import { has, isProgram, type Line, lineOf, texts, valueOfFlag } from '../../args.js';
import { type Arg, type Call, type Category, type Context, type Finding, type Kind, shown } from '../../model.js';
import { resolved } from '../../paths.js';
import { isDisposable, isTemporary } from '../files/disposable.js';
import { isRemoteUrl, judgeGitSettings } from './git-config.js';
import { GLOBAL, optionsOfVerb } from './git-options.js';
import { judgeBranches, judgeRareGit } from './history.js';
import { judgeOtherControl } from './other-control.js';
import { isProtected } from './protected.js';

export function judgeGit(call: Call, context: Context): Finding[] {
  if (/^(?:git-filter-repo|bfg|git-filter-branch)$/.test(call.program))
    return [{ category: 'history-rewrite', kind: 'rewrite-history', subject: shown(call) }];
  if (call.program === 'hub' && call.args[0]?.text === 'push') return judgeGit({ ...call, program: 'git' }, context);
  if (call.program !== 'git') return judgeOtherControl(call);
  const at = verbAt(call.args);
  const verb = call.args[at]?.text ?? '';
  const args = call.args.slice(at + 1);
  const line = lineOf(args, optionsOfVerb(verb));
  if (args.some(({ text }) => text === '--help' || text === '-h')) return [];
  const found = (category: Category, kind: Kind, grave = false): Finding[] => [
    { category, kind, subject: shown(call), grave },
  ];
  const words = line.words.map(({ text }) => text);
  const setting = judgeGitSettings(verb, call, context);
  if (setting.length > 0) return setting;
  if (/^(?:reset|clean|checkout|restore|switch)$/.test(verb) && isTemporary(folderOf(call, at), context.places))
    return [];
  return judgeVerb(verb, call, { args, line, words }, context, found);
}

/** What follows the verb. */
interface Rest {
  args: readonly Arg[];
  line: Line;
  /** The plain words of it. */
  words: readonly string[];
}

function judgeVerb(verb: string, call: Call, rest: Rest, context: Context, found: Found): Finding[] {
  const { args, line } = rest;
  switch (verb) {
    case 'push':
      return judgePush(args, line, context, found);
    case 'filter-branch':
    case 'filter-repo':
      return found('history-rewrite', 'rewrite-history');
    case 'replace':
    case 'reflog':
    case 'gc':
    case 'prune':
      return judgeHistory(verb, rest, found);
    case 'update-ref':
      return has(line, 'd', '--stdin')
        ? found('history-rewrite', 'drop-history')
        : judgeRareGit(verb, call, context, found);
    case 'reset':
      return has(line, '', '--hard', '--merge') ? found('lost-work', 'hard-reset') : [];
    case 'clean':
      return judgeClean(call, line, context, found);
    case 'checkout':
    case 'restore':
    case 'switch':
      return judgeDiscard(verb, call, args, line, context, found);
    case 'stash':
    case 'worktree':
    case 'submodule':
      return judgeDropped(verb, call, rest, context, found);
    case 'branch':
      return judgeBranches(args, context, found);
    case 'rm':
      return judgeRemoval(call, line, context, found);
    default:
      return judgeRareGit(verb, call, context, found);
  }
}

/** Commands that replace commits, or remove those that only a reflog still holds. */
function judgeHistory(verb: string, { line, words }: Rest, found: Found): Finding[] {
  switch (verb) {
    case 'replace':
      return words.length > 0 ? found('history-rewrite', 'rewrite-history') : [];
    case 'reflog':
      return /^(?:expire|delete)$/.test(words[0] ?? '') && !has(line, 'n', '--dry-run')
        ? found('history-rewrite', 'drop-history')
        : [];
    case 'gc':
      return line.flags.some((flag) => /^--prune(?:=|$)/.test(flag) && !/=never/.test(flag))
        ? found('history-rewrite', 'drop-history')
        : [];
    case 'prune':
      return has(line, 'n', '--dry-run') ? [] : found('history-rewrite', 'drop-history');
    default:
      return [];
  }
}

/** Commands that drop a stash, a work tree or a submodule together with its changes. */
function judgeDropped(verb: string, call: Call, { line, words }: Rest, context: Context, found: Found): Finding[] {
  switch (verb) {
    case 'stash':
      return /^(?:drop|clear)$/.test(words[0] ?? '') ? found('lost-work', 'drop-stash') : [];
    case 'worktree':
      return words[0] === 'remove' &&
        has(line, 'f', '--force') &&
        !words.slice(1).every((text) => isTemporary(resolved(text, call.cwd), context.places))
        ? found('lost-work', 'drop-tree')
        : [];
    case 'submodule':
      return /^(?:deinit|update)$/.test(words[0] ?? '') && has(line, 'f', '--force')
        ? found('lost-work', 'drop-tree')
        : [];
    default:
      return [];
  }
}

type Found = (category: Category, kind: Kind, grave?: boolean) => Finding[];

/** The work tree on which a call works, as far as its words say. */
function folderOf({ args, cwd, env }: Call, verb: number): string {
  const own = args.slice(0, verb).map(({ text }) => text);
  if (env.has('GIT_DIR') || env.has('GIT_WORK_TREE') || own.some((text) => /^--(?:work-tree|git-dir)\b/.test(text)))
    return '';
  return own.reduce((folder, text, index) => (own[index - 1] === '-C' ? resolved(text, folder) : folder), cwd);
}

/** The position of the verb after git's own options. */
function verbAt(args: readonly Arg[]): number {
  const valued = new Set(GLOBAL.split(' '));
  let index = 0;
  while (index < args.length && args[index]?.text.startsWith('-')) index += valued.has(args[index]?.text ?? '') ? 2 : 1;
  return index;
}

/** Aliases on the command line, and commands that git is told to run. */
export function gitScripts(call: Call): string[] {
  if (call.program !== 'git') return [];
  return call.args.flatMap(({ text }, index) => {
    const alias = /^alias\.[\w-]+=!(.*)$/s.exec(text)?.[1];
    if (alias !== undefined) return [alias];
    const plain = /^alias\.([\w-]+)=(.*)$/s.exec(text);
    if (plain !== null && call.args.some((one) => one.text === plain[1]))
      return [`git ${plain[2]} ${texts(call.args.slice(call.args.findIndex((one) => one.text === plain[1]) + 1))}`];
    const before = call.args[index - 1]?.text;
    return (before === '-x' || before === '--exec') && call.args.some((one) => one.text === 'rebase') ? [text] : [];
  });
}

const DEPLOYED_TO = /^(?:heroku|dokku|production|prod|staging|live|piku|clever|scalingo|gigalixir)(?:-.+)?$/;

function judgePush(args: readonly Arg[], line: Line, context: Context, found: Found): Finding[] {
  if (has(line, 'n', '--dry-run')) return [];
  const [remote = '', ...refs] = line.words.map(({ text }) => text);
  const targets = refs.map((ref) => ref.replace(/^\+/, '').split(':').at(-1) ?? '');
  const isGrave = targets.some((target) => isProtected(target, context));
  if (has(line, '', '--mirror')) return found('history-rewrite', 'force-push', true);
  const isForced =
    has(line, 'f', '--force', '--force-with-lease') ||
    line.flags.some((flag) => /^--force(?!-if-includes$)/.test(flag)) ||
    refs.some((ref) => ref.startsWith('+'));
  if (isForced) return found('history-rewrite', 'force-push', isGrave);
  const isDeletion = has(line, 'd', '--delete', '--prune') || refs.some((ref) => /^:./.test(ref));
  if (isDeletion) return found('remote-deletion', 'delete-remote-ref', isGrave);
  if (args.some(({ text }) => text === '--all') && has(line, '', '--force'))
    return found('history-rewrite', 'force-push', true);
  if (isRemoteUrl(remote) && !/(?:git\.heroku\.com|dokku@)/.test(remote)) return found('deploy', 'remote-host');
  if (refs.some((ref) => /.:(?:refs\/heads\/)?(?:production|prod|live)$/.test(ref))) return found('deploy', 'deploy');
  return DEPLOYED_TO.test(remote) || /(?:git\.heroku\.com|dokku@)/.test(remote) ? found('deploy', 'deploy') : [];
}

function judgeClean(call: Call, line: Line, context: Context, found: Found): Finding[] {
  if (has(line, 'n', '--dry-run') || has(line, 'i', '--interactive')) return [];
  if (!has(line, 'f', '--force') && !call.args.some(({ text }) => text.startsWith('clean.requireForce='))) return [];
  const isAllDisposable =
    line.words.length > 0 && line.words.every(({ text }) => isDisposable(resolved(text, call.cwd), context));
  return isAllDisposable ? [] : found('lost-work', 'clean');
}

const WITHOUT_EXTENSION = [
  'Makefile|Dockerfile|LICENSE|README|CHANGELOG|Gemfile|Procfile|Rakefile|Vagrantfile|Jenkinsfile',
  'CODEOWNERS|BUILD|WORKSPACE|Cargo|go',
];

/** Whether discarding a path affects more than one file. */
function isMany(target: Arg): boolean {
  const text = target.text.replace(/\/+$/, '');
  const name = text.split('/').at(-1) ?? '';
  if (/^(?:\.|\.\.|:\/|:\(top\).*|\*|)$/.test(text) || name === '*' || name === '**') return true;
  if (target.glob || /\*|\/$/.test(target.text)) return true;
  return !name.includes('.') && !isProgram(name, WITHOUT_EXTENSION);
}

function judgeDiscard(
  verb: string,
  call: Call,
  args: readonly Arg[],
  line: Line,
  context: Context,
  found: Found,
): Finding[] {
  const discards = found('lost-work', 'discard');
  const target = valueOfFlag(args, verb === 'switch' ? '-C' : '-B');
  if (target !== null && isProtected(target.text, context)) return found('lost-work', 'drop-tree');
  if (has(line, '', '--pathspec-from-file')) return discards;
  if (verb === 'switch') return has(line, 'f', '--force', '--discard-changes') ? discards : [];
  if (verb === 'restore') {
    const isStagedOnly = has(line, 'S', '--staged') && !has(line, 'W', '--worktree');
    return !isStagedOnly &&
      !has(line, 'p', '--patch') &&
      line.words.some((word) => isMany(word) && !isDisposable(resolved(word.text, call.cwd), context))
      ? discards
      : [];
  }
  if (has(line, 'f', '--force')) return discards;
  const dashes = args.findIndex(({ text }) => text === '--');
  const paths =
    dashes >= 0
      ? args.slice(dashes + 1)
      : line.words.filter(({ text }) => /^(?:\.|\.\/|\.\.|:\/|\*|.*\/\*)$/.test(text));
  if (has(line, 'bB', '--orphan') || has(line, 'p', '--patch')) return [];
  return paths.some((word) => isMany(word) && !isDisposable(resolved(word.text, call.cwd), context)) ? discards : [];
}

/** git itself refuses to remove what was changed, unless it is forced. */
function judgeRemoval(call: Call, line: Line, context: Context, found: Found): Finding[] {
  if (has(line, '', '--cached') || has(line, 'n', '--dry-run')) return [];
  const many = line.words.filter((word) => isMany(word) && !isDisposable(resolved(word.text, call.cwd), context));
  const isWhole = many.some(({ text }) => /^(?:\.|\.\/|\*|:\/|src|lib|app|packages)\/?$/.test(text));
  return many.length > 0 && (has(line, 'f', '--force') || (isWhole && has(line, 'r')))
    ? found('destructive-delete', 'delete-tree')
    : [];
}

import { isFile, isFlag, isIn, isMentionFree, type QuickContext } from './arguments.js';
import { isPlainTarget, isTelling } from './paths.js';
import type { QuickCommand } from './reader.js';
import { isReading, isSearching } from './reading.js';
import { isFar, isTool } from './tools.js';
import type { QuickWord } from './words.js';

/** Programs that only print what they are given. */
const SPEAKERS = '|echo|printf|true|false|:|test|[|';
/** Programs that show files or parts of them. */
const READERS =
  '|cat|head|tail|wc|less|more|nl|sort|uniq|cut|tr|tac|ls|stat|file|diff|cmp|comm|du|df|tree|column|realpath|readlink|dirname|basename|md5sum|sha1sum|sha256sum|shasum|which|type|find|xxd|od|hexdump|fold|rev|paste|join|pwd|date|sleep|nproc|whoami|uname|hostname|exit|break|continue|wait|mkdir|zip|';
/** Programs that do the same with a pattern or a script as their first word. */
const SEARCHERS = '|grep|egrep|fgrep|rg|jq|sed|';
/** Programs that only check, test and build. */
const CHECKERS =
  '|tsc|vitest|eslint|prettier|jest|mocha|ava|biome|oxlint|stylelint|knip|c8|nyc|pytest|ruff|mypy|black|flake8|isort|pyright|pylint|coverage|gofmt|golangci-lint|staticcheck|rustfmt|rustc|javac|shellcheck|rspec|rubocop|ctest|cmake|ninja|gcc|g++|clang|clang-format|clang-tidy|pre-commit|bandit|';
/** Whether one command of a line that readPlain understood is ordinary. */
export function isOrdinary(command: QuickCommand, context: QuickContext): boolean {
  const { words, values, reads, writes, document, source } = command;
  const { places } = context;
  if (![...values, ...reads].every((word) => isPlainTarget(word, places) && !isExpandedAgain(word))) return false;
  if (!writes.every((word) => isFile(word, places) || word.text === '/dev/null')) return false;
  const [program, ...args] = words;
  if (writes.some((word) => word.text !== '/dev/null') && isMute(program?.text, args)) return false;
  if (program === undefined) return !document;
  if (program.dynamic || (document && program.text !== 'cat' && program.text !== 'tee')) return false;
  return isKnown(program.text, args, source, context);
}

/** What bash may expand once more: a prompt, the name of an element. */
const isExpandedAgain = ({ text }: QuickWord): boolean => text.includes('$(') || text.includes('`');

/** Whether a program prints nothing, so that a file that receives its output would be emptied. */
const isMute = (program: string | undefined, args: readonly QuickWord[]): boolean =>
  program === undefined ||
  (isIn(SPEAKERS, program) &&
    !(isIn('|echo|printf|', program) && args.some(({ text }) => text !== '' && !text.startsWith('-'))));

function isKnown(
  program: string,
  args: readonly QuickWord[],
  source: QuickCommand['source'],
  context: QuickContext,
): boolean {
  const { places } = context;
  if (isIn(SPEAKERS, program))
    return args.every(
      (word) =>
        !word.held &&
        !isTelling(word.text) &&
        !/(?:^|\s)[/~]|\.\.\//.test(word.text) &&
        // The name of a variable, which may be an element with a subscript.
        (program === 'echo' || !(word.text.startsWith('-v') || isExpandedAgain(word))),
    );
  if (isIn(READERS, program)) return isReading(program, args, places);
  if (isIn(SEARCHERS, program)) return isSearching(program, args, places);
  if (isIn(CHECKERS, program)) return args.every(isMentionFree);
  return isChange(program, args, places) || isTool(program, args, context) || isWrapper(program, args, source, context);
}

/** Whether this is a change in the project by the shell itself or a small program. */
function isChange(program: string, args: readonly QuickWord[], places: QuickContext['places']): boolean {
  switch (program) {
    case 'cd':
      return args.length === 1 && args.every((word) => isFile(word, places));
    case 'cp':
      return args.every((word) => isFile(word, places) || isIn('|-f|-n|-p|-v|', word.text));
    case 'touch':
    case 'tee':
      return args.every((word) => isFile(word, places) || isFlag(word));
    case 'rm':
      return isRemoval(args, places);
    case 'set':
      return args.length > 0 && args.every(({ text, bare }) => bare && /^(?:[-+][a-z]+|pipefail)$/.test(text));
    case 'chmod':
      return isIn('|+x|u+x|600|644|755|', args[0]?.text ?? '') && args.slice(1).every((word) => isFile(word, places));
    default:
      return false;
  }
}

/** What a build creates again. */
const MADE_AGAIN =
  '|node_modules|dist|build|coverage|target|out|htmlcov|__pycache__|test-results|playwright-report|storybook-static|';

/** Whether only single files of the project, or folders that a build creates again, are removed. */
function isRemoval(args: readonly QuickWord[], places: QuickContext['places']): boolean {
  const isTree = args.some(({ text }) => text.startsWith('-') && text.includes('r'));
  return args.every((word) => {
    if (word.text.startsWith('-')) return isIn('|-r|-f|-rf|-fr|-v|', word.text);
    const name = word.text.split('/').at(-1) ?? '';
    return (
      isFile(word, places) &&
      word.text !== places.project &&
      (isTree
        ? isIn(MADE_AGAIN, name)
        : /^[\w-]+\.(?:[cm]?[jt]sx?|py|rs|go|java|rb|css|html|md|log|out|txt)$/.test(name))
    );
  });
}

/** Whether a program runs another command that is ordinary. */
function isWrapper(
  program: string,
  args: readonly QuickWord[],
  source: QuickCommand['source'],
  context: QuickContext,
): boolean {
  switch (program) {
    case 'time':
    case 'nohup':
    case 'npx':
      return isRunning(args, source, context);
    case 'timeout':
      return /^\d+[smh]?$/.test(args[0]?.text ?? '') && isRunning(args.slice(1), source, context);
    case 'xargs':
      return (
        source === 'files' &&
        isFeeding(
          args.filter(({ text }) => !isIn('|-0|-r|-n1|', text)),
          context,
        )
      );
    case 'poetry':
    case 'pipenv':
    case 'uv':
      return args[0]?.text === 'run' && isRunning(args.slice(1), source, context);
    case 'bundle':
      return (
        args[0]?.text === 'exec' &&
        isIn('|rspec|rubocop|', args[1]?.text ?? '') &&
        !args.some(({ text }) => isFar(text)) &&
        isRunning(args.slice(1), source, context)
      );
    default:
      return false;
  }
}

/** Whether a command that receives names of files is ordinary. */
const isFeeding = (words: readonly QuickWord[], context: QuickContext): boolean =>
  isIn('|grep|rg|wc|cat|head|ls|', words[0]?.text ?? '') && isRunning(words, 'none', context);

/** Whether a command that another one runs is ordinary. */
function isRunning(
  [program, ...args]: readonly QuickWord[],
  source: QuickCommand['source'],
  context: QuickContext,
): boolean {
  return (
    program !== undefined &&
    !program.dynamic &&
    !program.text.startsWith('-') &&
    !/\s/.test(program.text) &&
    isKnown(program.text, args, source, context)
  );
}

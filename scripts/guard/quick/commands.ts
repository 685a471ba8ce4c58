/**
 * Commands of which the guard surely has nothing to say. A closed table: what is not in it is judged by the rules,
 * so that a mistake here may cost time, and test/guard/quick.test.ts holds it to never costing a question.
 */
import { HUMAN_ONLY } from '../human-only.js';
import type { GuardPlaces, ScriptLookup } from '../model.js';
import { isPlainPath, isPlainTarget, isTelling, isUnglued } from './paths.js';
import type { QuickCommand } from './reader.js';
import { isDigit, isLetter, type QuickWord } from './words.js';

export interface QuickContext {
  places: Pick<GuardPlaces, 'project'>;
  script: ScriptLookup;
  /** Whether the line that a script of package.json stands for is ordinary. */
  isOrdinaryLine(line: string): boolean;
}

/** Say what they are given. */
const SPEAKERS = '|echo|printf|true|false|:|test|[|';
/** Show files, or something of them. */
const READERS =
  '|cat|head|tail|wc|less|more|nl|sort|uniq|cut|tr|tac|ls|stat|file|diff|cmp|comm|du|df|tree|column|realpath|readlink|dirname|basename|md5sum|sha1sum|sha256sum|shasum|which|type|find|xxd|od|hexdump|fold|rev|paste|join|pwd|date|sleep|nproc|whoami|uname|hostname|exit|break|continue|wait|mkdir|zip|';
/** The same, by a pattern or a script that is their first word. */
const SEARCHERS = '|grep|egrep|fgrep|rg|jq|sed|';
/** Check, test and build, and have no verb that does anything else. */
const CHECKERS =
  '|tsc|vitest|eslint|prettier|jest|mocha|ava|biome|oxlint|stylelint|knip|c8|nyc|pytest|ruff|mypy|black|flake8|isort|pyright|pylint|coverage|gofmt|golangci-lint|staticcheck|rustfmt|rustc|javac|shellcheck|rspec|rubocop|ctest|cmake|ninja|gcc|g++|clang|clang-format|clang-tidy|pre-commit|bandit|';
/** Programs and their harmless verbs. */
const VERBS: Readonly<Record<string, string>> = {
  cargo: '|build|test|check|clippy|fmt|run|doc|tree|metadata|bench|nextest|add|update|clean|',
  go: '|build|test|vet|fmt|run|mod|generate|list|doc|version|get|clean|',
  playwright: '|test|install|',
  prisma: '|generate|format|validate|',
  vite: '|build|dev|preview|',
  next: '|build|dev|lint|',
  docker: '|ps|images|logs|version|info|',
  kubectl: '|logs|top|explain|version|',
  terraform: '|init|plan|validate|fmt|version|',
  dotnet: '|build|test|restore|run|format|',
  pip: '|install|list|show|freeze|check|',
  pip3: '|install|list|show|freeze|check|',
};
const GIT_VERBS =
  '|status|log|commit|fetch|pull|rev-parse|describe|shortlog|rev-list|merge-base|cherry-pick|merge|remote|grep|revert|apply|init|add|show|diff|blame|ls-files|';
const MODULES = '|pytest|mypy|ruff|black|flake8|unittest|json.tool|compileall|venv|';
const GOALS =
  '|test|compile|verify|package|clean|build|check|assemble|lint|install|-q|-B|-o|-DskipTests|--info|--stacktrace|--offline|';
const MAKE_GOALS = '|all|test|tests|unit|build|lint|check|fmt|format|clean|typecheck|coverage|help|';

const isIn = (list: string, name: string): boolean => name !== '' && !name.includes('|') && list.includes(`|${name}|`);

/** In: one command of a line that readPlain understood. Out: whether it is one of these. */
export function isOrdinary(command: QuickCommand, context: QuickContext): boolean {
  const { words, values, reads, writes, document, source } = command;
  const { places } = context;
  if (![...values, ...reads].every((word) => isPlainTarget(word, places))) return false;
  if (!writes.every((word) => isFile(word, places) || word.text === '/dev/null')) return false;
  const [program, ...args] = words;
  if (writes.some((word) => word.text !== '/dev/null') && isMute(program?.text, args)) return false;
  if (program === undefined) return !document;
  if (program.dynamic || (document && program.text !== 'cat' && program.text !== 'tee')) return false;
  return isKnown(program.text, args, source, context);
}

/** Says nothing, so that a file which gets its output may be emptied. */
const isMute = (program: string | undefined, args: readonly QuickWord[]): boolean =>
  program === undefined ||
  (isIn(SPEAKERS, program) &&
    !(isIn('|echo|printf|', program) && args.some(({ text }) => text !== '' && !text.startsWith('-'))));

const isFile = (word: QuickWord, places: QuickContext['places']): boolean =>
  !word.dynamic && !word.glob && isPlainTarget(word, places);

function isKnown(
  program: string,
  args: readonly QuickWord[],
  source: QuickCommand['source'],
  context: QuickContext,
): boolean {
  const { places } = context;
  if (isIn(SPEAKERS, program))
    return args.every(({ held, text }) => !held && !isTelling(text) && !/(?:^|\s)[/~]|\.\.\//.test(text));
  if (isIn(READERS, program)) return isReading(program, args, places);
  if (isIn(SEARCHERS, program)) return isSearching(program, args, places);
  if (isIn(CHECKERS, program)) return args.every(isMentionFree);
  return isChange(program, args, places) || isTool(program, args, context) || isWrapper(program, args, source, context);
}

/** What the shell itself or a small program changes in the project. */
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

/** What a build makes again. */
const MADE_AGAIN =
  '|node_modules|dist|build|coverage|target|out|htmlcov|__pycache__|test-results|playwright-report|storybook-static|';

/** Single files of the project, and folders that a build makes again. */
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

/** What runs another command. */
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

/** Programs of developers. */
function isTool(program: string, args: readonly QuickWord[], context: QuickContext): boolean {
  const { places } = context;
  switch (program) {
    case 'git':
      return isGit(args, places);
    case 'npm':
      return isPackageManager(args, context);
    case 'pnpm':
    case 'yarn':
      return args.length === 0 || isPackageManager(isIn(SCRIPTS, args[0]?.text ?? '') ? [RUN, ...args] : args, context);
    case 'mvn':
    case './mvnw':
    case 'gradle':
    case './gradlew':
      return args.length > 0 && args.every(({ text, bare }) => bare && isIn(GOALS, text));
    case 'node':
    case 'tsx':
      return isScript(args, places);
    case 'python':
    case 'python3':
      return isPython(args, places);
    case 'cccc':
      return isOwnVerb(args);
    case 'gh':
      return (
        isIn('|pr|issue|run|', args[0]?.text ?? '') &&
        isIn('|view|list|status|checks|diff|', args[1]?.text ?? '') &&
        args.slice(2).every((word) => isFlag(word) || isPlainTarget(word, places))
      );
    case 'make':
      return args.every(({ text, bare }) => bare && (isIn(MAKE_GOALS, text) || /^-[jsk]\d*$/.test(text)));
    default:
      return (
        Object.hasOwn(VERBS, program) &&
        isIn(VERBS[program] ?? '', args[0]?.text ?? '') &&
        args.every((word) => isMentionFree(word) && !(isIn('|prisma|dotnet|', program) && isFar(word.text)))
      );
  }
}

/** Names of scripts, which pnpm and yarn run without `run`. */
const SCRIPTS = '|lint|build|typecheck|type-check|check|format|dev|coverage|e2e|unit|';
const RUN: QuickWord = {
  text: 'run',
  bare: true,
  glob: false,
  dynamic: false,
  textual: false,
  spoken: false,
  held: false,
};

/** A command that gets the names of files. */
const isFeeding = (words: readonly QuickWord[], context: QuickContext): boolean =>
  isIn('|grep|rg|wc|cat|head|ls|', words[0]?.text ?? '') && isRunning(words, 'none', context);

/** A command that another one runs. */
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

/** An option, alone or with a harmless value. */
const isFlag = ({ text, dynamic }: QuickWord): boolean => {
  if (dynamic || !text.startsWith('-')) return false;
  const at = text.indexOf('=');
  const name = at < 0 ? text : text.slice(0, at);
  return (
    [...name].every((char) => char === '-' || isLetter(char) || isDigit(char)) &&
    (at < 0 || isPlainPath(text.slice(at + 1), { project: '-' }))
  );
};

/** An argument in which no program could find the evidence. */
const isMentionFree = (word: QuickWord): boolean =>
  !word.textual && isUnglued(word) && !word.text.toLowerCase().includes('cccc');

const ACTIONS = '|-exec|-execdir|-ok|-okdir|-delete|-fprint|-fprintf|-fls|';

function isReading(program: string, args: readonly QuickWord[], places: QuickContext['places']): boolean {
  if (program === 'find' && args.some(({ text, dynamic }) => dynamic || isIn(ACTIONS, text))) return false;
  return args.every(
    (word) =>
      isFlag(word) ||
      isPlainTarget(word, places) ||
      (program === 'find' && isIn('|(|)|!|', word.text)) ||
      (program === 'tr' && /^(?:\\[nrt\\]|\[:\w+:\])$/.test(word.text)),
  );
}

function isSearching(program: string, args: readonly QuickWord[], places: QuickContext['places']): boolean {
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

function isGit(given: readonly QuickWord[], places: QuickContext['places']): boolean {
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

/** Names of scripts that say that something leaves the machine, and what makes a migration one of production. */
const FAR = [
  'deploy',
  'publish',
  'release',
  'destroy',
  'ship',
  'rollback',
  'promote',
  'wipe',
  'drop',
  'nuke',
  'migrat',
  'prod',
  'live',
  'db:',
  'update',
];
const isFar = (text: string): boolean => {
  const lower = text.toLowerCase();
  return FAR.some((part) => lower.includes(part));
};

function isPackageManager([verb, ...args]: readonly QuickWord[], { script, isOrdinaryLine }: QuickContext): boolean {
  if (verb === undefined || ![verb, ...args].every((word) => isMentionFree(word) && !word.dynamic && !isFar(word.text)))
    return false;
  if (isIn('|test|t|ci|install|i|ls|outdated|', verb.text)) return true;
  const name = args[0]?.text ?? '';
  if (verb.text !== 'run' || !/^\w[\w:-]*$/.test(name)) return false;
  const line = script(name);
  return line === null || isOrdinaryLine(line);
}

/** A file of the project given to an interpreter. */
function isScript([file, ...args]: readonly QuickWord[], places: QuickContext['places']): boolean {
  if (file === undefined || file.dynamic) return false;
  if (/^(?:-v|--version)$/.test(file.text)) return args.length === 0;
  if (/^[\w./-]*\/cc-codex-collaborate\/scripts\/cccc\.mjs$/.test(file.text)) return isOwnVerb(args);
  return (
    isFile(file, places) &&
    /\.[cm]?[jt]s$/.test(file.text) &&
    !isFar(file.text) &&
    args.every(
      (word) => isMentionFree(word) && !/^-\w*[ep]|^--(?:eval|print)/.test(word.text) && !/^(?:-|--)$/.test(word.text),
    )
  );
}

function isPython([first, ...args]: readonly QuickWord[], places: QuickContext['places']): boolean {
  if (first === undefined || first.dynamic) return false;
  if (/^(?:-V|--version)$/.test(first.text)) return args.length === 0;
  if (!args.every((word) => isMentionFree(word) && !isFar(word.text) && !/^-\w*[cm]$|^-$/.test(word.text)))
    return false;
  if (first.text === '-m') return isIn(MODULES, args[0]?.text ?? '') && args[0]?.dynamic === false;
  return (
    isFile(first, places) &&
    /\.py$/.test(first.text) &&
    !/(?:^|\/)(?:manage|setup)\.py$/.test(first.text) &&
    !isFar(first.text)
  );
}

/** A verb of this program that needs nobody's word. */
function isOwnVerb([verb, ...args]: readonly QuickWord[]): boolean {
  if (
    verb === undefined ||
    !/^[a-z][a-z-]*$/.test(verb.text) ||
    ![verb, ...args].every(({ dynamic, text }) => !dynamic && !/^-\w*[ep]$|^--(?:eval|print)$/.test(text))
  )
    return false;
  return (
    !Object.hasOwn(HUMAN_ONLY, verb.text) || (verb.text === 'report' && args.every(({ text }) => text !== 'answer'))
  );
}

/** Programs of developers: package managers, builds, interpreters. */
import { HUMAN_ONLY } from '../human-only.js';
import { isFile, isFlag, isIn, isMentionFree, type QuickContext } from './arguments.js';
import { isGit } from './git.js';
import { isPlainTarget } from './paths.js';
import type { QuickWord } from './words.js';

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
const MODULES = '|pytest|mypy|ruff|black|flake8|unittest|json.tool|compileall|venv|';
const GOALS =
  '|test|compile|verify|package|clean|build|check|assemble|lint|install|-q|-B|-o|-DskipTests|--info|--stacktrace|--offline|';
const MAKE_GOALS = '|all|test|tests|unit|build|lint|check|fmt|format|clean|typecheck|coverage|help|';

/** Programs of developers. */
export function isTool(program: string, args: readonly QuickWord[], context: QuickContext): boolean {
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

/** Names of scripts which say that something leaves the machine, and words that make a migration one of production. */
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
export const isFar = (text: string): boolean => {
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

/** A verb of this program that needs no decision of the user. */
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

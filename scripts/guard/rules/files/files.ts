/** Deletion: what may go without a word, and what a person would ask about. */

import { has, lineOf } from '../../args.js';
import { type Arg, type Call, type Context, type Finding, type Kind, readable, UNKNOWN } from '../../model.js';
import { baseName, isInside, resolved } from '../../paths.js';
import { meets } from '../../patterns.js';
import { isSecretPath } from '../secrets/secret-paths.js';
import { containers, volumes } from './containers.js';
import { isDisposable, isNear, isTemporary } from './disposable.js';

/** What a glob may end in without anybody minding: made by tools, or leftovers. */
const ARTEFACT = [
  /\.(?:log|tmp|temp|o|obj|a|so|dylib|lib|exe|pyc|pyo|pyd|class|jar|war|tgz|gz|bz2|xz|zip|whl|egg|bak|bk|orig)$/,
  /\.(?:rej|swp)$/,
  /\.(?:swo|out|map|snap|cache|tsbuildinfo|pid|prof|pprof|cov|gcda|gcno|gcov|lcov|profraw|profdata|actual|diff|patch)$/,
  /\.(?:test|dmp|core|stackdump|aux|toc|bbl|blg|fls|crate|rlib|rmeta|d|gem|nupkg|dump|trace|cpuprofile|heapsnapshot)$/,
  /\.(?:png\.new|received\.\w+|ipynb_checkpoints|DS_Store)$/,
];
const LEFTOVER = [
  /^(?:core|npm-debug|yarn-error|hs_err|nohup|tmp|temp|test-results|coverage)[\w.*[\]-]*$/,
  /^(?:__pycache__|\.DS_Store|Thumbs)[\w.*-]*$/,
  /~$|^\.?#|^__pycache__$/,
];

const found = (kind: Kind, target: Arg, grave = false): Finding => ({
  category: 'destructive-delete',
  kind,
  subject: readable(target.text),
  grave,
});

export function judgeFiles(call: Call, context: Context): Finding[] {
  switch (call.program) {
    case 'rm':
    case 'unlink':
    case 'rimraf':
    case 'del':
    case 'erase':
    case 'rd':
      return removed(call, context);
    case 'shred':
    case 'srm':
    case 'wipe':
    case 'scrub':
      return shredded(call, context);
    case 'trash':
    case 'trash-put':
    case 'gtrash':
    case 'gio':
      return trashed(call, context);
    case 'trash-empty':
      return [found('delete-outside', call.word)];
    case 'truncate':
      return truncated(call, context);
    case 'rsync':
      return mirrored(call, context);
    case 'mv':
      return lineOf(call.args).words.at(-1)?.text === '/dev/null'
        ? lineOf(call.args)
            .words.slice(0, 1)
            .map((target) => found('delete-tree', target))
        : [];
    case 'docker':
    case 'podman':
    case 'nerdctl':
    case 'docker-compose':
      return [...volumes(call), ...containers(call)].slice(0, 1);
    default:
      return [];
  }
}

function shredded(call: Call, context: Context): Finding[] {
  return lineOf(call.args, '-n -s --iterations --size')
    .words.filter(({ text }) => !isDisposable(resolved(text, call.cwd), context))
    .slice(0, 1)
    .map((target) => found('delete-tree', target));
}

/** Files whose names are only known when it runs. */
function truncated(call: Call, context: Context): Finding[] {
  return lineOf(call.args, '-s -r -o')
    .words.filter((target) => target.glob || target.text.includes(UNKNOWN))
    .flatMap((target) => judgeTarget(target, false, call.cwd, context))
    .slice(0, 1);
}

function removed(call: Call, context: Context): Finding[] {
  const line = lineOf(call.args, call.program === 'shred' ? '-n -s' : '');
  const isTree = /^(?:rimraf|rd|del|erase)$/.test(call.program) || has(line, 'rR', '--recursive');
  return line.words
    .filter(({ text }) => !(/^(?:rd|del|erase)$/.test(call.program) && /^\/[a-z]$/i.test(text)))
    .flatMap((target) => judgeTarget(target, isTree, call.cwd, context))
    .slice(0, 3);
}

/** One path that would be deleted. */
export function judgeTarget(target: Arg, isTree: boolean, cwd: string, context: Context): Finding[] {
  const path = resolved(target.text, cwd);
  const { project, home } = context.places;
  if (/^(?:\/dev\/(?!shm|null)|\/proc|\/sys)/.test(path)) return [found('delete-root', target, true)];
  const bare = path.replace(/(?:\/(?:\*|\.\*|\.\[.*|\{.*))+$/, '');
  const isAll = bare !== path && !path.endsWith(`${UNKNOWN}/*`);
  if (
    path === '/' ||
    isSystem(bare) ||
    bare === home ||
    bare === '/home' ||
    bare === '/Users' ||
    (bare === '' && isAll)
  )
    return isTree || isAll ? [found('delete-root', target, true)] : [found('delete-outside', target)];
  if (isTree && (path === project || isInside(project, path))) return [found('delete-root', target, true)];
  if (isInGit(path, context)) return /\.lock$/.test(path) ? [] : [found('delete-root', target, isTree)];
  if (isDisposable(path, context)) return [];
  if (path.includes(UNKNOWN)) return unknown(target, path, isTree, isNear(path, context.places));
  if (isSecretPath(path, context.places) && !isTree) return [found('delete-secret', target)];
  if (!isInside(path, project)) return [found('delete-outside', target)];
  if (
    /\.(?:db|sqlite3?|mdb|rdb|dump|bak)$/.test(path) &&
    /(?:^|[/._-])(?:prod|production|live|backups?)(?:[/._-]|$)/i.test(path)
  )
    return [found('delete-tree', target)];
  if (target.glob) return isHarmlessGlob(path, isTree) ? [] : [found('delete-many', target)];
  return isTree && !isFile(path) ? [found('delete-tree', target)] : [];
}

const FILE_NAMES = [
  /^(?:Makefile|Dockerfile|LICENSE|README|Gemfile|Procfile|\.\w+rc|\.eslintignore|\.prettierignore|\.gitattributes)$/,
  /^(?:\.gitkeep|\.keep|\.python-version|\.node-version)$/,
];

/** A name with an extension is a file, also where a habit says -r. */
const isFile = (path: string): boolean =>
  /^.+\.[A-Za-z][\w-]{0,9}$/.test(baseName(path)) || meets(FILE_NAMES, baseName(path));

const SYSTEM_FOLDERS = [
  /^\/(?:bin|boot|dev|etc|lib|lib32|lib64|opt|proc|root)(?:\/(?:bin|lib|local|share|lib\/\w+|log|cache|www))?$/i,
  /^\/(?:run|sbin)(?:\/(?:bin|lib|local|share|lib\/\w+|log|cache|www))?$/i,
  /^\/(?:srv|sys|usr|var|System|Library|Applications)(?:\/(?:bin|lib|local|share|lib\/\w+|log|cache|www))?$/i,
  /^\/(?:private|mnt)(?:\/(?:bin|lib|local|share|lib\/\w+|log|cache|www))?$/i,
  /^\/(?:media|home|Users|tmp|windows|[a-z]:)(?:\/(?:bin|lib|local|share|lib\/\w+|log|cache|www))?$/i,
];

const isSystem = (path: string): boolean => meets(SYSTEM_FOLDERS, path) || /^[A-Za-z]:\/?(?:windows)?$/i.test(path);

/** In a repository's own folder; a clone in a temporary folder may go with all it holds, unless ours hangs on it. */
function isInGit(path: string, { places }: Context): boolean {
  if ([places.gitDir, places.commonDir].some((own) => own !== null && (path === own || isInside(path, own))))
    return true;
  return (baseName(path) === '.git' || /\/\.git\//.test(path)) && !isTemporary(path, places);
}

function isHarmlessGlob(path: string, isTree: boolean): boolean {
  const name = baseName(path);
  if (meets(ARTEFACT, name) || meets(LEFTOVER, name)) return true;
  return (
    !isTree &&
    /^[\w.-]{4,}\*[\w.-]*$/.test(name) &&
    !/\.(?:ts|js|py|rs|go|java|rb|c|cc|cpp|h|cs|kt|swift|sql|md|tf)$/.test(name)
  );
}

/** Part of the path is only known when it runs. */
function unknown(target: Arg, path: string, isTree: boolean, near: boolean): Finding[] {
  const name = path.split('/').at(-1) ?? '';
  if (!near) return [found('delete-outside', target)];
  // One file that says by its ending that it is left over, whatever its name.
  if (!isTree && !target.glob && meets(ARTEFACT, name)) return [];
  if (!name.includes(UNKNOWN) && isHarmlessGlob(path, isTree)) return [];
  const isNamedTemporary =
    target.names.length > 0 &&
    target.names.every((variable) => /(?:tmp|temp|pid|lock|sock|cache|log(?:_?file)?)/i.test(variable));
  if (isNamedTemporary && (!isTree || /tmp|temp|cache/i.test(target.names.join()))) return [];
  // A file of its own name in a folder that is not known.
  if (!isTree && !target.glob && !name.includes(UNKNOWN) && isFile(name)) return [];
  return [found('delete-unknown', target)];
}

function trashed(call: Call, context: Context): Finding[] {
  const { words } = lineOf(call.args);
  const verb = words[0]?.text ?? '';
  if (call.program === 'gio' && !/^(?:trash|remove)$/.test(verb)) return [];
  const isVerb = call.program === 'gio' || (call.program === 'gtrash' && /^(?:put|rm|find|restore|prune)$/.test(verb));
  return words
    .slice(isVerb ? 1 : 0)
    .flatMap((target) => judgeTarget(target, true, call.cwd, context))
    .slice(0, 1);
}

function mirrored(call: Call, context: Context): Finding[] {
  if (!call.args.some(({ text }) => /^--del/.test(text)) || has(lineOf(call.args), 'n', '--dry-run')) return [];
  const target = lineOf(call.args, '-e --rsh --exclude --include --filter -f --exclude-from --include-from').words.at(
    -1,
  );
  if (target === undefined || isDisposable(resolved(target.text, call.cwd), context)) return [];
  return [found('delete-many', target)];
}

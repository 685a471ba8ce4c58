/** Deletion: what may go without a word, and what a person would ask about. */

import { has, lineOf, valueOfFlag } from '../../args.js';
import { type Arg, type Call, type Context, type Finding, type Kind, readable, UNKNOWN } from '../../model.js';
import { baseName, isInside, resolved } from '../../paths.js';
import { meets } from '../../patterns.js';
import { isSecretPath } from '../secrets/secret-paths.js';

/** Folders and files that a build, a test run or a package manager makes again. */
export const DISPOSABLE: readonly string[] = [
  'node_modules',
  'bower_components',
  'jspm_packages',
  'dist',
  'build',
  'out',
  'output',
  'target',
  'bin',
  'obj',
  'lib-cov',
  'coverage',
  'htmlcov',
  'tmp',
  'temp',
  '.tmp',
  '.temp',
  'cache',
  '.cache',
  '__pycache__',
  '.pytest_cache',
  '.mypy_cache',
  '.ruff_cache',
  '.tox',
  '.nox',
  '.venv',
  'venv',
  '.eggs',
  '*.egg-info',
  '.hypothesis',
  '.ipynb_checkpoints',
  '.coverage',
  '.coverage.*',
  'coverage.*',
  '.next',
  '.nuxt',
  '.output',
  '.svelte-kit',
  '.turbo',
  '.parcel-cache',
  '.vite',
  '.astro',
  '.angular',
  '.expo',
  '.docusaurus',
  '.vercel',
  '.netlify',
  '.wrangler',
  '.serverless',
  '.aws-sam',
  'cdk.out',
  '.eslintcache',
  '.nyc_output',
  'storybook-static',
  'test-results',
  'test-output',
  'test-reports',
  'playwright-report',
  'blob-report',
  'reports',
  'junit*.xml',
  '.stryker-tmp',
  'allure-*',
  'cypress/videos',
  'cypress/screenshots',
  '.gradle',
  '.kotlin',
  'classes',
  'vendor',
  'Pods',
  'DerivedData',
  '.dart_tool',
  '.build',
  'Carthage',
  '.bundle',
  '.terraform',
  '.terragrunt-cache',
  'logs',
  'log',
  '*.log',
  '_build',
  'deps',
  '_site',
  '.jekyll-cache',
  '.sass-cache',
  'artifacts',
  'typechain-types',
  'typechain',
  'crytic-export',
  'broadcast',
  'cmake-build-*',
  'CMakeFiles',
  'CMakeCache.txt',
  'Testing',
  'build-*',
  'bazel-*',
  'buck-out',
  'zig-cache',
  '.zig-cache',
  'zig-out',
  'dist-*',
  'elm-stuff',
  '.stack-work',
  '.cabal-sandbox',
  'spark-warehouse',
  'metastore_db',
  'derby.log',
  'generated',
  '__generated__',
  'gen',
  '*.dSYM',
  '*.tsbuildinfo',
  '.DS_Store',
  '.metals',
  '.bloop',
  '.ccls-cache',
  '.clangd',
  'wheelhouse',
  '__diff_output__',
  '.direnv',
  '.pnpm-store',
  '.yarn/cache',
  '.yarn/unplugged',
  '.yarn/install-state.gz',
  'dbt_packages',
  'lightning_logs',
  'mlruns/.trash',
  'storage/framework/views',
  'storage/framework/cache',
  '*.whl',
  'pip-wheel-metadata',
  'debug',
  'release',
  'pkg/mod',
  'site-packages',
  'profiles',
  '*.prof',
  '*.tgz',
];

/** What a glob may end in without anybody minding: made by tools, or leftovers. */
const ARTEFACT = [
  /\.(?:log|tmp|temp|o|obj|a|so|dylib|lib|exe|pyc|pyo|pyd|class|jar|war|tgz|gz|bz2|xz|zip|whl|egg|bak|bk|orig|rej|swp)$/,
  /\.(?:swo|out|map|snap|cache|tsbuildinfo|pid|prof|pprof|cov|gcda|gcno|gcov|lcov|profraw|profdata|actual|diff|patch)$/,
  /\.(?:test|dmp|core|stackdump|aux|toc|bbl|blg|fls|crate|rlib|rmeta|d|gem|nupkg|dump|trace|cpuprofile|heapsnapshot)$/,
  /\.(?:png\.new|received\.\w+|ipynb_checkpoints|DS_Store)$/,
];
const LEFTOVER = [
  /^(?:core|npm-debug|yarn-error|hs_err|nohup|tmp|temp|test-results|coverage|__pycache__|\.DS_Store|Thumbs)[\w.*-]*$/,
  /~$|^\.?#|^__pycache__$/,
];

/** A glob as a pattern: `*` any text, `?` one character. */
export const globPattern = (glob: string): RegExp =>
  new RegExp(
    `^${glob
      .replace(/[.+^$()|\\{}[\]]/g, '\\$&')
      .replaceAll('*', '[^/]*')
      .replaceAll('?', '[^/]')}$`,
  );

/** Whether a path lies in a folder for temporary files, and is not the project. */
export function isTemporary(path: string, { project, home }: Context['places']): boolean {
  const name = /^(?:\/private)?(?:\/tmp|\/var\/tmp|\/var\/folders|\/dev\/shm)\/+([^/]+)/.exec(path)?.[1];
  return name !== undefined && name !== '*' && path !== project && !isInside(path, project) && !isInside(path, home);
}

/** Folders of the home that tools fill again. */
const CACHES = [
  /^(?:\.cache|\.npm\/_(?:cacache|npx|logs)|\.m2\/repository|\.gradle\/(?:caches|daemon)|\.cargo\/(?:registry|git))\/?./,
  /^(?:Library\/(?:Caches|Developer\/Xcode\/DerivedData)|\.yarn\/(?:berry\/)?cache|\.pnpm-store)\/?./,
  /^(?:\.local\/share\/pnpm\/store|\.bun\/install\/cache|\.nuget\/packages|\.ivy2\/cache|\.android\/build-cache)\/?./,
  /^(?:\.pub-cache|\.local\/share\/virtualenvs|AppData\/Local\/(?:Temp|npm-cache)|go\/pkg\/mod)\/?./,
];

/** Whether a path, as it lies in its project, is one that is made again. */
export function isDisposable(path: string, { places, policy }: Context): boolean {
  if (isTemporary(path, places)) return true;
  // Of a path that is not known as a whole, what lies before: `dist/$VERSION`.
  const before = path.includes(UNKNOWN) ? path.slice(0, path.indexOf(UNKNOWN)).replace(/[^/]*$/, '') : '';
  if (isInside(before, places.project) && isMadeAgain(before.slice(places.project.length + 1), policy.disposable))
    return true;
  const known = path.split(UNKNOWN).at(-1) ?? '';
  if (path.includes(UNKNOWN) && (!known.startsWith('/') || !isNear(path, places))) return false;
  if (isInside(path, places.home) && meets(CACHES, `${path.slice(places.home.length + 1)}/`)) return true;
  const inside = path.includes(UNKNOWN)
    ? known.slice(1)
    : isInside(path, places.project)
      ? path.slice(places.project.length + 1)
      : null;
  return inside !== null && isMadeAgain(inside, policy.disposable);
}

function isMadeAgain(inside: string, disposable: readonly string[]): boolean {
  const names = inside.split('/').filter((name) => name !== '');
  return disposable.some((pattern) => {
    if (pattern.includes('/')) return `${inside}/`.includes(`${pattern.replace(/\/+$/, '')}/`);
    // Most are plain names, and a hook has no time to compile a hundred patterns.
    if (!/[*?]/.test(pattern))
      return names.includes(pattern) || names.some((name) => name.includes('*') && isNarrower(name, pattern));
    const matches = globPattern(pattern);
    return names.some((name) => matches.test(name) || (name.includes('*') && isNarrower(name, pattern)));
  });
}

/** What lies before the part that is not known is not known either, or in the project or a temporary folder. */
function isNear(path: string, { project }: Context['places']): boolean {
  const before = path.slice(0, path.indexOf(UNKNOWN));
  return (
    before === '' || isInside(before, project) || before === `${project}/` || /^(?:\/tmp|\/var\/tmp)\/./.test(before)
  );
}

/** `dist*` or `*.egg-info`: a glob that names what the pattern names. */
const isNarrower = (glob: string, pattern: string): boolean =>
  glob.replace(/\*/g, '') === pattern.replace(/\*/g, '') && glob.replace(/\*/g, '').length > 2;

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
      return lineOf(call.args, '-n -s --iterations --size')
        .words.filter(({ text }) => !isDisposable(resolved(text, call.cwd), context))
        .slice(0, 1)
        .map((target) => found('delete-tree', target));
    case 'trash':
    case 'trash-put':
    case 'gtrash':
    case 'gio':
      return trashed(call, context);
    case 'trash-empty':
      return [found('delete-outside', call.word)];
    case 'truncate':
      return lineOf(call.args, '-s -r -o')
        .words.filter((target) => target.glob || target.text.includes(UNKNOWN))
        .flatMap((target) => judgeTarget(target, false, call.cwd, context))
        .slice(0, 1);
    case 'rsync':
      return call.args.some(({ text }) => /^--del/.test(text)) && !has(lineOf(call.args), 'n', '--dry-run')
        ? mirrored(call, context)
        : [];
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
  /^\/(?:bin|boot|dev|etc|lib|lib32|lib64|opt|proc|root|run|sbin)(?:\/(?:bin|lib|local|share|lib\/\w+|log|cache|www))?$/i,
  /^\/(?:srv|sys|usr|var|System|Library|Applications|private|mnt)(?:\/(?:bin|lib|local|share|lib\/\w+|log|cache|www))?$/i,
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

/** Every container or image that another command lists. */
function containers(call: Call): Finding[] {
  if (
    /^(?:compose )?exec .*\brm -\w*[rR]\w* .*\/(?:var\/lib|data|srv|home|bitnami)(?:\/|\s|$)/.test(
      call.args.map(({ text }) => text).join(' '),
    )
  )
    return [found('delete-tree', call.word)];
  const line = lineOf(call.args);
  const isRemoval = /^(?:(?:container|image) )?(?:rm|rmi|remove)\b/.test(line.words.map(({ text }) => text).join(' '));
  const names = line.words.flatMap((word) => word.names);
  const isAll =
    names.some(
      (name) =>
        /^\$\(\w+ (?:ps|container ls|images|image ls)\b/.test(name) && !/filter|-f\b|status=|dangling/.test(name),
    ) || names.includes('stdin');
  return isRemoval && isAll
    ? [{ category: 'destructive-delete', kind: 'delete-many', subject: `${call.program} ${line.all}` }]
    : [];
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
  const target = lineOf(call.args, '-e --rsh --exclude --include --filter -f --exclude-from --include-from').words.at(
    -1,
  );
  if (target === undefined || isDisposable(resolved(target.text, call.cwd), context)) return [];
  return [found('delete-many', target)];
}

/** Names that people give to what a test run leaves behind. */
const OF_TESTS = /(?:^|[/_.-])(?:tests?|testing|e2e|ci|integration|tmp|temp|scratch)(?=$|[/_.\d-])/i;

function volumes(call: Call): Finding[] {
  const line = lineOf(call.args, '-f --file -p --project-name --profile --context -H');
  const words = line.words.map(({ text }) => text).join(' ');
  const finding: Finding = {
    category: 'destructive-delete',
    kind: 'delete-volumes',
    subject: `${call.program} ${line.all}`,
  };
  const isCompose = call.program === 'docker-compose' || words.startsWith('compose');
  const files = call.args.filter((_, index) => /^(?:-f|--file)$/.test(call.args[index - 1]?.text ?? ''));
  const named = [valueOfFlag(call.args, '-p', '--project-name')].filter((one) => one !== null);
  const own = named.length > 0 ? named : files;
  if (isCompose && /^(?:compose )?(?:down|rm)\b/.test(words) && has(line, 'v', '--volumes'))
    return own.length > 0 && own.every(({ text }) => OF_TESTS.test(text)) ? [] : [finding];
  if (/^volume (?:rm|remove) /.test(words) && line.words.slice(2).every(({ text }) => OF_TESTS.test(text))) return [];
  if (
    /^(?:container )?rm\b/.test(words) &&
    has(line, 'v', '--volumes') &&
    line.words.some(({ text }) => text.includes(UNKNOWN))
  )
    return [finding];
  return /^volume (?:rm|remove|prune)\b|^system (?:prune|reset)\b/.test(words) ? [finding] : [];
}

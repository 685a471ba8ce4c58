/** Paths that may go without a word: what a build makes again, temporary folders, caches. */
import { type Context, UNKNOWN } from '../../model.js';
import { isInside } from '../../paths.js';
import { meets } from '../../patterns.js';

/** Folders and files that a build, a test run or a package manager makes again. */
// biome-ignore format: a word list
export const DISPOSABLE: readonly string[] = [
  'node_modules', 'bower_components', 'jspm_packages', 'dist', 'build', 'out', 'output', 'target', 'bin', 'obj',
  'lib-cov', 'coverage', 'htmlcov', 'tmp', 'temp', '.tmp', '.temp', 'cache', '.cache', '__pycache__',
  '.pytest_cache', '.mypy_cache', '.ruff_cache', '.tox', '.nox', '.venv', 'venv', '.eggs', '*.egg-info',
  '.hypothesis', '.ipynb_checkpoints', '.coverage', '.coverage.*', 'coverage.*', '.next', '.nuxt', '.output',
  '.svelte-kit', '.turbo', '.parcel-cache', '.vite', '.astro', '.angular', '.expo', '.docusaurus', '.vercel',
  '.netlify', '.wrangler', '.serverless', '.aws-sam', 'cdk.out', '.eslintcache', '.nyc_output', 'storybook-static',
  'test-results', 'test-output', 'test-reports', 'playwright-report', 'blob-report', 'reports', 'junit*.xml',
  '.stryker-tmp', 'allure-*', 'cypress/videos', 'cypress/screenshots', '.gradle', '.kotlin', 'classes', 'vendor',
  'Pods', 'DerivedData', '.dart_tool', '.build', 'Carthage', '.bundle', '.terraform', '.terragrunt-cache', 'logs',
  'log', '*.log', '_build', 'deps', '_site', '.jekyll-cache', '.sass-cache', 'artifacts', 'typechain-types',
  'typechain', 'crytic-export', 'broadcast', 'cmake-build-*', 'CMakeFiles', 'CMakeCache.txt', 'Testing', 'build-*',
  'bazel-*', 'buck-out', 'zig-cache', '.zig-cache', 'zig-out', 'dist-*', 'elm-stuff', '.stack-work',
  '.cabal-sandbox', 'spark-warehouse', 'metastore_db', 'derby.log', 'generated', '__generated__', 'gen', '*.dSYM',
  '*.tsbuildinfo', '.DS_Store', '.metals', '.bloop', '.ccls-cache', '.clangd', 'wheelhouse', '__diff_output__',
  '.direnv', '.pnpm-store', '.yarn/cache', '.yarn/unplugged', '.yarn/install-state.gz', 'dbt_packages',
  'lightning_logs', 'mlruns/.trash', 'storage/framework/views', 'storage/framework/cache', '*.whl',
  'pip-wheel-metadata', 'debug', 'release', 'TestResults', 'builddir', 'blib', '.*cache', 'pkg/mod',
  'site-packages', 'profiles', '*.prof', '*.tgz',
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
  /^(?:\.cache|\.npm\/_(?:cacache|npx|logs)|\.m2\/repository|\.gradle\/(?:caches|daemon))\/?./,
  /^\.cargo\/(?:registry|git)\/?./,
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
export function isNear(path: string, { project }: Context['places']): boolean {
  const before = path.slice(0, path.indexOf(UNKNOWN));
  return (
    before === '' || isInside(before, project) || before === `${project}/` || /^(?:\/tmp|\/var\/tmp)\/./.test(before)
  );
}

/** `dist*` or `*.egg-info`: a glob that names what the pattern names. */
const isNarrower = (glob: string, pattern: string): boolean =>
  glob.replace(/\*/g, '') === pattern.replace(/\*/g, '') && glob.replace(/\*/g, '').length > 2;

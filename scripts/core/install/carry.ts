/**
 * What a check needs besides the tree under review, although git ignores it: dependencies, build caches, generated
 * code, local settings. These names are used when `testing.carry` is missing, and setup proposes them.
 */

/** Installed rather than built: what a check changes in these folders is undone. */
const DEPENDENCIES = ['node_modules', '.venv', 'venv', 'env', 'vendor', '.bundle', 'bower_components', 'Pods'];
const DEPENDENCY_FILES = ['.pnp.*', '.yarn', '.pnpm-store', '.envrc', '.env*', '.npmrc', 'local.properties'];

/** Written by builds and tests, and worth keeping between runs. */
const BUILDS = ['target', 'build', 'dist', 'out', 'obj', '_build', '.build', 'cmake-build-*', '.dart_tool', 'lib-cov'];
const TOOLS = ['.next', '.nuxt', '.output', '.svelte-kit', '.angular', '.astro', '.turbo', '.nx', '.gradle', '.kotlin'];
const CACHES = [
  '.cache',
  '.vite',
  '.vitest',
  '.parcel-cache',
  '.eslintcache',
  '.stylelintcache',
  '*.tsbuildinfo',
  '__pycache__',
  '.pytest_cache',
  '.mypy_cache',
  '.ruff_cache',
  '.hypothesis',
  '.tox',
  '.nox',
  '.eggs',
  '*.egg-info',
];
const GENERATED = ['generated', '__generated__', 'gen', '.generated'];

/** Carried when the settings name nothing. Each is a name that matches at any depth. */
export const CARRIED: readonly string[] = [
  ...DEPENDENCIES,
  ...DEPENDENCY_FILES,
  ...BUILDS,
  ...TOOLS,
  ...CACHES,
  ...GENERATED,
];

/** Usually ignored, and never needed by a check. */
const NOISE = ['*.log', 'logs', 'tmp', 'temp', '.DS_Store', 'Thumbs.db', '.idea', '.vscode', '*.swp', 'coverage'];
/** If there are more unknown paths than this, setup proposes none of them: nobody would read such a long list. */
const MOST_UNKNOWN = 20;

/**
 * What setup proposes for `testing.carry`: the names above that match something in this project, and the other ignored
 * paths.
 *
 * @param ignored the existing ignored paths, without a trailing slash
 * @returns null when there is nothing to carry yet; then all of the names above apply
 */
export function proposeCarry(ignored: readonly string[]): string[] | null {
  const known = CARRIED.filter((pattern) => ignored.some((path) => isCarried([pattern], path)));
  const others = ignored.filter((path) => !isCarried(NOISE, path) && !isCarried(CARRIED, path));
  const proposed = [...known, ...(others.length > MOST_UNKNOWN ? [] : others.map((path) => `/${path}`))];
  return proposed.length === 0 ? null : proposed;
}

/** Whether one of the patterns matches a path or a folder that contains it. */
export function isCarried(patterns: readonly string[], path: string): boolean {
  const names = path.split('/');
  return patterns.some((pattern) => names.some((_, at) => matches(pattern, names.slice(0, at + 1))));
}

/** Whether a pattern matches something below an ignored folder. */
export function reachesBelow(patterns: readonly string[], folder: string): boolean {
  const names = folder.split('/');
  return patterns.some((pattern) => {
    const parts = partsOf(pattern);
    return parts !== null && names.length < parts.length && matchParts(parts.slice(0, names.length), names);
  });
}

/** A pattern without a slash is a name at any depth; one with a slash starts at the top, as in .gitignore. */
function matches(pattern: string, names: readonly string[]): boolean {
  const parts = partsOf(pattern);
  return parts === null ? nameMatches(pattern.replace(/\/$/, ''), names.at(-1) ?? '') : matchParts(parts, names);
}

/** The parts of a pattern that starts at the top; null for a name that matches at any depth. */
function partsOf(pattern: string): string[] | null {
  const bare = pattern.replace(/\/$/, '');
  return bare.includes('/') ? bare.replace(/^\//, '').split('/') : null;
}

const matchParts = (parts: readonly string[], names: readonly string[]): boolean =>
  parts.length === names.length && parts.every((part, at) => nameMatches(part, names[at] ?? ''));

function nameMatches(pattern: string, name: string): boolean {
  if (!pattern.includes('*')) return pattern === name;
  const source = pattern.split('*').map((text) => text.replace(/[\\^$.|?+()[\]{}]/g, '\\$&'));
  return new RegExp(`^${source.join('.*')}$`, 's').test(name);
}

/** Folders of installed packages. Inside them, only hidden tool folders count as caches. */
const PACKAGES = new Set(['node_modules', 'site-packages', 'vendor', 'Pods', 'bower_components']);
const HIDDEN_CACHES = ['.cache', '.vite', '.vitest', '__pycache__'];
const BUILD_CACHES = [...BUILDS, ...TOOLS, ...CACHES];

/** Whether checks may keep what they changed at a path: true for caches of builds and tools, never for a dependency. */
export function isCache(path: string): boolean {
  const names = path.split('/');
  const inside = names.findLastIndex((name) => PACKAGES.has(name));
  const caches = inside < 0 ? BUILD_CACHES : HIDDEN_CACHES;
  return names.slice(inside + 1).some((name) => caches.some((pattern) => nameMatches(pattern, name)));
}

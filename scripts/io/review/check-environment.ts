/** The environment of the project's checks: what programs need, and no token. */

/** What a test needs of the user's environment: where programs, caches and temporary files are, and how to get out. */
const LET_THROUGH = new Set([
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'LANG',
  'LANGUAGE',
  'TZ',
  'TMPDIR',
  'TMP',
  'TEMP',
  'USERPROFILE',
  'HOMEDRIVE',
  'HOMEPATH',
  'APPDATA',
  'LOCALAPPDATA',
  'PROGRAMDATA',
  'PROGRAMFILES',
  'PROGRAMFILES(X86)',
  'SYSTEMROOT',
  'SYSTEMDRIVE',
  'WINDIR',
  'COMSPEC',
  'PATHEXT',
  'NUMBER_OF_PROCESSORS',
  'PROCESSOR_ARCHITECTURE',
  'OS',
  'XDG_CACHE_HOME',
  'XDG_CONFIG_HOME',
  'XDG_DATA_HOME',
  'XDG_RUNTIME_DIR',
  'NVM_DIR',
  'PNPM_HOME',
  'COREPACK_HOME',
  'VOLTA_HOME',
  'FNM_DIR',
  'BUN_INSTALL',
  'DENO_DIR',
  'VIRTUAL_ENV',
  'CONDA_PREFIX',
  'CONDA_DEFAULT_ENV',
  'PYENV_ROOT',
  'UV_CACHE_DIR',
  'PIP_CACHE_DIR',
  'CARGO_HOME',
  'RUSTUP_HOME',
  'CARGO_TARGET_DIR',
  'GOPATH',
  'GOROOT',
  'GOCACHE',
  'GOMODCACHE',
  'GOFLAGS',
  'GOPROXY',
  'GOTOOLCHAIN',
  'JAVA_HOME',
  'JDK_HOME',
  'MAVEN_HOME',
  'M2_HOME',
  'GRADLE_HOME',
  'GRADLE_USER_HOME',
  'ANDROID_HOME',
  'ANDROID_SDK_ROOT',
  'DOTNET_ROOT',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
  'NODE_EXTRA_CA_CERTS',
  'REQUESTS_CA_BUNDLE',
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
]);

/** Nobody watches and nobody answers: no watch mode, no colours, no questions. */
const SET = { CI: 'true', NO_COLOR: '1', TERM: 'dumb' };

/**
 * The environment of a check. Tokens, the settings of Codex and Claude, GIT_* and everything else that is
 * not listed stay out; a check that needs one more variable says so in its command line (`env NAME=value …`).
 */
export function checkEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    if (value !== undefined && isLetThrough(name)) kept[name] = value;
  }
  return { ...kept, ...SET };
}

function isLetThrough(name: string): boolean {
  const upper = name.toUpperCase();
  return LET_THROUGH.has(upper) || upper.startsWith('LC_');
}

/** What a shell, a terminal or this program's own callers keep for themselves; no check misses it. */
const NOBODY_MISSES = new RegExp(
  [
    '^(_|PWD|OLDPWD|SHLVL|PS[1-4]|IFS|COLUMNS|LINES|LS_COLORS|COLORTERM|HIST\\w+|PROMPT_COMMAND|WINDOWID|MAIL',
    '|TERM\\w*|NO_COLOR|FORCE_COLOR|CI|CLAUDE\\w*|CODEX_\\w*|CCCC_\\w*|npm_(?!config_)\\w*)$',
  ].join(''),
);

/** Names of the variables that are set and that no check gets, sorted; a check may be missing one of them. */
export const leftOutVariables = (env: NodeJS.ProcessEnv): string[] =>
  Object.keys(env)
    .filter((name) => env[name] !== undefined && !isLetThrough(name) && !NOBODY_MISSES.test(name))
    .sort();

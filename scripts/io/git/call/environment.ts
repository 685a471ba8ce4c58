/**
 * The environment in which git runs: the caller's, without variables that would lead git to another repository, and
 * set so that git asks nobody.
 */

/** The GIT_* variables of the caller that are kept: they say where its configuration and git itself are found. */
const KEPT = new Set([
  'GIT_CONFIG_GLOBAL',
  'GIT_CONFIG_SYSTEM',
  'GIT_CONFIG_NOSYSTEM',
  'GIT_EXEC_PATH',
  'GIT_CEILING_DIRECTORIES',
  'GIT_DISCOVERY_ACROSS_FILESYSTEM',
]);

/** Prevents questions on a terminal or in a window: nobody would see them. */
const SET = {
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_TERMINAL_PROMPT: '0',
  // An empty value also prevents git from using core.askPass and SSH_ASKPASS.
  GIT_ASKPASS: '',
  // ssh would find the terminal by itself, so it is told to ask a program, and that program refuses.
  SSH_ASKPASS: 'false',
  SSH_ASKPASS_REQUIRE: 'force',
  GCM_INTERACTIVE: 'never',
  LC_ALL: 'C',
};

/** The environment for each call of git. */
export function gitEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(env)) {
    const upper = name.toUpperCase();
    if (value !== undefined && (!upper.startsWith('GIT_') || KEPT.has(upper))) kept[name] = value;
  }
  return { ...kept, ...SET, ...configured(trustedDirectories(env)) };
}

const TRUST = /^safe\.directory$/i;

/**
 * The repositories of other users that the caller trusts: of all settings that come through the environment
 * (`GIT_CONFIG_COUNT`, and what `git -c` passes on), the one that changes no content. In git's order, since an empty
 * value takes back those before it.
 */
function trustedDirectories(env: NodeJS.ProcessEnv): string[] {
  return [...counted(env), ...passedOn(env['GIT_CONFIG_PARAMETERS'] ?? '')].flatMap(([name, value]) =>
    TRUST.test(name) ? [value] : [],
  );
}

function configured(directories: readonly string[]): Record<string, string> {
  if (directories.length === 0) return {};
  return Object.fromEntries([
    ['GIT_CONFIG_COUNT', String(directories.length)],
    ...directories.flatMap((directory, at) => [
      [`GIT_CONFIG_KEY_${at}`, 'safe.directory'],
      [`GIT_CONFIG_VALUE_${at}`, directory],
    ]),
  ]);
}

type Setting = [name: string, value: string];

/** More pairs than anybody sets; git itself refuses a higher count as a mistake. */
const MOST = 1000;

function counted(env: NodeJS.ProcessEnv): Setting[] {
  const count = Number(env['GIT_CONFIG_COUNT'] ?? 0);
  if (!Number.isInteger(count) || count < 1 || count > MOST) return [];
  return Array.from(
    { length: count },
    (_, at): Setting => [env[`GIT_CONFIG_KEY_${at}`] ?? '', env[`GIT_CONFIG_VALUE_${at}`] ?? ''],
  );
}

/** A word as git quotes it for a shell: `'…'`, in which `'\''` and `'\!'` stand for a quote and an exclamation mark. */
const WORD = /'(?:[^']|'\\['!]')*'/;

/** `'name'='value'`, `'name'=` where there is none, or `'name=value'` as git before 2.31 wrote it. */
const PARAMETER = new RegExp(`(${WORD.source})(=(${WORD.source})?)?`, 'g');

const unquoted = (word: string): string => word.slice(1, -1).replace(/'\\(['!])'/g, '$1');

function passedOn(parameters: string): Setting[] {
  return [...parameters.matchAll(PARAMETER)].map(([, word = '', hasValue, value]): Setting => {
    const name = unquoted(word);
    if (hasValue !== undefined) return [name, value === undefined ? '' : unquoted(value)];
    const cut = name.indexOf('=');
    return cut < 0 ? [name, ''] : [name.slice(0, cut), name.slice(cut + 1)];
  });
}

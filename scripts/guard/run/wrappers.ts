/**
 * Programs, options and variables that run a command of their own: the ones whose grammar need not be known exactly.
 */
import { lineOf, valueOfFlag } from '../args.js';
import { type Arg, arg, type Call, type Stream, UNKNOWN } from '../model.js';

const listed = (names: string, name: string): boolean => `|${names}|`.includes(`|${name}|`);

/** The command stands somewhere after their own options: each plain word near the beginning is tried as its first. */
const LOOSE =
  'pkexec|unshare|nsenter|fakeroot|proot|bwrap|firejail|taskset|chrt|numactl|cpulimit|prlimit|setarch|linux32|linux64|setpriv|sem|tsp|perf|ltrace|catchsegv|rlwrap|systemd-run|systemd-inhibit|entr|shx|volta|fnm|nvm|n|rbenv|pyenv|nodenv|goenv|devbox|nix|guix|ssh|sshpass|autossh|wsl|lerna|corepack|with-contenv|s6-setuidgid|daemonize|start-stop-daemon|ts|stdoutisatty|retry|waitexec|wait-for-it|dockerize|runas|sudoedit|aws-vault|saml2aws|aws-okta|granted|assume|envchain|teller|terramate|rancher|distrobox|toolbox|multipass|limactl|lima|foreman|honcho|heaptrack|rr|uftrace|bpftrace|faketime|torsocks|proxychains|proxychains4|tsocks|pdsh|screen|dotenvx|infisical|chamber|mamba|micromamba|pixi|turbo|act|make-it|gtime|cgexec|ssh-agent|dbus-run-session|rtk|hatch|tox';
/** The first word is their own: a machine, a user, a profile. */
const NAMED =
  'ssh|sshpass|autossh|setarch|s6-setuidgid|aws-vault|saml2aws|aws-okta|granted|assume|nvm|distrobox|toolbox|multipass|runas|envchain|n|chamber|lima|limactl|retry|faketime|rancher';
const VALUED = '--unit|--slice|--description|--uid|--gid|--profile|--name|-u|-g|-p|--property|--working-directory|-n';
const VERBS = '|exec|run|x|shell|develop|enter|stat|record|start|with|';
const FARTHEST = 12;

export interface Inside {
  calls: (readonly Arg[])[];
  scripts: string[];
}

/** What a loose wrapper may run; null when the program is none. */
export function looseInside({ program, args }: Pick<Call, 'program' | 'args'>): Inside | null {
  if (!listed(LOOSE, program)) return null;
  // What a version manager prints for the shell is its own.
  if (/^(?:fnm|volta|nvm)$/.test(program) && args[0]?.text === 'env') return null;
  const dashes = args.findIndex(({ text }) => text === '--');
  const inside: Inside = dashes < 0 ? { calls: [], scripts: [] } : ofWords(args.slice(dashes + 1));
  let left = listed(NAMED, program) ? 2 : 1;
  for (const [index, { text }] of args.entries()) {
    // The value of an option, or a word of the wrapper's own: the command is still to come.
    if (
      /^-|^\w+=|^[\d.]+[smhd]?$|[=:,#]/.test(text) ||
      VERBS.includes(`|${text}|`) ||
      listed(VALUED, args[index - 1]?.text ?? '')
    )
      continue;
    const one = ofWords(args.slice(index));
    inside.calls.push(...one.calls);
    inside.scripts.push(...one.scripts);
    const isOwn = /^[/.~]/.test(text);
    left -= isOwn ? 0 : 1;
    if (left === 0 || index > FARTHEST) break;
  }
  return inside;
}

function ofWords(words: readonly Arg[]): Inside {
  const [only] = words;
  if (only !== undefined && /\s/.test(only.text))
    return { calls: [], scripts: [words.map(({ text }) => text).join(' ')] };
  return { calls: words.length > 0 ? [words] : [], scripts: [] };
}

/** Options whose value is a command line. */
const SCRIPT_FLAGS: readonly (readonly [programs: string, flags: string])[] = [
  ['npm|npx|pnpm|yarn', '-c --call --shell-mode'],
  ['nix|nix-shell|nix-build|guix|mise', '-c --command --run'],
  ['man', '-P --pager'],
  [
    'script|sg|su|runuser|vagrant|gcloud|fly|flyctl|distrobox|xterm|konsole|dtach',
    '-c -qc -fc -C --command --session-command',
  ],
  ['tar|gtar|bsdtar', '-I --use-compress-program --to-command --checkpoint-action --rsh-command -F --info-script'],
  ['rsync', '-e --rsh --rsync-path'],
  ['rg', '--pre'],
  ['git', '-x --extcmd -O --open-files-in-pager --exec --upload-pack --receive-pack -u'],
  ['mapfile|readarray|compgen|complete', '-C'],
  ['entr|gnome-terminal|alacritty|kitty|parallel', '-e --command'],
  ['make|gmake', '--eval'],
  ['tmux', '-c'],
  ['wget', '--use-askpass'],
  ['ffmpeg|mutt|less', '-e'],
];
/** Programs of which every plain word may be a command line. */
const SCRIPT_WORDS =
  'hyperfine|concurrently|npm-run-all|run-p|run-s|multitime|wireit|chokidar|onchange|watchexec|nodemon|reflex|air';

/** Command lines hidden in options, in editors' commands, in a stream editor's script, in a Makefile's variables. */
export function hiddenScripts(call: Call): string[] {
  const { program, args } = call;
  const flags = SCRIPT_FLAGS.filter(([programs]) => listed(programs, program)).flatMap(([, names]) => names.split(' '));
  const given = flags
    .map((flag) => valueOfFlag(args, flag)?.text)
    .filter((text) => text !== undefined)
    .map((text) => text.replace(/^(?:exec|sh)=/, ''));
  return [...given.filter((text) => /\s/.test(text)), ...ofProgram(call), ...ofSubscripts(call), ...ofVariables(call)];
}

const TAKES_NAMES = 'let|printf|read|unset|test|[|declare|typeset|local|export|readonly|mapfile|readarray|wait|getopts';

/** `let 'a[$(cmd)]=1'`: bash expands a subscript once more where a builtin is given the name of an element. */
const ofSubscripts = ({ program, args }: Call): string[] =>
  listed(TAKES_NAMES, program)
    ? args.filter(({ text }) => /\w\[[^[\]]*(?:\$\(|`)/.test(text)).map(({ text }) => `: "${text}"`)
    : [];

/** In ed, `!command`, and reading from or writing to one: `r !command`, `w !command`. */
const ED_SHELL = /^[\d,.$%;+-]*\s*(?:[rwWeE]\s*)?!(.+)$/;

const typed = (input: Stream): string[] => (input.kind === 'text' ? [input.text] : []);

function ofProgram({ program, args, documents, input }: Call): string[] {
  const words = (): string[] => args.map(({ text }) => text);
  if (listed(SCRIPT_WORDS, program)) return words().filter((text) => /\s/.test(text));
  switch (program) {
    case 'vim':
    case 'nvim':
    case 'vi':
    case 'view':
    case 'ex':
      return matched(words(), /^(?:\+|:)?(?:sil(?:ent)?!? )?:?!(.+)$/s);
    case 'ed':
    case 'red':
      return matched(
        [...documents, ...typed(input)].flatMap((text) => text.split('\n')),
        ED_SHELL,
      );
    case 'gdb':
    case 'lldb':
      return matched(words(), /^(?:shell|platform shell|!)\s*(.+)$/s);
    case 'sqlite3':
    case 'psql':
    case 'mysql':
    case 'mariadb':
      return matched(
        [...words(), ...documents.flatMap((text) => text.split('\n'))],
        /^\s*(?:\.shell|\.system|\\!|system)\s+(.+)$/s,
      );
    case 'sed':
    case 'gsed':
      return [
        ...matched(words(), /(?:^|[;\d/$])\s*e\s+(\S.*)$/s),
        ...words().flatMap((text) => /^s(.)(?:(?!\1).)*\1((?:(?!\1).)+)\1[a-zA-Z]*e[a-zA-Z]*$/s.exec(text)?.[2] ?? []),
      ];
    case 'expect':
      return matched(words(), /\bspawn\s+([^;\n]+)/);
    case 'compgen':
      // Its word list is expanded once more.
      return matched([valueOfFlag(args, '-W')?.text ?? ''], /^(.*(?:\$\(|`).*)$/s).map((text) => `: "${text}"`);
    case 'emacs':
      return matched(words(), /\((?:async-)?shell-command(?:-to-string)? "([^"]*)"/);
    case 'screen':
    case 'tmux':
      return program === 'screen' ? matched(words(), /^(.+?)(?:\\n|\n|\^M)$/s) : [];
    case 'make':
    case 'gmake':
      return ofMake(words(), documents);
    default:
      return [];
  }
}

const matched = (texts: readonly string[], pattern: RegExp): string[] =>
  texts.flatMap((text) => pattern.exec(text)?.[1] ?? []);

function ofMake(words: readonly string[], documents: readonly string[]): string[] {
  const variables = matched(words, /^[A-Za-z_]\w*[:?+!]?=(.*\s.*)$/s).map((text) => text.replaceAll('$(shell ', '$('));
  const rules = words.some((text, index) => text === '-' && /^-\w*f$/.test(words[index - 1] ?? '')) ? documents : [];
  return [
    ...variables,
    ...rules.flatMap((text) =>
      text
        .split('\n')
        .filter((line) => line.startsWith('\t'))
        .map((line) => line.replace(/^\t[@+-]*/, '')),
    ),
    ...matched(words, /^--eval=.*?[:;]\s*([^:;]+)$/s),
  ];
}

/** Variables whose value some program runs. */
const VARIABLES = [
  'GIT_SSH_COMMAND',
  'GIT_SSH',
  'GIT_PAGER',
  'GIT_EDITOR',
  'GIT_SEQUENCE_EDITOR',
  'GIT_EXTERNAL_DIFF',
  'GIT_ASKPASS',
  'SSH_ASKPASS',
  'SUDO_ASKPASS',
  'PAGER',
  'MANPAGER',
  'EDITOR',
  'VISUAL',
  'BROWSER',
  'LESSOPEN',
  'PROMPT_COMMAND',
  'PSQL_PAGER',
  'RSYNC_RSH',
  'TAR_OPTIONS',
  'KUBE_EDITOR',
  'FCEDIT',
  'PSQL_EDITOR',
  'GH_PAGER',
  'GH_EDITOR',
  'AWS_PAGER',
  'npm_config_script_shell',
];

function ofVariables({ env }: Call): string[] {
  return VARIABLES.flatMap((name) => {
    const text = env.get(name);
    return text === undefined || !/\s/.test(text) || text.startsWith(UNKNOWN)
      ? []
      : [`unset ${VARIABLES.join(' ')}; ${text.replace(/^\|?-?\s*/, '')}`];
  });
}

/** A package as one names it for npx and its like: the program that it brings. */
const PACKAGES: Readonly<Record<string, string>> = {
  'netlify-cli': 'netlify',
  'firebase-tools': 'firebase',
  'eas-cli': 'eas',
  '@vscode/vsce': 'vsce',
  '@changesets/cli': 'changeset',
  'chrome-webstore-upload-cli': 'chrome-webstore-upload',
  'del-cli': 'del',
  'trash-cli': 'trash',
  'aws-cdk': 'cdk',
  'cdktf-cli': 'cdktf',
  '@aws-amplify/cli': 'amplify',
  '@aws-amplify/backend-cli': 'ampx',
  '@railway/cli': 'railway',
  '@shopify/cli': 'shopify',
  '@google/clasp': 'clasp',
  '@sentry/cli': 'sentry-cli',
  '@expo/cli': 'expo',
  '@prisma/cli': 'prisma',
  '@angular/cli': 'ng',
  '@graphprotocol/graph-cli': 'graph',
  '@anthropic-ai/claude-code': 'claude',
  '@openai/codex': 'codex',
  'heroku-cli': 'heroku',
  '@salesforce/cli': 'sf',
  'cc-codex-collaborate': 'cccc',
  'near-cli': 'near',
  '@tauri-apps/cli': 'tauri',
  '@redocly/cli': 'redocly',
  'semantic-release-cli': 'semantic-release-cli',
  '@cloudflare/wrangler': 'wrangler',
};

/** In: the first word after npx, dlx or their like. Out: the word as the name of a program. */
export function packageProgram(word: Arg): Arg {
  const name = word.text.replace(/(?<=.)@[^@/]*$/, '');
  return Object.hasOwn(PACKAGES, name) ? arg(PACKAGES[name] ?? name) : { ...word, text: name };
}

/** The last part of a line after its own words: `lxc exec box -- cmd`. */
export const afterDashes = (args: readonly Arg[]): readonly Arg[] =>
  args.slice(args.findIndex(({ text }) => text === '--') + 1);

export const plainWords = (args: readonly Arg[]): string[] => lineOf(args).words.map(({ text }) => text);

/** Reading, printing, copying and sending secrets. */

import { has, isProgram, lineOf, texts } from '../../args.js';
import { type Arg, type Call, type Context, type Finding, type Kind, readable, shown, UNKNOWN } from '../../model.js';
import { resolved } from '../../paths.js';
import { meets } from '../../patterns.js';
import { findingOf, type Rule, RuleTable, says } from '../rule.js';
import { commands as commandRules } from './commands.js';
import { isSecretName, isSecretPath } from './secret-paths.js';
import { judgeSecretTools, listsNames } from './secret-tools.js';

/** Programs that show, copy or send the files that they are given. The first word of some is a pattern or a script. */
const READERS = new Set([
  'cat',
  'tac',
  'less',
  'more',
  'head',
  'tail',
  'bat',
  'batcat',
  'nl',
  'grep',
  'egrep',
  'fgrep',
  'rg',
  'ag',
  'ack',
  'sed',
  'awk',
  'gawk',
  'mawk',
  'perl',
  'jq',
  'yq',
  'cut',
  'sort',
  'uniq',
  'tr',
  'paste',
  'column',
  'od',
  'xxd',
  'hexdump',
  'strings',
  'base64',
  'base32',
  'openssl',
  'gpg',
  'age',
  'sops',
  'cp',
  'mv',
  'install',
  'ln',
  'rsync',
  'scp',
  'sftp',
  'tar',
  'zip',
  'gzip',
  '7z',
  'curl',
  'wget',
  'http',
  'https',
  'xh',
  'nc',
  'ncat',
  'netcat',
  'socat',
  'vim',
  'vi',
  'nano',
  'emacs',
  'code',
  'open',
  'xdg-open',
  'pbcopy',
  'xclip',
  'xsel',
  'diff',
  'cmp',
  'fold',
  'fmt',
  'pr',
  'rev',
  'shuf',
  'split',
  'dd',
  'aws',
  'gsutil',
  'gcloud',
  'az',
  'gh',
  'glab',
  'docker',
  'heroku',
  'vercel',
  'tee',
  'iconv',
  'python',
  'python3',
  'node',
  'ruby',
  'php',
  'view',
  'ssh-keygen',
  'fly',
  'flyctl',
  'kubectl',
  'read',
  'mapfile',
  'ex',
  'ed',
  'dos2unix',
  'mail',
  'mutt',
  'sendmail',
  'telnet',
  'ftp',
  'lftp',
  'rclone',
  's3cmd',
  'uuencode',
  'csplit',
  'comm',
  'join',
  'cast',
  'glow',
  'most',
  'nvim',
  'micro',
  'helix',
  'hx',
  'kak',
  'ugrep',
  'ggrep',
  'gsed',
  'zcat',
  'bzcat',
  'xzcat',
  'zgrep',
  'zless',
  'bzip2',
  'xz',
  'zstd',
  'lz4',
  '7za',
  'rar',
  'ar',
  'cpio',
  'pax',
  'ditto',
  'subl',
  'idea',
  'gedit',
  'kate',
  'mousepad',
  'mlr',
  'gron',
  'fx',
  'jless',
  'dasel',
  'xmllint',
  'xsv',
  'csvlook',
  'ccat',
  'lolcat',
  'expand',
  'basenc',
  'uuenc',
  'qrencode',
  'gpg2',
  'restic',
  'borg',
  'ipfs',
  'croc',
  'wormhole',
  'magic-wormhole',
  'ffsend',
  'transfer',
  'sqlite3',
  'keytool',
  'jarsigner',
  'wl-copy',
  'clip',
  'swaks',
  'msmtp',
  'mosquitto_pub',
  'ncftpput',
  'bpython',
  'xargs',
  'locate',
  'pygmentize',
  'source-highlight',
  'git',
]);
const SCRIPT_FIRST = new Set([
  'grep',
  'egrep',
  'fgrep',
  'rg',
  'ag',
  'ack',
  'sed',
  'awk',
  'gawk',
  'mawk',
  'jq',
  'yq',
  'perl',
]);
const SENDERS = [
  'croc|wormhole|magic-wormhole|ffsend|ipfs|swaks|msmtp|mosquitto_pub|ncftpput|curl|wget|http|https|xh',
  'nc|ncat|netcat|socat|scp|sftp|rsync|aws|gsutil|gh|glab|mail|mutt|sendmail|telnet|ftp|lftp|rclone',
  's3cmd|heroku|vercel',
];

const finding = (kind: Kind, subject: string): Finding => ({ category: 'secrets', kind, subject });

export function judgeSecrets(call: Call, context: Context): Finding[] {
  const tools = commands(call);
  return [
    ...files(call, context),
    ...environment(call),
    ...variables(call),
    ...(tools.length > 0 ? tools : judgeSecretTools(call)),
  ];
}

// -- files

function files(call: Call, context: Context): Finding[] {
  const { program } = call;
  if (call.captured) return [];
  const isSecret = (target: Arg): boolean => isSecretTarget(target, call.cwd, context);
  const read = call.reads.filter(isSecret);
  const given = READERS.has(program) ? filesOf(call).filter(isSecret) : [];
  const [first] = [...given, ...read];
  if (first === undefined) return [];
  return [finding(isProgram(program, SENDERS) ? 'secret-sent' : 'secret-file', readable(first.text))];
}

function isSecretTarget(target: Arg, cwd: string, context: Context): boolean {
  const path = resolved(target.text, cwd);
  if (isSecretPath(path, context.places)) return true;
  // `.env*`, `*.pem`, `~/.ssh/*`: a wildcard that could name one.
  return (
    target.glob &&
    /(?:^|\/)(?:\.env[^/]*\*|\.e\*|\.en[?*]|\*\.(?:pem|key|p12|pfx|keystore)|id_\*|\.env[?[].*)$/.test(
      target.text.replaceAll(UNKNOWN, ''),
    )
  );
}

/** The words that name files, for programs that read them. */
function filesOf(call: Call): Arg[] {
  const { program, args } = call;
  if (program === 'git') return gitFiles(args);
  const line = lineOf(args, SCRIPT_FIRST.has(program) ? '-e -f -A -B -C -m -g -t --glob --type' : '--env-file');
  if (/^[ef]?grep$|^rg$/.test(program) && has(line, 'qclL', '--quiet', '--count', '--files-with-matches')) return [];
  if (program === 'ssh-keygen') return has(line, 'y') ? args.filter(({ text }) => !text.startsWith('-')) : [];
  if (
    program === 'openssl' &&
    /^(?:x509|s_client|verify|req|crl|dgst|genrsa|genpkey|rand|version)$/.test(line.words[0]?.text ?? '')
  )
    return [];
  if (program === 'docker' || program === 'kubectl') return line.words[0]?.text === 'cp' ? line.words : [];
  if (/^(?:python3?|node|ruby|php)$/.test(program)) return [];
  if (/^(?:cp|mv|install|ln)$/.test(program)) return line.words.slice(0, -1);
  if (program === 'tee' || (program === 'sed' && has(line, 'i', '--in-place'))) return [];
  if (program === 'sops' && args.some(({ text }) => /^(?:-e|--encrypt|encrypt|updatekeys|rotate)$/.test(text)))
    return [];
  if (program === 'sqlite3') return line.words.slice(0, 1);
  if (program === 'keytool' || program === 'jarsigner')
    return /^-(?:list|exportcert|importkeystore|certreq|storepasswd|keypasswd)$/.test(args[0]?.text ?? '')
      ? args.slice(1)
      : [];
  if (program === 'xargs') return args.filter((_, index) => args[index - 1]?.text === '-a');
  if (/^(?:[efu]?grep|rg|ag|ack|ggrep)$/.test(program)) {
    const globs = args.flatMap((one, index) =>
      /^--include=(.+)$/.test(one.text)
        ? [{ ...one, text: one.text.slice(10), glob: true }]
        : /^(?:-g|--glob|--iglob)$/.test(args[index - 1]?.text ?? '')
          ? [{ ...one, glob: true }]
          : [],
    );
    const env = globs.find(({ text }) => /^(?:\*\*\/)?\.env/.test(text));
    if (env !== undefined) return [{ ...env, glob: false, text: '.env' }];
  }
  const hasScript =
    SCRIPT_FIRST.has(program) && !args.some(({ text }) => /^(?:-[ef]|--regexp|--file|--expression)/.test(text));
  return [...(hasScript ? line.words.slice(1) : line.words), ...embedded(args)];
}

/** `-d @file`, `-F name=@file`, `if=file`, `-in file`, `--upload-file=file`, `-f .env`. */
function embedded(args: readonly Arg[]): Arg[] {
  return args.flatMap((one, index) => {
    const inside = /(?:^|=)@(.+)$|^(?:if|in)=(.+)$|^--(?!env-file)[\w-]+=(.+)$/.exec(one.text);
    const text = inside?.[1] ?? inside?.[2] ?? inside?.[3];
    if (text !== undefined) return [{ ...one, text: text.replace(/;.*$/, '') }];
    return /^(?:-in|-inkey|-T|-f|--upload-file|--env-file|--body-file|--post-file|-F)$/.test(
      args[index - 1]?.text ?? '',
    ) && !/^--env-file$/.test(args[index - 1]?.text ?? '')
      ? [one]
      : [];
  });
}

/** Showing a secret file's history, or putting it into the repository. */
function gitFiles(args: readonly Arg[]): Arg[] {
  const { words } = lineOf(args, '-C -c -m -F --author --date');
  const verb = words[0]?.text ?? '';
  if (
    !/^(?:add|show|diff|blame|cat-file|archive|commit|log|grep|hash-object|stash|update-index|whatchanged|annotate)$/.test(
      verb,
    )
  )
    return [];
  if (verb === 'log' && !args.some(({ text }) => /^(?:-p|-u|--patch|-c|--cc|-G.*|-S.*|-L.*)$/.test(text))) return [];
  if (verb === 'stash' && words[1]?.text !== 'show') return [];
  if (verb === 'grep' && args.some(({ text }) => /^-\w*[lcqL]|^--(?:files-with|name-only|count|quiet)/.test(text)))
    return [];
  if (verb === 'update-index' && !args.some(({ text }) => text === '--add')) return [];
  const dashes = args.findIndex(({ text }) => text === '--');
  const plain = words
    .slice(verb === 'grep' ? 2 : 1)
    .filter((one) => !/\s/.test(one.text) && !/^-\w*m$/.test(args[args.indexOf(one) - 1]?.text ?? ''));
  const given = dashes >= 0 ? args.slice(dashes + 1) : /^(?:log|whatchanged)$/.test(verb) ? [] : plain;
  return given.map((one) => ({ ...one, text: one.text.replace(/^[\w./~^-]+:(?=.)/, '') }));
}

// -- the environment

function environment(call: Call): Finding[] {
  const { program, args } = call;
  const line = lineOf(args, '-u');
  const isDump =
    (program === 'env' && line.words.length === 0) ||
    (program === 'printenv' && line.words.length === 0) ||
    ((program === 'set' || program === 'export') && args.length === 0) ||
    (/^(?:export|declare|typeset)$/.test(program) && line.words.length === 0 && /^-[px]+$/.test(line.all));
  if (isDump && !call.captured && !isNarrowed(call.next)) return [finding('secret-environment', shown(call))];
  if (
    program === 'history' &&
    /^[ef]?grep$|^rg$/.test(call.next?.program ?? '') &&
    /key|token|secret|pass|export|auth/i.test(call.next?.args.join(' ') ?? '')
  )
    return [finding('secret-environment', shown(call))];
  if (program !== 'printenv') return [];
  return line.words.filter(({ text }) => isSecretName(text)).map(({ text }) => finding('secret-variable', text));
}

const TELLING_FILTER = [
  /key|token|secret|pass|cred|auth|pwd|dsn|mnemonic|database|_url/i,
  /^\^?(?:aws|azure|gcp|google|openai|anthropic|stripe|github|gitlab|npm|db|redis|mongo|postgres|mysql|twilio|sendgrid)/i,
  /^\^?slack/i,
];

/** `env | grep NODE`: a filter that lets nothing secret through, or only names. */
function isNarrowed(next: Call['next']): boolean {
  if (next === null) return false;
  const { program, args } = next;
  const words = args.filter((one) => !one.startsWith('-'));
  if (program === 'wc' || (program === 'cut' && /-d ?=.*-f ?1\b/.test(args.join(' ')))) return true;
  if (!/^(?:e?grep|rg)$/.test(program) || args.some((one) => /^-\w*v/.test(one))) return false;
  const pattern = words[0] ?? '';
  return (
    (/^\^?[A-Za-z_|^()\\]{3,}=?$/.test(pattern) && !meets(TELLING_FILTER, pattern)) ||
    args.some((one) => /^-\w*[cq]/.test(one))
  );
}

// -- variables

const PRINTERS = new Set([
  'ping',
  'host',
  'dig',
  'nslookup',
  'drill',
  'mosquitto_pub',
  'nc',
  'ncat',
  'telnet',
  'mail',
  'qrencode',
  'wl-copy',
  'xclip',
  'echo',
  'printf',
  'tee',
  'cat',
  'base64',
  'logger',
  'wall',
  'notify-send',
  'osascript',
  'say',
  'xxd',
  'pbcopy',
]);

function variables(call: Call): Finding[] {
  const { program, args } = call;
  if (program === 'curl' || program === 'wget' || program === 'http' || program === 'xh') return sentVariables(call);
  if (program === 'git') return keptVariables(call);
  const shownNames = PRINTERS.has(program)
    ? [...args.flatMap(({ names }) => names), ...call.reads.flatMap(({ names }) => names)]
    : [];
  const held = shownNames.filter((name) => isSecretName(name) || /^![^[]*$/.test(name));
  const [first] = held;
  if (first === undefined || call.writes.some(({ text }) => /\.env(?:\.|$)/.test(text)) || isPasswordInput(call))
    return [];
  return [finding('secret-variable', `$${first}`)];
}

/** A token in the address of a remote stays in git's settings, and is shown by them. */
function keptVariables({ args }: Call): Finding[] {
  const isKept = args.some(
    ({ text }) => text === 'set-url' || (text === 'add' && args[0]?.text === 'remote') || text === 'config',
  );
  const [first] = isKept ? args.flatMap(({ names }) => names).filter(isSecretName) : [];
  return first === undefined ? [] : [finding('secret-variable', `$${first}`)];
}

/** `echo "$TOKEN" | docker login --password-stdin`: shown to nobody. */
const isPasswordInput = ({ next }: Call): boolean =>
  next !== null && /--password-stdin|--with-token|--body-file|secret set/.test(next.args.join(' '));

function sentVariables(call: Call): Finding[] {
  const hosts = call.args.filter(
    ({ text }) => /^(?:https?:\/\/|[\w-]+(?:\.[\w-]+)+)/.test(text) || text.startsWith(UNKNOWN),
  );
  if (hosts.length > 0 && hosts.every(({ text }) => isLocalUrl(text))) return [];
  const held = call.args
    .flatMap(({ names }) => names)
    .filter((name) => isSecretName(name) || name === '$(gh auth token)');
  return held[0] === undefined ? [] : [finding('secret-sent', `$${held[0]}`)];
}

const LOCAL_URL = [
  /^(?:\w+:\/\/)?(?:[^@/]*@)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[?::1\]?|host\.docker\.internal|anvil)(?::|\/|$)/,
  /^(?:\w+:\/\/)?(?:[^@/]*@)?(?:hardhat|[\w-]+\.(?:local|localhost|test))(?::|\/|$)/,
];

export const isLocalUrl = (text: string): boolean => meets(LOCAL_URL, text);

// -- programs that give secrets away

export const COMMAND_RULES = new RuleTable<Rule>({ commands: commandRules });

function commands(call: Call): Finding[] {
  const rules = COMMAND_RULES.of(call.program);
  if (rules.length === 0 || (isPasswordInput(call) && call.program !== 'aws' && call.program !== 'gh')) return [];
  const { words, flags } = lineOf(call.args, '--profile --region -n --namespace --context --project -C -c');
  const line = [texts(words), ...flags].join(' ').trim();
  const raw = texts(call.args);
  if (listsNames(call.program, raw)) return [];
  const found = rules.find(({ asks }) => says(asks, line) || says(asks, raw));
  return found === undefined ? [] : [findingOf(found, shown(call))];
}

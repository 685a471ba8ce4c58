/** Reading, copying or sending files that hold secrets. */
import { has, isProgram, lineOf } from '../../args.js';
import { type Arg, type Call, type Context, type Finding, readable, UNKNOWN } from '../../model.js';
import { resolved } from '../../paths.js';
import { isSecretPath } from './secret-paths.js';

/** Programs that show, copy or send the files they are given. */
const READERS = [
  'cat|tac|less|more|head|tail|bat|batcat|nl|grep|egrep|fgrep|rg|ag|ack|sed|awk|gawk|mawk|perl|jq|yq|cut',
  'nawk|original-awk',
  'sort|uniq|tr|paste|column|od|xxd|hexdump|strings|base64|base32|openssl|gpg|age|sops|cp|mv|install|ln',
  'rsync|scp|sftp|tar|zip|gzip|7z|curl|wget|http|https|xh|nc|ncat|netcat|socat|vim|vi|nano|emacs|code',
  'open|xdg-open|pbcopy|xclip|xsel|diff|cmp|fold|fmt|pr|rev|shuf|split|dd|aws|gsutil|gcloud|az|gh|glab',
  'docker|heroku|vercel|tee|iconv|python|python3|node|ruby|php|view|ssh-keygen|fly|flyctl|kubectl|read',
  'mapfile|ex|ed|dos2unix|mail|mutt|sendmail|telnet|ftp|lftp|rclone|s3cmd|uuencode|csplit|comm|join|cast',
  'glow|most|nvim|micro|helix|hx|kak|ugrep|ggrep|gsed|zcat|bzcat|xzcat|zgrep|zless|bzip2|xz|zstd|lz4|7za',
  'rar|ar|cpio|pax|ditto|subl|idea|gedit|kate|mousepad|mlr|gron|fx|jless|dasel|xmllint|xsv|csvlook|ccat',
  'lolcat|expand|basenc|uuenc|qrencode|gpg2|restic|borg|ipfs|croc|wormhole|magic-wormhole|ffsend',
  'transfer|sqlite3|keytool|jarsigner|wl-copy|clip|swaks|msmtp|mosquitto_pub|ncftpput|bpython|xargs',
  'locate|pygmentize|source-highlight|git',
];
/** The first word of these is a pattern or a script. */
const SCRIPT_FIRST = 'grep|egrep|fgrep|ugrep|ggrep|rg|ag|ack|sed|gsed|awk|gawk|mawk|nawk|original-awk|jq|yq|perl';
/** Their options with a value. */
const GREP =
  '-e -f -A -B -C -m -d -D --regexp --file --include --exclude --exclude-dir --max-count --after-context ' +
  '--before-context --context --color --label --binary-files';
const AWK = '-v -F -f -i -l --assign --field-separator --file --include';
const SED = '-e -f -l --expression --file --line-length';
const SCRIPT_OPTIONS: Readonly<Record<string, string>> = {
  rg: `${GREP} -g -t -T -j -M -r --glob --iglob --type --type-not --threads --replace --max-depth --sort`,
  ag: '-A -B -C -G -m -p --depth --ignore --ignore-dir',
  ack: '-A -B -C -m --type --ignore-dir --match',
  awk: AWK,
  gawk: AWK,
  mawk: AWK,
  nawk: AWK,
  sed: SED,
  jq: '-f -L --from-file --indent',
  perl: '-e -E -I -M',
};
const SENDERS = [
  'croc|wormhole|magic-wormhole|ffsend|ipfs|swaks|msmtp|mosquitto_pub|ncftpput|curl|wget|http|https|xh',
  'nc|ncat|netcat|socat|scp|sftp|rsync|aws|gsutil|gh|glab|mail|mutt|sendmail|telnet|ftp|lftp|rclone',
  's3cmd|heroku|vercel',
];

export function secretFiles(call: Call, context: Context): Finding[] {
  const { program } = call;
  if (call.captured) return [];
  const isSecret = (target: Arg): boolean => isSecretTarget(target, call.cwd, context);
  const read = call.reads.filter(isSecret);
  const given = isProgram(program, READERS) ? filesOf(call).filter(isSecret) : [];
  const [first] = [...given, ...read];
  if (first === undefined) return [];
  const kind = isProgram(program, SENDERS) ? 'secret-sent' : 'secret-file';
  return [{ category: 'secrets', kind, subject: readable(first.text) }];
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
  const line = lineOf(args, isProgram(program, SCRIPT_FIRST) ? (SCRIPT_OPTIONS[program] ?? GREP) : '--env-file');
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
    isProgram(program, SCRIPT_FIRST) &&
    !has(line, program === 'perl' ? 'eE' : 'ef', '--regexp', '--file', '--expression', '--source', '--from-file');
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

const SHOWING_VERBS =
  'add|show|diff|blame|cat-file|archive|commit|log|grep|hash-object|stash|update-index|whatchanged|annotate';

/** git commands that show a secret file's history, or put the file into the repository. */
function gitFiles(args: readonly Arg[]): Arg[] {
  const { words } = lineOf(args, '-C -c -m -F --author --date');
  const verb = words[0]?.text ?? '';
  if (!isProgram(verb, SHOWING_VERBS)) return [];
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

/** Programs that run other programs: what they run, as calls and as scripts. */
import { lineOf, optionOf, valueOfFlag } from '../args.js';
import { type Arg, arg, type Call, type Stream, UNKNOWN } from '../model.js';
import { unescapedText } from '../shell/words.js';
import { container } from './containers.js';
import { findTests } from './output/find.js';
import { foundBy } from './output/streams.js';
import { calls, nothing, scriptOf, scripts, type Unwrapped } from './unwrapped.js';
import { looseInside, packageProgram } from './wrappers.js';

interface Prefix {
  /** Flags with a value. */
  valued?: string;
  /** Plain words of its own before the command. */
  own?: number;
  /** Words that must come first: `run` of `poetry run`. */
  verb?: RegExp;
  /** Whether what stands before `--` is the prefix's own, where there is one. */
  dashes?: boolean;
}

const PREFIXES: Readonly<Record<string, readonly Prefix[]>> = {
  sudo: [{ valued: '-u -g -h -p -C -r -t -T -U -D -R --user --group --host --prompt --chdir --chroot --role --type' }],
  doas: [{ valued: '-u -C' }],
  'cross-env': [{}],
  nice: [{ valued: '-n --adjustment' }],
  ionice: [{ valued: '-c -n -p --class --classdata' }],
  timeout: [{ valued: '-s -k --signal --kill-after', own: 1 }],
  gtimeout: [{ valued: '-s -k --signal --kill-after', own: 1 }],
  nohup: [{}],
  setsid: [{}],
  stdbuf: [{ valued: '-i -o -e --input --output --error' }],
  time: [{ valued: '-f -o --format --output' }],
  command: [{}],
  builtin: [{}],
  exec: [{ valued: '-a' }],
  chronic: [{}],
  unbuffer: [{}],
  caffeinate: [{ valued: '-t -w' }],
  chroot: [{ own: 1 }],
  strace: [{ valued: '-e -o -p -s' }],
  'xvfb-run': [{ valued: '-s -n --server-args --server-num' }],
  'dumb-init': [{}],
  tini: [{}],
  busybox: [{}],
  toybox: [{}],
  gosu: [{ own: 1 }],
  'su-exec': [{ own: 1 }],
  runuser: [{ valued: '-u --user -g' }],
  flock: [{ valued: '-w -E --timeout', own: 1 }],
  npx: [{ valued: '-p --package' }],
  pnpx: [{}],
  bunx: [{}],
  dotenv: [{ valued: '-e -v -p' }],
  'env-cmd': [{ valued: '-f -e --file --environments' }],
  poetry: [{ verb: /^run$/ }],
  uv: [{ verb: /^(?:run|tool run)$/, valued: '--with --python -p --project --env-file --extra --group' }],
  uvx: [{ valued: '--from --with' }],
  pipx: [{ verb: /^run$/, valued: '--spec --python' }],
  pipenv: [{ verb: /^run$/ }],
  pdm: [{ verb: /^run$/ }],
  rye: [{ verb: /^run$/ }],
  hatch: [{ verb: /^run$/ }],
  conda: [{ verb: /^run$/, valued: '-n -p --name --prefix' }],
  bundle: [{ verb: /^exec$/ }],
  pnpm: [{ verb: /^(?:exec|dlx)$/, valued: '--filter -F -C --dir' }],
  yarn: [{ verb: /^(?:exec|dlx)$/, valued: '--cwd' }],
  bun: [{ verb: /^x$/ }],
  npm: [{ verb: /^(?:exec|x)$/, valued: '--package -w --workspace --prefix' }],
  mise: [{ verb: /^(?:exec|x)$/, valued: '-c --command -C --cd -j --jobs', dashes: true }],
  nx: [{ verb: /^exec$/, valued: '-p --projects -c --configuration --exclude --parallel', dashes: true }],

  asdf: [{ verb: /^exec$/ }],
  heroku: [{ verb: /^local:run$/ }],
  direnv: [{ verb: /^exec$/, own: 1 }],
  op: [{ verb: /^run$/, valued: '--env-file' }],
  doppler: [{ verb: /^run$/, valued: '-p -c --project --config' }],
  'aws-vault': [{ verb: /^exec$/, own: 1 }],
  git: [
    { verb: /^bisect run$/, valued: '-C -c' },
    { verb: /^submodule foreach$/, valued: '-C -c' },
  ],
};

/** They fetch a package and run the program in it. */
const FETCHING: readonly string[] = ['npx', 'pnpx', 'bunx', 'pnpm', 'yarn', 'bun', 'npm', 'uvx', 'pipx', 'uv'];
/** What a call runs, beside itself; null when it runs nothing else. */
export function unwrap(call: Call): Unwrapped | null {
  const { program, args } = call;
  switch (program) {
    case 'xargs':
      return piped(args, call.input);
    case 'parallel':
      return parallel(args, call.input);
    case 'find':
      return found(call);
    case 'fd':
    case 'fdfind':
      return calls(...foundByFd(call));
    case 'just':
      return calls(after(args, /^(?:-c|--command)$/));
    case 'su':
    case 'sg':
      return ofScript(valueOfFlag(args, '-c', '--command'));
    case 'nix-shell':
      return ofScript(valueOfFlag(args, '--run', '--command'));
    case 'watch':
      return scripts(scriptOf(prefixed(args, { valued: '-n --interval' }).inner ?? []));
    case 'nodemon':
      return ofScript(valueOfFlag(args, '--exec', '-x'));
    case 'watchexec':
      return scripts(scriptOf(prefixed(args, { valued: WATCHEXEC }).inner ?? []));
    case 'env':
      return ofEnv(args);
    case 'capsh':
      // What follows is for the shell that it starts.
      return calls([arg('bash'), ...after(args, /^--$/)]);
    case 'concurrently':
    case 'npm-run-all':
      return scripts(
        ...lineOf(args, '-n -c --names --prefix -k')
          .words.filter(({ text }) => text.includes(' '))
          .map((one) => scriptOf([one])),
      );
    case 'tmux':
      return scripts(
        ...lineOf(args, '-s -t -c -n -S')
          .words.slice(1)
          .map((one) => scriptOf([one])),
      );
    default:
      if (/^(?:python[\d.]*|pypy3?)$/.test(program)) return calls(after(args, /^-[a-zA-Z]*m$/));
      return container(call) ?? ofPrefix(call) ?? ofLoose(call);
  }
}

function ofLoose(call: Call): Unwrapped | null {
  const inside = looseInside(call);
  return inside === null
    ? null
    : { ...calls(...inside.calls), scripts: inside.scripts.map((text) => scriptOf([arg(text)])) };
}

/** `fd -e py -x rm`: what it finds comes at the end, or where the braces stand. */
function foundByFd({ args }: Call): (readonly Arg[])[] {
  const inner = after(args, /^(?:-x|-X|--exec|--exec-batch)$/);
  if (inner.length === 0) return [];
  const extension = valueOfFlag(args, '-e', '--extension');
  const [pattern] = lineOf(
    args.slice(0, args.length - inner.length - 1),
    '-e --extension -t --type -E --exclude -d --max-depth',
  ).words;
  const found: Arg = {
    text: extension === null ? globOf(pattern?.text ?? '*') : `*.${extension.text}`,
    glob: true,
    names: [],
  };
  return [inner.some(({ text }) => /\{[/.]*\}/.test(text)) ? filled(inner, '{}', found) : [...inner, found]];
}

/** What fd looks for is a regular expression; of the plain ones, the wildcard that means the same. */
const globOf = (pattern: string): string =>
  pattern.replace(/^\\(\.\w+)\$$/, '*$1').replace(/^\^(?:\\(?=\.))?(\.?[\w-]+)\$$/, '$1');

function ofScript(script: Arg | null): Unwrapped | null {
  return script === null ? null : scripts(scriptOf([script]));
}

function ofPrefix({ program, args }: Call): Unwrapped | null {
  for (const prefix of PREFIXES[program] ?? []) {
    // `command -v` looks a program up.
    if (program === 'command' && /^-[vV]/.test(args[0]?.text ?? '')) return null;
    const { inner, env } = prefixed(args, prefix);
    if (inner === null) continue;
    if (inner.length === 1 && inner[0] !== undefined && /\s/.test(inner[0].text)) return scripts(scriptOf(inner));
    const [first, ...rest] = inner;
    if (FETCHING.includes(program) && first !== undefined) return { ...calls([packageProgram(first), ...rest]), env };
    const isShell = program === 'sudo' && inner.length === 0 && args.some(({ text }) => /^-[is]$/.test(text));
    return { ...calls(isShell ? [arg('bash')] : inner), env };
  }
  return null;
}

/** The words after a prefix's own; null when its verb is not there. */
function prefixed(
  args: readonly Arg[],
  { valued = '', own = 0, verb, dashes = false }: Prefix,
): { inner: readonly Arg[] | null; env: [string, string][] } {
  const withValue = new Set(valued.split(' '));
  const env: [string, string][] = [];
  const verbs: string[] = [];
  let left = own;
  for (let index = 0; index < args.length; index += 1) {
    const { text } = args[index] ?? arg('');
    const assigned = /^([A-Za-z_]\w*)=(.*)$/s.exec(text);
    if (text === '--') {
      if (verb !== undefined && !verb.test(verbs.join(' '))) return { inner: null, env };
      return { inner: args.slice(index + 1 + left), env };
    }
    if (/^-./.test(text)) index += optionOf(text, withValue).takesNext ? 1 : 0;
    else if (assigned !== null) env.push([assigned[1] ?? '', assigned[2] ?? '']);
    else if (verb !== undefined && !verb.test(verbs.join(' '))) {
      if (verbs.length === 2) return { inner: null, env };
      verbs.push(text);
    } else if (left > 0) left -= 1;
    else if (dashes && args.some((one) => one.text === '--')) continue;
    else return { inner: args.slice(index), env };
  }
  return { inner: verb === undefined ? [] : null, env };
}

/** `env - A=1 cmd`, `env -i cmd`, `env -S 'A=1 cmd' more`: the string is split as a shell would, and goes first. */
function ofEnv(args: readonly Arg[]): Unwrapped {
  const valued = new Set('-u -C -P -S -a --unset --chdir --split-string --argv0'.split(' '));
  for (let index = 0; index < args.length; index += 1) {
    const { text } = args[index] ?? arg('');
    if (text === '-') continue;
    if (!text.startsWith('-') || text === '--') return prefixCalls(args.slice(text === '--' ? index + 1 : index));
    const { letters, attached, takesNext } = optionOf(text, valued);
    const isSplit = letters.endsWith('S') || text.startsWith('--s');
    if (isSplit) {
      const value = takesNext ? args[index + 1] : arg(attached ?? '');
      const rest = args.slice(takesNext ? index + 2 : index + 1);
      return scripts(scriptOf([value ?? arg(''), ...rest.map((one) => ({ ...one, text: shellWord(one.text) }))]));
    }
    index += takesNext ? 1 : 0;
  }
  return nothing();
}

const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;

function prefixCalls(args: readonly Arg[]): Unwrapped {
  const { inner, env } = prefixed(args, {});
  return { ...calls(inner ?? []), env };
}

const after = (args: readonly Arg[], flag: RegExp): readonly Arg[] => {
  const at = args.findIndex(({ text }) => flag.test(text));
  return at < 0 ? [] : args.slice(at + 1);
};

// -- words from elsewhere

/** The words that a stream gives to a command. */
export function wordsOf(stream: Stream): readonly Arg[] {
  if (stream.kind === 'paths') return stream.paths;
  if (stream.kind === 'text')
    return stream.text
      .split(/\s+/)
      .filter((text) => text !== '')
      .map(arg);
  return stream.kind === 'none' ? [] : [{ text: UNKNOWN, glob: true, names: ['stdin'] }];
}

const XARGS = '-n -P -L -d -a -E -s --max-args --max-procs --delimiter --arg-file --max-chars --process-slot-var';

function piped(args: readonly Arg[], input: Stream): Unwrapped {
  const { inner } = prefixed(args, { valued: `${XARGS} -I -J` });
  if (inner === null || inner.length === 0) return nothing();
  const own = args.slice(0, args.length - inner.length);
  const placeholder =
    valueOfFlag(own, '-I', '--replace')?.text ?? (own.some(({ text }) => text === '-i') ? '{}' : null);
  const given = input.kind === 'text' ? ofText(input.text, own, placeholder !== null) : wordsOf(readBy(own, input));
  if (placeholder !== null) return calls(...given.map((one) => filled(inner, placeholder, one)));
  return calls([...inner, ...given]);
}

/** The words of a text as xargs reads them: by blanks with quotes, or between its own separators. */
function ofText(text: string, own: readonly Arg[], isByLine: boolean): Arg[] {
  const isZero = own.some((one) => /^(?:-\w*0\w*|--null)$/.test(one.text));
  const end = isZero ? '\0' : valueOfFlag(own, '-d', '--delimiter')?.text;
  if (end !== undefined) return textsBetween(text, unescapedText(end)).map(arg);
  const words: string[] = [];
  for (const line of isByLine ? text.split('\n').map((one) => one.trimStart()) : [text])
    for (const found of line.matchAll(isByLine ? BY_LINE : BY_BLANKS)) {
      const word = found[0].replace(
        QUOTES,
        (_, double?: string, single?: string, escaped?: string) => double ?? single ?? escaped ?? '',
      );
      words.push(word);
    }
  return words.map(arg);
}

const textsBetween = (text: string, end: string): string[] =>
  end === '' ? [text] : text.split(end).filter((one, index, all) => one !== '' || index < all.length - 1);

const BY_LINE = /(?:"[^"\n]*"|'[^'\n]*'|\\[\s\S]|[^\n"'\\])+/g;
const BY_BLANKS = /(?:"[^"\n]*"|'[^'\n]*'|\\[\s\S]|[^\s"'\\])+/g;
const QUOTES = /"([^"\n]*)"|'([^'\n]*)'|\\([\s\S])/g;

function filled(words: readonly Arg[], placeholder: string, one: Arg): Arg[] {
  return words.map((word) =>
    word.text.includes(placeholder)
      ? {
          text: word.text.replaceAll(placeholder, () => one.text),
          glob: word.glob || one.glob,
          names: [...word.names, ...one.names],
        }
      : word,
  );
}

const PARALLEL =
  '-j -a -C -d -I -L -N -n -P -S -s --jobs --arg-file --colsep --delay --timeout --delimiter --max-args --max-procs ' +
  '--results --joblog --sshlogin --workdir --tmpdir --halt --memfree --load --nice --retries --tag-string --env --shuf';

function parallel(args: readonly Arg[], input: Stream): Unwrapped {
  const at = args.findIndex(({ text }) => /^:::/.test(text));
  const own = at < 0 ? args : args.slice(0, at);
  if (own.some(({ text }) => /^--dry-?run$/.test(text))) return nothing();
  const { inner } = prefixed(own, { valued: PARALLEL });
  const given = at < 0 || args[at]?.text.startsWith('::::') ? wordsOf(readBy(own, input)) : args.slice(at + 1);
  if (inner === null || inner.length === 0) return scripts(...given.map((one) => scriptOf([one])));
  const hasPlace = inner.some(({ text }) => text.includes('{}'));
  return scripts(...given.map((one) => scriptOf(hasPlace ? filled(inner, '{}', one) : [...inner, one])));
}

/** What parallel takes its words from: a file whose content is not known, or what is piped in. */
const readBy = (args: readonly Arg[], input: Stream): Stream =>
  input.kind === 'none' || valueOfFlag(args, '-a', '--arg-file') !== null ? { kind: 'computed' } : input;

const WATCHEXEC =
  '-w -W -e -f -i -s -d -o -E -j --watch --watch-non-recursive --exts --filter --filter-file --ignore --ignore-file ' +
  '--signal --stop-signal --stop-timeout --debounce --on-busy-update --env --shell --workdir --project-origin ' +
  '--delay-run --poll --fs-events --emit-events-to --color --wrap-process --only-emit-events --completions';

function found(call: Call): Unwrapped | null {
  const { args } = call;
  const paths = foundBy(call);
  const tests = findTests(args);
  const inner = tests
    .filter(({ name }) => /^-(?:exec|execdir|ok|okdir)$/.test(name))
    .flatMap(({ words }) => paths.map((path) => filled(words, '{}', path)));
  const has = (name: string): boolean => tests.some((test) => test.name === name);
  const deletes = has('-delete') && !has('-empty');
  return { ...nothing(), calls: deletes ? [...inner, [arg('rm'), arg('-f'), ...paths]] : inner };
}

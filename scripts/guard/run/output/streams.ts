/** What a command prints, as far as it can be known; it becomes words of another command, or its input. */
import { has, isProgram, lineOf } from '../../args.js';
import { type Arg, arg, type Call, type Stream, UNKNOWN } from '../../model.js';
import { resolved } from '../../paths.js';
import { unescapedText } from '../../shell/words.js';
import { filtered } from './filters.js';
import { findTests } from './find.js';

const COMPUTED: Stream = { kind: 'computed' };
const text = (words: string): Stream => ({ kind: 'text', text: words });

/** Programs that pass on a part of what they get. */
const FILTERS = new Set([
  'head',
  'tail',
  'sort',
  'uniq',
  'tee',
  'tac',
  'shuf',
  'grep',
  'egrep',
  'fgrep',
  'rg',
  'cat',
  'pv',
]);
const FETCHERS = new Set([
  'curl',
  'wget',
  'fetch',
  'aria2c',
  'http',
  'https',
  'httpie',
  'xh',
  'lynx',
  'w3m',
  'links',
  'axel',
  'nc',
  'ncat',
  'netcat',
  'telnet',
  'irm',
  'iwr',
  'invoke-webrequest',
  'invoke-restmethod',
]);

/** Print nothing. */
const MUTE = [
  'set|cd|export|declare|typeset|local|readonly|read|mapfile|readarray|shift|unset|true|false|:|test|[|trap|alias|wait',
  'unalias|shopt|exec|let|umask|ulimit|hash|enable|mkdir|touch|sleep|return|exit|break|continue',
];

/** In: a command as it would run. Out: what comes out of it. */
export function streamOf(call: Call): Stream {
  const { program, args, input } = call;
  if (program === '') return call.reads.length > 0 ? input : { kind: 'none' };
  if (isProgram(program, MUTE)) return { kind: 'none' };
  if (program === 'echo' || program === 'printf') return printed(call);
  if (FETCHERS.has(program)) return isToFile(call) ? { kind: 'none' } : { kind: 'net' };
  if (call.reads.some(({ text: one }) => /^\/dev\/(?:tcp|udp)\//.test(one)) || isFetched(call)) return { kind: 'net' };
  if (program === 'find') return { kind: 'paths', paths: foundBy(call) };
  if (program === 'ls' || program === 'fd') return { kind: 'paths', paths: listed(call) };
  if (program === 'cat' && args.length === 0 && call.documents.length > 0) return text(call.documents.join('\n'));
  const form = inAnotherForm(call);
  if (form !== null) return form;
  if (program === 'xargs' || program === 'cat')
    return program === 'cat' && args.some(({ text: one }) => one !== '-') ? { kind: 'file' } : input;
  if (input.kind === 'net') return input;
  if (FILTERS.has(program)) return input.kind === 'none' ? fromFiles(call) : input;
  return known(call);
}

/** A known text, or none, through a filter whose words say what it does. */
function inAnotherForm(call: Call): Stream | null {
  const { program, args, input, documents } = call;
  const given = documents.length > 0 ? documents.join('\n') : input.kind === 'text' ? input.text : null;
  const isAlone = program === 'awk' && given === null && /^\s*BEGIN\b/.test(args[0]?.text ?? '');
  if (given === null && !isAlone) return null;
  if (given?.includes(UNKNOWN)) return null;
  const printed = filtered(call, given ?? '');
  return printed === null ? null : input.kind === 'text' ? { ...input, text: printed } : text(printed);
}

/** A file that an earlier command of the line fetched is shown. */
const isFetched = ({ program, args, cwd, fetched }: Call): boolean =>
  fetched.size > 0 &&
  (FILTERS.has(program) || /^(?:sed|awk|tr)$/.test(program)) &&
  args.some(({ text: one }) => fetched.has(resolved(one, cwd)));

function printed({ program, args }: Call): Stream {
  const words = program === 'echo' ? args.filter(({ text: one }) => !/^-[neE]+$/.test(one)) : args;
  const [format = '', ...values] = words.map(({ text: one }) => one);
  if (program === 'printf') return text(filled(unescapedText(format), values));
  const joined = [format, ...values].join(' ');
  return text(args.some(({ text: one }) => /^-n?e/.test(one)) ? unescapedText(joined) : joined);
}

const PLACE = /%(?:-?\d{0,3}[sbdqicux]|%)/g;

function filled(format: string, values: readonly string[]): string {
  const count = (format.match(PLACE) ?? []).filter((place) => place !== '%%').length;
  if (count === 0) return [format, ...values].join(' ');
  const lines: string[] = [];
  for (let at = 0; at < Math.max(values.length, 1); at += count) {
    let index = at;
    lines.push(format.replace(PLACE, (place) => (place === '%%' ? '%' : put(place, values[index++] ?? ''))));
  }
  return lines.join('');
}

const put = (place: string, value: string): string => (place.endsWith('b') ? unescapedText(value) : value);

/** Whether what is fetched goes to a file. */
export function isToFile({ program, args }: Pick<Call, 'program' | 'args'>): boolean {
  const line = lineOf(args);
  if (/^(?:aria2c|axel)$/.test(program)) return true;
  if (!/^(?:curl|wget|fetch|http|https|xh|httpie|iwr|invoke-webrequest)$/.test(program)) return false;
  if (program === 'wget') return !/(?:^| )(?:-\w*O ?-|--output-document[= ]-)/.test(line.all);
  return has(line, 'oO', '--output', '--remote-name') && !/(?:-o|--output)[= ]?-(?: |$)/.test(line.all);
}

/** What find would name; one for each name that it looks for. */
export function foundBy({ args, cwd }: Pick<Call, 'args' | 'cwd'>): Arg[] {
  const first = args.findIndex(({ text: one }) => /^[-(!]/.test(one));
  const given = args.slice(0, first < 0 ? undefined : first);
  const starts = given.length === 0 ? [arg(cwd)] : given;
  const tests = findTests(args);
  const isAlternative = tests.some(({ name }) => name === '-o' || name === '-or');
  const positive = tests.filter(({ negated }) => !negated);
  // Where all must hold, the name says more than the path.
  const byName = !isAlternative && positive.some(({ name }) => /^-i?name$/.test(name));
  const names = positive
    .filter(({ name }) => (byName ? /^-i?name$/ : /^-i?(?:name|path|wholename)$/).test(name))
    .map(({ words }) => words[0]?.text.replace(/^\*\/|\/\*$/g, '') ?? '*');
  const plain = names.length === 0 || (isAlternative && names.length < 2) ? ['*'] : names;
  return starts.flatMap((start) =>
    plain.map((name) => ({
      text: `${start.text.replace(/\/$/, '')}/${UNKNOWN}/${name}`,
      glob: true,
      names: start.names,
    })),
  );
}

function listed({ args, program }: Call): Arg[] {
  const words = lineOf(args).words;
  if (program === 'ls' && words.length > 0)
    return words.map((one) => (one.glob ? one : { ...one, text: `${one.text}/*`, glob: true }));
  return [{ text: '*', glob: true, names: [] }];
}

function fromFiles({ program, args }: Call): Stream {
  const isNames = /^(?:[ef]?grep|rg)$/.test(program) && has(lineOf(args), 'lL', '--files-with-matches', '--files');
  return isNames ? { kind: 'paths', paths: [{ text: UNKNOWN, glob: true, names: [] }] } : { kind: 'file' };
}

/** Programs that print one thing that can be known, or that is harmless wherever it goes. */
function known({ program, args, cwd, env }: Call): Stream {
  const words = lineOf(args).words;
  const first = words[0]?.text ?? '';
  switch (program) {
    case 'pwd':
      return text(cwd);
    case 'mktemp':
      return text(first !== '' && first.startsWith('/') ? first : `/tmp/mktemp.${UNKNOWN}`);
    case 'which':
    case 'command':
    case 'type':
      return text(first);
    case 'basename':
      return text((first.split('/').at(-1) ?? '').replace(words[1]?.text ?? '\n', ''));
    case 'dirname':
      return text(first.includes('/') ? first.replace(/\/[^/]*$/, '') || '/' : '.');
    case 'realpath':
    case 'readlink':
      return text(first);
    case 'date':
    case 'nproc':
    case 'seq':
    case 'wc':
    case 'id':
      return text('1');
    case 'whoami':
    case 'hostname':
    case 'uname':
      return text('name');
    case 'docker':
    case 'podman':
      // Some containers, not every one.
      return args.some(({ text: one }) => /^(?:-f|--filter)(?:=|$)/.test(one)) ? text('name') : COMPUTED;
    case 'git':
      return gitText(
        words.map((one) => one.text),
        args,
        env,
      );
    default:
      return COMPUTED;
  }
}

function gitText(words: readonly string[], args: readonly Arg[], env: ReadonlyMap<string, string>): Stream {
  const [verb = ''] = words;
  if (args.some(({ text: one }) => one === '--show-toplevel')) return text(env.get('CLAUDE_PROJECT_DIR') ?? UNKNOWN);
  if (['rev-parse', 'symbolic-ref', 'describe', 'branch', 'merge-base', 'log', 'rev-list'].includes(verb))
    return text('HEAD');
  if (verb === 'ls-files') {
    const specs = words.slice(1);
    return {
      kind: 'paths',
      paths: (specs.length === 0 ? [`${UNKNOWN}*`] : specs).map((one) => ({ text: one, glob: true, names: [] })),
    };
  }
  return verb === 'diff' ? { kind: 'paths', paths: [{ text: `${UNKNOWN}*`, glob: true, names: [] }] } : COMPUTED;
}

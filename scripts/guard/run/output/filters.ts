/** Programs that print a known text in another form: what comes out, where their words say it. */
import { lineOf, valueOfFlag } from '../../args.js';
import type { Call } from '../../model.js';

/** In: a call, and the text that it reads. Out: what it prints; null where that is not known. */
export function filtered({ program, args }: Pick<Call, 'program' | 'args'>, text: string): string | null {
  const lines = text.replace(/\n$/, '').split('\n');
  const words = lineOf(args).words.map((one) => one.text);
  const flags = args.map((one) => one.text).filter((one) => one.startsWith('-'));
  switch (program) {
    case 'cat':
    case 'tee':
    case 'pv':
    case 'sort':
    case 'uniq':
    case 'shuf':
      return text;
    case 'rev':
      return lines.map((line) => [...line].reverse().join('')).join('\n');
    case 'tac':
      return lines.reverse().join('\n');
    case 'head':
    case 'tail':
      return ofEnds(program, args, lines);
    case 'tr':
      return translated(text, flags, words);
    case 'base64':
      return flags.some((flag) => /^(?:-\w*[dD]|--decode)$/.test(flag)) ? decoded(text) : null;
    case 'xxd':
      return flags.join('').includes('r') ? unhexed(text) : null;
    case 'cut':
      return columns(args, lines);
    case 'sed':
      return args.length === words.length && words.length === 1 ? substituted(words[0] ?? '', lines) : null;
    case 'awk':
    case 'gawk':
    case 'mawk':
      return ofAwk(args, lines);
    case 'grep':
    case 'egrep':
    case 'fgrep':
    case 'rg':
      return flags.length === 0 && words.length === 1 && /^[\w -]+$/.test(words[0] ?? '')
        ? lines.filter((line) => line.includes(words[0] ?? '')).join('\n')
        : null;
    default:
      return null;
  }
}

function ofEnds(program: string, args: Call['args'], lines: string[]): string | null {
  const own = args.map((one) => /^-(?:n\s*)?(\d{1,9})$/.exec(one.text)?.[1]).find((one) => one !== undefined);
  const given = own ?? valueOfFlag(args, '-n', '--lines')?.text ?? (args.length === 0 ? '10' : '');
  if (!/^\d{1,9}$/.test(given)) return null;
  const count = Number(given);
  return (program === 'head' ? lines.slice(0, count) : count === 0 ? [] : lines.slice(-count)).join('\n');
}

/** `tr a-z n-za-m`, `tr -d x`. */
function translated(text: string, flags: readonly string[], [from = '', to]: readonly string[]): string | null {
  const [source, target] = [listed(from), listed(to ?? '')];
  if (source === null || target === null) return null;
  if (flags.some((flag) => /^(?:-d|--delete)$/.test(flag)))
    return [...text].filter((char) => !source.includes(char)).join('');
  if (flags.length > 0 || to === undefined) return null;
  return [...text]
    .map((char) => {
      const at = source.indexOf(char);
      return at < 0 ? char : (target[Math.min(at, target.length - 1)] ?? '');
    })
    .join('');
}

/** The characters of a set, with its ranges; null for a set in words. */
function listed(set: string): string[] | null {
  if (set.includes('[:') || set.length > 200) return null;
  const plain = set.replace(/\\n/g, '\n').replace(/\\t/g, '\t').replace(/\\0/g, '\0');
  return [...plain.replace(/(.)-(.)/gs, (_, from: string, to: string) => range(from, to))];
}

function range(from: string, to: string): string {
  const [first, last] = [from.charCodeAt(0), to.charCodeAt(0)];
  return Array.from({ length: Math.max(0, Math.min(last - first + 1, 256)) }, (_, index) =>
    String.fromCharCode(first + index),
  ).join('');
}

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

function decoded(text: string): string {
  let bits = '';
  for (const char of text.replace(/[\s=]/g, '')) bits += Math.max(0, DIGITS.indexOf(char)).toString(2).padStart(6, '0');
  return (bits.match(/.{8}/g) ?? []).map((byte) => String.fromCharCode(Number.parseInt(byte, 2))).join('');
}

const unhexed = (text: string): string =>
  (text.replace(/\s/g, '').match(/[0-9a-fA-F]{2}/g) ?? [])
    .map((byte) => String.fromCharCode(Number.parseInt(byte, 16)))
    .join('');

/** `cut -d: -f2`, `cut -c2-`. */
function columns(args: Call['args'], lines: readonly string[]): string | null {
  const by = valueOfFlag(args, '-d', '--delimiter')?.text ?? '\t';
  const [fields, characters] = [valueOfFlag(args, '-f', '--fields'), valueOfFlag(args, '-c', '-b', '--characters')];
  const [, from, dash, to] = /^(\d{0,9})(-?)(\d{0,9})$/.exec((fields ?? characters)?.text ?? '') ?? [];
  if (from === undefined || (from === '' && to === '') || args.some((one) => one.text.startsWith('--c'))) return null;
  const start = Number(from || '1') - 1;
  const end = dash === '' ? start + 1 : to === '' ? undefined : Number(to);
  return lines
    .map((line) => (fields === null ? [...line].slice(start, end).join('') : line.split(by).slice(start, end).join(by)))
    .join('\n');
}

/** `s/from/to/` with a literal text, perhaps at one end of the line. */
function substituted(script: string, lines: readonly string[]): string | null {
  const by = script.charAt(1);
  const [command, pattern = '', to = '', flags = '', more] = script.split(by);
  if (command !== 's' || more !== undefined || !/^g?$/.test(flags) || to.includes('&')) return null;
  const [, start = '', from = '', end = ''] = /^(\^?)([\w/ :@.,-]*)(\$?)$/.exec(pattern.replaceAll('\\.', '.')) ?? [];
  if (from === '' || /(?<!\\)\./.test(pattern)) return null;
  return lines
    .map((line) => {
      if (start !== '') return line.startsWith(from) ? to + line.slice(from.length) : line;
      if (end !== '') return line.endsWith(from) ? line.slice(0, line.length - from.length) + to : line;
      return flags === 'g' ? line.replaceAll(from, () => to) : line.replace(from, () => to);
    })
    .join('\n');
}

/** `awk '{print $2}'`, `awk -F: '{print $NF}'`, `awk 'BEGIN{print "text"}'`. */
function ofAwk(args: Call['args'], lines: readonly string[]): string | null {
  const by = valueOfFlag(args, '-F')?.text ?? '';
  const script = lineOf(args, '-F -v').words[0]?.text.trim() ?? '';
  const printed = /^BEGIN\s*\{\s*print\s+"([^"\\]*)";?\s*\}$/.exec(script)?.[1];
  if (printed !== undefined) return printed;
  const column = /^\{\s*print\s+\$(\d|NF);?\s*\}$/.exec(script)?.[1];
  if (column === undefined || by.length > 1) return null;
  return lines
    .map((line) => {
      const fields = by === '' ? line.trim().split(/\s+/) : line.split(by);
      if (column === '0') return line;
      return (column === 'NF' ? fields.at(-1) : fields[Number(column) - 1]) ?? '';
    })
    .join('\n');
}

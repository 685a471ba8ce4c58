/** `a{b,c}` as `ab`, `ac`; quotes and expansions may stand in it. */
import type { Steps } from './steps.js';
import type { Part, Word } from './syntax.js';

/** One unquoted character, or a part that is kept together. */
type Unit = string | Part;
interface Braces {
  start: number;
  commas: number[];
  end: number;
}

const MANY = 40;
const MOST_WORDS = 128;

/** In: a word. Out: the words that its braces make; beyond a limit they stand for anything. */
export function braced(word: Word, steps: Steps, limit = MOST_WORDS): Word[] {
  if (!word.some((part) => part.kind === 'text' && !part.quoted && part.text.includes('{'))) return [word];
  const units = word.flatMap((part): Unit[] => (part.kind === 'text' && !part.quoted ? [...part.text] : [part]));
  steps.take(units.length);
  for (const found of bracesIn(units)) {
    const options = optionsOf(units, found);
    if (options === null) continue;
    const [before, after] = [units.slice(0, found.start), units.slice(found.end + 1)];
    const own = options.length > limit ? [['*']] : options;
    return own.flatMap((option) =>
      braced(wordOf([...before, ...option, ...after]), steps, Math.floor(limit / own.length)),
    );
  }
  return [word];
}

/** Pairs of braces, by where they begin. */
function bracesIn(units: readonly Unit[]): Braces[] {
  const open: Braces[] = [];
  const found: Braces[] = [];
  for (const [index, unit] of units.entries()) {
    if (unit === '{') open.push({ start: index, commas: [], end: -1 });
    else if (unit === ',') open.at(-1)?.commas.push(index);
    else if (unit === '}') {
      const last = open.pop();
      if (last !== undefined) found.push({ ...last, end: index });
    }
  }
  return found.sort((a, b) => a.start - b.start);
}

/** What stands between the commas, or the members of a sequence; null where the braces are text. */
function optionsOf(units: readonly Unit[], { start, commas, end }: Braces): Unit[][] | null {
  if (commas.length === 0) return sequence(units.slice(start + 1, end));
  if (commas.length >= MANY) return [['*']];
  const edges = [start, ...commas, end];
  return edges.slice(1).map((edge, index) => units.slice((edges[index] ?? 0) + 1, edge));
}

function sequence(inside: readonly Unit[]): Unit[][] | null {
  const text = inside.map((unit) => (typeof unit === 'string' ? unit : '\0')).join('');
  const [, from = '', to = '', by = '1'] =
    /^(-?\d{1,9}|[A-Za-z])\.\.(-?\d{1,9}|[A-Za-z])(?:\.\.(-?\d{1,9}))?$/.exec(text) ?? [];
  const isLetters = /^[A-Za-z]$/.test(from);
  if (from === '' || isLetters !== /^[A-Za-z]$/.test(to)) return null;
  const numbered = (one: string): number => (isLetters ? one.charCodeAt(0) : Number(one));
  const [first, last] = [numbered(from), numbered(to)];
  const step = Math.max(1, Math.abs(Number(by)));
  const count = Math.floor(Math.abs(last - first) / step) + 1;
  if (count > MANY) return [['*']];
  return Array.from({ length: count }, (_, index) => {
    const one = first + (first <= last ? step : -step) * index;
    return isLetters ? [String.fromCharCode(one)] : [...String(one)];
  });
}

function wordOf(units: readonly Unit[]): Word {
  const word: Word = [];
  for (const unit of units) {
    const last = word.at(-1);
    if (typeof unit !== 'string') word.push(unit);
    else if (last?.kind === 'text' && !last.quoted) word[word.length - 1] = { ...last, text: last.text + unit };
    else word.push({ kind: 'text', text: unit, quoted: false });
  }
  return word;
}

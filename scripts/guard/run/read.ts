/** What `read` and `mapfile` put into variables. */
import { lineOf, valueOfFlag } from '../args.js';
import { type Arg, arg, type Call, type Stream, UNKNOWN } from '../model.js';
import { joined, split, type Value } from '../shell/expand.js';
import { assign, type Scope } from './scope.js';

const MOST_LINES = 16;
const VALUED = '-d -n -N -p -t -u -i';

/** In: a call of `read` or `mapfile`. Its variables get what the call reads: any line of it, or all of them. */
export function readInto(call: Call, scope: Scope): void {
  const lines = linesOf(call, scope);
  if (call.program !== 'read') {
    const [target = 'MAPFILE'] = lineOf(call.args, '-d -n -O -s -u -c -C').words.map(({ text }) => text);
    return assign(scope, target, lines);
  }
  const array = valueOfFlag(call.args, '-a');
  const separators = call.env.get('IFS') ?? ' \t\n';
  const fields = lines.map((line) => (separators === '' ? [line] : split(line, separators)));
  if (array !== null) return setAny(scope, array.text, fields);
  const names = lineOf(call.args, `${VALUED} -a`).words.map(({ text }) => text);
  const all = names.length === 0 ? ['REPLY'] : names;
  for (const [index, name] of all.entries())
    setAny(
      scope,
      name,
      fields.map((words) => {
        if (index === all.length - 1 && words.length > index + 1) return [joined(words.slice(index))];
        return words.some(({ text }) => text === UNKNOWN) ? [words[index] ?? unknown()] : [words[index] ?? arg('')];
      }),
    );
}

/** One value of several, in whatever line they stood. */
function setAny(scope: Scope, name: string, values: readonly Value[]): void {
  if (!/^\w+$/.test(name)) return;
  for (const value of values) assign(scope, name, value);
  if (values.length > 1) scope.variables.set(scope.references.get(name) ?? name, values);
}

const inputOf = ({ documents, input }: Call): Stream =>
  documents.length > 0 ? { kind: 'text', text: documents.join('\n') } : input;

const unknown = (): Arg => ({ text: UNKNOWN, glob: true, names: ['stdin'] });

function linesOf(call: Call, scope: Scope): Arg[] {
  const isOther = call.documents.length === 0 && valueOfFlag(call.args, '-u') !== null;
  const input = isOther ? scope.input : inputOf(call);
  if (input.kind === 'paths') return input.paths.slice(0, MOST_LINES);
  if (input.kind !== 'text') return [unknown()];
  const end = valueOfFlag(call.args, '-d')?.text;
  const text = input.text.replace(/\n$/, '');
  const lines = end === undefined ? text.split('\n') : text.split(end === '' ? '\0' : end.slice(0, 1));
  const names = text.includes(UNKNOWN) ? [...scope.variables.keys()].slice(0, 1) : [];
  const read = lines.slice(0, MOST_LINES).map((line): Arg => ({ text: line, glob: false, names }));
  return lines.length > MOST_LINES ? [...read, unknown()] : read;
}

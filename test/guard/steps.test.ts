/**
 * Whatever a line says, the guard answers: it does not throw, and its work is bounded by a number of steps that grows
 * no faster than the line.
 */
import '../helpers/seed.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPlainlyOrdinary, judgeCommand, policyOf, programWords, Steps } from '../../scripts/guard/index.js';
import { places } from '../helpers/guard-places.js';
import { lineOf } from './differential/lines.js';
import { EVERY_ASKED, EVERY_SILENT } from './tables/rows.js';

const RUNS = Number(process.env['RUNS'] ?? 1500);
const policy = policyOf(undefined);

interface Judged {
  verdict: string;
  steps: number;
}

function judged(line: string): Judged {
  const steps = new Steps(line.length);
  const { verdict } = judgeCommand(line, places, policy, () => null, steps);
  isPlainlyOrdinary(line, places, () => null);
  programWords(line);
  return { verdict, steps: steps.taken };
}

/** Beyond the limit by no more than the one thing that was being looked at. */
function expectBounded(line: string): void {
  const { steps, verdict } = judged(line);
  const { limit } = new Steps(line.length);
  expect(steps, line).toBeLessThan(2 * limit);
  if (steps > limit) expect(verdict, line).not.toBe('silent');
}

const MARKS = [
  ...['$', '$(', '$((', '${', '$[', "$'", '$"', '`', "'", '"', '\\', '\n', '\\\n', '(', ')', '((', '))', '{', '}', ']'],
  ...[
    ';',
    ';;',
    ';&',
    '&',
    '&&',
    '|',
    '||',
    '|&',
    '!',
    '<',
    '>',
    '<<',
    '<<-',
    '<<<',
    '<(',
    '>(',
    '>&',
    '&>',
    '<>',
    '[',
  ],
  ...[
    '[[',
    ']]',
    '#',
    '~',
    '*',
    '?',
    '=',
    '+=',
    ',',
    '..',
    ':',
    '-',
    '--',
    '@',
    '%',
    '/',
    '^',
    '\u0001',
    '\0',
    '\r',
    '\t',
  ],
  ...[
    'if',
    'then',
    'elif',
    'else',
    'fi',
    'for',
    'in',
    'do',
    'done',
    'while',
    'until',
    'case',
    'esac',
    'select',
    'time',
  ],
  ...[
    'function',
    'coproc',
    'f()',
    'a=',
    'a[',
    'x=(',
    'END',
    'eval',
    'bash -c',
    'xargs',
    'find . -exec',
    'trap',
    'read',
  ],
  ...[
    'rm -rf src',
    'git',
    'push',
    '--force',
    'awk',
    'perl -e',
    'set --',
    'declare -n',
    'printf -v',
    'mapfile',
    'cd',
    '中',
  ],
];
const fragment = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...MARKS) },
  { weight: 3, arbitrary: fc.constantFrom(' ', ' ', '\n', 'a', '1', 'src', '.env') },
  { weight: 1, arbitrary: fc.string({ maxLength: 4, unit: 'binary' }) },
);
const rows = [...EVERY_ASKED.map(({ command }) => command), ...EVERY_SILENT];

describe('lines of all kinds', () => {
  test('marks and words put together at random', { timeout: RUNS * 20 }, () => {
    fc.assert(
      fc.property(fc.array(fragment, { maxLength: 60 }), (parts) => expectBounded(parts.join(''))),
      { numRuns: RUNS },
    );
  });

  test('rows of the tables with a piece cut out, put in or doubled', { timeout: RUNS * 20 }, () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...rows),
        fc.nat(),
        fc.nat(20),
        fragment,
        fc.nat(3),
        (row, at, length, put, times) => {
          const start = at % (row.length + 1);
          expectBounded(row.slice(0, start) + put.repeat(times) + row.slice(start + length));
          expectBounded(row.slice(0, start) + row.slice(start, start + length).repeat(1 + times) + row.slice(start));
        },
      ),
      { numRuns: RUNS },
    );
  });

  test('lines of the grammar, cut anywhere', { timeout: RUNS * 20 }, () => {
    fc.assert(
      fc.property(fc.nat(100_000), fc.nat(), (seed, at) => {
        const line = lineOf(seed);
        expectBounded(line);
        expectBounded(line.slice(at % line.length));
        expectBounded(line.slice(0, at % line.length));
      }),
      { numRuns: RUNS / 3 },
    );
  });

  test('ordinary lines stay far below the limit', () => {
    for (const row of rows) expect(judged(row).steps, row).toBeLessThan(new Steps(row.length).limit / 2);
  });
});

/** What grows: in depth, in number, in what the shell would make of it. */
const GROWING: Readonly<Record<string, (size: number) => string>> = {
  parentheses: (size) => '('.repeat(size),
  substitutions: (size) => '$('.repeat(size),
  'substitutions that end': (size) => `${'$(a '.repeat(size)}${')'.repeat(size)}`,
  'arithmetic in arithmetic': (size) => `echo ${'$(('.repeat(size)}1${'))'.repeat(size)}`,
  'arithmetic that is none': (size) => `echo ${'$((a) '.repeat(size)}${')'.repeat(size)}`,
  'old arithmetic': (size) => '$['.repeat(size),
  'default values': (size) => `echo ${'${a:-'.repeat(size)}x${'}'.repeat(size)}`,
  'braces side by side': (size) => `echo ${'{a,b}'.repeat(size)}`,
  'braces in braces': (size) => `echo ${'{a,'.repeat(size)}${'}'.repeat(size)}`,
  'braces without end': (size) => `echo ${'{a,'.repeat(size)}`,
  groups: (size) => `${'{ '.repeat(size)}a;${' }'.repeat(size)}`,
  conditions: (size) => 'if a; then '.repeat(size),
  'loops in loops': (size) => `${'for i in a b c d e f g h; do '.repeat(size)}rm $i; ${'done; '.repeat(size)}`,
  'a value that doubles': (size) => `x=a; ${'x=$x$x; '.repeat(size)}echo $x`,
  'a value that is not known and doubles': (size) => `${'x=$x$x; '.repeat(size)}echo $x`,
  'an array that doubles': (size) => `x=(a); ${'x+=("${x[@]}"); '.repeat(size)}rm "${'$'}{x[@]}"`,
  variables: (size) => `${Array.from({ length: size }, (_, index) => `v${index}=1; `).join('')}a`,
  'here-documents on one line': (size) => `cat ${'<<A '.repeat(size)}`,
  'here-documents': (size) => 'cat <<A\n'.repeat(size),
  'functions that call two others': (size) =>
    `${Array.from({ length: size }, (_, index) => `f${index}() { f${index + 1}; f${index + 1}; }; `).join('')}f0`,
  'texts that are run': (size) => 'eval '.repeat(size),
  aliases: (size) => `${'alias a="b b"; '.repeat(size)}a`,
  'process substitutions': (size) => `cat ${'<(cat '.repeat(size)}${')'.repeat(size)}`,
  'lines that are read': (size) => `while read -r a b c; do rm $a $b $c; done <<< "${'a b c\n'.repeat(size)}"`,
  'words that are fed': (size) => `echo ${'a '.repeat(size)} | xargs -n 1 rm`,
  'one long word': (size) => `rm ${'a'.repeat(size)}`,
  'one long path': (size) => `rm -rf ${'../a/'.repeat(size)}`,
  blanks: (size) => `rm ${' '.repeat(size)} a`,
};

describe('what grows', () => {
  test.each(Object.keys(GROWING))('%s: the work grows no faster than the line', (name) => {
    for (const size of [3, 30, 300]) expectBounded(GROWING[name]?.(size) ?? '');
  });

  test('a line of which too much would have to be read is asked about', () => {
    const { verdict, findings } = judgeCommand(GROWING['a value that doubles']?.(40) ?? '', places, policy);
    expect({ verdict, kinds: findings.map(({ kind }) => kind) }).toEqual({ verdict: 'ask', kinds: ['unreadable'] });
  });
});

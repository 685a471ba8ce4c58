/** Files that lose their content without being deleted: emptied, moved away, packed and removed, put into a trash. */

import { has, lineOf, valueOfFlag } from '../../args.js';
import { APPENDED, type Arg, type Call, type Context, type Finding, readable } from '../../model.js';
import { resolved } from '../../paths.js';
import { meets } from '../../patterns.js';
import { isDisposable } from './disposable.js';
import { judgeTarget } from './files.js';

/** Files written by people, or data that no build creates again. */
const SOURCE = [
  /\.(?:[cm]?[jt]sx?|py|rs|go|java|kts?|rb|php|[ch]|cc|cpp|hpp|cs|swift|scala|vue|svelte|exs?|sql|db|sqlite3?)$/,
  /\.(?:mdb|csv)$/,
  /\.(?:parquet|ya?ml|toml|tfvars|tf|proto|ipynb)$/,
];

const emptied = (target: Arg): Finding => ({
  category: 'destructive-delete',
  kind: 'empty-file',
  subject: readable(target.text),
});

const EMPTYING = '||:|true|echo|printf|cat|cp|dd|tee|truncate|';
const TAKING = '|tar|gtar|bsdtar|zip|7z|7za|rar|mv|rsync|';

/** The files that a command leaves empty. */
function emptiedBy(call: Call): Arg[] {
  const line = lineOf(call.args, '-s --size -r -o');
  const opened = call.writes.filter(({ names }) => !names.includes(APPENDED));
  const isNothing = (text: string): boolean => text === '/dev/null';
  switch (call.program) {
    case '':
    case ':':
    case 'true':
      return call.reads.length + call.documents.length === 0 ? opened : [];
    case 'echo':
    case 'printf':
      return line.words.every(({ text }) => text === '') && (call.program === 'printf' || has(line, 'n')) ? opened : [];
    case 'cat':
      return line.words.length > 0 && line.words.every(({ text }) => isNothing(text)) ? opened : [];
    case 'cp':
      return isNothing(line.words[0]?.text ?? '') ? line.words.slice(1) : [];
    case 'dd':
      return call.args.some(({ text }) => text === 'if=/dev/null')
        ? call.args.filter(({ text }) => text.startsWith('of=')).map((one) => ({ ...one, text: one.text.slice(3) }))
        : [];
    case 'tee':
      return !has(line, 'a', '--append') && call.reads.some(({ text }) => isNothing(text)) ? line.words : [];
    case 'truncate':
      return /^0/.test(valueOfFlag(call.args, '-s', '--size')?.text ?? '') ? line.words : [];
    default:
      return [];
  }
}

export function judgeEmptying(call: Call, context: Context): Finding[] {
  const name = `|${call.program}|`;
  if (!EMPTYING.includes(name)) return TAKING.includes(name) ? taken(call, context) : [];
  const empty = emptiedBy(call).filter(
    (target) =>
      (meets(SOURCE, target.text) || target.glob) &&
      !isDisposable(resolved(target.text, call.cwd), context) &&
      !/(?:^|[/._-])(?:test|tests|tmp|temp|scratch|out|output|fixture)s?(?:[/._-]|$)/i.test(target.text),
  );
  return empty.slice(0, 1).map(emptied);
}

const taken = (call: Call, context: Context): Finding[] =>
  gone(call)
    .flatMap((target) => judgeTarget(target, true, call.cwd, context))
    .slice(0, 1);

const ARCHIVE = '-f -C -T -X -b -H -g -V -I -K -N --file --directory --files-from --exclude --exclude-from';
/** Options with a value. */
const VALUED: Readonly<Record<string, string>> = {
  tar: ARCHIVE,
  gtar: ARCHIVE,
  bsdtar: ARCHIVE,
  zip: '-b -n -t -tt -P --temp-path --suffixes --from-date --before-date --password',
  mv: '-t -S --target-directory --suffix',
  rsync: '-e -f -B -M -T --rsh --filter --exclude --include --exclude-from --include-from --files-from --temp-dir',
};

/** The files that a command removes besides its main purpose. */
function gone(call: Call): readonly Arg[] {
  const line = lineOf(call.args, VALUED[call.program] ?? '');
  const { words, flags } = line;
  switch (call.program) {
    case 'tar':
    case 'gtar':
    case 'bsdtar':
      return has(line, '', '--remove-files')
        ? words.filter(
            ({ text }) =>
              !/\.(?:tar|t?gz|tgz|bz2|xz|zst)$/.test(text) &&
              !/^[a-zA-Z]{1,6}f?$/.test(text.replace(/^(?:src|lib|docs|app|data|test)$/, '/')),
          )
        : [];
    case 'zip':
      return has(line, 'm', '--move') ? words.slice(1) : [];
    case '7z':
    case '7za':
    case 'rar':
      return flags.some((flag) => /^-(?:sdel|df|dr)$/.test(flag)) || words[0]?.text === 'm' ? words.slice(2) : [];
    case 'mv': {
      const into = valueOfFlag(call.args, '-t', '--target-directory') ?? words.at(-1);
      const isAway =
        into !== undefined && /^(?:\/private)?(?:\/tmp|\/var\/tmp|\/dev\/shm)(?:\/|$)|\.?trash/i.test(into.text);
      return isAway ? words.filter((word) => word.text !== into.text) : [];
    }
    case 'rsync':
      return has(line, '', '--remove-source-files') ? words.slice(0, -1) : [];
    default:
      return [];
  }
}

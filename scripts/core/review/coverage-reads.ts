/** Finds which files Codex opened, from the commands that it ran and not from what it says. */
import type { CommandRun } from '../codex/events.js';

/** Programs that print a file's content. Searching or listing a file is not reading it. */
const READERS = new Set([
  ...[
    'cat',
    'sed',
    'head',
    'tail',
    'nl',
    'less',
    'more',
    'bat',
    'awk',
    'gawk',
    'perl',
    'python',
    'python3',
    'node',
    'jq',
    'tac',
    'od',
    'xxd',
    'cut',
    'fold',
    'strings',
    'hexdump',
  ],
  ...['get-content', 'gc', 'type'],
]);

/**
 * How many characters of one command's output reach the model at most. Of a longer output, Codex shows the model only
 * the beginning and the end (docs/facts/codex-cli.md, events).
 */
export const SHOWN_CHARACTERS = 40_000;

/** The number of characters in a text without white space, which differs with how the text is printed. */
export const ink = (text: string): number => text.replace(/\s+/g, '').length;

/**
 * The files of `onDemand` (paths in the repository) that were not read.
 *
 * A file was read when a successful command names it and prints something. Files that a command reaches only through a
 * folder or a pattern count as read only as far as its output is long enough: a model that saw the beginning of a
 * thousand files has not read them.
 *
 * @param needs how many characters (see `ink`) of each file have to be printed in that case; null in records of earlier
 * releases, which did not count reads by folder
 */
export function unreadFiles(
  commands: CommandRun[],
  onDemand: string[],
  snapshotFolder: string,
  needs: Readonly<Record<string, number>> | null,
): string[] {
  const read = new Set(readPaths(commands, onDemand, snapshotFolder));
  const needed = (file: string): number => (needs !== null && Object.hasOwn(needs, file) ? (needs[file] ?? 1) : 1);
  const left = new Map(onDemand.filter((file) => !read.has(file)).map((file) => [file, needed(file)]));
  for (const command of needs === null ? [] : commands.filter(hasPrinted)) {
    let shown = Math.min(ink(command.output), SHOWN_CHARACTERS);
    for (const file of ledTo(command.command, [...left.keys()], snapshotFolder)) {
      const missing = left.get(file) ?? 0;
      const given = Math.min(shown, missing);
      shown -= given;
      if (given === missing) left.delete(file);
      else left.set(file, missing - given);
    }
  }
  return [...left.keys()];
}

const hasPrinted = ({ exitCode, output }: CommandRun): boolean => exitCode === 0 && output.trim() !== '';

/**
 * The files of `onDemand` that a reading command named one by one; it must have exited with 0 and printed something.
 */
export function readPaths(commands: CommandRun[], onDemand: string[], snapshotFolder: string): string[] {
  const opened = new Set(commands.filter(hasPrinted).flatMap(({ command }) => openedBy(command)));
  return onDemand.filter((file) => [...opened].some((path) => isSnapshotPath(path, file, snapshotFolder)));
}

/** The files that a command reads through a folder or a pattern, such as `find dir -exec cat {} +`. */
function ledTo(command: string, files: string[], snapshotFolder: string): string[] {
  const steps = stepsOf(command);
  if (!steps.some((words) => words.some((word) => READERS.has(programName(word))))) return [];
  const patterns = pathsIn(steps).flatMap((path) => patternOf(path, snapshotFolder) ?? []);
  return files.filter((file) => patterns.some((pattern) => pattern.test(file)));
}

/** A regular expression for the files that a folder or a pattern in the snapshot matches; null for a path elsewhere. */
function patternOf(path: string, snapshotFolder: string): RegExp | null {
  const at = isAbsolute(path) ? path.lastIndexOf(`/${snapshotFolder}/`) + 1 : 0;
  const inside = path.slice(at);
  if (inside === snapshotFolder) return /^/;
  if (!inside.startsWith(`${snapshotFolder}/`)) return null;
  const isWild = /[*?]/.test(inside);
  const escaped = inside
    .slice(snapshotFolder.length + 1)
    .replace(/\/$/, '')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/?|\*|\?/g, (wild) => (wild === '*' ? '[^/]*' : wild === '?' ? '[^/]' : '.*'));
  return new RegExp(`^${escaped}${isWild ? '$' : '(?:/|$)'}`);
}

/**
 * Whether a path means this file of the snapshot. Codex works in the folder above the snapshot and may use relative or
 * absolute paths.
 */
function isSnapshotPath(path: string, file: string, snapshotFolder: string): boolean {
  const wanted = `${snapshotFolder}/${file}`;
  return path === wanted || (isAbsolute(path) && path.endsWith(`/${wanted}`));
}

const isAbsolute = (path: string): boolean => /^(\/|[A-Za-z]:\/)/.test(path);

/** The paths that a command line passes to reading programs; `cd` is taken into account. */
const openedBy = (command: string): string[] => openedIn(stepsOf(command));

/** The simple commands of a command line, as lists of words. */
function stepsOf(command: string): string[][] {
  const outer = shellWords(command);
  const script = outer.findIndex((word) => /^-(l?c|command)$/i.test(word));
  const isWindows = /\b(powershell|pwsh|cmd)(\.exe)?$/i.test(outer[0] ?? '');
  const text = script < 0 ? command : (outer[script + 1] ?? '');
  return splitSteps(shellWords(isWindows ? text.replaceAll('\\', '/') : text));
}

const programName = (word: string): string => word.split('/').at(-1)?.toLowerCase() ?? '';

/**
 * Every word of the steps as a path, taking `cd` into account; `reads` limits the result to arguments of reading
 * programs.
 */
function pathsIn(steps: string[][], reads: (name: string) => boolean = () => true): string[] {
  const paths: string[] = [];
  let folder = '';
  for (const [program = '', ...rest] of steps) {
    const name = programName(program);
    if (name === 'cd' || name === 'pushd' || name === 'set-location') folder = joined(folder, rest.at(-1) ?? '');
    else if (reads(name)) paths.push(...rest.map((word) => joined(folder, word)));
  }
  return paths;
}

const openedIn = (steps: string[][]): string[] => pathsIn(steps, (name) => READERS.has(name));

const BREAKS = new Set(['|', '||', '&', '&&', ';', '(', ')', '\n']);

function splitSteps(words: string[]): string[][] {
  const steps: string[][] = [[]];
  for (const word of words) {
    if (BREAKS.has(word)) steps.push([]);
    else if (!['<', '{', '}'].includes(word)) steps.at(-1)?.push(word);
  }
  return steps;
}

function joined(folder: string, word: string): string {
  const parts = (isAbsolute(word) || folder === '' ? word : `${folder}/${word}`).split('/');
  const kept: string[] = [];
  for (const [index, part] of parts.entries()) {
    if (part === '..' && kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (part !== '.' && (part !== '' || index === 0)) kept.push(part);
  }
  return kept.join('/');
}

/** The words of a POSIX command line: quotes are removed, operators are separate words, nothing is expanded. */
export function shellWords(line: string): string[] {
  const words: string[] = [];
  let word: string | null = null;
  const token = /\\(.)|'([^']*)'|"((?:[^"\\]|\\.)*)"|(\|\||&&|[|&;()<>\n])|([^\S\n]+)|([^\\'"|&;()<>\s]+)/gsy;
  for (const [, escaped, single, double, operator, space, plain] of line.matchAll(token)) {
    if (operator !== undefined || space !== undefined) {
      if (word !== null) words.push(word);
      word = null;
      if (operator !== undefined) words.push(operator);
    } else {
      word = (word ?? '') + (escaped ?? single ?? double?.replace(/\\([$`"\\])/g, '$1') ?? plain ?? '');
    }
  }
  return word === null ? words : [...words, word];
}

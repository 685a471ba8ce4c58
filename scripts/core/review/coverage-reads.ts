/** Which files Codex opened, judged by the commands that it ran and not by what it says. */
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
  ],
  ...['get-content', 'gc', 'type'],
]);

/** The files of `onDemand` (paths in the repository) that no successful command printed. */
export function unreadFiles(commands: CommandRun[], onDemand: string[], snapshotFolder: string): string[] {
  const read = readPaths(commands, onDemand, snapshotFolder);
  return onDemand.filter((file) => !read.includes(file));
}

/**
 * The files of `onDemand` that were read: named, one by one, by a reading command that ended with 0 and
 * printed something.
 */
export function readPaths(commands: CommandRun[], onDemand: string[], snapshotFolder: string): string[] {
  const successful = commands.filter(({ exitCode, output }) => exitCode === 0 && output.trim() !== '');
  const opened = new Set(successful.flatMap(({ command }) => openedBy(command)));
  return onDemand.filter((file) => [...opened].some((path) => isSnapshotPath(path, file, snapshotFolder)));
}

/** Codex works above the snapshot; it may name it relative to its own folder or absolutely. */
function isSnapshotPath(path: string, file: string, snapshotFolder: string): boolean {
  const wanted = `${snapshotFolder}/${file}`;
  return path === wanted || (isAbsolute(path) && path.endsWith(`/${wanted}`));
}

const isAbsolute = (path: string): boolean => /^(\/|[A-Za-z]:\/)/.test(path);

/** The paths that a command line hands to reading programs, with `cd` followed. */
function openedBy(command: string): string[] {
  const outer = shellWords(command);
  const script = outer.findIndex((word) => /^-(l?c|command)$/i.test(word));
  const isWindows = /\b(powershell|pwsh|cmd)(\.exe)?$/i.test(outer[0] ?? '');
  const text = script < 0 ? command : (outer[script + 1] ?? '');
  const steps = splitSteps(shellWords(isWindows ? text.replaceAll('\\', '/') : text));
  const opened: string[] = [];
  let folder = '';
  for (const [program = '', ...rest] of steps) {
    const name = program.split('/').at(-1)?.toLowerCase() ?? '';
    if (name === 'cd' || name === 'pushd' || name === 'set-location') folder = joined(folder, rest.at(-1) ?? '');
    else if (READERS.has(name)) opened.push(...rest.map((word) => joined(folder, word)));
  }
  return opened;
}

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

/** Words of a POSIX command line: quotes removed, operators as words of their own. Nothing is expanded. */
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

/**
 * Which parts of a change Codex wrote itself, so that a reviewing Codex knows that it is not independent of them. Lines
 * are compared by digests, so that no content is kept, and so that later edits leave the mark on the rest.
 */
import { named } from '../../say/packet-text.js';
import type { ChangedFile } from '../coverage.js';

/** What Codex wrote into one file. */
export interface WrittenFile {
  path: string;
  /** Digests of the lines that it added. */
  lines: string[];
  /** Git's id of the whole content. */
  blob: string;
}

/** What was taken over from one piece of work. */
export interface WrittenMark {
  at: string;
  session: string;
  files: WrittenFile[];
}

/** All marks of a repository, and how its lines are named. */
export interface WrittenMarks {
  marks: readonly WrittenMark[];
  digest: (line: string) => string;
}

export interface ByCodex {
  path: string;
  /** How many of the added lines are Codex's, and how many were compared; equal for a whole file. */
  lines: number;
  of: number;
}

/** Shorter lines, such as a closing brace, say nothing about who wrote them. */
const LEAST = 6;
/** A file of another name is Codex's only if this much of it is: single lines are alike by chance. */
const MOVED = 0.5;

const telling = (lines: readonly string[]): string[] =>
  lines.map((line) => line.trim()).filter((line) => line.length >= LEAST);

/** The lines that a text has and the text before had not. */
export function addedLines(before: string, after: string): string[] {
  const left = new Map<string, number>();
  for (const line of telling(before.split('\n'))) left.set(line, (left.get(line) ?? 0) + 1);
  return telling(after.split('\n')).filter((line) => {
    const count = left.get(line) ?? 0;
    if (count > 0) left.set(line, count - 1);
    return count === 0;
  });
}

const addedIn = ({ patch, text }: ChangedFile): string[] => {
  if (patch === null) return telling((text ?? '').split('\n'));
  const added = patch.split('\n').filter((line) => line.startsWith('+') && !line.startsWith('+++ '));
  return telling(added.map((line) => line.slice(1)));
};

/** The files of a change that hold what Codex wrote. */
export function writtenByCodex(files: readonly ChangedFile[], { marks, digest }: WrittenMarks): ByCodex[] {
  if (marks.length === 0) return [];
  const all = marks.flatMap((mark) => mark.files);
  const anywhere = new Set(all.flatMap(({ lines }) => lines));
  const blobs = new Set(all.map(({ blob }) => blob));
  return files.flatMap((file): ByCodex[] => {
    const added = addedIn(file);
    const whole = blobs.has(file.version?.after.split(' ').at(-1) ?? '');
    if (whole) return [{ path: file.path, lines: added.length, of: added.length }];
    const isSame = all.some(({ path }) => path === file.path || path === file.from);
    const here = new Set(all.flatMap(({ path, lines }) => (path === file.path || path === file.from ? lines : [])));
    const lines = added.filter((line) => (isSame ? here : anywhere).has(digest(line))).length;
    const counts = isSame ? lines > 0 : lines > 0 && lines >= added.length * MOVED;
    return counts ? [{ path: file.path, lines, of: added.length }] : [];
  });
}

const MOST_NAMES = 50;

/** What the packet says about it; '' where there is nothing. */
export function byCodexText(found: readonly ByCodex[]): string {
  if (found.length === 0) return '';
  const share = ({ path, lines, of }: ByCodex): string =>
    `${named(path)} (${lines === of ? 'as Codex wrote it' : `${lines} of ${of} added lines`})`;
  const more = found.length > MOST_NAMES ? ` and ${found.length - MOST_NAMES} more` : '';
  return (
    'written by Codex, to which this work was given outside of the gates: ' +
    `${found.slice(0, MOST_NAMES).map(share).join(', ')}${more}\n` +
    'You are Codex too, so you are not independent of these parts. Take nothing about them for granted: judge them ' +
    'as the work of somebody whose intentions you do not know, and look for what their author would overlook.'
  );
}

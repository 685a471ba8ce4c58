/**
 * The code that earlier findings point at, in files that an earlier round covers: the current lines around each
 * finding.
 */
import { type Budget, fenced } from '../../say/packet-text.js';
import type { ChangedFile, CoverageEntry } from '../coverage.js';
import type { PacketInput } from './input.js';

/** How many lines to show before and after the line of a finding. */
const AROUND = 20;
/** A change up to this length is shown whole for a finding that names no line. */
const WHOLE_CHARACTERS = 6_000;

/** The blocks that fit into a part of the remaining budget; their room is taken from it. */
export function touchedBlocks(
  { findings, boundary }: PacketInput,
  files: readonly ChangedFile[],
  entries: readonly CoverageEntry[],
  budget: Budget,
): string {
  const isKept = new Set(entries.filter(({ state, reason }) => state === 'covered' || reason !== null).map(pathOf));
  const room = budget.share(0.5);
  const blocks = files
    .filter(({ path }) => isKept.has(path) && findings.some(({ file }) => file === path))
    .map((file) => ({ file, text: touchedText(file, linesOf(file.path, findings)) }))
    .filter(({ text }) => text !== '')
    .map(({ file: { path }, text }) => `\n${fenced(boundary, `lines of ${path} around earlier findings`, text)}\n`)
    .filter((block) => room.take(block));
  const text = blocks.join('');
  budget.spend(text);
  return text;
}

const pathOf = ({ path }: CoverageEntry): string => path;

const linesOf = (path: string, findings: PacketInput['findings']): (number | null)[] =>
  findings.filter(({ file }) => file === path).map(({ line }) => line);

function touchedText({ patch, text }: ChangedFile, lines: (number | null)[]): string {
  if (patch === null) return '';
  if (lines.includes(null) && patch.length <= WHOLE_CHARACTERS) return patch;
  const near = (at: number): boolean => lines.some((line) => line !== null && Math.abs(line - at) <= AROUND);
  const marked = text === null ? changedText(patch) : presentText(text);
  return marked
    .filter(({ at }) => near(at))
    .map(({ at, line }) => `${at}: ${line}`)
    .join('\n');
}

interface Numbered {
  at: number;
  line: string;
}

const presentText = (text: string): Numbered[] => text.split('\n').map((line, index) => ({ at: index + 1, line }));

/** The new lines of a patch with their numbers in the new version. */
function changedText(patch: string): Numbered[] {
  const lines: Numbered[] = [];
  let next = 0;
  for (const line of patch.split('\n')) {
    const hunk = /^@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (hunk) next = Number(hunk[1]);
    else if (next > 0 && (line.startsWith('+') || line.startsWith(' ')))
      lines.push({ at: next++, line: line.slice(1) });
  }
  return lines;
}

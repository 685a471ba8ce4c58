/** The change under review as text: git's view of it, what is left out, and what is new since the last round. */
import { type Budget, fenced, named } from '../../say/packet-text.js';
import { byCodexText } from './by-codex.js';
import type { PacketInput } from './input.js';

const MOST_STATUS_LINES = 200;
const MOST_NAMES = 50;

/** git status, the last commits, and third-party commits that are not part of the change. */
export function gitText(
  input: Pick<PacketInput, 'git_status' | 'git_log' | 'left_out' | 'present_before' | 'left_behind' | 'boundary'>,
): string {
  const data = (name: string, text: string): string => (text.trim() === '' ? '' : fenced(input.boundary, name, text));
  return [
    data('git status', firstLines(input.git_status)),
    data('recent commits', input.git_log),
    leftOut(input),
    data('present before the task, part of the change', input.present_before.map((path) => named(path)).join('\n')),
    data(
      'left by abandoned tasks and never approved, part of the change',
      input.left_behind.map(({ task, path }) => `${named(path)} (${task})`).join('\n'),
    ),
  ].join('\n');
}

/** Which trees are compared, which files are missing from the reviewer's copy, and what Codex wrote itself. */
export function changeSummary(input: Pick<PacketInput, 'diff' | 'withheld' | 'by_codex'>): string {
  const { diff } = input;
  const compared =
    diff === null
      ? ''
      : `base: ${diff.base}\nunder review: ${diff.tree}\n` +
        `changed files: ${diff.files.length}, added and removed lines: ${diff.lines}`;
  return [compared, withheldText(input), byCodexText(input.by_codex ?? [])].filter(Boolean).join('\n');
}

function withheldText({ withheld }: Pick<PacketInput, 'withheld'>): string {
  if (withheld.length === 0) return '';
  const more = withheld.length > MOST_NAMES ? ` and ${withheld.length - MOST_NAMES} more` : '';
  return `not in tree/, since their names say that they hold secrets: ${withheld
    .slice(0, MOST_NAMES)
    .map((name) => named(name))
    .join(', ')}${more}`;
}

function firstLines(text: string): string {
  const lines = text.split('\n');
  return lines.length <= MOST_STATUS_LINES
    ? text
    : [...lines.slice(0, MOST_STATUS_LINES), `and ${lines.length - MOST_STATUS_LINES} more`].join('\n');
}

const leftOut = ({ left_out: commits, boundary }: Pick<PacketInput, 'left_out' | 'boundary'>): string =>
  commits.length === 0
    ? ''
    : fenced(
        boundary,
        'third-party commits, not part of the change',
        commits
          .map(({ commit, subject, author, paths = [] }) =>
            [`${commit} ${subject} (${author})`, ...paths.map((path) => `  ${named(path)}`)].join('\n'),
          )
          .join('\n'),
      );

/** The part about changes since the last round, and the files whose changes it shows. */
export interface SinceBlock {
  text: string;
  shown: ReadonlySet<string>;
}

/**
 * From round 2 on, the reviewer sees the new changes first; files whose changes do not fit are named. Where earlier
 * rounds cover the rest, this part is most of what is shown.
 */
export function sinceBlock({ since, boundary, kept }: PacketInput, budget: Budget): SinceBlock {
  const shown = new Set<string>();
  if (since === null) return { text: '', shown };
  if (since.length === 0) return { text: 'no change since the last round\n', shown };
  const room = budget.share(kept ? 0.6 : 0.3);
  const blocks: string[] = [];
  const unshown: string[] = [];
  for (const { path, patch } of [...since].sort(
    (a, b) => (a.patch?.length ?? 0) - (b.patch?.length ?? 0) || (a.path < b.path ? -1 : 1),
  )) {
    const block = patch === null ? '' : `${fenced(boundary, `changes of ${path} since the last round`, patch)}\n`;
    if (block !== '' && room.take(block)) {
      blocks.push(block);
      shown.add(path);
    } else unshown.push(named(path));
  }
  const more = unshown.length > MOST_NAMES ? ` and ${unshown.length - MOST_NAMES} more` : '';
  const rest =
    unshown.length === 0
      ? ''
      : `also changed since the last round: ${unshown.slice(0, MOST_NAMES).join(', ')}${more}\n`;
  const text = `### Changes since the last round\n${blocks.join('')}${rest}`;
  budget.spend(text);
  return { text, shown };
}

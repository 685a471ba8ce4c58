/** The coverage manifest of a packet: how each changed file is shown; for a very large change, one line per folder. */
import { isPlain, named, shellPath } from '../say/packet-text.js';
import type { ChangedFile, CoverageEntry, Focus } from './coverage.js';

/** A change with more files than this is listed by folder. */
const MOST_FILES = 300;
const MOST_FOLDERS = 150;

/** The manifest as lines of the packet. */
export function manifestOf(files: ChangedFile[], entries: CoverageEntry[], focus: Focus): string {
  const changes = new Map(files.map((file) => [file.path, file]));
  if (entries.length > MOST_FILES) return byFolder(entries, changes).join('\n');
  return entries.map((entry) => fileLine(entry, changes.get(entry.path), focus)).join('\n');
}

function fileLine({ path, state, reason, code }: CoverageEntry, file: ChangedFile | undefined, focus: Focus): string {
  const since = focus.sinceLastRound?.includes(path) ? ' [changed since the last round]' : '';
  const how = state === 'on-demand' ? `, read it: cat ${shellPath(`tree/${path}`)}` : '';
  return (
    `- ${state}${reason === null ? '' : ` (${reason})`}: ${named(path)} ${file?.status ?? ''} ` +
    `+${file?.added ?? 0} -${file?.removed ?? 0}${code ? ', code' : ''}` +
    `${file?.secrets ? `, ${file.secrets} secrets removed` : ''}${since}${how}`
  );
}

/**
 * One line per folder with the counts of its files. Where there are too many folders, the deepest ones are counted with
 * their parents.
 */
function byFolder(entries: CoverageEntry[], changes: ReadonlyMap<string, ChangedFile>): string[] {
  const folders = foldersOf(entries);
  return [
    `by folder, with the numbers of files (${entries.length} in all):`,
    ...[...folders].sort(([a], [b]) => (a < b ? -1 : 1)).map(([folder, group]) => folderLine(folder, group, changes)),
  ];
}

function foldersOf(entries: CoverageEntry[]): Map<string, CoverageEntry[]> {
  for (let depth = Math.max(...entries.map(({ path }) => path.split('/').length - 1)); ; depth--) {
    const folders = new Map<string, CoverageEntry[]>();
    for (const entry of entries) {
      const folder = entry.path.split('/').slice(0, -1).slice(0, depth).join('/');
      const group = folders.get(folder);
      if (group) group.push(entry);
      else folders.set(folder, [entry]);
    }
    if (folders.size <= MOST_FOLDERS || depth === 0) return folders;
  }
}

const STATES: readonly CoverageEntry['state'][] = ['inlined', 'excerpted', 'covered', 'on-demand', 'excluded'];

function folderLine(folder: string, entries: CoverageEntry[], changes: ReadonlyMap<string, ChangedFile>): string {
  const count = (state: CoverageEntry['state']): number => entries.filter((entry) => entry.state === state).length;
  const sum = (key: 'added' | 'removed'): number =>
    entries.reduce((total, { path }) => total + (changes.get(path)?.[key] ?? 0), 0);
  const counts = STATES.flatMap((state) => (count(state) === 0 ? [] : [`${count(state)} ${state}`]));
  const how = count('on-demand') === 0 ? '' : `, read the files on demand: ${readCommand(folder, entries)}`;
  const size = `${entries.length} files +${sum('added')} -${sum('removed')}`;
  return `- ${named(folder === '' ? './' : `${folder}/`)} ${size}: ${counts.join(', ')}${how}`;
}

/** The command that prints the files of a folder; a few files are named one by one. */
function readCommand(folder: string, entries: CoverageEntry[]): string {
  const wanted = entries.filter(({ state }) => state === 'on-demand').map(({ path }) => path);
  const some = wanted.slice(0, 3).map((path) => shellPath(`tree/${path}`));
  if (wanted.length <= some.length || !isPlain(folder)) return `cat ${some.join(' ')}`;
  const place = shellPath(folder === '' ? 'tree' : `tree/${folder}`);
  const isFlat = wanted.every((path) => path.slice(0, Math.max(0, path.lastIndexOf('/'))) === folder);
  // Not `cat folder/*`: a subfolder would make that command fail.
  return `find ${place}${isFlat ? ' -maxdepth 1' : ''} -type f -exec cat {} +`;
}

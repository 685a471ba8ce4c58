/** The changes that bring the slash commands and the hooks to this version. A file that somebody edited stays. */
import path from 'node:path';
import { type Change, planRemoval, type Wanted } from '../../../core/install/changes.js';
import { type Notice, notice } from '../../../core/say/notices.js';
import type { Config } from '../../../generated/types.js';
import { readIfThere } from '../../../io/ground/files.js';
import { installation } from '../../../io/ground/installation.js';
import { type ProjectPaths, storedPath } from '../../../io/ground/workspace.js';
import { digestOfContent, readPresent } from '../../../io/install/apply.js';
import { readHookFiles } from '../../../io/install/claude.js';
import { readInstallRecord } from '../../../io/install/skill-files.js';
import { renewedCodexSkill } from '../codex-skill.js';
import { wantedCommands } from '../setup-plan.js';
import { isOf01 } from './leftovers.js';
import { isRegistered } from './settings.js';

export interface GeneratedUpdate {
  changes: Change[];
  /** Files that may only change when no task is open. */
  waiting: string[];
  notices: Notice[];
}

/** Added to the name of a file for the version that is laid beside it. Claude Code reads no such file. */
const BESIDE = '.new';

/** Plans the slash commands, Codex's skill where it was asked for, and the hooks where the loop registered them. */
export function planGenerated(paths: ProjectPaths, config: Config, open: boolean): GeneratedUpdate {
  const hooks = isRegistered(paths, config) ? wantedHooks(paths) : [];
  const replaced = installation() === 'plugin' ? commandsOfFolder(paths) : [];
  const own = planOwn(paths, [...wantedCommands(paths), ...renewedCodexSkill(paths), ...hooks], open);
  return { ...own, changes: [...replaced, ...own.changes] };
}

/** Plans files that the program writes whole, in this version. */
export function planOwn(paths: ProjectPaths, wanted: readonly Wanted[], open: boolean): GeneratedUpdate {
  const { files: written } = readInstallRecord(paths);
  const names = wanted.flatMap(({ path: file }) => [file, file + BESIDE]);
  const present = readPresent(paths.project, names);
  const update: GeneratedUpdate = { changes: [], waiting: [], notices: [] };
  for (const file of wanted) {
    const was = present.get(file.path);
    if (was === file.digest) continue;
    if (was === undefined) update.changes.push({ kind: 'create', path: file.path, content: file.content });
    else if (was === written[file.path]) update.changes.push(replacement(file, was));
    else if (open) update.waiting.push(file.path);
    else if (isOld(paths, file)) update.changes.push(replacement(file, was));
    else layBeside(file, present.get(file.path + BESIDE), written, update);
  }
  return update;
}

/** Slash commands that a skill folder wrote and nobody edited: a plugin brings its own, and they call the folder. */
function commandsOfFolder(paths: ProjectPaths): Change[] {
  const { files: written } = readInstallRecord(paths);
  const folder = storedPath(paths.project, paths.commands);
  const files = Object.keys(written).filter((file) => file.startsWith(`${folder}/`));
  return planRemoval(files, readPresent(paths.project, files), written).changes;
}

const replacement = ({ path: file, content }: Wanted, was: string): Change => ({
  kind: 'replace',
  path: file,
  content,
  was,
  // A hook is a program: copies of programs in docs/cccc would be part of the change under review.
  backup: file.endsWith('.md'),
});

/** Whether the file that is there is exactly one of 0.1.x. */
function isOld({ project }: ProjectPaths, { path: file }: Wanted): boolean {
  const text = readIfThere(path.join(project, file));
  return text !== null && isOf01(path.posix.basename(file), text);
}

function layBeside(
  { path: file, content, digest }: Wanted,
  was: string | undefined,
  written: Readonly<Record<string, string>>,
  { changes, notices }: GeneratedUpdate,
): void {
  const beside = file + BESIDE;
  if (was !== undefined && was !== digest && was !== written[beside]) {
    notices.push(notice('beside-taken', { file, beside }));
    return;
  }
  if (was === undefined) changes.push({ kind: 'create', path: beside, content });
  else if (was !== digest) changes.push({ kind: 'replace', path: beside, content, was, backup: false });
  notices.push(notice('new-beside', { file, beside }));
}

function wantedHooks(paths: ProjectPaths): Wanted[] {
  return [...readHookFiles()].map(([name, content]): Wanted => {
    return { path: storedPath(paths.project, path.join(paths.hooks, name)), content, digest: digestOfContent(content) };
  });
}

/** Our status line in a project's settings of one user; the text edits are in core/install/client. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import type { SettingsEdit } from '../../core/install/client/settings.js';
import { standingStatusLine, withoutStatusLine, withStatusLine } from '../../core/install/client/status-line.js';
import { isOurStatusLine, PROGRAM, type StatusLineCommand } from '../../core/install/client/status-line-command.js';
import { fieldAt, isObject, jsonOf, textAt, withoutBom } from '../../core/json.js';
import { notice, Problem } from '../../core/say/notices.js';
import { readIfThere } from '../ground/files.js';
import { clientFolder, type ProjectPaths, skillFile, skillRoot } from '../ground/workspace.js';
import { besideBom, editedText, parse } from './claude.js';

/** What starts our line; the hooks' launcher finds a Node wherever Claude Code was started from. */
const launcherOf = (): string => path.join(skillRoot(), 'hooks', 'cccc-hook.sh').split(path.sep).join('/');

/** Fields that say how the client shows a status line, whoever prints it. */
const LOOK = ['padding', 'refreshInterval', 'hideVimModeIndicator'] as const;

/** The user's status line of a file over which the local settings stand; null when there is none. */
export interface LowerLine {
  file: string;
  look: Record<string, unknown>;
}

/** Looks where the line itself will look when it runs (io/loop/status-line.ts). */
export function lowerLine(paths: ProjectPaths, env: NodeJS.ProcessEnv): LowerLine | null {
  for (const file of [paths.settings, path.join(clientFolder(env), 'settings.json')]) {
    const given = fieldAt(jsonOf(withoutBom(readIfThere(file) ?? '')), 'statusLine');
    const command = textAt(given, 'command');
    if (!isObject(given) || given['type'] !== 'command' || command === null || isOurStatusLine(command)) continue;
    return { file, look: Object.fromEntries(LOOK.flatMap((name) => (name in given ? [[name, given[name]]] : []))) };
  }
  return null;
}

/**
 * The text with our line.
 *
 * @throws Problem `skill-not-built`, `settings-invalid` or `settings-shape`: the file is named and left alone
 */
export function withOurLine(content: string | null, lower: LowerLine | null, file: string): string {
  if (!existsSync(skillFile('hooks/cccc-statusline.cjs')))
    throw new Problem(notice('skill-not-built', { dir: skillRoot() }));
  const wanted = { launcher: launcherOf(), look: lower?.look ?? {} };
  const edit = (bare: string | null): SettingsEdit => withStatusLine(bare, wanted, parse);
  const restore = (result: SettingsEdit, bom: string): SettingsEdit =>
    result.ok ? { ok: true, text: bom + result.text } : result;
  return editedText(content === null ? edit(null) : besideBom(content, edit, restore), file);
}

const without = (content: string, launcher: string | null): string | null =>
  besideBom<string | null>(
    content,
    (bare) => withoutStatusLine(bare, parse, launcher),
    (bare, bom) => (bare === null ? null : bom + bare),
  );

/** The text without our line, of any version, byte for byte what it was; null when the program made the file. */
export const withoutAnyLine = (content: string): string | null => without(content, null);

/** The text without exactly the line that the running skill adds; used to name a work tree. */
export const withoutOurLine = (content: string): string | null => without(content, launcherOf());

/** What a line of ours starts and is no longer there, as after an update of a plugin; null where all is there. */
export function missingProgram({ launcher }: StatusLineCommand): string | null {
  const files = [launcher, path.posix.join(path.posix.dirname(launcher), PROGRAM)];
  return files.find((file) => !existsSync(file)) ?? null;
}

/** Our line in the text of a settings file; null where there is none. */
export const standingLine = (content: string | null): StatusLineCommand | null =>
  content === null ? null : standingStatusLine(withoutBom(content), parse);

/**
 * The status line of Claude Code: the user's own line first, as it was before this one was set up, then ours. It reads
 * state.json and one heartbeat, runs no git, and never fails: a status line that ends with an error vanishes.
 */
import { statSync, writeSync } from 'node:fs';
import path from 'node:path';
import { call } from '../../core/call.js';
import { isOurStatusLine } from '../../core/install/client/status-line-command.js';
import { isObject, jsonOf, objectOf, textAt, withoutBom } from '../../core/json.js';
import { type LineBeat, type LineWords, lineBeatOf, runningReview, statusLine } from '../../core/loop/status-line.js';
import { slashText } from '../../core/say/command-text.js';
import { findWorkTree, readText } from '../ground/hook.js';
import { clientFolder, findProject, ledgerPaths, projectPaths } from '../ground/workspace.js';

/** The shell that reads the user's own status line, as Claude Code has it read; on Windows that of Git. */
const SHELL = process.platform === 'win32' ? 'sh' : '/bin/sh';
/** The user's own line may take so long; Claude Code itself ends a line only when the next one is due. */
const OWN_LINE_MS = 5_000;

/** Prints the line for the session whose facts Claude Code gives on stdin. */
export function runStatusLine(text: (language: string) => LineWords): void {
  const input = readInput();
  const folder = projectFolder(input);
  const own = ownLine(folder, input);
  const ours = orNull(() => lineFor(folder, text));
  if (own.length > 0) writeSync(1, own);
  if (own.length > 0 && own.at(-1) !== NEWLINE && ours !== null) writeSync(1, '\n');
  if (ours !== null) writeSync(1, `${ours}\n`);
}

const NEWLINE = 10;

/** What went wrong is shown nowhere: below the prompt there is room for one line, and `doctor` says more. */
function orNull<T>(work: () => T): T | null {
  try {
    return work();
  } catch (error) {
    if (error instanceof Error) return null;
    throw error;
  }
}

/** Our line for a folder; null where there is nothing to say. */
export function lineFor(folder: string, text: (language: string) => LineWords, now = new Date()): string | null {
  const tree = findWorkTree(folder);
  if (tree === null) return null;
  const paths = projectPaths(findProject(folder, tree.top));
  const written = readText(paths.state);
  if (written === null) return null;
  const value = jsonOf(withoutBom(written));
  const state = isObject(value) ? value : null;
  const running = runningReview(state);
  const record = running && ledgerPaths(tree.commonDir).record(running.task, running.job);
  return statusLine({
    state,
    beat: record === null ? null : readBeat(path.join(record, 'heartbeat.json'), now.getTime()),
    now: now.toISOString(),
    words: text(languageOf(paths.config, state)),
    isColoured: !process.env['NO_COLOR'],
    repair: slashText(call('repair')),
  });
}

function readBeat(file: string, now: number): LineBeat | null {
  const text = readText(file);
  return text === null ? null : lineBeatOf(jsonOf(text), Math.max(0, now - statSync(file).mtimeMs));
}

function languageOf(config: string, state: unknown): string {
  const configured = textAt(jsonOf(withoutBom(readText(config) ?? '')), 'language', 'user_language');
  return configured === null || configured === 'auto' ? (textAt(state, 'language') ?? 'en') : configured;
}

// -- the line that was there before

/** What the user's own status line prints, byte for byte; empty where there is none. */
function ownLine(folder: string, input: Buffer): Buffer {
  const command = process.env['CCCC_BESIDE'] || orNull(() => lowerLine(folder));
  if (command === null) return Buffer.alloc(0);
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  const { CCCC_BESIDE: _, ...env } = process.env;
  const ran = spawnSync(SHELL, ['-c', command], {
    input,
    env,
    timeout: OWN_LINE_MS,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return ran.stdout ?? Buffer.alloc(0);
}

/** The status line of the settings over which ours stands: first the project's, then the user's. */
function lowerLine(folder: string): string | null {
  const tree = findWorkTree(folder);
  const project = tree === null ? folder : findProject(folder, tree.top);
  for (const file of [projectPaths(project).settings, path.join(clientFolder(), 'settings.json')]) {
    const given = objectOf(objectOf(jsonOf(withoutBom(readText(file) ?? '')))['statusLine']);
    const command = given['type'] === 'command' ? textAt(given, 'command') : null;
    if (command !== null && command.trim() !== '' && !isOurStatusLine(command)) return command;
  }
  return null;
}

// -- what Claude Code gives

function readInput(): Buffer {
  return orNull(() => process.getBuiltinModule('node:fs').readFileSync(0)) ?? Buffer.alloc(0);
}

/** The folder in which the session was started; Claude may have changed into another one since. */
function projectFolder(input: Buffer): string {
  const given = jsonOf(input.toString('utf8'));
  const named = textAt(given, 'workspace', 'project_dir') ?? textAt(given, 'cwd');
  return named !== null && path.isAbsolute(named) ? named : process.cwd();
}

/**
 * The Node that the hooks are started with. A shared file may hold no path of a machine, and Claude Code's PATH need
 * not be that of the user's shell, so it is recorded in the user's state directory, where the launcher looks first.
 */
import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import path from 'node:path';
import type { Language } from '../../core/say/language.js';
import { isMissing, makeFolder, readIfThere, writeAtomically } from '../ground/files.js';
import { statePaths } from '../ground/workspace.js';

/** Why a Node is not recorded: its place, that it cannot be run, or its owner. */
export type NodeFlaw = 'place' | 'rights' | 'owner';

/** Why a Node cannot start the hooks; null if it can. */
export function flawOf(node: string): NodeFlaw | null {
  // A package's own Node is content of a project, and a line break would end the record's line.
  if (!path.isAbsolute(node) || /[\r\n]|[\\/]node_modules[\\/]/.test(node)) return 'place';
  const found = statIfThere(node);
  if (found === null || !found.isFile()) return 'place';
  if (process.platform === 'win32') return null;
  if ((found.mode & 0o111) === 0) return 'rights';
  return found.uid === 0 || found.uid === process.getuid?.() ? null : 'owner';
}

function statIfThere(file: string) {
  try {
    return statSync(file);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** The recorded Node; null if there is none. */
export const readHookNode = (stateDir: string): string | null =>
  readIfThere(statePaths(stateDir).hookNode)?.split('\n')[0] || null;

/** Records the Node that runs this program, unless it has a flaw. Out: the flaw, or null. */
export function recordHookNode(stateDir: string, language: Language, node = process.execPath): NodeFlaw | null {
  const flaw = flawOf(node);
  if (flaw !== null) return flaw;
  const file = statePaths(stateDir).hookNode;
  const text = `${node}\n${language}\n`;
  if (readIfThere(file) === text) return null;
  makeFolder(stateDir);
  writeAtomically(file, text);
  return null;
}

/** The Node that a launcher finds in this environment, and its version; null where it finds none that starts. */
export function findHookNode(
  { program, args }: { program: string; args: readonly string[] },
  env: NodeJS.ProcessEnv,
): { node: string; version: string } | null {
  const node = outputOf(program, args, env);
  if (node === process.execPath) return { node, version: process.versions.node };
  const version = node === null ? null : outputOf(node, ['--version'], env)?.replace(/^v/, '');
  return node === null || !version ? null : { node, version };
}

const LIMIT_MS = 10_000;

function outputOf(program: string, args: readonly string[], env: NodeJS.ProcessEnv): string | null {
  const { status, stdout } = spawnSync(program, args, { env, encoding: 'utf8', timeout: LIMIT_MS, windowsHide: true });
  return status === 0 ? stdout.trim() || null : null;
}

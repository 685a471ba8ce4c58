/** The guard hook (PreToolUse): asks core/guard.ts about a call, prints its answer, and asks when it fails. */
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { type GuardDecision, guardCommand, guardEdit, type GuardPlaces, guardSettings } from '../core/guard.js';
import type { HookText, HookWords } from '../core/hook-words.js';
import { errorCode, readIfThere } from './files.js';
import { findWorkTree, hookFolder, readHookInput, readJsonIfThere, runHook } from './hook.js';
import { findProject, projectPaths, stateDirectory } from './workspace.js';

/** Runs the hook. What it cannot judge is asked. */
export function runGuardHook(text: HookText): void {
  let words = text('en');
  runHook(
    () => {
      const input = readHookInput();
      const folder = hookFolder();
      const tree = findWorkTree(folder);
      const project = findProject(folder, tree?.top ?? folder);
      words = text(languageOf(project));
      return said(decide(input, placesOf(input, project, tree)), words);
    },
    (detail) => answer('ask', words.guardFailed({ detail })),
  );
}

/** A broken config is no reason to block the user's work: the words are English then. */
function languageOf(project: string): string {
  try {
    const config = Object(readJsonIfThere(projectPaths(project).config));
    return String(Object(config['language'])['user_language'] ?? '');
  } catch (error) {
    if (error instanceof Error) return '';
    throw error;
  }
}

const slashed = (file: string): string => file.split(path.sep).join('/');

function placesOf(input: Record<string, unknown>, project: string, tree: ReturnType<typeof findWorkTree>): GuardPlaces {
  return {
    project: slashed(project),
    gitDir: tree === null ? null : slashed(tree.gitDir),
    commonDir: tree === null ? null : slashed(tree.commonDir),
    stateDir: slashed(stateDirectory()),
    home: slashed(homedir()),
    cwd: slashed(typeof input['cwd'] === 'string' ? input['cwd'] : project),
    caseSensitive: process.platform !== 'win32' && process.platform !== 'darwin',
  };
}

function decide(input: Record<string, unknown>, places: GuardPlaces): GuardDecision {
  const call = input['tool_input'];
  const argument = (name: string): string | null => {
    const value: unknown = typeof call === 'object' && call !== null ? Reflect.get(call, name) : null;
    return typeof value === 'string' ? value : null;
  };
  if (input['tool_name'] === 'Bash') return guardCommand(argument('command') ?? '', places);
  const given = argument('file_path') ?? argument('notebook_path');
  if (given === null) return { verdict: 'silent' };
  const file = path.resolve(places.cwd, given);
  const decision = guardEdit([slashed(file), slashed(linksResolved(file))], places);
  return decision.verdict === 'silent' ? decideSettings(file, places, argument) : decision;
}

/** The path with the links of its existing part resolved. */
function linksResolved(file: string): string {
  try {
    return realpathSync(file);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return file === path.dirname(file) ? file : path.join(linksResolved(path.dirname(file)), path.basename(file));
  }
}

function decideSettings(file: string, places: GuardPlaces, argument: (name: string) => string | null): GuardDecision {
  const { settings } = projectPaths(places.project);
  if (file !== path.normalize(settings)) return { verdict: 'silent' };
  const before = readIfThere(file) ?? '';
  const [old, fresh] = [argument('old_string'), argument('new_string')];
  const after = old === null || fresh === null ? argument('content') : before.replaceAll(old, () => fresh);
  return guardSettings(slashed(file), before, after ?? '');
}

function said(decision: GuardDecision, words: HookWords): object | null {
  if (decision.verdict === 'silent') return null;
  return answer(decision.verdict, words[decision.why]({ path: decision.path }));
}

const answer = (permissionDecision: 'deny' | 'ask', permissionDecisionReason: string): object => ({
  hookSpecificOutput: { hookEventName: 'PreToolUse', permissionDecision, permissionDecisionReason },
});

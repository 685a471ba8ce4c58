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
  // Asked for only where something is said, which is seldom.
  let words = (): HookWords => text('en');
  runHook(
    () => {
      const input = readHookInput();
      const folder = hookFolder();
      const tree = findWorkTree(folder);
      const project = findProject(folder, tree?.top ?? folder);
      words = () => text(languageOf(project));
      return said(decide(input, placesOf(input, project, tree)), words);
    },
    (detail) => answer('ask', words().guardFailed({ detail })),
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

function textAt(value: unknown, name: string): string | null {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : null;
  return typeof found === 'string' ? found : null;
}

/** The tools that write a file; hooks.json registers the guard for them and Bash. */
const WRITING_TOOLS: readonly unknown[] = ['Edit', 'Write', 'MultiEdit', 'NotebookEdit'];

function decide(input: Record<string, unknown>, places: GuardPlaces): GuardDecision {
  const call = input['tool_input'];
  if (input['tool_name'] === 'Bash') return guardCommand(textAt(call, 'command') ?? '', places);
  const given = textAt(call, 'file_path') ?? textAt(call, 'notebook_path');
  if (given === null || !WRITING_TOOLS.includes(input['tool_name'])) return { verdict: 'silent' };
  const file = path.resolve(places.cwd, given);
  const decision = guardEdit([slashed(file), slashed(linksResolved(file))], places);
  return decision.verdict === 'silent' ? decideSettings(file, places, call) : decision;
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

function decideSettings(file: string, places: GuardPlaces, call: unknown): GuardDecision {
  const { settings } = projectPaths(places.project);
  if (file !== path.normalize(settings)) return { verdict: 'silent' };
  const before = readIfThere(file) ?? '';
  return guardSettings(slashed(file), before, textAfter(before, call));
}

/** What the file would hold after the call: Write has a content, Edit one replacement, MultiEdit several. */
function textAfter(before: string, call: unknown): string {
  const edits: unknown = Object(call)['edits'];
  if (Array.isArray(edits)) return edits.reduce<string>((text, edit) => textAfter(text, edit), before);
  const [old, fresh] = [textAt(call, 'old_string'), textAt(call, 'new_string')];
  return old !== null && fresh !== null ? before.replaceAll(old, () => fresh) : (textAt(call, 'content') ?? '');
}

function said(decision: GuardDecision, words: () => HookWords): object | null {
  if (decision.verdict === 'silent') return null;
  return answer(decision.verdict, words()[decision.why]({ path: decision.path }));
}

const answer = (permissionDecision: 'deny' | 'ask', permissionDecisionReason: string): object => ({
  hookSpecificOutput: { hookEventName: 'PreToolUse', permissionDecision, permissionDecisionReason },
});

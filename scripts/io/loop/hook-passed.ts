/**
 * The PostToolUse hook, which the client runs after commands of this program only. In a terminal the client folds the
 * output of a command away, so the hook shows the user one line for each approval, whichever command brought it.
 */
import { closeSync, openSync } from 'node:fs';
import { isObject, jsonOf, textAt } from '../../core/json.js';
import type { HookText } from '../../core/loop/hook-words.js';
import { isSystemError } from '../ground/files.js';
import { findWorkTree, hookFolder, readJsonIfThere, readText, runHook } from '../ground/hook.js';
import { activeTaskFile, findProject, ledgerPaths, projectPaths } from '../ground/workspace.js';

/** Runs the hook. It only shows something, so after any fault it stays silent. */
export function runPassedHook(text: HookText): void {
  runHook(
    () => {
      const folder = hookFolder();
      const tree = findWorkTree(folder);
      if (tree === null) return null;
      const task = readText(activeTaskFile(tree.gitDir))?.trim();
      if (!task || !/^[\w.-]+$/.test(task)) return null;
      const files = ledgerPaths(tree.commonDir);
      const passed = lastPass((readText(files.ledger(task)) ?? '').split('\n'));
      if (passed === null || !isFirst(files.told(task, passed.job))) return null;
      const words = text(languageOf(findProject(folder, tree.top)));
      return { systemMessage: words.passed(passed) };
    },
    () => ({}),
  );
}

/**
 * The last review, if Codex approved; null otherwise. Read from the ledger, which Claude's tools cannot edit
 * unnoticed; a gate, which also checks signature and receipt, is what counts.
 */
function lastPass(lines: readonly string[]): { gate: string; job: string; milestone: string | null } | null {
  const at = lines.findLastIndex((line) => line.includes('"review-returned"'));
  const event = eventIn(lines[at]);
  const [gate, job] = [textAt(event, 'gate'), textAt(event, 'job')];
  if (textAt(event, 'outcome', 'kind') !== 'pass' || gate === null || job === null || !/^[\w.-]+$/.test(job))
    return null;
  const begun = lines.slice(0, at).findLast((line) => line.includes('"implementation-started"'));
  return { gate, job, milestone: gate === 'milestone' ? textAt(eventIn(begun), 'milestone_id') : null };
}

function eventIn(line: string | undefined): unknown {
  const entry = jsonOf(line ?? '');
  return isObject(entry) ? entry['event'] : null;
}

/** Whether no hook has told of this review yet: whichever creates the file is the first. */
function isFirst(file: string): boolean {
  try {
    closeSync(openSync(file, 'wx', 0o600));
    return true;
  } catch (error) {
    if (isSystemError(error)) return false;
    throw error;
  }
}

function languageOf(project: string): string {
  const paths = projectPaths(project);
  const tag = textAt(readJsonIfThere(paths.config), 'language', 'user_language') ?? 'auto';
  return tag === 'auto' ? (textAt(readJsonIfThere(paths.state), 'language') ?? 'en') : tag;
}

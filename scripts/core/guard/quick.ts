/**
 * The guard's first look: calls of which it surely has nothing to say, told without its rules, since a hook runs on
 * every call and loading the rules takes longer than starting Node. It says yes or does not know; the rules decide then.
 */
import type { GuardPlaces, ScriptLookup } from './model.js';
import { isOrdinary, type QuickContext } from './quick-commands.js';
import { isPlainPath, isPlainPlace } from './quick-paths.js';
import { readPlain } from './quick-reader.js';

const DEEPEST = 3;

/** Whether a shell line is ordinary work under any policy that has no patterns of its own. */
export function isPlainlyOrdinary(line: string, places: GuardPlaces, script: ScriptLookup, depth = 0): boolean {
  if (depth > DEEPEST || !isPlainPlace(places)) return false;
  const context: QuickContext = { places, script, isOrdinaryLine: (inner) => isPlainlyOrdinary(inner, places, script, depth + 1) };
  return readPlain(line)?.every((command) => isOrdinary(command, context)) ?? false;
}

/** Whether files, each as it was given and as links resolve it, may be read or written without a word. */
export function arePlainFiles(files: readonly string[], places: GuardPlaces): boolean {
  return isPlainPlace(places) && files.every((file) => file.startsWith(`${places.project}/`) && isPlainPath(file, places));
}

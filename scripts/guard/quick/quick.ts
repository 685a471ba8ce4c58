/**
 * The guard's first look: calls of which it surely has nothing to say, told without its rules, since a hook runs on
 * every call and loading the rules takes longer than starting Node. It says yes or does not know; the rules decide
 * then.
 */
import type { GuardPlaces, ScriptLookup } from '../model.js';
import type { QuickContext } from './arguments.js';
import { isOrdinary } from './commands.js';
import { isPlainPath, isPlainPlace } from './paths.js';
import { type QuickCommand, readPlain } from './reader.js';

const DEEPEST = 3;

/** Whether a shell line is ordinary work under any policy that has no patterns of its own. */
export function isPlainlyOrdinary(line: string, places: GuardPlaces, script: ScriptLookup, depth = 0): boolean {
  if (depth > DEEPEST || !isPlainPlace(places)) return false;
  const context: QuickContext = {
    places,
    script,
    isOrdinaryLine: (inner) => isPlainlyOrdinary(inner, places, script, depth + 1),
  };
  const commands = readPlain(line);
  return commands !== null && !runsWhatItWrites(commands) && commands.every((command) => isOrdinary(command, context));
}

/** What a line writes and then runs is judged by what it holds. */
const runsWhatItWrites = (commands: readonly QuickCommand[]): boolean =>
  commands.some(({ document }) => document) &&
  commands.some(
    ({ words: [program] }) =>
      program !== undefined &&
      /^(?:node|tsx|python3?|sh|bash|npx|uv|poetry|pipenv|time|timeout|nohup|npm|pnpm|yarn|make)$|^\.\//.test(
        program.text,
      ),
  );

/** Whether files, each as it was given and as links resolve it, may be read or written without a word. */
export function arePlainFiles(files: readonly string[], places: GuardPlaces): boolean {
  return (
    isPlainPlace(places) && files.every((file) => file.startsWith(`${places.project}/`) && isPlainPath(file, places))
  );
}

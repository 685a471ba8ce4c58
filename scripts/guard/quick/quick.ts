/**
 * First stage of the guard: recognises calls about which the guard certainly has nothing to say, without the rules. A
 * hook runs on every call, and loading the rules takes longer than starting Node. The answer is yes or unknown; if it
 * is unknown, the rules decide.
 */
import type { GuardPlaces, ScriptLookup } from '../model.js';
import type { QuickContext } from './arguments.js';
import { isOrdinary } from './commands.js';
import { isPlainPath, isPlainPlace } from './paths.js';
import { type QuickCommand, readPlain } from './reader.js';

const DEEPEST = 3;

/** Whether a shell line is ordinary work under any policy without patterns of its own. */
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

/** Whether a line writes a file and then runs it; such a line is judged by the file's content. */
const runsWhatItWrites = (commands: readonly QuickCommand[]): boolean =>
  commands.some(({ document }) => document) &&
  commands.some(
    ({ words: [program] }) =>
      program !== undefined &&
      /^(?:node|tsx|python3?|sh|bash|npx|uv|poetry|pipenv|time|timeout|nohup|npm|pnpm|yarn|make)$|^\.\//.test(
        program.text,
      ),
  );

/** Whether files (each as given and with links resolved) may be read or written without a question. */
export function arePlainFiles(files: readonly string[], places: GuardPlaces): boolean {
  return (
    isPlainPlace(places) && files.every((file) => file.startsWith(`${places.project}/`) && isPlainPath(file, places))
  );
}

/**
 * First stage of the guard hook (PreToolUse). It stays silent about plainly ordinary calls and passes all others to the
 * rules. The rules are in a separate file, because reading them takes as long as starting Node. A failure is a denial.
 */
import { call } from '../../core/call.js';
import { fieldAt, textAt } from '../../core/json.js';
import { bashLine } from '../../core/say/command-text.js';
import { arePlainFiles, isPlainlyOrdinary, toolKind } from '../../guard/index.js';
import { hookFolder, readHookInput, runHook } from '../ground/hook.js';
import { hookSeen, isFromClient } from '../loop/hooks-seen.js';
import { answer, filesOf, type GuardJudge, type HookInput } from './call.js';
import { concernsGrants } from './grant-pending.js';
import { cliOf, type GuardPlace, readGuardPlace } from './place.js';

/**
 * Runs the hook.
 *
 * @param loadJudge loads the rules; throws when their file is missing or broken
 * @param failed returns the sentence about a failure, in the language of the tag, with the command that finds its cause
 */
export function runGuardHook(
  loadJudge: () => GuardJudge,
  failed: (language: string, detail: string, command: string) => string,
): void {
  let language = (): string => 'en';
  let input: HookInput | null = null;
  runHook(
    () => {
      input = readHookInput();
      const place = readGuardPlace(hookFolder(), textAt(input, 'cwd'));
      language = place.language;
      const { gitDir } = place.places;
      if (gitDir !== null && isFromClient(input)) hookSeen(gitDir);
      return isOrdinary(input, place) && !concernsGrants(input, place.places)
        ? null
        : loadJudge().judgeCall(input, place);
    },
    (detail) => answer(input, 'deny', failed(language(), detail, bashLine(call('doctor'), cliOf(hookFolder())))),
  );
}

function isOrdinary(input: HookInput, { places, config, script }: GuardPlace): boolean {
  const call = input['tool_input'];
  switch (toolKind(String(input['tool_name']))) {
    case 'harmless':
      return true;
    case 'shell':
      return isPlainlyOrdinary(textAt(call, 'command') ?? '', places, script) && !hasOwnPatterns(config());
    case 'edit':
    case 'read': {
      const named = filesOf(call, places.cwd);
      return named === null || arePlainFiles(named.files, places);
    }
    default:
      return false;
  }
}

/** Whether the project has patterns of its own; they may apply to any command. */
function hasOwnPatterns(config: unknown): boolean {
  const patterns = fieldAt(config, 'safety', 'patterns');
  return patterns !== undefined && !(Array.isArray(patterns) && patterns.length === 0);
}

import type { ReasonCode } from '../../core/codex/reasons.js';
import { codexFault } from './codex-faults.js';

/** The reasons whose sentence for a review would not be true here. */
const FAULTS: Partial<Record<ReasonCode, string>> = {
  'sandbox-unavailable':
    "Codex's sandbox cannot start here, so none of its commands would run; run: codex sandbox -- true",
  'input-too-large': 'the prompt is longer than Codex accepts; name files instead of their contents.',
  'context-too-long': "what Codex read does not fit the model's context; split the task up.",
  'snapshot-failed': 'the copy of the work tree that Codex gets could not be made.',
  'command-silent': 'a command of Codex ran without output for too long; raise --idle-timeout, or split the task up.',
  'wall-clock': 'it took longer than its time; raise --timeout, or split the task up.',
  'token-budget': 'it used more tokens than it may; split the task up.',
  cancelled: 'it was cancelled.',
  'supervisor-killed': 'its supervisor ended without recording an outcome: it was killed, or could not write.',
  'supervisor-stale': 'the machine was restarted meanwhile.',
  'settings-moved': "Codex's own settings or the environment changed while it was prepared; ask again.",
  'record-altered': 'files of the run were changed while it ran.',
  'commands-all-failed': 'every command of Codex failed, so it saw nothing.',
  'missing-env-key':
    "the provider's key is in no environment variable that Codex gets: set it, and name it in codex.pass_env where " +
    'codex.config_overrides defines the provider.',
};

/** Why Codex gave no answer, and what would help. A reason that only a later version knows is shown as it is. */
export const delegateFault = (reason: string): string =>
  Object.entries(FAULTS).find(([known]) => known === reason)?.[1] ?? codexFault(reason);

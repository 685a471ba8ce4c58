/** The command that helps where Codex is not ready. */
import { type Command, call, shell } from '../../call.js';

/** Reasons that the check sees without a call; all others show only in a call. */
const SEEN_WITHOUT_CALL: readonly string[] = [
  'codex-inside-project',
  'codex-unusable',
  'override-not-allowed',
  'user-config-unreadable',
  'unknown-provider',
  'setting-not-carried',
  'missing-env-key',
];

/** What only the reason's own sentence explains leads back to the check, which tells whether it is gone. */
export function codexRemedy(reason: string): Command {
  switch (reason) {
    case 'codex-missing':
    case 'codex-too-old':
      return shell('npm install -g @openai/codex');
    case 'logged-out':
    case 'unauthorized':
      return shell('codex login');
    case 'sandbox-unavailable':
      return shell('codex sandbox -- true');
    default:
      return SEEN_WITHOUT_CALL.includes(reason) ? call('codex-check') : call('codex-check', '--live');
  }
}

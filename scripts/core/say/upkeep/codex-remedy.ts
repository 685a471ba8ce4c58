/** The command that helps where Codex is not ready. */
import { type Command, call, shell } from '../../call.js';

/** A reason that only its own sentence explains leads back to the check, which tells whether it is gone. */
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
      return call('codex-check');
  }
}

import type { ReasonCode } from '../../core/codex/reasons.js';

/** Why Codex gave no outcome, and what would help. */
const FAULTS: Record<ReasonCode, string> = {
  'codex-missing': 'the Codex CLI was not found; install it (npm install -g @openai/codex) or set codex.cli_command.',
  'codex-inside-project':
    'codex.cli_command points into this project; a reviewer that the project itself can replace is not run.',
  'codex-too-old': 'this Codex CLI is too old; update it.',
  'codex-unusable': 'the Codex CLI cannot start; run it by hand to see why.',
  'override-not-allowed':
    'codex.config_overrides holds a setting that would weaken the sandbox, let instructions in, or may be a secret, ' +
    "which belongs into Codex's own config.toml; remove it.",
  'user-config-unreadable': "Codex's config.toml cannot be parsed; fix it.",
  'unknown-provider': 'the chosen model provider is not defined; define it in config.toml or codex.config_overrides.',
  'provider-secret-inline':
    "the provider's definition contains a secret; use env_key or env_http_headers, and codex.pass_env.",
  'setting-not-carried':
    "a setting of Codex's configuration may decide where the review is sent, with which headers or login, and cannot " +
    'be taken over exactly; remove or replace it there, or define a provider of your own with codex.config_overrides.',
  'logged-out': 'Codex is not logged in; run: codex login',
  'missing-env-key':
    "the provider's key is in no environment variable that a review gets: set it, and name it in codex.pass_env " +
    'where codex.config_overrides defines the provider.',
  'sandbox-unavailable':
    "Codex's read-only sandbox cannot start here, so a reviewer would see nothing; run: codex sandbox -- true",
  'input-too-large': 'the review packet is longer than Codex accepts; make the change smaller.',
  'snapshot-failed': 'the copy of the work tree that the reviewer reads could not be made.',

  unauthorized: "the service does not accept the login or key (401); log in again or renew the provider's key.",
  forbidden: 'the service refuses this account, network or country (403).',
  'usage-limit': "the account's usage limit is reached.",
  'quota-exhausted': "the account's quota is used up; see its billing.",
  'rate-limited': 'the service limits the rate of requests (429).',
  'server-error': 'the service failed or is overloaded (5xx).',
  'invalid-schema': 'the service does not accept the schema of the reply; the provider may not support strict schemas.',
  'bad-request': 'the service rejects the request (400); look at model, effort and provider.',
  'unknown-model': 'the service does not know this model, or the account may not use it; set codex.model.',
  'context-too-long':
    "packet and files do not fit the model's context; make the change smaller or choose another model.",
  'refused-by-model': 'the model refused to answer.',
  'sandbox-open':
    'Codex ran its commands in a writable sandbox, although it was told not to; ' +
    "look for a machine-wide configuration (/etc/codex) that overrides cccc's.",
  'model-rerouted': 'the model that answered is not the one that was requested.',

  'connection-refused': 'the service refuses connections.',
  'name-not-resolved': "the service's name does not resolve; is this machine online?",
  'connection-failed': 'could not connect to the service; behind a proxy, list its variables in codex.pass_env.',
  'no-response-headers': 'the service did not start to answer in time.',
  'stream-silent': 'the answer stopped without ending the connection.',
  'stream-cut': 'the connection was cut during the answer.',

  'command-silent': 'a command of the reviewer ran without output for too long.',
  'wall-clock': 'the review took longer than codex.timeout_seconds; raise it, or make the change smaller.',
  'token-budget': 'the review used more than codex.token_budget; raise it, or make the change smaller.',
  'output-limit': 'Codex printed more than 128 MB.',
  cancelled: 'the review was cancelled.',
  'codex-killed': 'the Codex process was killed.',
  'codex-crashed': 'the Codex process crashed.',
  'codex-failed': 'Codex failed and gave no reason.',
  'codex-no-events': 'Codex ended without any output.',
  'events-unreadable': "Codex's events cannot be read; use a version of Codex that this release was tried with.",
  'command-killed': 'the command of the review was killed before Codex was asked.',
  'supervisor-killed': "the review's supervisor ended without recording an outcome: it was killed, or could not write.",
  'supervisor-stale': 'the machine was restarted during the review.',
  'receipt-unwritable': 'the record of the review could not be written.',
  'settings-moved':
    "Codex's own settings or the environment changed while the review was prepared; run the review again.",
  'codex-replaced': 'another program stood in the place of Codex, or ran, than the one that was looked at before.',
  'record-altered': 'files of the review were changed while it ran, so that it cannot be judged.',

  'reply-empty': 'the reply is empty.',
  'reply-truncated': 'the reply hit its length limit.',
  'reply-not-json': 'the reply is not JSON.',
  'reply-with-chatter': 'the reply has text around its JSON.',
  'reply-wrong-shape': "the reply's JSON does not have the requested shape.",
  'commands-all-failed': 'every command of the reviewer failed, so it saw nothing.',
  'files-not-read': 'the reviewer passed the change without opening files that the packet only lists by name.',
  'coverage-unacknowledged': 'the reviewer passed the change without mentioning code that the packet leaves out.',
  'reply-unusable': "the reviewer's reply contradicts itself, even after it was asked again.",
  'earlier-findings-unanswered': 'the reviewer did not answer findings of an earlier round.',
};

/** The sentence for a reason; a reason from another version is returned unchanged. */
export function codexFault(reason: string): string {
  const sentence: unknown = Reflect.get(FAULTS, reason);
  return typeof sentence === 'string' ? sentence : reason;
}

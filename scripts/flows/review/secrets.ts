/** Stops a review before Codex is called when the change adds a real secret. */
import { call } from '../../core/call.js';
import { notice } from '../../core/say/notices.js';
import { redact } from '../../core/say/redact.js';
import type { Gate, SecretPlace } from '../../core/task/model.js';
import { placesText } from '../../core/task/pauses.js';
import type { Config } from '../../generated/types.js';
import type { Repository } from '../../io/git/git.js';
import { ensureSigning, sha256 } from '../../io/ground/signing.js';
import { secretsAdded } from '../../io/review/secrets.js';
import type { AddedSecret } from '../../secrets/index.js';
import { type Context, type Result, refused } from '../context.js';
import { comparedWith, type Seen } from '../task/observe.js';
import { type OpenTask, record } from '../task/place.js';

const WALLET = ['mnemonic', 'chain-key', 'keystore'];

/** The places where the change under review adds secrets, except those that the user has declared not to be secrets. */
export async function presentSecrets(task: OpenTask, gate: Gate, seen: Seen): Promise<SecretPlace[]> {
  const { base, milestones, pins, not_secrets: dismissed } = task.state;
  const last = milestones.base;
  if (gate === 'plan') return [];
  const ends = await comparedWith(task, (gate === 'final' ? base : last).tree_id, seen);
  const asked = await secretsBetween(task.repository, ends, pins.config.safety);
  return undismissed(task.stateDir, asked, dismissed);
}

/** The secrets that a change adds, as far as the settings stop at them. */
export async function secretsBetween(
  repository: Repository,
  { from, to }: { from: string; to: string },
  { pause_on_real_secrets: secrets, pause_on_wallet_private_keys: wallets }: Config['safety'],
): Promise<AddedSecret[]> {
  if (!secrets && !wallets) return [];
  const found = await secretsAdded(repository, from, to);
  return found.filter(({ kind }) => (WALLET.includes(kind) ? wallets : secrets));
}

/** Where secrets are, without those that the user has declared to be none. */
export function undismissed(stateDir: string, found: AddedSecret[], dismissed: readonly string[]): SecretPlace[] {
  if (found.length === 0) return [];
  // The ids are keyed. From a plain digest of a short password, a reader of the exported ledger could find the
  // password.
  const { mac } = ensureSigning(stateDir);
  return found
    .map(({ file, line, kind, value }) => ({
      file: redact(file),
      line,
      kind,
      id: mac(sha256(`${file}\0${kind}\0${value}`)).slice(0, 32),
    }))
    .filter(({ id }) => !dismissed.includes(id));
}

/** Pauses the task when secrets were added; null when the review may continue. */
export async function stopAtSecrets(context: Context, task: OpenTask, gate: Gate, seen: Seen): Promise<Result | null> {
  const places = await presentSecrets(task, gate, seen);
  if (places.length === 0) return null;
  const step = record(context, task.place, { type: 'secret-found', gate, places });
  const said = notice('secret-added', { gate, places: placesText(places) });
  return refused(step.ok ? [said] : [said, step.refused], {
    next: call('next'),
    data: { status: step.ok ? step.state.status : task.state.status, places },
  });
}

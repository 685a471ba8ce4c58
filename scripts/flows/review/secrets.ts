/** Stops a review before Codex is called when the change adds a real secret. */
import { call } from '../../core/call.js';
import { notice } from '../../core/say/notices.js';
import { redact } from '../../core/say/redact.js';
import type { Gate, SecretPlace } from '../../core/task/model.js';
import { placesText } from '../../core/task/pauses.js';
import { ensureSigning, sha256 } from '../../io/ground/signing.js';
import { secretsAdded } from '../../io/review/secrets.js';
import { type Context, type Result, refused } from '../context.js';
import { comparedWith, type Seen } from '../task/observe.js';
import { type OpenTask, record } from '../task/place.js';

const WALLET = ['mnemonic', 'chain-key', 'keystore'];

/** The places where the change under review adds secrets, except those that the user has declared not to be secrets. */
export async function presentSecrets(task: OpenTask, gate: Gate, seen: Seen): Promise<SecretPlace[]> {
  const { base, milestones, pins, not_secrets: dismissed } = task.state;
  const last = milestones.base;
  const { pause_on_real_secrets: secrets, pause_on_wallet_private_keys: wallets } = pins.config.safety;
  if (gate === 'plan' || (!secrets && !wallets)) return [];
  const { from, to } = await comparedWith(task, (gate === 'final' ? base : last).tree_id, seen);
  const found = await secretsAdded(task.repository, from, to);
  const asked = found.filter(({ kind }) => (WALLET.includes(kind) ? wallets : secrets));
  if (asked.length === 0) return [];
  // The ids are keyed. From a plain digest of a short password, a reader of the exported ledger could find the
  // password.
  const { mac } = ensureSigning(task.stateDir);
  return asked
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

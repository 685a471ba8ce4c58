/** Builds the prompt that asks Codex again after a reply that contradicts itself. */
import { randomBytes } from 'node:crypto';
import { INPUT_LIMIT } from '../../core/review/packet/input.js';
import { pointsForReviewer } from '../../core/review/reply/contradictions.js';
import type { Unusable } from '../../core/review/reply/turns.js';
import { fenced, withoutMentions } from '../../core/say/packet-text.js';
import { redact } from '../../core/say/redact.js';
import { renderPrompt } from './prompts.js';

/** How much of a reply is quoted; a useful reply that fits its schema is shorter. */
const REPLY_CHARACTERS = 60_000;

/**
 * The first prompt, followed by the reply and what it leaves out; null when that is longer than Codex accepts.
 *
 * @throws Problem prompt-broken
 */
export async function correctionPrompt(prompt: string, { reply, missing }: Unusable): Promise<string | null> {
  // The packet's boundary cannot be used again, because the author of the reply has seen it.
  const boundary = randomBytes(16).toString('hex');
  const correction = await renderPrompt('correction', {
    BOUNDARY: boundary,
    POINTS: pointsForReviewer(missing),
    REPLY: fenced(boundary, 'reply', redact(JSON.stringify(reply, null, 1)).slice(0, REPLY_CHARACTERS)),
  });
  const whole = `${prompt}${withoutMentions(correction)}`;
  return whole.length > INPUT_LIMIT ? null : whole;
}

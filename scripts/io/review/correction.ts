/** The prompt by which a reply that contradicts itself is asked for once more. */
import { randomBytes } from 'node:crypto';
import { INPUT_LIMIT } from '../../core/review/packet/input.js';
import { pointsForReviewer } from '../../core/review/reply/contradictions.js';
import type { Unusable } from '../../core/review/reply/turns.js';
import { fenced, withoutMentions } from '../../core/say/packet-text.js';
import { redact } from '../../core/say/redact.js';
import { renderPrompt } from './prompts.js';

/** What of a reply is quoted: more than any that fits its schema and is worth reading. */
const REPLY_CHARACTERS = 60_000;

/**
 * The first prompt, with the reply and what it leaves out below it; null where that is more than Codex accepts.
 *
 * @throws Problem prompt-broken
 */
export async function correctionPrompt(prompt: string, { reply, missing }: Unusable): Promise<string | null> {
  // Another boundary than that of the packet: the reply was written by somebody who has seen that one.
  const boundary = randomBytes(16).toString('hex');
  const correction = await renderPrompt('correction', {
    BOUNDARY: boundary,
    POINTS: pointsForReviewer(missing),
    REPLY: fenced(boundary, 'reply', redact(JSON.stringify(reply, null, 1)).slice(0, REPLY_CHARACTERS)),
  });
  const whole = `${prompt}${withoutMentions(correction)}`;
  return whole.length > INPUT_LIMIT ? null : whole;
}

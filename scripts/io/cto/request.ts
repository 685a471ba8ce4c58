/** What Codex is asked in CTO mode: prompt and schema as bytes. */
import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { CtoFault } from '../../core/cto/faults.js';
import type { CtoState, Verified } from '../../core/cto/model.js';
import { changeText, earlierText, faultLines, planText, verificationText } from '../../core/cto/texts.js';
import type { ChangedFile } from '../../core/review/coverage.js';
import { INPUT_LIMIT } from '../../core/review/packet/input.js';
import { notice, Problem } from '../../core/say/notices.js';
import { fenced, withoutMentions } from '../../core/say/packet-text.js';
import { redact } from '../../core/say/redact.js';
import type { DelegatedRequest } from '../delegate/record.js';
import { skillFile } from '../ground/workspace.js';
import { renderPrompt } from '../review/prompts.js';

export type CtoRequest = DelegatedRequest & { schema: Buffer };

const schemaOf = (kind: 'plan' | 'review'): Buffer => readFileSync(skillFile(`schemas/cto-${kind}.schema.json`));
const newBoundary = (): string => randomBytes(16).toString('hex');

/** @throws Problem `cto-request-too-large` */
function requestOf(kind: 'plan' | 'review', text: string): CtoRequest {
  const prompt = withoutMentions(text);
  if (prompt.length > INPUT_LIMIT) throw new Problem(notice('cto-request-too-large', { characters: prompt.length }));
  return { prompt: Buffer.from(prompt), schema: schemaOf(kind) };
}

/**
 * Asks for a plan.
 *
 * @throws Problem `prompt-broken`, `cto-request-too-large`
 */
export async function planRequest(objective: string): Promise<CtoRequest> {
  const PERSONA = await renderPrompt('cto-persona', {});
  return requestOf('plan', await renderPrompt('cto-plan', { PERSONA, OBJECTIVE: redact(objective) }));
}

/** What a review is made from. */
export interface ReviewMaterial {
  state: CtoState;
  /** What Claude says about its work. */
  results: string;
  verified: readonly Verified[];
  changed: readonly ChangedFile[];
}

/**
 * Asks for a review.
 *
 * @throws Problem `prompt-broken`, `cto-request-too-large`
 */
export async function reviewRequest({ state, results, verified, changed }: ReviewMaterial): Promise<CtoRequest> {
  const boundary = newBoundary();
  const text = await renderPrompt('cto-review', {
    PERSONA: await renderPrompt('cto-persona', {}),
    BOUNDARY: boundary,
    NUMBER: String(state.reviews.length + 1),
    LIMIT: String(state.reviews_allowed),
    OBJECTIVE: redact(state.objective),
    PLAN: planText(state, boundary),
    EARLIER: earlierText(state, boundary),
    RESULTS: fenced(boundary, 'claims', results),
    VERIFICATION: verificationText(verified, boundary),
    CHANGE: changeText(changed, boundary),
  });
  return requestOf('review', text);
}

/** How much of a reply is quoted. */
const REPLY_CHARACTERS = 60_000;

/**
 * Asks the same again, and says what was wrong with the reply.
 *
 * @param prompt what was asked
 * @throws Problem `prompt-broken`, `cto-request-too-large`
 */
export async function againRequest(
  kind: 'plan' | 'review',
  prompt: string,
  { reply, faults }: { reply: string; faults: readonly CtoFault[] },
): Promise<CtoRequest> {
  const boundary = newBoundary();
  const REPLY = fenced(boundary, 'reply', redact(reply).slice(0, REPLY_CHARACTERS));
  const again = await renderPrompt('cto-again', { BOUNDARY: boundary, FAULTS: faultLines(faults), REPLY });
  return requestOf(kind, `${prompt}${again}`);
}

/** Reads the prompts in prompts/*.md: tagged sections with {{SLOTS}}. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Template } from '../../core/delegate/fanout/patterns.js';
import type { Lens } from '../../core/delegate/lenses.js';
import { notice, Problem } from '../../core/say/notices.js';
import type { DelegatedSession } from '../../generated/types.js';
import { skillFile } from '../ground/workspace.js';

export type PromptName =
  | 'plan-review'
  | 'milestone-review'
  | 'final-review'
  | 'correction'
  | 'live-check'
  | 'cto-persona'
  | 'cto-plan'
  | 'cto-review'
  | 'cto-again'
  | 'ask-reader'
  | 'ask-reader-again'
  | 'ask-writer'
  | 'ask-writer-again'
  | `ask-role-${DelegatedSession['role']}`
  | 'diff-review'
  | 'gate-lens'
  | 'workers/frame'
  | 'workers/place-reader'
  | 'workers/place-writer'
  | `workers/${Template}`
  | `lenses/${Lens}`;

/** The boundary that marks where material begins and ends; random, so that its author cannot know it. */
export const newBoundary = (): string => randomBytes(16).toString('hex');

const SLOT = /{{([A-Z_]+)}}/g;

/**
 * Reads a prompt and fills its slots.
 *
 * @throws the Problems of fillPrompt
 */
export async function renderPrompt(name: PromptName, slots: Record<string, string>): Promise<string> {
  return fillPrompt(name, await readFile(skillFile(`prompts/${name}.md`), 'utf8'), slots);
}

/**
 * Fills the slots once. Text inside a value stays text, even if it looks like a slot.
 *
 * @throws Problem prompt-broken for a slot without a value or a value without a slot: prompt and program are then of
 * different versions, and a review with incomplete instructions must not take place
 */
export function fillPrompt(name: string, template: string, slots: Record<string, string>): string {
  const wanted = new Set([...template.matchAll(SLOT)].map(([, slot = '']) => slot));
  const missing = [...wanted].filter((slot) => !Object.hasOwn(slots, slot));
  const unknown = Object.keys(slots).filter((slot) => !wanted.has(slot));
  if (missing.length + unknown.length > 0)
    throw new Problem(notice('prompt-broken', { prompt: name, slots: [...missing, ...unknown].join(', ') }));
  return template.replace(SLOT, (_, slot: string) => slots[slot] ?? '');
}

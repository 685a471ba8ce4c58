/** What is said to Codex when it is asked, and what its answer asks in turn. */
import { named, withoutMentions } from '../say/packet-text.js';
import { redact } from '../say/redact.js';

/** The slots of the prompt for a reader. In: the goal in the words of the caller, paths in the project. */
export const readerSlots = (goal: string, files: readonly string[]): { GOAL: string; FILES: string } => ({
  GOAL: withoutMentions(redact(goal)),
  FILES: files.length === 0 ? 'nothing in particular' : files.map((file) => `- ${named(`tree/${file}`)}`).join('\n'),
});

const QUESTION = /^QUESTION: +(\S.*)$/;

/** The question with which an answer ends; null when it ends with none. */
export function questionIn(answer: string): string | null {
  const last = answer.trimEnd().split('\n').at(-1) ?? '';
  return QUESTION.exec(last.trim())?.[1] ?? null;
}

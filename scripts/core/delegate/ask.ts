/** What is said to Codex when it is asked, and what its answer asks in turn. */
import { named, withoutMentions } from '../say/packet-text.js';
import { redact } from '../say/redact.js';

/** A file to begin with, as Codex finds it. */
export interface StartFile {
  /** Its path, relative to Codex's working directory or absolute. */
  at: string;
  /** Its path in the project where that is another one. */
  stands_for: string | null;
}

/** The list of the files to begin with. */
export const filesText = (files: readonly StartFile[]): string =>
  files.length === 0
    ? 'nothing in particular'
    : files
        .map(({ at, stands_for: path }) =>
          path === null ? `- ${named(at)}` : `- ${named(at)}: a copy of ${named(path)}, its secrets replaced`,
        )
        .join('\n');

/** The words of the caller as Codex gets them. */
export const goalText = (goal: string): string => withoutMentions(redact(goal));

/** A folder as the prompt names it. */
export const placeText = (folder: string): string => named(folder);

/** The command that a writer's work is verified with, as the prompt names it. */
export const verifyText = (verify: readonly string[] | null): string =>
  verify === null ? 'none is given' : named(verify.join(' '));

/** How much longer a run may take, once: a tenth of the time, at most a minute. In: its limit, in seconds. */
export const graceOf = (seconds: number): number => Math.min(60, seconds / 10);

const QUESTION = /^QUESTION: +(\S.*)$/;

/** The question with which an answer ends; null when it ends with none. */
export function questionIn(answer: string): string | null {
  const last = answer.trimEnd().split('\n').at(-1) ?? '';
  return QUESTION.exec(last.trim())?.[1] ?? null;
}

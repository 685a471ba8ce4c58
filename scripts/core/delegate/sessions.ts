/** What a session may still do: one conversation with Codex, its questions, its fixes, and the writers beside it. */
import type { DelegatedSession } from '../../generated/types.js';
import { mayWrite } from './roles.js';

/** Relayed answers to Codex's questions in one session. */
export const MOST_ANSWERS = 5;
/** Rounds of fixes of what one writer did. */
export const MOST_FIXES = 3;
/** Writers that work at the same time for one work tree. */
export const MOST_WRITERS = 3;
/** A session that is not used for so long is removed with its copy. */
export const KEPT_DAYS = 7;

/** How the last run of a session ended; `lost` when there is nothing of it. */
export type LastEnding = 'question' | 'answer' | 'fault' | 'lost';
type Asked = DelegatedSession['runs'][number]['asked'];

/** What the next run of a session is, after how the last one ended. */
export function nextAsked({ access }: Pick<DelegatedSession, 'access'>, last: LastEnding): Asked {
  if (last === 'question') return 'answer';
  return last === 'answer' && mayWrite(access) ? 'fix' : 'more';
}

/** Which limit the next run of a session would pass; null when it may begin. */
export function limitReached(
  { runs }: Pick<DelegatedSession, 'runs'>,
  asked: Asked,
): { kind: 'answers' | 'fixes'; most: number } | null {
  const count = runs.filter((run) => run.asked === asked).length;
  if (asked === 'answer' && count >= MOST_ANSWERS) return { kind: 'answers', most: MOST_ANSWERS };
  return asked === 'fix' && count >= MOST_FIXES ? { kind: 'fixes', most: MOST_FIXES } : null;
}

/** The declared paths that two writers share: the same file, or one that lies in the other's folder. */
export function overlapOf(one: readonly string[], other: readonly string[]): string[] {
  const isWithin = (path: string, folder: string): boolean =>
    folder === '' || path === folder || path.startsWith(`${folder}/`);
  return one.filter((path) => other.some((named) => isWithin(path, named) || isWithin(named, path)));
}

/** Whether a session can go: nobody used it for days. In: times, ms since the epoch. */
export const isOver = (usedAt: number, now: number): boolean => now - usedAt > KEPT_DAYS * 24 * 3600 * 1000;

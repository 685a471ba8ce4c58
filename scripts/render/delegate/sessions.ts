/** The text of `broker`: how live sessions stand, and what happened in them. */
import { runningTurn, type Session } from '../../core/delegate/broker/session.js';
import { textAt } from '../../core/json.js';
import type { Language } from '../../core/say/language.js';
import { oneLine, quotedLines } from '../../core/say/plain.js';
import { catalogOf } from '../../text/catalog.js';
import { colon } from '../say.js';
import { localTime } from '../time.js';

/** How one session stands; also the data of --json. */
export interface SessionView {
  id: string;
  standing: 'working' | 'waiting' | 'ended';
  session_id: string | null;
  server: string | null;
  turns: number;
  tokens: number;
  queued: number;
  doing: string | null;
  declined: number;
}

/** The view of a session. In: what it has done so far, messages in its queue, and whether it has ended. */
export function sessionView(
  id: string,
  state: (Session & { server: string }) | null,
  { queued, hasEnded }: { queued: number; hasEnded: boolean },
): SessionView {
  const isWorking = state === null || runningTurn(state) !== null || queued > 0;
  return {
    id,
    standing: hasEnded ? 'ended' : isWorking ? 'working' : 'waiting',
    session_id: state?.thread ?? null,
    server: state?.server ?? null,
    turns: state?.turns.length ?? 0,
    tokens: state?.tokens ?? 0,
    queued,
    doing: hasEnded ? null : (state?.doing ?? null),
    declined: state?.declined ?? 0,
  };
}

/** One session in one to three lines. */
export function sessionText(view: SessionView, language: Language): string {
  const words = catalogOf(language).sessions;
  const { id, standing, turns, tokens, queued, doing, declined } = view;
  return [
    `${id}  ${words.standing[standing]}  ${words.counts(turns, tokens, queued)}`,
    ...(doing === null ? [] : [`  ${words.doing}${colon(language)}${oneLine(doing, 100) || words.thinks}`]),
    ...(declined === 0 ? [] : [`  ${words.declined(declined)}`]),
  ].join('\n');
}

/** Every turn with its answer, quoted. */
export function turnsText({ turns }: Pick<Session, 'turns'>, language: Language): string {
  const { turn: numbered, turnStatus } = catalogOf(language).sessions;
  return turns
    .map(({ status, answer, error }, index) =>
      [
        `${numbered(index + 1)}  ${turnStatus[status]}` +
          (error === null ? '' : `${colon(language)}${oneLine(error, 200)}`),
        ...(answer === '' ? [] : [quotedLines(answer)]),
      ].join('\n'),
    )
    .join('\n\n');
}

/** One entry of a session's log; null for one that this version does not know. */
export function logText(entry: unknown, language: Language): string | null {
  const { log } = catalogOf(language).sessions;
  const [at, type, text] = ['at', 'type', 'text'].map((name) => textAt(entry, name) ?? '');
  const named = Object.entries(log).find(([name]) => name === type)?.[1];
  if (named === undefined || at === undefined || at === '') return null;
  return `${localTime(at).slice(11)}  ${named}${text ? `${colon(language)}${oneLine(text, 200)}` : ''}`;
}

/** A live session as its notifications tell it. Pure: the clock and the lines come in as values. */
import { fieldAt, textAt } from '../../json.js';
import type { ServerLine } from './protocol.js';

/** One turn: what the model did between a message and its answer. */
export interface SessionTurn {
  id: string;
  status: 'running' | 'completed' | 'interrupted' | 'failed';
  /** The last message of the turn so far; '' before there is one. */
  answer: string;
  /** Commands that ran. */
  commands: number;
  error: string | null;
}

export interface Session {
  thread: string | null;
  turns: readonly SessionTurn[];
  /** Of the whole thread. */
  tokens: number;
  /** What Codex does now; null between turns. */
  doing: string | null;
  /** Approvals that were asked for and declined. */
  declined: number;
}

export const NEW_SESSION: Session = { thread: null, turns: [], tokens: 0, doing: null, declined: 0 };

/** The turn that runs; null between turns. */
export function runningTurn({ turns }: Pick<Session, 'turns'>): SessionTurn | null {
  const last = turns.at(-1);
  return last?.status === 'running' ? last : null;
}

/** The session after a line of the server. Unknown notifications change nothing. */
export function sessionAfter(session: Session, line: ServerLine): Session {
  if (line.kind === 'response') return session;
  if (line.kind === 'request') return { ...session, declined: session.declined + 1 };
  const { method, params } = line;
  switch (method) {
    case 'thread/started':
      return { ...session, thread: textAt(params, 'thread', 'id') ?? session.thread };
    case 'turn/started':
      return begun(session, textAt(params, 'turn', 'id') ?? '');
    case 'item/started':
      return { ...session, doing: doingOf(fieldAt(params, 'item')) ?? session.doing };
    case 'item/completed':
      return withItem(session, fieldAt(params, 'item'));
    case 'thread/tokenUsage/updated':
      return { ...session, tokens: numberAt(params, 'tokenUsage', 'total', 'totalTokens') ?? session.tokens };
    case 'turn/completed':
      return ended(session, fieldAt(params, 'turn'));
    default:
      return session;
  }
}

function begun(session: Session, id: string): Session {
  if (session.turns.some((turn) => turn.id === id)) return session;
  const turn: SessionTurn = { id, status: 'running', answer: '', commands: 0, error: null };
  return { ...session, turns: [...session.turns, turn] };
}

const changed = (session: Session, change: (turn: SessionTurn) => SessionTurn): Session => ({
  ...session,
  turns: session.turns.map((turn, index) => (index === session.turns.length - 1 ? change(turn) : turn)),
});

function withItem(session: Session, item: unknown): Session {
  switch (textAt(item, 'type')) {
    case 'agentMessage':
      return changed(session, (turn) => ({ ...turn, answer: textAt(item, 'text') ?? turn.answer }));
    case 'commandExecution':
      return changed(session, (turn) => ({ ...turn, commands: turn.commands + 1 }));
    default:
      return session;
  }
}

function ended(session: Session, turn: unknown): Session {
  const status = textAt(turn, 'status');
  const known = status === 'completed' || status === 'interrupted' ? status : 'failed';
  const error = known === 'failed' ? (textAt(turn, 'error', 'message') ?? status ?? '') : null;
  const done = changed(session, (last) => ({ ...last, status: known, error }));
  return { ...done, doing: null };
}

/** What an item shows while it runs; null for one that shows nothing. */
function doingOf(item: unknown): string | null {
  const type = textAt(item, 'type');
  if (type === 'commandExecution') return textAt(item, 'command');
  return type === 'reasoning' || type === 'agentMessage' ? '' : null;
}

function numberAt(value: unknown, ...path: string[]): number | null {
  const found = fieldAt(value, ...path);
  return typeof found === 'number' ? found : null;
}

import type { SessionTurn } from '../../../../core/delegate/broker/session.js';

/** The words of `broker`. */
export interface SessionsWords {
  /** How a session stands; `working` is a turn that runs. */
  standing: Record<'working' | 'waiting' | 'ended', string>;
  turnStatus: Record<SessionTurn['status'], string>;
  counts: (turns: number, tokens: number, queued: number) => string;
  turn: (number: number) => string;
  doing: string;
  thinks: string;
  declined: (count: number) => string;
  log: Record<
    'started' | 'steered' | 'interrupted' | 'declined' | 'command' | 'said' | 'turn-ended' | 'refused' | 'ended',
    string
  >;
}

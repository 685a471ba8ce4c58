/** The effect of a command that the program names on the state machine, if nothing else changes. */
import { type Command, isCall } from '../../../scripts/core/call.js';
import type { EventBody } from '../../../scripts/core/task/ledger/events.js';
import { transition } from '../../../scripts/core/task/machine.js';
import {
  type Gate,
  isPaused,
  isTerminal,
  type Observation,
  type State,
  type Strategy,
} from '../../../scripts/core/task/model.js';
import { disputable, offeredStrategies } from '../../../scripts/core/task/pauses.js';
import { AT, changed, question, reviewStarted, seen, TWO_MILESTONES } from '../../helpers/events.js';

const GATES: readonly Gate[] = ['plan', 'milestone', 'final'];

/** The work tree that the state expects: the last approved tree, with every receipt verified. */
export const seenAs = (state: State, fallback: string | null): Observation => ({
  ...seen(state, {
    tree:
      Object.values(state.approvals).findLast((approval) => approval?.subject.tree)?.subject.tree ??
      state.approvals.milestone?.subject.tree ??
      fallback,
    plan: state.plan.digest,
  }),
  receipts: Object.fromEntries(GATES.map((gate) => [`job-${gate}`, { assurance: 'verified', problem: null }])),
});

/** The user's choice, with everything that it may need. */
export const chosen = (state: State, strategy: Strategy, observation: Observation | null): EventBody => ({
  type: 'resumed',
  strategy,
  confirmed: true,
  reason: 'the user said so',
  observation,
  finding: disputable(state)[0]?.id ?? '',
  words: 'it is not so',
});

const READS = ['next', 'status', 'gates', 'trace', 'doctor', 'help'];

/**
 * The events that a command may report, of which one must be accepted. An empty list means that the command only reads.
 */
function factsOf(state: State, words: readonly string[], found: Observation): EventBody[] | 'reads' | 'never' {
  const [verb = '', subverb = ''] = words;
  const plan = state.plan.digest ?? found.plan ?? 'plan/v1:a';
  if (READS.includes(verb) || (verb === 'review' && ['wait', 'show', 'status', 'cancel'].includes(subverb)))
    return 'reads';
  switch (`${verb} ${subverb}`.trim()) {
    case 'report plan':
      return [{ type: 'plan-written', digest: plan, milestones: TWO_MILESTONES }];
    case 'sync-docs':
      return isPaused(state.status) ? 'reads' : [{ type: 'documents-changed', changes: [changed('high')] }];
    case 'sync-docs --choice':
      return [
        words[2] === 'A' || words[2] === 'F'
          ? { type: 'replan-decided', reason: 'another way', because: 'documents' }
          : { type: 'documents-synced', choice: 'ignore', documents: {}, plan },
      ];
    case 'report question':
      return [{ type: 'human-needed', question: question() }];
    case 'report answer':
      return [{ type: 'human-answered', choice: 'A', text: '', confirmed: true }];
    case 'report fixes':
      return [{ type: 'findings-answered', answers: [] }];
    case 'review plan':
    case 'review milestone':
    case 'review final':
      return GATES.filter((gate) => gate === subverb).map((gate) => reviewStarted(state, gate, found));
    case 'confirm':
      return [{ type: 'pins-confirmed', pins: state.pins, asked_by: 'terminal' }];
    default:
      if (verb === 'start') return isTerminal(state.status) ? 'reads' : 'never';
      if (verb === 'replan') return [{ type: 'replan-decided', reason: 'another way', because: 'user' }];
      if (verb === 'abandon') return [{ type: 'task-abandoned', reason: 'r' }];
      return verb === 'resume' ? resumes(state, words, found) : 'never';
  }
}

function resumes(state: State, words: readonly string[], found: Observation): EventBody[] {
  const named = words[words.indexOf('--strategy') + 1] ?? '';
  const strategies = !isPaused(state.status)
    ? []
    : !words.includes('--strategy')
      ? (['recommended'] as const)
      : offeredStrategies(state).filter((one) => one === named || named === 'strategy');
  return strategies.map((strategy) => chosen(state, strategy, found));
}

/** Whether the state does not refuse the command. */
export function isTaken(state: State, command: Command | null, found: Observation): boolean {
  if (command === null || !isCall(command)) return false;
  const words = [command.verb, ...command.words.map((word) => (typeof word === 'string' ? word : word.text))];
  const facts = factsOf(state, words, found);
  if (typeof facts === 'string') return facts === 'reads';
  return facts.some((body) => transition(state, { ...body, at: AT }).ok);
}

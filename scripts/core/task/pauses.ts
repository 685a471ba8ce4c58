/** What each kind of pause means to everybody else: its status, its ways on, its code; and how a pause begins. */
import type { Question } from '../../generated/types.js';
import {
  isPaused,
  type OpenFinding,
  type Pause,
  type SecretPlace,
  type State,
  type Status,
  type Strategy,
} from './model.js';
import { go, type Step } from './step.js';

export type PauseKind = Pause['kind'];
export type PauseOf<K extends PauseKind> = Extract<Pause, { kind: K }>;

/** The decision card that shows a pause: which question is put, and with which choices. */
export type CardKind = 'question' | 'threshold' | 'size' | 'secrets' | 'unusable';

interface Way {
  /** Of a question: that of an ordinary one; see QUESTION_STATUS. */
  status: Status;
  /** What `resume` offers, in the order of the card; `offeredStrategies` withholds what a finding forbids. */
  offers: readonly Strategy[];
  /** Whether even a plain resume needs the user's explicit yes. */
  needsConfirmation: boolean;
  /** What Claude may do meanwhile: write down a question for the user, or must do so before anything else. */
  asking: 'no' | 'may' | 'must';
  /** Null where a plain resume is the only choice. */
  card: CardKind | null;
}

const plain = (status: Status, more: Partial<Way> = {}): Way => ({
  status,
  offers: ['recommended'],
  needsConfirmation: false,
  asking: 'no',
  card: null,
  ...more,
});

/** The only table of pauses; a kind that is missing here does not compile. */
export const PAUSES: Readonly<Record<PauseKind, Way>> = {
  size: plain('PAUSED_FOR_HUMAN', { offers: ['recommended', 'accept-size'], asking: 'may', card: 'size' }),
  'planning-question': plain('PAUSED_FOR_HUMAN', { asking: 'must' }),
  'plan-revisions': plain('PAUSED_FOR_HUMAN', { asking: 'may' }),
  'milestones-per-run': plain('PAUSED_FOR_HUMAN', { asking: 'may' }),
  'manual-mode': plain('PAUSED_FOR_HUMAN', { asking: 'may' }),
  threshold: plain('REVIEW_THRESHOLD_EXCEEDED', {
    offers: ['manual', 'extend-review', 'accept-risk', 'skip'],
    card: 'threshold',
  }),
  'codex-needs-human': plain('NEEDS_HUMAN', { asking: 'must' }),
  'codex-fail-unclear': plain('FAIL_UNCLEAR'),
  'codex-sensitive-operation': plain('SENSITIVE_OPERATION'),
  'codex-unsafe': plain('UNSAFE'),
  codex: plain('PAUSED_FOR_CODEX'),
  'reply-unusable': plain('PAUSED_FOR_HUMAN', { offers: ['recommended', 'skip'], asking: 'may', card: 'unusable' }),
  secrets: plain('NEEDS_SECRET', { offers: ['recommended', 'mock', 'skip', 'not-a-secret'], card: 'secrets' }),
  question: plain('NEEDS_HUMAN', { card: 'question' }),
  system: plain('PAUSED_FOR_SYSTEM', { needsConfirmation: true }),
};

const QUESTION_STATUS: Record<Question['kind'], Status> = {
  needs_human: 'NEEDS_HUMAN',
  needs_secret: 'NEEDS_SECRET',
  sensitive_operation: 'SENSITIVE_OPERATION',
};

/** The status of a pause. */
export const statusOf = (pause: Pause): Status =>
  pause.kind === 'question' ? QUESTION_STATUS[pause.question.kind] : PAUSES[pause.kind].status;

/** The state of a task that pauses; `target` is where it goes on. */
export const pauseAt = (state: State, pause: Pause, target: Status | null, change: Partial<State> = {}): Step =>
  go(state, { ...change, status: statusOf(pause), pause, resume: { ...state.resume, target } });

/** The pause of this kind, or null when the task is not in one. */
export const pausedBy = <K extends PauseKind>(state: State, kind: K): PauseOf<K> | null =>
  isPaused(state.status) && isOf(state.pause, kind) ? state.pause : null;

const isOf = <K extends PauseKind>(pause: Pause | null, kind: K): pause is PauseOf<K> => pause?.kind === kind;

/** What the user may choose at this pause; the decision card prints exactly these. */
export function offeredStrategies(state: State): Strategy[] {
  if (!isPaused(state.status) || state.pause === null) return ['recommended'];
  const risky = unskippable(state).length > 0;
  const gate = 'gate' in state.pause ? state.pause.gate : null;
  return PAUSES[state.pause.kind].offers.filter((strategy) => {
    if (strategy === 'skip') return gate === 'milestone' && !risky;
    return strategy !== 'accept-risk' || !risky;
  });
}

const SECURITY = ['security', 'secrets', 'data_loss', 'money'];

const isUnskippable = ({ severity, category }: OpenFinding): boolean =>
  severity === 'P0' || (severity === 'P1' && SECURITY.includes(category));

/** Ids of the findings that no decision may skip: a P0, or a P1 about security. */
export const unskippable = (state: State): string[] =>
  [...state.findings.open, ...blockingNoted(state)].filter(isUnskippable).map(({ id }) => id);

/** What blocks the milestone in progress by a reply that did not count. */
const blockingNoted = ({ milestones: { current }, noted_findings: noted }: State): OpenFinding[] =>
  (current === null ? [] : (noted[current] ?? [])).filter(({ blocking }) => blocking);

const MOST_PLACES = 10;

/** `src/a.ts:3 github-token, …`: where and what, never the value. */
export function placesText(places: readonly SecretPlace[]): string {
  const more = places.length > MOST_PLACES ? ` (+${places.length - MOST_PLACES})` : '';
  return `${places
    .slice(0, MOST_PLACES)
    .map(({ file, line, kind }) => `${file}:${line} ${kind}`)
    .join(', ')}${more}`;
}

/**
 * The pause in one line, as the predecessor's `pause_reason` and the arguments of `next` say it: a code, or the words
 * of whoever paused. Written for other tools; nothing here reads it back.
 */
export function pauseCode(pause: Pause | null): string | null {
  if (pause === null) return null;
  switch (pause.kind) {
    case 'size':
      return 'milestone-too-large';
    case 'threshold':
      return pause.spent;
    case 'codex':
      return pause.reason;
    case 'secrets':
      return `secret-found: ${placesText(pause.places)}`;
    case 'question':
      return pause.question.question;
    case 'system':
      return pause.detail;
    case 'planning-question':
    case 'plan-revisions':
    case 'milestones-per-run':
    case 'manual-mode':
    case 'codex-needs-human':
    case 'codex-fail-unclear':
    case 'codex-sensitive-operation':
    case 'codex-unsafe':
    case 'reply-unusable':
      return pause.kind;
    default:
      return pause satisfies never;
  }
}

/** The predecessor's flat fields about a pause, for state.json and `--json`. */
export function pauseFields({ pause, abandoned }: State) {
  const codex = isOf(pause, 'codex') ? pause : null;
  return {
    pause_reason: abandoned ?? pauseCode(pause),
    question: abandoned === null && isOf(pause, 'question') ? pause.question : null,
    codex_unavailable_reason: codex?.reason ?? null,
    codex_resets_at: codex?.resets_at ?? null,
  };
}

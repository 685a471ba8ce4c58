/**
 * What each kind of pause means to the rest of the program: its status, its choices and its code; and how a pause
 * begins.
 */
import type { Question } from '../../generated/types.js';
import { greatest, type Impact, LEADS_TO, type NotedChange } from '../plan/sync/impact.js';
import { isCalledDangerous } from './decisions/disputes.js';
import {
  type Gate,
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

/** The kind of decision card that shows a pause, which sets the question and the choices. */
export type CardKind = 'question' | 'threshold' | 'stop' | 'size' | 'secrets' | 'unusable' | 'plain' | 'documents';

interface Way {
  /** For a question: the status of an ordinary one; see QUESTIONS. */
  status: Status;
  /** The choices of `resume`, in the order of the card; `offeredStrategies` removes those that a finding forbids. */
  offers: readonly Strategy[];
  /** Whether even a plain resume needs the user's explicit confirmation. */
  needsConfirmation: boolean;
  /** Whether Claude may, or must first, write down a question for the user during the pause. */
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

/** The user is asked whether and how to continue; Claude may write down a question instead. */
const asked = (more: Partial<Way> = {}): Way =>
  plain('PAUSED_FOR_HUMAN', {
    offers: ['recommended', 'conservative', 'record-risk', 'free-input'],
    asking: 'may',
    card: 'plain',
    ...more,
  });

/** A verdict that stopped the work; a plain resume has the work reviewed again. */
const stopped = (status: Status, more: readonly Strategy[]): Way =>
  plain(status, {
    offers: ['recommended', 'replan', 'safe-alternative', ...more, 'skip', 'free-input'],
    card: 'stop',
  });

/** The only table of pauses. If a kind is missing, this does not compile. */
export const PAUSES: Readonly<Record<PauseKind, Way>> = {
  size: asked({ offers: ['recommended', 'conservative', 'accept-size', 'skip', 'free-input'], card: 'size' }),
  'planning-question': asked({ asking: 'must' }),
  'plan-revisions': asked(),
  'milestones-per-run': asked(),
  'manual-mode': asked(),
  user: asked({ offers: ['recommended', 'conservative', 'replan', 'record-risk', 'skip', 'free-input'] }),
  threshold: plain('REVIEW_THRESHOLD_EXCEEDED', {
    offers: ['wrong', 'replan', 'manual', 'extend-review', 'accept-risk', 'skip', 'free-input'],
    card: 'threshold',
  }),
  'manual-work': plain('PAUSED_FOR_HUMAN', { offers: ['recommended', 'skip', 'free-input'], card: 'plain' }),
  'codex-needs-human': plain('NEEDS_HUMAN', { asking: 'must' }),
  'codex-fail-unclear': stopped('FAIL_UNCLEAR', ['manual', 'extend-review', 'accept-risk']),
  'codex-sensitive-operation': stopped('SENSITIVE_OPERATION', ['local-test']),
  'codex-unsafe': stopped('UNSAFE', ['local-test']),
  codex: plain('PAUSED_FOR_CODEX'),
  'reply-unusable': plain('PAUSED_FOR_HUMAN', {
    offers: ['recommended', 'replan', 'skip', 'free-input'],
    asking: 'may',
    card: 'unusable',
  }),
  secrets: plain('NEEDS_SECRET', { offers: ['recommended', 'mock', 'skip', 'not-a-secret'], card: 'secrets' }),
  question: plain('NEEDS_HUMAN', { card: 'question' }),
  /** Settled by `sync-docs`; the status follows from the impact. */
  documents: plain('NEEDS_DOCS_SYNC', { offers: ['replan'], card: 'documents' }),
  system: plain('PAUSED_FOR_SYSTEM', { offers: ['recommended', 'free-input'], needsConfirmation: true, card: 'plain' }),
};

/** What a question pauses with, by its kind: its status, and the choices besides an answer. */
const QUESTIONS: Readonly<Record<Question['kind'], { status: Status; offers: readonly Strategy[] }>> = {
  needs_human: {
    status: 'NEEDS_HUMAN',
    offers: ['recommended', 'conservative', 'record-risk', 'skip', 'free-input'],
  },
  // No words of the user: they could hold the secret.
  needs_secret: { status: 'NEEDS_SECRET', offers: ['set-locally', 'mock', 'skip'] },
  // In place of an answer, because no answer may allow a sensitive operation.
  sensitive_operation: {
    status: 'SENSITIVE_OPERATION',
    offers: ['replan', 'safe-alternative', 'local-test', 'skip', 'free-input'],
  },
};

/** The status of a pause. */
export function statusOf(pause: Pause): Status {
  if (pause.kind === 'question') return QUESTIONS[pause.question.kind].status;
  if (pause.kind === 'documents') return LEADS_TO[impactOf(pause.changes)] ?? PAUSES.documents.status;
  return PAUSES[pause.kind].status;
}

/** The greatest impact of some changes. */
export const impactOf = (changes: readonly Pick<NotedChange, 'impact'>[]): Impact =>
  greatest(changes.map(({ impact }) => impact));

/** The state of a task that pauses; it continues at `target`. */
export const pauseAt = (state: State, pause: Pause, target: Status | null, change: Partial<State> = {}): Step =>
  go(state, { ...change, status: statusOf(pause), pause, resume: { ...state.resume, ...change.resume, target } });

/** The task's pause if it is of this kind; otherwise null. */
export const pausedBy = <K extends PauseKind>(state: State, kind: K): PauseOf<K> | null =>
  isPaused(state.status) && isOf(state.pause, kind) ? state.pause : null;

const isOf = <K extends PauseKind>(pause: Pause | null, kind: K): pause is PauseOf<K> => pause?.kind === kind;

/** The question about a sensitive operation over which the task is paused, or null. */
export const sensitiveQuestion = (state: State): Question | null => {
  const question = pausedBy(state, 'question')?.question;
  return question?.kind === 'sensitive_operation' ? question : null;
};

/** The card of the current pause; null when a plain resume is the only choice. */
export const cardOf = (state: State): CardKind | null => {
  if (state.pause === null) return null;
  return sensitiveQuestion(state) ? 'stop' : PAUSES[state.pause.kind].card;
};

/** What the user may choose at this pause. The decision card prints exactly these. */
export function offeredStrategies(state: State): Strategy[] {
  if (!isPaused(state.status) || state.pause === null) return ['recommended'];
  const { pause } = state;
  const offers = pause.kind === 'question' ? QUESTIONS[pause.question.kind].offers : PAUSES[pause.kind].offers;
  return offers.filter((strategy) => withheld(state, strategy) === null);
}

/** The choices that need the user's own words, because they say what is decided. */
export const needsWords = (strategy: Strategy): boolean => WORDED.includes(strategy);
const WORDED: readonly Strategy[] = ['free-input', 'record-risk', 'local-test', 'wrong'];

/** Why a choice of this kind of pause is not offered now. */
export type Withheld =
  | 'no-milestone'
  | 'no-finding'
  | 'grave-findings'
  | 'called-dangerous'
  | 'no-difference'
  | 'review-running'
  | 'no-test';

/** Why this choice is withheld now, or null. */
export function withheld(state: State, strategy: Strategy): Withheld | null {
  const gate = pausedGate(state);
  // What a running review is about stays as it is until its result is recorded.
  if (state.reviews.running !== null && (strategy === 'skip' || strategy === 'replan')) return 'review-running';
  switch (strategy) {
    case 'skip':
      if (gate !== 'milestone' || state.milestones.current === null) return 'no-milestone';
      return unskippable(state).length > 0 ? 'grave-findings' : null;
    case 'accept-risk':
      if (unskippable(state).length > 0) return 'grave-findings';
      return gate !== null && isCalledDangerous(state, gate) ? 'called-dangerous' : null;
    case 'wrong':
      return disputable(state).length > 0 ? null : 'no-finding';
    case 'conservative':
      return isCarefulDifferent(state) ? null : 'no-difference';
    case 'local-test':
      // A plan runs nothing: what it names can only be planned otherwise.
      return gate === 'plan' ? 'no-test' : null;
    default:
      return null;
  }
}

/** Whether a pause after the next milestone would not come anyway, and whether there is a next milestone. */
function isCarefulDifferent(state: State): boolean {
  if (state.mode === 'manual' || state.pins.config.milestones.max_milestones_per_run <= 1) return false;
  const { current, completed, blocked } = state.milestones;
  const left = state.plan.milestones.filter(
    ({ id }) => id !== current && !blocked.includes(id) && completed.every((one) => one.id !== id),
  );
  return state.approvals.plan === null || left.length > (current === null ? 1 : 0);
}

/** The gate that a pause belongs to: its own, or that of the review whose verdict paused the task. */
export function pausedGate({ pause, reviews, milestones }: State): Gate | null {
  if (pause === null) return null;
  if ('gate' in pause) return pause.gate;
  switch (pause.kind) {
    case 'codex-fail-unclear':
    case 'codex-sensitive-operation':
    case 'codex-unsafe':
      return reviews.last?.gate ?? null;
    case 'question':
    case 'size':
    case 'user':
      return milestones.current === null ? null : 'milestone';
    default:
      return null;
  }
}

/** The findings that the user may call wrong: the blocking ones. */
export const disputable = ({ findings }: State): OpenFinding[] => findings.open.filter(({ blocking }) => blocking);

const SECURITY = ['security', 'secrets', 'data_loss', 'money'];

/** Whether a finding is P0 or P1 and about security, data or money. */
export const isAboutSecurity = ({ severity, category }: Pick<OpenFinding, 'severity' | 'category'>): boolean =>
  (severity === 'P0' || severity === 'P1') && SECURITY.includes(category);

/** Whether a review upheld the finding although the user had called it wrong with a reason. */
const isUpheldAgainstUser = ({ disputes }: OpenFinding): boolean => disputes?.some(({ by }) => by === 'user') ?? false;

/**
 * Whether no decision may skip the finding. A grave finding about security ends only by changed code, a new plan, or a
 * review that withdraws it.
 */
function isUnskippable(finding: OpenFinding): boolean {
  return isAboutSecurity(finding) || (finding.severity === 'P0' && !isUpheldAgainstUser(finding));
}

/** Ids of the findings that no decision may skip. */
export const unskippable = (state: State): string[] =>
  [...state.findings.open, ...blockingNoted(state)].filter(isUnskippable).map(({ id }) => id);

/** Blocking findings about the current milestone that an unusable reply reported. */
const blockingNoted = ({ milestones: { current }, noted_findings: noted }: State): OpenFinding[] =>
  (current === null ? [] : (noted[current] ?? [])).filter(({ blocking }) => blocking);

const MOST_PLACES = 10;

/** Places and kinds of secrets, never their values: `src/a.ts:3 github-token, …`. */
export function placesText(places: readonly SecretPlace[]): string {
  const more = places.length > MOST_PLACES ? ` (+${places.length - MOST_PLACES})` : '';
  return `${places
    .slice(0, MOST_PLACES)
    .map(({ file, line, kind }) => `${file}:${line} ${kind}`)
    .join(', ')}${more}`;
}

/** The changed documents, each with what it is about: `roadmap.md (roadmap), …`. */
export const changesText = (changes: readonly NotedChange[]): string =>
  changes.map(({ document, kinds }) => `${document} (${kinds.join(', ')})`).join(', ');

/**
 * The pause in one line, as the predecessor's `pause_reason` and the arguments of `next` name it: a code, or the text
 * given for the pause. It is written for other tools; nothing here reads it back.
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
    case 'documents':
      return `documents-changed: ${changesText(pause.changes)}`;
    case 'system':
      return pause.detail;
    case 'user':
      return pause.reason ?? 'paused-by-user';
    case 'planning-question':
    case 'plan-revisions':
    case 'manual-work':
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

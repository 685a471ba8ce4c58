/**
 * Decides whether the Stop hook keeps the turn going; every condition has a name. Pure: io/ground/hook.ts reads the
 * facts.
 */
import { fieldAt, isObject, textAt } from '../json.js';
import { type Mode, STATUSES, type Status } from '../task/model.js';

/** The fields of the client's stop event that are needed here. */
export interface StopInput {
  session: string | null;
  prompt: string | null;
  /** Whether this stop follows a block in the same turn. */
  reentered: boolean;
  /** How many background tasks of the client are running. */
  backgroundTasks: number;
}

/** The fields of config.json that are needed here. */
export interface StopConfig {
  enabled: boolean;
  mode: Mode;
  maxContinuations: number;
  reentry: 'never' | 'on-progress';
}

/** The fields of docs/cccc/state.json that are needed here. */
export interface StopState {
  task: string;
  status: Status;
  mode: Mode;
  pauseReason: string | null;
  ledgerHead: string;
  loop: { session: string | null; keepGoing: boolean; epoch: number };
  nextStep: string;
  /** Whether only the user can take the next step. */
  waits: boolean;
  milestone: string | null;
  hasBacklog: boolean;
  reviewRunning: boolean;
}

export type StopVerdict = 'block' | 'let-go' | 'let-go-background';

/** One line of stops.jsonl: the decision about one stop. */
export interface StopLine {
  at: string;
  session: string;
  epoch: number;
  prompt_id: string | null;
  /** The ledger's head at that time. */
  head: string;
  decision: StopVerdict;
  why: StopReason | null;
}

const STOP_REASONS = [
  'no-config',
  'no-state',
  'loop-off',
  'other-mode',
  'no-session',
  'other-session',
  'not-active',
  'paused',
  'nothing-to-do',
  'stale-state',
  'background',
  'reentered',
  'no-progress',
  'limit',
  'client-limit',
] as const;
export type StopReason = (typeof STOP_REASONS)[number];

/** Reasons that the user is told. All others are normal and stay silent. */
export const SPOKEN: ReadonlySet<StopReason> = new Set(['stale-state', 'no-progress', 'limit', 'client-limit']);

export interface StopFacts {
  input: StopInput;
  config: StopConfig | null;
  state: StopState | null;
  /** `hash` of the ledger's last entry; null when the ledger is empty. */
  ledgerHead: string | null;
  /** Earlier stops of this task, oldest first. */
  stops: readonly StopLine[];
  /** The client's limit of blocks in a row, CLAUDE_CODE_STOP_HOOK_BLOCK_CAP; 0 means no limit. */
  clientCap: number;
}

export type StopDecision =
  | { verdict: 'block'; count: number; limit: number }
  | { verdict: 'let-go' | 'let-go-background'; why: StopReason; limit: number };

/** The client's limit when the variable is not set. At the next block the client ends the turn with an empty result. */
export const CLIENT_CAP = 8;

/** The first version of Claude Code with which both ways of continuing a turn were tried. */
const HEARS_CONTEXT = [2, 1, 329] as const;

/**
 * Whether the client continues a turn for `additionalContext` of a Stop hook, which it shows as what the hook says;
 * `decision: "block"` is shown as a problem. Its version is in the variable AI_AGENT that it sets for hooks
 * (docs/facts/claude-code.md, environment). A client that does not say it gets the block, which every version knows.
 *
 * @param agent the variable, such as `claude-code_2-1-332_harness`
 */
export function hearsContext(agent: string | undefined): boolean {
  const version =
    /^claude-code_(\d+)-(\d+)-(\d+)(?:_|$)/
      .exec(agent ?? '')
      ?.slice(1)
      .map(Number) ?? [];
  for (const [index, needed] of HEARS_CONTEXT.entries()) {
    const found = version[index] ?? -1;
    if (found !== needed) return found > needed;
  }
  return true;
}

/** Decides about one stop. The hook may block only when every condition holds; the first one that fails is named. */
export function decideStop(facts: StopFacts): StopDecision {
  const { config, state } = facts;
  const none = { verdict: 'let-go', limit: 0 } as const;
  if (config === null) return { ...none, why: 'no-config' };
  if (!config.enabled) return { ...none, why: 'loop-off' };
  if (config.mode !== 'full-auto-safe') return { ...none, why: 'other-mode' };
  if (state === null) return { ...none, why: 'no-state' };
  if (state.mode !== 'full-auto-safe') return { ...none, why: 'other-mode' };
  const unfit = isForUs(facts.input, state) ?? hasWork(state);
  if (unfit !== null) return { ...none, why: unfit };
  if (state.ledgerHead !== facts.ledgerHead) return { ...none, why: 'stale-state' };
  if (state.reviewRunning || facts.input.backgroundTasks > 0)
    return { verdict: 'let-go-background', why: 'background', limit: 0 };
  return withinLimits(facts, config, state);
}

function isForUs(input: StopInput, state: StopState): StopReason | null {
  if (input.session === null) return 'no-session';
  return input.session === state.loop.session ? null : 'other-session';
}

function hasWork(state: StopState): StopReason | null {
  if (state.pauseReason !== null && state.pauseReason !== '') return 'paused';
  if (state.status === 'SETUP_COMPLETE' && state.milestone === null && !state.hasBacklog) return 'nothing-to-do';
  const traits = STATUSES[state.status];
  if (!traits.stopHookMayBlock) return traits.kind === 'paused' ? 'paused' : 'not-active';
  return state.nextStep === '' || state.waits ? 'nothing-to-do' : null;
}

function withinLimits(facts: StopFacts, config: StopConfig, state: StopState): StopDecision {
  const blocks = blocksSincePrompt(facts, state);
  const keepsGoing = config.reentry === 'on-progress' || state.loop.keepGoing;
  // This includes earlier runs of the loop: a resume within the same turn counts as progress.
  const last = facts.stops.findLast((line) => line.session === state.loop.session && line.decision === 'block');
  if (facts.input.reentered && !keepsGoing) return { verdict: 'let-go', why: 'reentered', limit: 0 };
  if (facts.input.reentered && (last === undefined || last.head === facts.ledgerHead))
    return { verdict: 'let-go', why: 'no-progress', limit: 0 };
  if (blocks.length >= config.maxContinuations)
    return { verdict: 'let-go', why: 'limit', limit: config.maxContinuations };
  const cap = Math.min(CLIENT_CAP, facts.clientCap === 0 ? CLIENT_CAP : facts.clientCap) - 1;
  if (inARow(blocks) >= cap) return { verdict: 'let-go', why: 'client-limit', limit: cap };
  return { verdict: 'block', count: blocks.length + 1, limit: config.maxContinuations };
}

/**
 * The blocks in this session and this run of the loop since the user's last prompt. A new prompt id means a new prompt
 * of the user, except when the hook had let the turn end because of a background task: then the end of that task has
 * woken Claude.
 */
function blocksSincePrompt({ input, stops }: StopFacts, state: StopState): StopLine[] {
  const mine = stops.filter((line) => line.session === state.loop.session && line.epoch === state.loop.epoch);
  let blocks: StopLine[] = [];
  let before: StopLine | undefined;
  for (const line of mine) {
    if (isNewPrompt(before, line.prompt_id)) blocks = [];
    if (line.decision === 'block') blocks.push(line);
    before = line;
  }
  return isNewPrompt(before, input.prompt) ? [] : blocks;
}

const isNewPrompt = (before: StopLine | undefined, prompt: string | null): boolean =>
  before !== undefined && before.decision !== 'let-go-background' && before.prompt_id !== prompt;

/**
 * The blocks in a row as the client may count them: any tool call between two stops resets its count, and the ledger
 * moves only when a command has run.
 */
function inARow(blocks: readonly StopLine[]): number {
  const head = blocks.at(-1)?.head;
  const other = blocks.findLastIndex((line) => line.head !== head);
  return blocks.length - 1 - other;
}

// -- reading the files: null when a file does not have the expected shape

const textOrNull = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const isStatus = (value: unknown): value is Status => typeof value === 'string' && Object.hasOwn(STATUSES, value);
const isMode = (value: unknown): value is Mode =>
  value === 'manual' || value === 'supervised-auto' || value === 'full-auto-safe';

/** Whether a value is a positive whole number, as the schema of the settings requires. */
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isInteger(value) && value > 0;

/** The needed fields of config.json; null when it does not have the expected shape. */
export function stopConfigOf(value: unknown): StopConfig | null {
  const automation = isObject(value) ? value['automation'] : null;
  if (!isObject(value) || !isObject(automation) || !isMode(value['mode'])) return null;
  const {
    stop_hook_loop_enabled: enabled,
    max_stop_hook_continuations: maxContinuations,
    stop_hook_reentry: reentry,
  } = automation;
  if (typeof enabled !== 'boolean' || !isCount(maxContinuations)) return null;
  if (reentry !== 'never' && reentry !== 'on-progress') return null;
  return { enabled, mode: value['mode'], maxContinuations, reentry };
}

/** The needed fields of state.json; null when it does not have the expected shape. */
export function stopStateOf(value: unknown): StopState | null {
  if (!isObject(value) || !isObject(value['loop']) || !isStatus(value['status'])) return null;
  const { loop, mode, status } = value;
  const task = textOrNull(value['task_id']);
  const head = textOrNull(value['ledger_head']);
  if (task === null || head === null || !/^[\w.-]+$/.test(task) || !isMode(mode) || typeof loop['epoch'] !== 'number')
    return null;
  const step = value['next_step'];
  return {
    task,
    status,
    mode,
    pauseReason: textOrNull(value['pause_reason']),
    ledgerHead: head,
    loop: { session: textOrNull(loop['session']), keepGoing: loop['keep_going'] === true, epoch: loop['epoch'] },
    nextStep: textAt(step, 'text') ?? '',
    waits: fieldAt(step, 'waits') === true,
    milestone: textOrNull(value['current_milestone_id']),
    hasBacklog: value['has_backlog'] === true,
    reviewRunning: value['review_running'] === true,
  };
}

/** The needed fields of the client's stop event; missing ones become null, false or 0. */
export function stopInputOf(value: Record<string, unknown>): StopInput {
  const tasks = Array.isArray(value['background_tasks']) ? value['background_tasks'] : [];
  return {
    session: textOrNull(value['session_id']),
    prompt: textOrNull(value['prompt_id']),
    reentered: value['stop_hook_active'] === true,
    backgroundTasks: tasks.filter((task) => isObject(task) && task['status'] === 'running').length,
  };
}

/** One line of stops.jsonl; null when it does not have the expected shape. */
export function stopLineOf(value: unknown): StopLine | null {
  if (!isObject(value)) return null;
  const { at, session, epoch, prompt_id: prompt, head, decision, why } = value;
  if (typeof at !== 'string' || typeof session !== 'string' || typeof epoch !== 'number' || typeof head !== 'string')
    return null;
  if (decision !== 'block' && decision !== 'let-go' && decision !== 'let-go-background') return null;
  return { at, session, epoch, prompt_id: textOrNull(prompt), head, decision, why: isReason(why) ? why : null };
}

const isReason = (value: unknown): value is StopReason => STOP_REASONS.some((reason) => reason === value);

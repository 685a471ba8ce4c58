/**
 * The line that Claude Code shows under its prompt: where the task stands, from state.json and the heartbeat of a
 * running review. It is only a view, so what it does not understand it leaves out.
 */
import { fieldAt, textAt } from '../json.js';
import { secondsBetween } from '../time.js';

/** What the line can say; the sentences are in text/en/hooks/status-line.ts and text/zh-CN/hooks/status-line.ts. */
export interface LineWords {
  /** The condition of the work, by the words of state.json. */
  word: Readonly<Partial<Record<string, string>>>;
  gate: Readonly<Partial<Record<string, string>>>;
  /** What a running review does. */
  phase: Readonly<Partial<Record<string, string>>>;
  tokens: (count: string) => string;
  accepted: (count: number, all: number) => string;
  /** The review's supervisor has not reported for a while. */
  silent: string;
  /** state.json is there, and cannot be read. */
  unreadable: string;
}

/** The heartbeat of the running review, and how old it is. */
export interface LineBeat {
  phase: string | null;
  tokens: number;
  ageMs: number;
}

/** Codes of a terminal around a text. */
type Paint = (sign: string, text: string) => string;

/** A supervisor reports twice a second. */
const SILENT_AFTER_MS = 15_000;
/** For so long the line tells of a task that is over. */
const TOLD_SECONDS = 3600;
/** Ids, statuses and paths of jobs: what is none of them was not written by this program. */
const WORD = /^[\w.-]{1,60}$/;

const wordAt = (value: unknown, ...path: string[]): string | null => {
  const text = textAt(value, ...path);
  return text !== null && WORD.test(text) ? text : null;
};

const numberAt = (value: unknown, ...path: string[]): number => {
  const found = fieldAt(value, ...path);
  return typeof found === 'number' ? found : 0;
};

/** The running review that a state names; null when there is none. */
export function runningReview(state: unknown): { task: string; job: string } | null {
  const [task, job] = [wordAt(state, 'task_id'), wordAt(state, 'progress', 'review', 'job')];
  return task === null || job === null ? null : { task, job };
}

/** A heartbeat as far as the line shows it. */
export const lineBeatOf = (value: unknown, ageMs: number): LineBeat => ({
  phase: wordAt(value, 'phase'),
  tokens: numberAt(value, 'tokens'),
  ageMs,
});

interface LineGiven {
  /** The value of state.json; null: the file is there and cannot be read. */
  state: object | null;
  beat: LineBeat | null;
  /** ISO 8601 in UTC. */
  now: string;
  words: LineWords;
  isColoured: boolean;
  /** What the user types where state.json cannot be read. */
  repair: string;
}

/** The line; null where there is nothing to say: no task, or one that has been over for a while. */
export function statusLine({ state, beat, now, words, isColoured, repair }: LineGiven): string | null {
  const paint: Paint = (sign, text) => (isColoured ? `\u001b[${sign}m${text}\u001b[0m` : text);
  if (state === null) return lineOf(paint, ATTENTION, ['cccc', words.unreadable], repair);
  const word = wordAt(state, 'progress', 'word');
  if (wordAt(state, 'task_id') === null || word === null) return null;
  const since = textAt(state, 'progress', 'review', 'started_at') ?? textAt(state, 'updated_at') ?? now;
  const seconds = secondsBetween(since, now);
  const isOver = word === 'done' || word === 'abandoned';
  if (isOver && seconds > TOLD_SECONDS) return null;
  const command = (textAt(state, 'next_step', 'command') ?? '').replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ').slice(0, 80);
  const parts = isOver ? [condition(state, word, words)] : present(state, { word, seconds, beat, words });
  return lineOf(paint, SIGNS[word] ?? ACTIVE, [subject(state, words), ...parts], isOver ? '' : command);
}

interface Sign {
  sign: string;
  code: string;
}

const ACTIVE: Sign = { sign: '●', code: '36' };
const ATTENTION: Sign = { sign: '!', code: '1' };
const GOOD: Sign = { sign: '✔', code: '32' };
const SIGNS: Readonly<Partial<Record<string, Sign>>> = {
  paused: ATTENTION,
  passed: GOOD,
  done: GOOD,
  abandoned: { sign: '✖', code: '31' },
};

function lineOf(paint: Paint, { sign, code }: Sign, parts: readonly string[], command: string): string {
  const shown = parts.filter((part) => part !== '').join(' · ');
  return `${paint(code, sign)} ${shown}${command === '' ? '' : ` → ${paint('1', command)}`}`;
}

/** `cccc M001`, or the gate where no milestone is worked on. */
function subject(state: object, { gate }: LineWords): string {
  const milestone = wordAt(state, 'current_milestone_id');
  return `cccc ${milestone ?? gate[wordAt(state, 'progress', 'gate') ?? ''] ?? ''}`.trim();
}

/** The condition in words; the status where the user has to act, because the documentation explains it by that. */
const condition = (state: object, word: string, { word: words }: LineWords): string =>
  (word === 'paused' ? wordAt(state, 'status') : null) ?? words[word] ?? word;

interface Present {
  word: string;
  seconds: number;
  beat: LineBeat | null;
  words: LineWords;
}

function present(state: object, { word, seconds, beat, words }: Present): string[] {
  const [round, limit] = [numberAt(state, 'progress', 'round'), numberAt(state, 'progress', 'limit')];
  const all = numberAt(state, 'progress', 'milestones');
  const isRunning = fieldAt(state, 'progress', 'review') !== null && word === 'reviewing';
  const doing = `${condition(state, word, words)}${isRunning && limit > 0 ? ` ${round}/${limit}` : ''}`;
  return [
    doing,
    clock(seconds),
    ...(isRunning ? reviewParts(beat, words) : []),
    ...(all > 0 && !isRunning ? [words.accepted(numberAt(state, 'progress', 'accepted'), all)] : []),
  ];
}

function reviewParts(beat: LineBeat | null, { phase, tokens, silent }: LineWords): string[] {
  if (beat === null) return [];
  if (beat.ageMs > SILENT_AFTER_MS) return [silent];
  const shown = phase[beat.phase ?? ''];
  const count = String(beat.tokens).replaceAll(/\B(?=(\d{3})+$)/g, ',');
  return [...(shown === undefined ? [] : [shown]), ...(beat.tokens > 0 ? [tokens(count)] : [])];
}

const two = (part: number): string => String(part).padStart(2, '0');

function clock(seconds: number): string {
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/**
 * Collects the program's answers while a test runs, for `docs/integrity.md`. The helpers that run the program report
 * each answer here; for tests that are not on the page, nothing is collected.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { fieldAt, jsonOf, textAt } from '../../scripts/core/json.js';
import type { Ran } from './project.js';

/** One answer of the program. */
export interface Observation {
  /** What answered: a command, without free text, paths and numbers. */
  by: string;
  /** How it answered: `refused (1)`. */
  how: string;
  /** The codes of notices and reasons. */
  codes: string[];
  /** Whether the answer stopped something. */
  stops: boolean;
}

const listener = new AsyncLocalStorage<Observation[]>();

/**
 * Runs a test, and adds the program's answers in it to `to`. Answers of tests that run at the same time are kept apart.
 */
export const listening = <T>(to: Observation[], test: () => T): T => listener.run(to, test);

/** Runs what prepares a test, and may have been done for another one already: nobody hears of it. */
export const unobserved = <T>(prepare: () => T): T => listener.run([], prepare);

export const observe = (observation: Observation): void => void listener.getStore()?.push(observation);

/** Whether a text is a code; any other text could contain a path, a time or a number of this machine. */
const isCode = (text: string | null): text is string => text !== null && /^[a-z]+(?:[-_][a-z0-9]+)*$/.test(text);

/** A notice as the page names it: its code, and those of its reason and detail that are codes. */
function codeOf(finding: unknown): string {
  const reasons = ['reason', 'detail'].map((name) => textAt(finding, 'args', name)).filter(isCode);
  const code = textAt(finding, 'code') ?? '';
  return reasons.length === 0 ? code : `${code}: ${reasons.join(', ')}`;
}

/** A command line without free text and without what differs between machines. */
const commandOf = (args: readonly string[]): string =>
  args.filter((word) => /^(?:(?:--)?[a-z][a-z-]*|M\d+)$/.test(word)).join(' ');

const STILL_RUNNING = 4;
const HOW: Record<number, string> = {
  0: 'done (0)',
  1: 'refused (1)',
  2: 'wrong usage (2)',
  3: 'stopped (3)',
  [STILL_RUNNING]: 'still running (4)',
};

/** Whether the notice says that a review without a supervisor was settled, which any command can do. */
const isSettled = (code: string): boolean => /^(?:review|preparation)-settled/.test(code);

function howOf(exit: number, codes: readonly string[] | null): string {
  if (codes === null) return exit < 0 ? 'killed' : `ended (${exit})`;
  if (codes.some((code) => code.startsWith('codex-unavailable'))) return `paused (${exit})`;
  if (codes.includes('review-found')) return `sent back (${exit})`;
  if (codes.some(isSettled)) return `settled what was left (${exit})`;
  return HOW[exit] ?? `ended (${exit})`;
}

/** Reports that a command of the program ended; `envelope` is the output of --json, if it was requested. */
export function observeCommand(args: readonly string[], exit: number, envelope: unknown = null): void {
  const findings = fieldAt(envelope, 'findings');
  const codes = Array.isArray(findings) ? findings.map(codeOf) : null;
  // Whether a review is still running when it is asked for depends on timing, and stops nothing.
  const stops = (exit !== 0 && exit !== STILL_RUNNING) || (codes ?? []).some(isSettled);
  observe({ by: `\`${commandOf(args)}\``, how: howOf(exit, codes), codes: codes ?? [], stops });
}

/** Reports and returns the result of a command with --json. */
export function observedRun(args: readonly string[], { code, stdout, stderr }: Omit<Ran, 'json'>): Ran {
  if (!stdout.startsWith('{')) throw new Error(`cccc ${args.join(' ')} (${code}): ${stdout}${stderr}`);
  const json = JSON.parse(stdout);
  observeCommand(args, code, json);
  return { code, stdout, stderr, json };
}

export interface GateSeen {
  state: string;
  assurance: string | null;
  reason: string | null;
}

/** Reports and returns a gate. */
export function observeGate<T extends GateSeen>(name: string, gate: T): T {
  const reasons = [gate.reason, textAt(gate, 'detail')].filter(isCode);
  const isClosed = gate.state === 'closed';
  const codes = isClosed && reasons.length > 0 ? [`gate-closed: ${reasons.join(', ')}`] : [];
  const how = gate.assurance === null ? gate.state : `${gate.state}, ${gate.assurance}`;
  observe({ by: `${name} gate`, how, codes, stops: isClosed });
  return gate;
}

/** Reports that the review's prompt shows what the test tried to hide. */
export const observeShown = (): void => observe({ by: 'prompt', how: 'shows it to Codex', codes: [], stops: true });

/** Reports the last event of a ledger, if it says that a review had no outcome. */
export function observeLedger<T>(events: T[]): T[] {
  const last = events.at(-1);
  const reason = textAt(last, 'reason');
  if (textAt(last, 'type') === 'codex-unavailable' && isCode(reason))
    observe({ by: 'ledger', how: 'records a pause', codes: [`codex-unavailable: ${reason}`], stops: true });
  return events;
}

const DECISIONS: Record<string, string> = { deny: 'denies', ask: 'asks', allow: 'allows', block: 'blocks' };

/** What a hook answered: the guard about a call of a tool, the Stop hook about the end of a turn. */
export function observeHook(hook: string, input: unknown, stdout: string): void {
  const output = jsonOf(stdout);
  const decision = textAt(output, 'hookSpecificOutput', 'permissionDecision') ?? textAt(output, 'decision');
  const tool = textAt(input, 'tool_name');
  observe({
    by: tool === null ? `${hook} hook` : `${hook} hook about ${tool}`,
    how: decision === null ? (stdout === '' ? 'is silent' : 'lets go and says so') : (DECISIONS[decision] ?? decision),
    codes: decision === null ? [] : [decision],
    stops: decision === 'deny' || decision === 'ask',
  });
}

/** A run of Codex, or the look before it, that gave no usable answer. */
export const observeOutage = (by: string, reason: string): void =>
  observe({ by, how: 'gives no outcome', codes: [reason], stops: true });

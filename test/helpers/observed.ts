/**
 * What the program answers while a test runs, kept for `docs/integrity.md`. The helpers that run the program report it
 * here; outside the tests that the page is about, nobody listens.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { fieldAt, jsonOf, textAt } from '../../scripts/core/json.js';
import type { Ran } from './project.js';

/** One answer of the program. */
export interface Observation {
  /** What answered: a command, without free text, paths and numbers. */
  by: string;
  /** How: `refused (1)`. */
  how: string;
  /** Notices and reasons. */
  codes: string[];
  /** Whether the answer stopped something. */
  stops: boolean;
}

const listener = new AsyncLocalStorage<Observation[]>();

/** Runs a test; what the program answers in it is added to `to`. Tests that run at the same time stay apart. */
export const listening = <T>(to: Observation[], test: () => T): T => listener.run(to, test);

/** Runs what prepares a test, and may have been done for another one already: nobody hears of it. */
export const unobserved = <T>(prepare: () => T): T => listener.run([], prepare);

export const observe = (observation: Observation): void => void listener.getStore()?.push(observation);

/** A word that is a code; anything else could hold a path, a time or a number of this machine. */
const isCode = (text: string | null): text is string => text !== null && /^[a-z]+(?:[-_][a-z0-9]+)*$/.test(text);

/** A notice as the page names it: its code, and the reason and detail that are codes too. */
function codeOf(finding: unknown): string {
  const reasons = ['reason', 'detail'].map((name) => textAt(finding, 'args', name)).filter(isCode);
  const code = textAt(finding, 'code') ?? '';
  return reasons.length === 0 ? code : `${code}: ${reasons.join(', ')}`;
}

/** A command line without what differs from machine to machine, or is only somebody's words. */
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

/** The notice of a review whose supervisor was gone, which any command can give. */
const isSettled = (code: string): boolean => /^(?:review|preparation)-settled/.test(code);

function howOf(exit: number, codes: readonly string[] | null): string {
  if (codes === null) return exit < 0 ? 'killed' : `ended (${exit})`;
  if (codes.some((code) => code.startsWith('codex-unavailable'))) return `paused (${exit})`;
  if (codes.includes('review-found')) return `sent back (${exit})`;
  if (codes.some(isSettled)) return `settled what was left (${exit})`;
  return HOW[exit] ?? `ended (${exit})`;
}

/** A command of the program that ended; `envelope` is what --json printed, where that was asked for. */
export function observeCommand(args: readonly string[], exit: number, envelope: unknown = null): void {
  const findings = fieldAt(envelope, 'findings');
  const codes = Array.isArray(findings) ? findings.map(codeOf) : null;
  // Whether a review is over when it is asked for is a matter of time, and stops nothing.
  const stops = (exit !== 0 && exit !== STILL_RUNNING) || (codes ?? []).some(isSettled);
  observe({ by: `\`${commandOf(args)}\``, how: howOf(exit, codes), codes: codes ?? [], stops });
}

/** The result of a command with --json. */
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

/** A gate that was looked at. */
export function observeGate<T extends GateSeen>(name: string, gate: T): T {
  const reasons = [gate.reason, textAt(gate, 'detail')].filter(isCode);
  const isClosed = gate.state === 'closed';
  const codes = isClosed && reasons.length > 0 ? [`gate-closed: ${reasons.join(', ')}`] : [];
  const how = gate.assurance === null ? gate.state : `${gate.state}, ${gate.assurance}`;
  observe({ by: `${name} gate`, how, codes, stops: isClosed });
  return gate;
}

/** What is tried to be hidden stands in the prompt of the review. */
export const observeShown = (): void => observe({ by: 'prompt', how: 'shows it to Codex', codes: [], stops: true });

/** The last fact of a ledger that a test reads: a review that had no outcome. */
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

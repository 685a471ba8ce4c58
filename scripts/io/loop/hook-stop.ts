/**
 * The Stop hook: reads the facts for core/loop/stop.ts, keeps the count, and prints the decision. It does not run git.
 */
import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { call } from '../../core/call.js';
import { jsonOf, parseJson, textAt } from '../../core/json.js';
import type { HookText, HookWords } from '../../core/loop/hook-words.js';
import {
  CLIENT_CAP,
  decideStop,
  hearsContext,
  SPOKEN,
  type StopDecision,
  type StopFacts,
  type StopLine,
  type StopState,
  stopConfigOf,
  stopInputOf,
  stopLineOf,
  stopStateOf,
} from '../../core/loop/stop.js';
import { slashText } from '../../core/say/command-text.js';
import {
  findWorkTree,
  hookFolder,
  readHookInput,
  readJsonIfThere,
  readLastLine,
  readText,
  runHook,
} from '../ground/hook.js';
import { findProject, ledgerPaths, projectPaths } from '../ground/workspace.js';
import { hookSeen, isFromClient } from './hooks-seen.js';

/** Runs the hook. After any fault it lets the turn end, and says why. */
export function runStopHook(text: HookText): void {
  let words = text('en');
  runHook(
    () => {
      const input = readHookInput();
      const place = readPlace();
      if (place === null) return null;
      words = text(place.language);
      if (isFromClient(input)) hookSeen(place.gitDir);
      return answer(input, place, words);
    },
    (detail) => ({ systemMessage: words.stopFailed({ detail, command: slashText(call('doctor')) }) }),
  );
}

interface Place {
  config: StopFacts['config'];
  state: StopState | null;
  gitDir: string;
  /** The task's folder next to the ledger; null when there is no task. */
  commonDir: string;
  language: string;
}

/** The project's files; null when cccc is not set up there, so that the hook stays silent. */
function readPlace(): Place | null {
  const folder = hookFolder();
  const tree = findWorkTree(folder);
  if (tree === null) return null;
  const paths = projectPaths(findProject(folder, tree.top));
  const configFile = readJsonIfThere(paths.config);
  if (configFile === undefined) return null;
  const config = stopConfigOf(configFile);
  if (config === null) throw new Error(`${paths.config} is not a configuration of cccc`);
  const stateFile = readJsonIfThere(paths.state);
  const state = stopStateOf(stateFile);
  const hasTask = stateFile !== undefined && textAt(stateFile, 'task_id') !== null;
  if (state === null && hasTask && config.enabled) throw new Error(`${paths.state} is not a state of cccc`);
  const tag = textAt(configFile, 'language', 'user_language') ?? 'auto';
  return {
    config,
    state,
    gitDir: tree.gitDir,
    commonDir: tree.commonDir,
    language: tag === 'auto' ? (textAt(stateFile, 'language') ?? 'en') : tag,
  };
}

function answer(given: Record<string, unknown>, { config, state, commonDir }: Place, words: HookWords): object | null {
  const input = stopInputOf(given);
  if (config?.enabled !== true || state === null || input.session === null || input.session !== state.loop.session)
    return null;
  const { ledger, stops } = ledgerPaths(commonDir);
  const facts: StopFacts = {
    input,
    config,
    state,
    ledgerHead: headIn(ledger(state.task)),
    stops: readStops(stops(state.task)),
    clientCap: clientCap(process.env['CLAUDE_CODE_STOP_HOOK_BLOCK_CAP']),
  };
  const decision = decideStop(facts);
  record(stops(state.task), facts, state, input.session, decision);
  return output(decision, state, words);
}

/**
 * The hash in a ledger's last line; null when there is none.
 *
 * @throws when the line is not JSON
 */
function headIn(file: string): string | null {
  const last = readLastLine(file);
  if (last === null) return null;
  const parsed = parseJson(last);
  if (!parsed.ok) throw new Error(`${file} does not end in valid JSON`);
  return textAt(parsed.value, 'hash');
}

function clientCap(value: string | undefined): number {
  return value !== undefined && /^\d+$/.test(value) ? Number(value) : CLIENT_CAP;
}

/**
 * The earlier stops. Unreadable lines are skipped: a torn line can only be a stop whose hook was killed before it
 * printed.
 */
function readStops(file: string): StopLine[] {
  return (readText(file) ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => stopLineOf(jsonOf(line)))
    .filter((line) => line !== null);
}

/** Records the decision before it is printed, because a block that is not counted could repeat for ever. */
function record(file: string, facts: StopFacts, state: StopState, session: string, decision: StopDecision): void {
  const line: StopLine = {
    at: new Date().toISOString(),
    session,
    epoch: state.loop.epoch,
    prompt_id: facts.input.prompt,
    head: facts.ledgerHead ?? '',
    decision: decision.verdict,
    why: decision.verdict === 'block' ? null : decision.why,
  };
  const handle = openSync(path.normalize(file), 'a', 0o600);
  try {
    writeSync(handle, `${JSON.stringify(line)}\n`);
  } finally {
    closeSync(handle);
  }
}

function output(decision: StopDecision, state: StopState, words: HookWords): object | null {
  if (decision.verdict === 'block') {
    const goOn = words.goOn({ ...decision, command: slashText(call('loop', 'stop')) });
    // The client puts its own words before the context, on the same line.
    return hearsContext(process.env['AI_AGENT'])
      ? { hookSpecificOutput: { hookEventName: 'Stop', additionalContext: `${goOn}\n\n${state.nextStep}` } }
      : { decision: 'block', reason: `${state.nextStep}\n\n${goOn}` };
  }
  if (!SPOKEN.has(decision.why)) return null;
  return { systemMessage: sentence(decision, words) };
}

function sentence({ why, limit }: Exclude<StopDecision, { verdict: 'block' }>, words: HookWords): string {
  const command = slashText(call('next'));
  switch (why) {
    case 'limit':
      return words.limit({ limit, command });
    case 'client-limit':
      return words.clientLimit({ limit, command });
    case 'stale-state':
      return words.staleState({ command: slashText(call('status')) });
    default:
      return words.noProgress({ command });
  }
}

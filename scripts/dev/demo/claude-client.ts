/**
 * Starts the real Claude Code without a terminal, with a private home and an environment without anything of the
 * developer's, and reports what it does while it does it.
 */
import { spawn } from 'node:child_process';
import { mkdir, realpath, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { systemVariables } from '../system-variables.js';

/** The events of Claude Code, translated into the demo's own words. */
export type ClaudeEvent =
  | { kind: 'started'; sessionId: string }
  | { kind: 'says'; text: string }
  | { kind: 'calls'; id: string; tool: string; input: Record<string, unknown> }
  | { kind: 'result'; id: string; text: string; failed: boolean }
  | { kind: 'hook'; event: string; output: string }
  | { kind: 'notice'; text: string }
  | { kind: 'ended'; ok: boolean; text: string };

export interface ClaudeRun {
  sessionId: string;
  /** Whether the client called its own run a success in its last event. */
  ok: boolean;
  /** The client's final answer. */
  text: string;
  exitCode: number | null;
  events: ClaudeEvent[];
  stderr: string;
}

export interface ClaudeHome {
  /** The folder for everything private. */
  home: string;
  /** A complete environment for Claude Code, and for commands that the user would type. */
  env: Record<string, string>;
}

export interface ClaudeCall {
  binary: string;
  home: ClaudeHome;
  /** The project, which is Claude's working directory. */
  cwd: string;
  /** What the user types. */
  prompt: string;
  /** Continues an earlier session. */
  resume?: string;
  /** Additional flags of the client. */
  flags?: string[];
  onEvent?: (event: ClaudeEvent) => void;
  /** Ends the client after this time, so that a hanging client does not hang the caller. */
  limitMs?: number;
}

const API_KEY = 'sk-scripted';

/**
 * Makes a private home in which Claude Code's first-run questions are answered for one project, so that no dialog and
 * no connectivity check appears.
 *
 * @param url the scripted model server
 * @param more added to the environment
 */
export async function makeClaudeHome(
  home: string,
  project: string,
  url: string,
  more: Record<string, string> = {},
): Promise<ClaudeHome> {
  const config = path.join(home, '.claude');
  const temporary = path.join(home, 'tmp');
  await mkdir(config, { recursive: true });
  // The client refuses a folder for its sockets that other users can read.
  await mkdir(temporary, { recursive: true, mode: 0o700 });
  const trusted = { hasTrustDialogAccepted: true };
  const preset = {
    hasCompletedOnboarding: true,
    theme: 'dark',
    customApiKeyResponses: { approved: [API_KEY.slice(-20)], rejected: [] },
    projects: { [project]: trusted, [await realpath(project)]: trusted },
  };
  await writeFile(path.join(config, '.claude.json'), JSON.stringify(preset));
  const places = { ANTHROPIC_BASE_URL: url, CLAUDE_CONFIG_DIR: config, CLAUDE_CODE_TMPDIR: temporary };
  return { home, env: { ...homeEnvironment(home), ...places, ...more } };
}

/** The environment of a client in a private home, without the places that makeClaudeHome creates. */
function homeEnvironment(home: string): Record<string, string> {
  return {
    ...systemVariables('LANG'),
    HOME: home,
    USERPROFILE: home,
    XDG_STATE_HOME: path.join(home, 'state'),
    XDG_CONFIG_HOME: path.join(home, 'config'),
    APPDATA: path.join(home, 'roaming'),
    LOCALAPPDATA: path.join(home, 'local'),
    TERM: 'dumb',
    SHELL: '/bin/bash',
    GIT_CONFIG_NOSYSTEM: '1',
    ANTHROPIC_API_KEY: API_KEY,
    DISABLE_TELEMETRY: '1',
    DISABLE_ERROR_REPORTING: '1',
    DISABLE_AUTOUPDATER: '1',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    // Allows bypassPermissions as root, which is the user in most containers.
    IS_SANDBOX: '1',
  };
}

/** Runs one `claude -p` to its end. Rejects only when the binary cannot be started. */
export function runClaude(call: ClaudeCall): Promise<ClaudeRun> {
  const child = spawn(call.binary, argumentsOf(call), {
    cwd: call.cwd,
    env: call.home.env,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const limit = setTimeout(() => child.kill('SIGKILL'), call.limitMs ?? 300_000);
  const run: ClaudeRun = { sessionId: '', ok: false, text: '', exitCode: null, events: [], stderr: '' };
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
    run.stderr += chunk;
  });
  createInterface({ input: child.stdout }).on('line', (line) => {
    for (const event of eventsIn(line)) {
      run.events.push(event);
      if (event.kind === 'started') run.sessionId = event.sessionId;
      if (event.kind === 'ended') Object.assign(run, { ok: event.ok, text: event.text });
      call.onEvent?.(event);
    }
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      clearTimeout(limit);
      resolve({ ...run, exitCode: code });
    });
  });
}

const argumentsOf = ({ prompt, resume, flags = [] }: ClaudeCall): string[] => [
  '-p',
  prompt,
  ...(resume === undefined ? [] : ['--resume', resume]),
  '--output-format',
  'stream-json',
  '--verbose',
  '--include-hook-events',
  '--permission-mode',
  'bypassPermissions',
  ...flags,
];

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const blocks = (message: unknown): Record<string, unknown>[] => {
  const content = isRecord(message) ? message['content'] : undefined;
  return Array.isArray(content) ? content.filter(isRecord) : [];
};

/** The events in one line of `--output-format stream-json`; none for an unknown line. */
export function eventsIn(line: string): ClaudeEvent[] {
  const entry = parsed(line);
  if (entry === null) return [];
  switch (entry['type']) {
    case 'system':
      return systemEvents(entry);
    case 'assistant':
      return blocks(entry['message']).flatMap(assistantEvent);
    case 'user':
      return blocks(entry['message']).flatMap(resultEvent);
    case 'result':
      return [{ kind: 'ended', ok: entry['is_error'] !== true, text: text(entry['result']) }];
    default:
      return [];
  }
}

function parsed(line: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : null;
  } catch (error) {
    // The client also prints plain lines when its settings have a problem.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function systemEvents(entry: Record<string, unknown>): ClaudeEvent[] {
  switch (entry['subtype']) {
    case 'init':
      return [{ kind: 'started', sessionId: text(entry['session_id']) }];
    case 'hook_response':
      return [
        { kind: 'hook', event: text(entry['hook_event']), output: text(entry['stdout']) || text(entry['output']) },
      ];
    case 'informational':
    case 'notification':
      return [{ kind: 'notice', text: text(entry['content']) || text(entry['text']) || text(entry['message']) }];
    default:
      return [];
  }
}

function assistantEvent(block: Record<string, unknown>): ClaudeEvent[] {
  if (block['type'] === 'text') return [{ kind: 'says', text: text(block['text']) }];
  if (block['type'] !== 'tool_use') return [];
  return [
    {
      kind: 'calls',
      id: text(block['id']),
      tool: text(block['name']),
      input: isRecord(block['input']) ? block['input'] : {},
    },
  ];
}

function resultEvent(block: Record<string, unknown>): ClaudeEvent[] {
  if (block['type'] !== 'tool_result') return [];
  const content = block['content'];
  const words =
    typeof content === 'string'
      ? content
      : Array.isArray(content)
        ? content
            .filter(isRecord)
            .map((part) => text(part['text']))
            .join('\n')
        : '';
  return [{ kind: 'result', id: text(block['tool_use_id']), text: words, failed: block['is_error'] === true }];
}

/** The real Claude Code in a test's project, with a model that the test plays; and the demo, prepared for a test. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import type { Event } from '../../scripts/core/task/ledger/events.js';
import { findClients } from '../../scripts/dev/clients.js';
import { type ClaudeRun, makeClaudeHome, runClaude } from '../../scripts/dev/demo/claude-client.js';
import { everythingTold } from '../../scripts/dev/demo/instructions.js';
import { type DemoOptions, type DemoResult, playDemo } from '../../scripts/dev/demo/play.js';
import { projectRoot } from '../../scripts/dev/project.js';
import {
  type Heard,
  type MessagesOptions,
  type MessagesServer,
  startMessagesServer,
} from '../../scripts/dev/servers/messages-server.js';
import { skillFolder } from './dist.js';

/** One conversation of a user with Claude Code in one project. */
export interface Conversation {
  /**
   * Types a prompt and waits for the end of the turn; `resume` goes on with an earlier session, `flags` are more
   * options of the client.
   */
  say(prompt: string, resume?: string, flags?: string[]): Promise<ClaudeRun>;
  requests: MessagesServer['requests'];
  /** The client's environment. */
  env: Record<string, string>;
  close(): Promise<void>;
}

/** Opens Claude Code in a project, with a private home; `answer` plays the model. */
export async function talkToClaude(project: string, answer: MessagesOptions['answer']): Promise<Conversation> {
  const root = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'cccc-claude-')));
  const [{ claude }, server] = await Promise.all([findClients(), startMessagesServer({ answer })]);
  const home = await makeClaudeHome(path.join(root, 'home'), project, server.url);
  return {
    requests: server.requests,
    env: home.env,
    say: (prompt, resume, flags = []) =>
      runClaude({
        binary: claude,
        home,
        cwd: project,
        prompt,
        limitMs: 60_000,
        flags,
        ...(resume === undefined ? {} : { resume }),
      }),
    close: async () => {
      await server.close();
      rmSync(root, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** What Claude Code asked the user for, as its PermissionRequest hook reports it. */
export interface Asked {
  tool: string;
  /** The command or the file. */
  about: string;
}

/**
 * Options of Claude Code for its default permission mode, in which each question is written down and answered with yes.
 *
 * @param answers whether the questions are answered; if not, each is a denial without a terminal
 */
export function countingQuestions(answers = true): { flags: string[]; asked(): Asked[] } {
  const folder = realpathSync(mkdtempSync(path.join(os.tmpdir(), 'cccc-asked-')));
  const [script, log] = [path.join(folder, 'asked.cjs'), path.join(folder, 'asked.jsonl')];
  const yes = { hookSpecificOutput: { hookEventName: 'PermissionRequest', decision: { behavior: 'allow' } } };
  writeFileSync(log, '');
  writeFileSync(
    script,
    `const fs = require('node:fs');
    fs.appendFileSync(${JSON.stringify(log)}, JSON.stringify(JSON.parse(fs.readFileSync(0, 'utf8'))) + '\\n');
    ${answers ? `fs.writeSync(1, ${JSON.stringify(JSON.stringify(yes))});` : ''}`,
  );
  const hooks = { PermissionRequest: [{ hooks: [{ type: 'command', command: process.execPath, args: [script] }] }] };
  return {
    flags: ['--permission-mode', 'default', '--settings', JSON.stringify({ hooks })],
    asked: () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line))
        .map(({ tool_name: tool, tool_input: input }) => ({
          tool,
          about: String(input.command ?? input.file_path ?? input.skill ?? ''),
        })),
  };
}

/** A demo that was played, and whose folder was kept for a test. */
export class Played {
  readonly result: DemoResult;
  /** The output, line by line. */
  readonly lines: string[];

  constructor(result: DemoResult, lines: string[]) {
    this.result = result;
    this.lines = lines;
  }

  events<T extends Event['type']>(type: T): Extract<Event, { type: T }>[] {
    return this.result.ledger.flatMap(({ event }) => (isOf(event, type) ? [event] : []));
  }

  /** The `cccc` commands that Claude ran, each with everything that it had been told before. */
  get commands(): { command: string; told: string }[] {
    return this.result.claude.flatMap(({ heard, answer }) =>
      (answer.calls ?? [])
        .map(({ input }) => String(input['command'] ?? ''))
        .filter((command) => command.includes('cccc.mjs'))
        .map((command) => ({ command, told: everythingTold(heard) })),
    );
  }

  /** What Claude had received by the end of the whole conversation. */
  get heard(): Heard[] {
    return this.result.claude.at(-1)?.heard ?? [];
  }

  git(...args: string[]): string {
    return execFileSync('git', args, { cwd: this.result.project, encoding: 'utf8' });
  }

  file(name: string): string {
    return readFileSync(path.join(this.result.project, name), 'utf8');
  }

  remove(): void {
    rmSync(this.result.folder, { recursive: true, force: true, maxRetries: 10 });
  }
}

const isOf = <T extends Event['type']>(event: Event, type: T): event is Extract<Event, { type: T }> =>
  event.type === type;

/** Plays the demo with the skill folder of this test run; the caller removes the folder. */
export async function play(
  edit?: DemoOptions['edit'],
  { flags = [], language = 'en' }: Pick<DemoOptions, 'flags' | 'language'> = {},
): Promise<Played> {
  const lines: string[] = [];
  const result = await playDemo({
    skill: skillFolder(),
    keep: true,
    flags,
    language,
    onLine: (line) => lines.push(stripVTControlCharacters(line)),
    ...(edit === undefined ? {} : { edit }),
  });
  return new Played(result, lines);
}

/**
 * Removes a passage from files of an installed skill. If the passage is missing, this is an error, so that the test
 * notices a changed skill text.
 */
export function without(passage: RegExp, ...names: string[]): (skill: string) => void {
  return (skill) => {
    const files = names.flatMap((name) =>
      name.endsWith('/') ? filesBelow(path.join(skill, name)) : [path.join(skill, name)],
    );
    const hits = files.filter((file) => passage.test(readFileSync(file, 'utf8')));
    if (hits.length === 0) throw new Error(`${passage} is in none of ${names.join(', ')}`);
    for (const file of hits) writeFileSync(file, readFileSync(file, 'utf8').replace(passage, ''));
  };
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));

/** The lines of the demo that a page of docs/ quotes, and that a play of the demo did not show. */
export function misquoted(page: string, { lines }: Played): string[] {
  const text = readFileSync(path.join(projectRoot(), page), 'utf8');
  const quoted = [...text.matchAll(/^```\n([\s\S]*?)\n```$/gm)].flatMap(([, block = '']) => block.split('\n'));
  if (quoted.length < 10) throw new Error(`${page} quotes nothing`);
  return quoted.filter((line) => !lines.includes(line));
}

/** Plays delegation with the real Claude Code and the real Codex: a reader answers, a writer asks back and writes. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { type ClaudeRun, runClaude } from '../claude-client.js';
import { heading, line, quote } from '../display.js';
import { Narrator } from '../narrator.js';
import { type Brains, cccc, type DemoOptions, installedSkill, prepare, type Stage, withStage } from '../play.js';
import { wordsFor } from '../words/words.js';
import { delegate, helpOut } from './brains.js';

export interface AskDemoResult {
  done: boolean;
  /** Why Codex's change is not in the project; null when it is. */
  problem: string | null;
  folder: string;
  project: string;
  /** The requests that Codex's model received. */
  told: string[];
  /** What Claude ran. */
  ran: string[];
  seconds: number;
}

/** Plays the demo. A change that is not applied is a result. */
export async function playAsk(options: DemoOptions = {}): Promise<AskDemoResult> {
  const say = options.onLine ?? (() => undefined);
  const began = Date.now();
  const words = wordsFor(options.language ?? 'en');
  let narrator: Narrator;
  const brains = (project: string): Brains => {
    narrator = new Narrator(project, words, say, () => []);
    return {
      claude: ({ heard }) => delegate(heard, words),
      codex: ({ body }) => helpOut(body, words, (verb, detail) => narrator.codex(verb, detail)),
    };
  };
  return withStage(options, brains, async (stage) => {
    await prepare(stage, options);
    say(heading(words.ask.conversation));
    const runs = await converse(stage, (event) => narrator.claude(event));
    say(heading(words.cto.standing));
    for (const row of quote(await cccc(stage, installedSkill(stage.project), 'ask', 'list'))) say(row);
    const done = existsSync(path.join(stage.project, 'src', 'format.js'));
    return {
      done,
      problem: done ? null : `Codex's change is not in the project; Claude's last words: ${runs.at(-1)?.text ?? ''}`,
      folder: stage.folder,
      project: stage.project,
      told: stage.codex.requests.map(({ body }) => JSON.stringify(body)),
      ran: runs.flatMap(({ events }) =>
        events.flatMap((event) => (event.kind === 'calls' ? [String(event.input['command'] ?? event.tool)] : [])),
      ),
      seconds: Math.round((Date.now() - began) / 1000),
    };
  });
}

/** What the user types in one session: what Codex is to do, and the answer to its question. */
async function converse(stage: Stage, onEvent: Parameters<typeof runClaude>[0]['onEvent']): Promise<ClaudeRun[]> {
  const { words, say } = stage;
  const type = (prompt: string, resume?: string): Promise<ClaudeRun> => {
    say(line(words, 'you', 'type', prompt));
    return runClaude({
      binary: stage.clients.claude,
      home: stage.home,
      cwd: stage.project,
      prompt,
      ...(onEvent === undefined ? {} : { onEvent }),
      ...(resume === undefined ? {} : { resume }),
    });
  };
  const first = await type(`/cc-codex-collaborate ${words.ask.wish}`);
  return [first, await type(words.ask.answer, first.sessionId)];
}

/** Plays a fan-out with the real Claude Code and the real Codex: two reviewers, a fix in a copy, a verifier. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { runClaude } from '../claude-client.js';
import { heading, line, quote } from '../display.js';
import { Narrator } from '../narrator.js';
import { type Brains, cccc, type DemoOptions, installedSkill, prepare, withStage } from '../play.js';
import { wordsFor } from '../words/words.js';
import { labour, lead } from './brains.js';
import { CALL } from './work.js';

export interface FanoutDemoResult {
  done: boolean;
  /** Why the change did not reach the work tree; null when it did. */
  problem: string | null;
  folder: string;
  project: string;
  /** What `fanout status --json` says at the end. */
  status: { data: Record<string, unknown> };
  /** The prompts that Codex's model received. */
  told: string[];
  seconds: number;
}

/** Plays the demo. A change that does not reach the work tree is a result. */
export async function playFanout(options: DemoOptions = {}): Promise<FanoutDemoResult> {
  const say = options.onLine ?? (() => undefined);
  const began = Date.now();
  const words = wordsFor(options.language ?? 'en');
  let narrator: Narrator;
  const brains = (project: string): Brains => {
    narrator = new Narrator(project, words, say, () => []);
    return {
      claude: ({ heard }) => lead(heard),
      codex: ({ body }) => labour(body, (verb, detail) => narrator.codex(verb, detail)),
    };
  };
  return withStage(options, brains, async (stage) => {
    await prepare(stage, options);
    say(heading(words.fanout.conversation));
    const prompt = `/cc-codex-collaborate ${CALL}`;
    say(line(words, 'you', 'type', prompt));
    const run = await runClaude({
      binary: stage.clients.claude,
      home: stage.home,
      cwd: stage.project,
      prompt,
      onEvent: (event) => narrator.claude(event),
    });
    say(heading(words.fanout.standing));
    const skill = installedSkill(stage.project);
    for (const row of quote(await cccc(stage, skill, 'fanout', 'status'))) say(row);
    const status: FanoutDemoResult['status'] = JSON.parse(await cccc(stage, skill, 'fanout', 'status', '--json'));
    const units = await readFile(path.join(stage.project, 'src', 'units.js'), 'utf8');
    const done = units.includes('Object.freeze({');
    return {
      done,
      problem: done ? null : `src/units.js is as it was; Claude's last words: ${run.text}`,
      ...{ folder: stage.folder, project: stage.project, status },
      told: stage.codex.requests.map(({ body }) => JSON.stringify(body)),
      seconds: Math.round((Date.now() - began) / 1000),
    };
  });
}

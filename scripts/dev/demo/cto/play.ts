/** Plays CTO mode with the real Claude Code and the real Codex: plan, execute, revise, approve. */
import { runClaude } from '../claude-client.js';
import { heading, line } from '../display.js';
import { Narrator } from '../narrator.js';
import { type Brains, cccc, type DemoOptions, installedSkill, prepare, type Stage, withStage } from '../play.js';
import { wordsFor } from '../words/words.js';
import { direct, execute } from './brains.js';
import { OBJECTIVE } from './work.js';

export interface CtoDemoResult {
  done: boolean;
  /** Why the run was not approved; null when it was. */
  problem: string | null;
  folder: string;
  project: string;
  /** What `cto status --json` says at the end. */
  status: { data: Record<string, unknown> };
  /** The prompts that Codex's model received. */
  told: string[];
  seconds: number;
}

/** Plays the demo. A run that is not approved is a result. */
export async function playCto(options: DemoOptions = {}): Promise<CtoDemoResult> {
  const say = options.onLine ?? (() => undefined);
  const began = Date.now();
  const words = wordsFor(options.language ?? 'en');
  let narrator: Narrator;
  const brains = (project: string): Brains => {
    narrator = new Narrator(project, words, say, () => []);
    return {
      claude: ({ heard }) => execute(heard, project),
      codex: ({ body }) => direct(body, (verb, detail) => narrator.codex(verb, detail)),
    };
  };
  return withStage(options, brains, async (stage) => {
    await prepare(stage, options);
    say(heading(words.cto.conversation));
    say(line(words, 'you', 'type', `/codex-cto "${OBJECTIVE}"`));
    const run = await runClaude({
      binary: stage.clients.claude,
      home: stage.home,
      cwd: stage.project,
      prompt: `/codex-cto "${OBJECTIVE}"`,
      onEvent: (event) => narrator.claude(event),
    });
    const status = await ended(stage);
    const done = status.data['approved'] === true;
    const problem = done ? null : `it stands at "${String(status.data['step'])}"; Claude's last words: ${run.text}`;
    const told = stage.codex.requests.map(({ body }) => JSON.stringify(body));
    return {
      done,
      problem,
      folder: stage.folder,
      project: stage.project,
      status,
      told,
      seconds: Math.round((Date.now() - began) / 1000),
    };
  });
}

async function ended(stage: Stage): Promise<CtoDemoResult['status']> {
  stage.say(heading(stage.words.cto.standing));
  return JSON.parse(await cccc(stage, installedSkill(stage.project), 'cto', 'status', '--json'));
}

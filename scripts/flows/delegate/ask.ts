/** One question to Codex, which reads the project as it is now. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { readerSlots } from '../../core/delegate/ask.js';
import { defaultConfig } from '../../core/install/config.js';
import { notice, Problem } from '../../core/say/notices.js';
import type { Config } from '../../generated/types.js';
import { nameTree } from '../../io/git/tree.js';
import { storedPath } from '../../io/ground/workspace.js';
import { renderPrompt } from '../../io/review/prompts.js';
import { readConfig } from '../../io/task/config.js';
import type { Context } from '../context.js';
import { ownedPaths } from '../task/owned.js';
import { openProject, type Project } from '../task/place.js';
import { runName, startDelegated } from './start.js';

export interface Asked {
  goal: string;
  /** Paths relative to the current folder. */
  files: string[];
  model: string | null;
  effort: Config['codex']['reasoning_effort'];
  /** The conversation that is continued. */
  session: string | null;
  limits: { wall_seconds: number; idle_seconds: number };
}

/** How much longer a run may take, once. */
const GRACE_SECONDS = 60;

/** Starts a run in which Codex reads a copy of the present tree. */
export async function startReader(context: Context, { goal, files, ...asked }: Asked) {
  const project = await openProject(context);
  const { repository, paths, stateDir } = project;
  const { tree } = await nameTree(repository, ownedPaths(repository, paths));
  const prompt = await renderPrompt(
    'ask-reader',
    readerSlots(
      goal,
      files.map((file) => inProject(context, project, file)),
    ),
  );
  return startDelegated(context, runName('ask', context.now()), {
    kind: 'ask',
    request: { prompt: Buffer.from(prompt), schema: null },
    access: 'read-only',
    thread: asked.session,
    keeps_thread: true,
    limits: { ...asked.limits, grace_seconds: GRACE_SECONDS, tokens: null },
    folder: null,
    config: withChoices(configOf(project), asked),
    ...{ tree, repository, stateDir },
  });
}

/** @throws Problem `file-outside` for one that is not in the project */
function inProject({ cwd }: Context, { repository }: Project, file: string): string {
  const stored = storedPath(repository.top, path.resolve(cwd, file));
  if (stored.startsWith('..')) throw new Problem(notice('ask-file-outside', { file }), 64);
  return stored;
}

/** The project's settings, or the recommended ones where it was not set up. */
const configOf = ({ paths }: Project): Config =>
  existsSync(paths.config) ? readConfig(paths) : defaultConfig('recommended', 'auto');

const withChoices = (config: Config, { model, effort }: Pick<Asked, 'model' | 'effort'>): Config => ({
  ...config,
  codex: {
    ...config.codex,
    model: model ?? config.codex.model,
    reasoning_effort: effort ?? config.codex.reasoning_effort,
  },
});

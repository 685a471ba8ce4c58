/** Begins a live session, in which Codex reads a copy of the present tree. */
import type { Infrastructure } from '../../../core/codex/reasons.js';
import { filesText, goalText } from '../../../core/delegate/ask.js';
import { notice, Problem } from '../../../core/say/notices.js';
import { nameFile } from '../../../io/delegate/beside.js';
import { delegatedFolder, removeDelegated, runName } from '../../../io/delegate/record.js';
import { withNested } from '../../../io/git/nested.js';
import { pathsIn } from '../../../io/git/tree/paths-in.js';
import { nameTree } from '../../../io/git/tree.js';
import { projectPaths } from '../../../io/ground/workspace.js';
import { renderPrompt } from '../../../io/review/prompts.js';
import type { Context } from '../../context.js';
import { ownedPaths } from '../../task/owned.js';
import type { Asked } from '../ask/ask.js';
import { askPlace } from '../ask/material.js';
import { withChoices } from '../settings.js';
import { type StartedRun, startDelegated } from '../start.js';

/** What a session begins with; `session` is the conversation of one that has ended. */
export type SessionGoal = Pick<Asked, 'goal' | 'files' | 'model' | 'effort' | 'session' | 'limits'>;

/**
 * Starts a session.
 *
 * @throws Problem `not-a-repository`; `ask-file-outside` (wrong usage) for a file that is not in the tree
 */
export async function startSession(context: Context, given: SessionGoal): Promise<StartedRun | Infrastructure> {
  const { top, project, repository, stateDir, config } = await askPlace(context);
  if (repository === null) throw new Problem(notice('not-a-repository', { dir: context.cwd }));
  const owned = ownedPaths(repository, projectPaths(project));
  const name = await nameTree(repository, owned);
  const { to: tree } = await withNested(repository, owned, name.tree, name);
  const files = given.files.map((file) => nameFile(top, context.cwd, file));
  const there = await pathsIn(repository, tree, files);
  const missing = files.find(({ stored }) => !there.has(stored));
  if (missing) throw new Problem(notice('ask-file-outside', { file: missing.stored }), 64);
  const id = runName('broker', context.now());
  const started = await startDelegated(context, id, {
    kind: 'broker',
    request: { prompt: Buffer.from(await promptOf(given, [...there])), schema: null },
    access: 'read-only',
    thread: given.session,
    keeps_thread: true,
    limits: { ...given.limits, grace_seconds: 0, tokens: null },
    folder: null,
    config: withChoices(config, given),
    ...{ tree, repository, stateDir },
  });
  if (started.kind === 'infrastructure') removeDelegated(delegatedFolder(stateDir, id));
  return started;
}

async function promptOf({ goal }: SessionGoal, files: readonly string[]): Promise<string> {
  return renderPrompt('ask-reader', {
    ROLE: (await renderPrompt('ask-role-scout', {})).trim(),
    PLACE: 'the folder `tree/` of your working directory',
    FILES: filesText(files.map((file) => ({ at: `tree/${file}`, stands_for: null }))),
    GOAL: goalText(goal),
  });
}

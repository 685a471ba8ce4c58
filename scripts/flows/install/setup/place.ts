/** What setup looks at before it asks: project, settings, tests, .gitignore and the user's bin folder. */
import path from 'node:path';
import { type Check, defaultConfig } from '../../../core/install/config.js';
import { detectChecks } from '../../../core/install/detect-checks.js';
import { missingIgnored } from '../../../core/install/setup.js';
import type { Machine } from '../../../core/install/wizard/answers.js';
import { lineOf } from '../../../core/install/wizard/command-lines.js';
import type { SetupFacts } from '../../../core/install/wizard/questions.js';
import { type Notice, notice, Problem } from '../../../core/say/notices.js';
import { openRepository, type Repository } from '../../../io/git/git.js';
import { readIfThere } from '../../../io/ground/files.js';
import { type ProjectPaths, projectAround, projectPaths, storedPath } from '../../../io/ground/workspace.js';
import { installedTwice } from '../../../io/install/plugin.js';
import { hasProgram } from '../../../io/install/programs.js';
import { isFolder, readProjectFiles } from '../../../io/install/skill-files.js';
import { placeOfCommand } from '../../../io/install/terminal-command.js';
import { isConfig, readConfigValue } from '../../../io/task/config.js';
import type { Context } from '../../context.js';

export interface SetupPlace {
  repository: Repository;
  paths: ProjectPaths;
  /** The value of config.json; undefined when there is none. */
  found: unknown;
  facts: SetupFacts;
  machine: Machine;
  /** What the user should know about the place, before the result. */
  aside: Notice[];
}

/**
 * @param given the folder that `--project` names
 * @throws Problem `config-not-json`, `no-such-folder`, and those of openRepository
 */
export async function lookAround(context: Context, given: string | null): Promise<SetupPlace> {
  const { repository, paths, aside } = await openPlace(context, given);
  const found = readConfigValue(paths);
  const machine: Machine = { hasProgram: (name) => hasProgram(name, paths.project, context.env) };
  const { usable, missing } = usableChecks(paths, machine);
  const facts: SetupFacts = {
    found: found === undefined ? 'none' : isConfig(found) ? 'current' : 'older',
    current: isConfig(found) ? found : defaultConfig('recommended', 'auto'),
    detected: usable.map(({ run }) => lineOf(run)),
    ignoresLess: missingIgnored(readIfThere(paths.gitignore)).length > 0,
    command: placeOfCommand(paths.project, context.env),
  };
  const lacking = facts.current.testing.commands.length > 0 ? [] : missing;
  const twice = installedTwice(paths, context.env);
  const both = twice === null ? [] : [notice('installed-twice', twice)];
  return { repository, paths, found, facts, machine, aside: [...aside, ...both, ...lacking] };
}

/** The tests that the project's files name, without those whose program is not here. */
function usableChecks(paths: ProjectPaths, { hasProgram: has }: Machine): { usable: Check[]; missing: Notice[] } {
  const detected = detectChecks(readProjectFiles(paths.project));
  const isUsable = ({ run }: Check): boolean => has(run[0] ?? '');
  return {
    usable: detected.filter(isUsable),
    missing: detected
      .filter((check) => !isUsable(check))
      .map(({ name, run }) => notice('check-program-missing', { check: name, program: run[0] ?? '' })),
  };
}

/** The project to set up: the named one, otherwise the one that every other verb works on. */
async function openPlace(
  context: Context,
  given: string | null,
): Promise<{ repository: Repository; paths: ProjectPaths; aside: Notice[] }> {
  const dir = given === null ? context.cwd : path.resolve(context.cwd, given);
  if (!isFolder(dir)) throw new Problem(notice('no-such-folder', { dir }), 2);
  const repository = await openRepository(dir);
  const project = given !== null ? dir : projectAround(dir, repository.top);
  const isBelow = given === null && storedPath(project, dir) !== '' && project === repository.top;
  return { repository, paths: projectPaths(project), aside: isBelow ? [notice('project-is-top', { project })] : [] };
}

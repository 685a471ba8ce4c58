/** One repository of a copy: the project itself, a submodule, or a repository nested in it. */
import path from 'node:path';
import { gitProblem } from '../call/failure.js';
import { type GitResult, git, type Repository } from '../git.js';

export interface Level {
  /** The user's repository that it is a copy of. */
  live: Repository;
  /** The copy's folder, absolute. */
  top: string;
  /** Of its names: '' for the project, else its folder with a slash at the end. */
  prefix: string;
  /** By which the program looks at it: beside the copy, where no check finds it. */
  gitDir: string;
  /** Not so for a submodule's folder that holds files and no repository. */
  isRepository: boolean;
  /** Its symbolic links, raw; known once it is checked out. */
  links: string[];
}

/** What git answers in the copy, looked at by the program's own directory or by the one that checks see. */
export async function askIn(
  level: Level,
  args: string[],
  options: { gitDir?: string; input?: Buffer } = {},
): Promise<GitResult> {
  const gitDir = options.gitDir ?? level.gitDir;
  const env = { GIT_DIR: gitDir, GIT_WORK_TREE: level.top, GIT_LITERAL_PATHSPECS: '1' };
  return git(level.top, args, { env, ...(options.input === undefined ? {} : { input: options.input }) });
}

/** The same, where a failure is a Problem. */
export async function runIn(level: Level, args: string[], options: Parameters<typeof askIn>[2] = {}): Promise<Buffer> {
  const result = await askIn(level, args, options);
  if (result.code !== 0) throw gitProblem(args, result);
  return result.stdout;
}

/** The directory that git finds in the copy. */
export const visibleGit = ({ top }: Level): string => path.join(top, '.git');

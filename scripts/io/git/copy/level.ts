/** One repository of a copy: the project itself, a submodule, or a nested repository. */
import path from 'node:path';
import { gitProblem } from '../call/failure.js';
import { type GitResult, git, type Repository } from '../git.js';

export interface Level {
  /** The user's repository of which it is a copy. */
  live: Repository;
  /** The folder of the copy, absolute. */
  top: string;
  /** The prefix of its names: '' for the project, otherwise its folder with a trailing slash. */
  prefix: string;
  /** The git directory that the program uses. It lies next to the copy, where checks do not find it. */
  gitDir: string;
  /** False for a submodule's folder that holds files but no repository. */
  isRepository: boolean;
  /** Its symbolic links as raw names; known after checkout. */
  links: string[];
}

/** Runs git in the copy, through the program's own git directory or through the one that checks see. */
export async function askIn(
  level: Level,
  args: string[],
  options: { gitDir?: string; input?: Buffer } = {},
): Promise<GitResult> {
  const gitDir = options.gitDir ?? level.gitDir;
  const env = { GIT_DIR: gitDir, GIT_WORK_TREE: level.top, GIT_LITERAL_PATHSPECS: '1' };
  return git(level.top, args, { env, ...(options.input === undefined ? {} : { input: options.input }) });
}

/** Like askIn, but a failure becomes a Problem. */
export async function runIn(level: Level, args: string[], options: Parameters<typeof askIn>[2] = {}): Promise<Buffer> {
  const result = await askIn(level, args, options);
  if (result.code !== 0) throw gitProblem(args, result);
  return result.stdout;
}

/** The git directory that git finds in the copy. */
export const visibleGit = ({ top }: Level): string => path.join(top, '.git');

/** Work outside of the gated loop, for commands that most often find none: what reads it is loaded only when needed. */
import { namesIn } from '../../io/ground/inspect.js';
import { statePaths } from '../../io/ground/workspace.js';
import type { Project } from '../task/place.js';
import type { FoundWork } from './open-work.js';

/** Finds the work of a project's work tree. */
export async function workHere({ stateDir, repository: { top } }: Project): Promise<FoundWork> {
  const { sessions, runs, cto } = statePaths(stateDir);
  if ([sessions, runs, cto].every((dir) => namesIn(dir).length === 0)) return { open: [], facts: [], problems: [] };
  const { findWork } = await import('./open-work.js');
  return findWork({ stateDir, top });
}

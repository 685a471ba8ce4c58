/** Starts a detached review. The launcher loads only what it needs to start the supervisor. */
import { reviewSupervisor } from '../io/ground/workspace.js';
import { detachSupervisor } from '../io/run/launch.js';

/** `--launch DIR` starts the supervisor and exits; `--run DIR` is the supervisor. */
export async function launchOrSupervise(argv: readonly string[]): Promise<number> {
  const [mode, dir] = argv;
  if (dir === undefined || (mode !== '--launch' && mode !== '--run')) return 2;
  try {
    if (mode === '--launch') detachSupervisor(reviewSupervisor(), dir);
    else await (await import('../flows/review/supervise.js')).superviseReviewAlone(dir);
    return 0;
  } catch (error) {
    // Every error ends up in the log of the record, without secrets.
    return (await import('./bug.js')).sayBug(error);
  }
}

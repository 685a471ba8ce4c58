/** The detached start of a review: the launcher loads nothing but what it needs to start the supervisor. */
import { detachSupervisor } from '../io/run/jobs.js';

/** `--launch DIR` starts the supervisor and exits; `--run DIR` is the supervisor. */
export async function launchOrSupervise(argv: readonly string[]): Promise<number> {
  const [mode, dir] = argv;
  if (dir === undefined || (mode !== '--launch' && mode !== '--run')) return 2;
  try {
    if (mode === '--launch') detachSupervisor(dir);
    else await (await import('../flows/review/supervise.js')).superviseAlone(dir);
    return 0;
  } catch (error) {
    // Whatever it is, it ends in the log of the record, which holds no secret.
    return (await import('./bug.js')).sayBug(error);
  }
}

/** Starts a detached run. The launcher loads only what it needs to start the supervisor. */
import { detachSupervisor } from '../io/run/launch.js';

/** A program that supervises detached runs. */
export interface SupervisorProgram {
  /** Its own file. */
  script(): string;
  /** Runs the payload of a folder to its end. */
  supervise(dir: string): Promise<void>;
}

/** `--launch DIR` starts the supervisor and exits; `--run DIR` is the supervisor. */
export async function launchOrSupervise(
  argv: readonly string[],
  { script, supervise }: SupervisorProgram,
): Promise<number> {
  const [mode, dir] = argv;
  if (dir === undefined || (mode !== '--launch' && mode !== '--run')) return 2;
  try {
    if (mode === '--launch') detachSupervisor(script(), dir);
    else await supervise(dir);
    return 0;
  } catch (error) {
    // Every error ends up in the log of the record, without secrets.
    return (await import('./bug.js')).sayBug(error);
  }
}

/** Starts a detached run. The launcher loads only what it needs to start the supervisor. */
import { delegateSupervisor, reviewSupervisor } from '../io/ground/workspace.js';
import { detachSupervisor } from '../io/run/launch.js';

/** A program that supervises detached runs: its own file, and how it runs the payload of a folder to its end. */
interface SupervisorProgram {
  script(): string;
  supervise(dir: string): Promise<void>;
}

const PROGRAMS = {
  review: {
    script: reviewSupervisor,
    supervise: async (dir) => (await import('../flows/review/supervise.js')).superviseReviewAlone(dir),
  },
  delegate: {
    script: delegateSupervisor,
    supervise: async (dir) => (await import('../flows/delegate/supervise.js')).superviseDelegatedAlone(dir),
  },
} satisfies Record<string, SupervisorProgram>;

/** `--launch DIR` starts the supervisor and exits; `--run DIR` is the supervisor. */
export async function launchOrSupervise(payload: keyof typeof PROGRAMS, argv: readonly string[]): Promise<number> {
  const { script, supervise }: SupervisorProgram = PROGRAMS[payload];
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

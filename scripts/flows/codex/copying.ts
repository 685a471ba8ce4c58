/** Making what Codex reads: the folder for temporary files, its working directory, and a copy in it. */
import { type Infrastructure, infrastructure, refusedHere } from '../../core/codex/reasons.js';
import { causeOf } from '../../io/ground/faults.js';
import { makeFolder } from '../../io/ground/files.js';
import type { Interrupt } from '../../io/ground/interrupt.js';
import { makeScratch, type RunTrace } from '../../io/run/run-trace.js';

/** Makes the folders of a run and what `copy` makes in them. Out: why that was not possible; null when it was. */
export const copying = (
  { trace, folder }: { trace: RunTrace; folder: string },
  interrupt: Interrupt,
  copy: () => Promise<unknown>,
): Promise<Infrastructure | null> =>
  copyingMore(interrupt, async () => {
    makeScratch(trace);
    makeFolder(folder);
    await copy();
  });

/** The same for a run whose folders are there. */
export async function copyingMore(interrupt: Interrupt, copy: () => Promise<unknown>): Promise<Infrastructure | null> {
  try {
    await copy();
    return null;
  } catch (error) {
    const cause = causeOf(error);
    if (cause === null) throw error;
    // Ctrl-C reaches git too, and is the cause of its error then.
    if (interrupt.reason !== null) return infrastructure('cancelled', interrupt.reason);
    return refusedHere('snapshot-failed', cause);
  }
}

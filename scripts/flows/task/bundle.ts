/** The context bundle of the gate that comes next, as a review would build it, without the results of checks. */
import type { CoverageEntry } from '../../core/review/coverage.js';
import type { Notice } from '../../core/say/notices.js';
import type { Gate, State } from '../../core/task/model.js';
import { writeDocument } from '../../io/ground/files.js';
import type { Context } from '../context.js';
import { packetOrRefusal } from '../review/packet.js';
import { observe, whileLooking } from './observe.js';
import type { OpenTask } from './place.js';

export interface Bundle {
  gate: Gate;
  /** How each changed file is shown to the reviewer; empty at the plan gate, where nothing has changed yet. */
  manifest: CoverageEntry[];
}

/** The gate whose review is next; between two milestones, the whole change so far. */
export function gateToCome({ milestones, approvals }: State): Gate {
  if (milestones.current !== null) return 'milestone';
  return approvals.plan === null ? 'plan' : 'final';
}

/**
 * Writes docs/cccc/context-bundle.md again. Records nothing, runs no check and does not start Codex.
 *
 * @returns what the bundle covers, or why no reviewer could see the whole change; then nothing is written
 */
export function rebuildBundle(context: Context, task: OpenTask): Promise<Bundle | { refused: Notice }> {
  const gate = gateToCome(task.state);
  return whileLooking(task, async (looked) => {
    const built = await packetOrRefusal(looked, gate, await observe(context, looked), null);
    if ('refused' in built) return built;
    writeDocument(task.paths.document('context-bundle.md'), built.packet.bundle);
    return { gate, manifest: built.packet.context.manifest };
  });
}

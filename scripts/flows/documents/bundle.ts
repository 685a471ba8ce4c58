/** Writes docs/cccc/context-bundle.md again, as the next review would, without the results of checks. */
import type { Notice } from '../../core/say/notices.js';
import type { Gate, State } from '../../core/task/model.js';
import { writeDocument } from '../../io/ground/files.js';
import type { Context } from '../context.js';
import { packetOrRefusal } from '../review/packet.js';
import { observe, whileLooking } from '../task/observe.js';
import type { OpenTask } from '../task/place.js';

/** The gate whose review is next; between two milestones, the whole change so far. */
const gateToCome = ({ milestones, approvals }: State): Gate =>
  milestones.current !== null ? 'milestone' : approvals.plan === null ? 'plan' : 'final';

/** Returns why no reviewer could see the whole change, in which case nothing is written; null when it is written. */
export const refreshBundle = (context: Context, task: OpenTask): Promise<Notice | null> =>
  whileLooking(task, async (looked) => {
    const built = await packetOrRefusal(looked, gateToCome(task.state), await observe(context, looked), []);
    if ('refused' in built) return built.refused;
    writeDocument(task.paths.document('context-bundle.md'), built.packet.bundle);
    return null;
  });

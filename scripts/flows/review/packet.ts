/** The packet of a review, or the reason why no reviewer could see the whole change. */
import { lensesOf } from '../../core/review/lenses/reviewers.js';
import type { PacketCheck } from '../../core/review/packet/input.js';
import type { Rounds } from '../../core/review/rounds.js';
import { type Notice, Problem } from '../../core/say/notices.js';
import { presentSubject } from '../../core/task/gates.js';
import { returnedReviews, roundsOf } from '../../core/task/ledger/reviews.js';
import { effortOf } from '../../core/task/machine-milestones.js';
import type { Gate, Subject } from '../../core/task/model.js';
import { readWritten } from '../../io/delegate/written.js';
import { type Sides, sidesOf } from '../../io/documents/watched.js';
import { readerSigning } from '../../io/ground/signing.js';
import { ledgerPaths } from '../../io/ground/workspace.js';
import { type ComparedTrees, type PreparedPacket, preparePacket } from '../../io/review/packet.js';
import { verifiedRounds } from '../../io/review/rounds.js';
import { readDocuments } from '../../io/task/documents.js';
import { changesSince, ownEntriesOf } from '../documents/seen.js';
import { comparedWith, type Seen } from '../task/observe.js';
import type { OpenTask } from '../task/place.js';

export interface TreePacket {
  packet: PreparedPacket;
  /** The tree that Codex reads. */
  snapshot: string;
  /** The planning documents that the packet shows. */
  documents: Sides;
}

/**
 * A change that no reviewer could see is refused: the work is too large, and nothing is broken.
 *
 * @param checks what the checks said; nothing before they ran, null where none is run
 * @param given the boundary, if it must be this one, and the characters to be left free for what follows the packet
 */
export async function packetOrRefusal(
  task: OpenTask,
  gate: Gate,
  seen: Seen,
  checks: readonly PacketCheck[] | null,
  given: { boundary?: string; room?: number } = {},
): Promise<TreePacket | { refused: Notice }> {
  const compared = await comparedTrees(task, gate, seen);
  const snapshot = compared?.to ?? seen.tree.tree;
  const subject = gate === 'milestone' ? presentSubject(gate, task.state, seen.observation) : null;
  const read = await readDocuments(task.paths);
  const texts = { ...read, ...seen.plan.documents };
  const own = ownEntriesOf(task);
  const documents = sidesOf(texts, own);
  const { synced, known } = task.state.documents ?? { synced: null, known: null };
  const changed = await changesSince(task, synced ?? known, { sides: documents, own });
  try {
    const packet = await preparePacket({
      task,
      gate,
      round: effortOf(task.state, gate).rounds + 1,
      compared,
      snapshot,
      plan: seen.plan,
      documents: read,
      changed,
      checks,
      ...(given.boundary !== undefined && { nonce: given.boundary }),
      room: given.room ?? 0,
      written: readWritten(task.stateDir, task.repository),
      ...(subject ? { rounds: earlierRounds(task, subject) } : {}),
    });
    return { packet, snapshot, documents };
  } catch (error) {
    if (error instanceof Problem && ['change-too-large', 'name-unprintable'].includes(error.notice.code))
      return { refused: error.notice };
    throw error;
  }
}

/** What a review compares; null for a plan, which is reviewed against the project as it stands. */
async function comparedTrees(task: OpenTask, gate: Gate, seen: Seen): Promise<ComparedTrees | null> {
  if (gate === 'plan') return null;
  const { base, milestones } = task.state;
  const last = task.state.reviews.last_round_tree;
  const isSameGate = task.state.reviews.last?.gate === gate;
  const isFurtherRound = isSameGate && effortOf(task.state, gate).rounds > 0 && last !== null;
  const [whole, since] = await Promise.all([
    comparedWith(task, (gate === 'final' ? base : milestones.base).tree_id, seen),
    isFurtherRound ? comparedWith(task, last, seen) : null,
  ]);
  return { ...whole, since };
}

/** The earlier rounds that this one may build on; the final review sees the whole change itself anyway. */
function earlierRounds({ state, reading, place }: OpenTask, subject: Subject): Rounds {
  const records = ledgerPaths(place.commonDir).records(place.task);
  const lenses = lensesOf(state.pins.config.review);
  const reviews = roundsOf(returnedReviews(state, reading.entries), subject, lenses);
  return verifiedRounds(records, reviews, readerSigning(place.stateDir));
}

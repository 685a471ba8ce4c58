/** Settles changed planning documents as the user decided, and takes a task back to planning. */
import type { SyncChoice } from '../../core/plan/sync/choices.js';
import type { Notice } from '../../core/say/notices.js';
import type { EventBody } from '../../core/task/ledger/events.js';
import type { State } from '../../core/task/model.js';
import { keepSides } from '../../io/documents/watched.js';
import { appendDecision, readPlan } from '../../io/task/documents.js';
import { documentWords } from '../../text/documents.js';
import type { Context } from '../context.js';
import { wordText } from '../human.js';
import { type OpenTask, record } from '../task/place.js';
import type { SeenDocuments } from './seen.js';

export type Settled = { ok: true; state: State; notices: Notice[] } | { ok: false; notices: Notice[] };

/** What is written down beside the event: a title, and the user's words if there are any. */
interface Told {
  title: string;
  decision: string;
  words: string | null;
}

async function decided(context: Context, task: OpenTask, body: EventBody, told: Told | null): Promise<Settled> {
  const step = record(context, task.place, body);
  if (!step.ok) return { ok: false, notices: [...step.notices, step.refused] };
  if (told !== null) {
    const words = documentWords(task.state.language);
    await appendDecision(task.paths, words, {
      at: context.now(),
      title: told.title,
      decision: told.decision,
      reason: told.words,
      by: wordText(context, words),
    });
  }
  return { ok: true, state: step.state, notices: step.notices };
}

/** The documents as they are become what is known; the plan stands. */
export async function keepPlan(
  context: Context,
  task: OpenTask,
  seen: SeenDocuments,
  choice: 'refresh' | 'ignore' | 'restored',
  title: string,
): Promise<Settled> {
  const body: EventBody = {
    type: 'documents-synced',
    choice,
    documents: keepSides(task.place, seen.sides),
    plan: (await readPlan(task.paths)).digest,
  };
  return decided(context, task, body, choice === 'restored' ? null : { title, decision: choice, words: null });
}

/** The approval of the plan ends; Claude writes a new one for this reason. */
export const reopenPlanning = (
  context: Context,
  task: OpenTask,
  why: { because: 'documents' | 'user'; reason: string; title: string; choice: SyncChoice | 'replan' },
): Promise<Settled> =>
  decided(
    context,
    task,
    { type: 'replan-decided', reason: why.reason, because: why.because },
    { title: why.title, decision: why.choice, words: why.reason },
  );

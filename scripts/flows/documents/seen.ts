/** How the planning documents differ from those of the last sync. */

import { type OwnEntries, ownEntries } from '../../core/plan/sync/canonical.js';
import { changeOf, type DocumentChange, notedChange } from '../../core/plan/sync/changes.js';
import { isPlanChanged } from '../../core/plan/sync/choices.js';
import { type Impact, LEADS_TO } from '../../core/plan/sync/impact.js';
import { WATCHED } from '../../core/plan/sync/topics.js';
import { type Notice, notice } from '../../core/say/notices.js';
import { isWatched } from '../../core/task/documents/machine.js';
import type { KnownDocuments } from '../../core/task/documents/records.js';
import type { Observation, State } from '../../core/task/model.js';
import { impactOf, pausedBy } from '../../core/task/pauses.js';
import { keepSides, keptSides, readSides, renamedTo, type Sides } from '../../io/documents/watched.js';
import { documentWords } from '../../text/documents.js';
import type { Context } from '../context.js';
import { type OpenTask, record } from '../task/place.js';

/** The documents as they are, with what changed since the last sync. */
export interface SeenDocuments {
  sides: Sides;
  changes: DocumentChange[];
  impact: Impact;
  /** Whether the text that Codex approved is among them. */
  isPlan: boolean;
}

type Read = Pick<OpenTask, 'state' | 'reading' | 'paths' | 'place'>;

/** The entries of the logs that the program itself wrote. */
export const ownEntriesOf = ({ state, reading }: Pick<Read, 'state' | 'reading'>): OwnEntries =>
  ownEntries(
    reading.entries.map(({ event }) => event),
    documentWords(state.language),
  );

/** Compares the documents with what is known of them; nothing has changed while nothing is known. */
export async function seeDocuments(task: Read): Promise<SeenDocuments> {
  const own = ownEntriesOf(task);
  const sides = await readSides(task.paths, own);
  const changes = await changesSince(task, task.state.documents?.known ?? null, { sides, own });
  return { sides, changes, impact: impactOf(changes), isPlan: isPlanChanged(changes) };
}

/** How the documents differ from an earlier time. */
export async function changesSince(
  { paths, place }: Pick<Read, 'paths' | 'place'>,
  known: KnownDocuments | null,
  { sides, own }: { sides: Sides; own: OwnEntries },
): Promise<DocumentChange[]> {
  if (known === null) return [];
  const before = keptSides(place, known);
  const changes = WATCHED.map(async (document): Promise<DocumentChange | null> => {
    const change = changeOf(document, before[document], sides[document]);
    if (change?.how !== 'deleted') return change;
    const renamed = await renamedTo(paths, document, before[document], own);
    return changeOf(document, before[document], sides[document], renamed);
  });
  return (await Promise.all(changes)).filter((change) => change !== null);
}

/** What `--json` shows of changes. */
export function dataOf(changes: readonly DocumentChange[]) {
  const impact = changes.length === 0 ? null : impactOf(changes);
  return { impact, leads_to: impact === null ? null : LEADS_TO[impact], changes };
}

/** The documents as they are now, kept for the next comparison: before the event that names them is recorded. */
export async function keepDocuments(task: Read): Promise<KnownDocuments> {
  return keepSides(task.place, await readSides(task.paths, ownEntriesOf(task)));
}

/** The part of an observation that is about planning documents; empty where a change of them says nothing. */
export async function observeDocuments(task: Read): Promise<Pick<Observation, 'documents'>> {
  const { state } = task;
  if (state.documents === null || !(isWatched(state) || pausedBy(state, 'documents'))) return {};
  const { changes, impact } = await seeDocuments(task);
  return changes.length === 0 ? {} : { documents: { impact, names: changes.map(({ document }) => document) } };
}

/** What was changed by hand and the user has to settle, for readers; empty while the task is paused over it. */
export async function changedDocuments(task: Read): Promise<Notice[]> {
  const { documents } = pausedBy(task.state, 'documents') ? {} : await observeDocuments(task);
  if (documents === undefined || LEADS_TO[documents.impact] === null) return [];
  return [notice('documents-changed', { documents: documents.names.join(', '), impact: documents.impact })];
}

/**
 * Pauses the task if planning documents were changed by hand in a way that the user has to settle.
 *
 * @returns the state as it is afterwards
 */
export async function pauseForDocuments(context: Context, task: OpenTask): Promise<State> {
  const { state } = task;
  if (state.documents === null || state.reviews.running || !isWatched(state)) return state;
  const { changes, impact } = await seeDocuments(task);
  if (changes.length === 0 || LEADS_TO[impact] === null) return state;
  const step = record(context, task.place, { type: 'documents-changed', changes: changes.map(notedChange) });
  return step.ok ? step.state : state;
}

/** What Codex is told about a run: the plan with its reports, earlier reviews, verification, and the change. */
import type { CtoTask } from '../../generated/types.js';
import { isSecretFile } from '../../secrets/index.js';
import type { ChangedFile } from '../review/coverage.js';
import { Budget, fenced, named } from '../say/packet-text.js';
import { redactDeep } from '../say/redact.js';
import type { CtoFault } from './faults.js';
import type { CtoState, Verified } from './model.js';

/** The room for the diff: the rest is read in the copy. */
const CHANGE_BUDGET = { characters: 500_000, tokens: 120_000 };

const json = (value: unknown): string => JSON.stringify(redactDeep(value), null, 1);

/** The plan with what was reported about each task. */
export function planText({ plan, tasks }: CtoState, boundary: string): string {
  const told = tasks.map(({ outcome, note, review: _review, ...task }) => ({
    ...(task satisfies CtoTask),
    reported: outcome ?? 'not reported',
    note,
  }));
  return fenced(boundary, 'plan', json({ ...plan, tasks: told }));
}

/** What the last review said about each task, and how all of them ended. */
export function earlierText({ tasks, reviews }: CtoState, boundary: string): string {
  if (reviews.length === 0) return 'none';
  const ended = reviews.map(({ number, outcome, reason }) => ({ number, outcome, reason }));
  const last = tasks.flatMap(({ review }) => (review === null ? [] : [review]));
  return fenced(boundary, 'earlier reviews', json({ reviews: ended, task_reviews_of_the_last: last }));
}

/** How each verification command ended. */
export function verificationText(verified: readonly Verified[], boundary: string): string {
  if (verified.length === 0) return 'none was run';
  return verified
    .map(({ command, passed, how, tail }) =>
      fenced(boundary, `${passed ? 'passed' : 'NOT PASSED'} (${how}): ${command}`, tail || '(no output)'),
    )
    .join('\n');
}

/** The change: every file by name, and as many patches as there is room for, the shortest first. */
export function changeText(files: readonly ChangedFile[], boundary: string): string {
  if (files.length === 0) return 'Nothing has changed since the plan was made.';
  const room = new Budget(CHANGE_BUDGET.characters, CHANGE_BUDGET.tokens);
  const shown = new Map<string, string>();
  for (const { path, patch } of [...files].sort((a, b) => (a.patch?.length ?? 0) - (b.patch?.length ?? 0))) {
    const block = patch === null || isSecretFile(path) ? '' : fenced(boundary, `diff of ${path}`, patch);
    if (block !== '' && room.take(block)) shown.set(path, block);
  }
  const rows = files.map(({ path, status, added, removed }) => {
    const withheld = isSecretFile(path) ? 'not shown and not in tree/: its name says that it holds secrets' : null;
    const how = shown.has(path) ? 'shown below' : (withheld ?? 'not shown: read it in tree/');
    return `- ${named(path)}: ${status}, +${added} -${removed}, ${how}`;
  });
  return [...rows, ...files.flatMap(({ path }) => shown.get(path) ?? [])].join('\n');
}

/** Faults of a reply, for Codex. */
export const faultLines = (faults: readonly CtoFault[]): string =>
  faults
    .map(({ code, subject, detail }) => `- ${code} ${named(subject)} ${detail === '' ? '' : named(detail)}`)
    .join('\n');

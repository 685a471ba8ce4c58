/** Calls the user by the command of their own configuration, once for each event, by the process that recorded it. */
import { languageFor } from '../../core/say/language.js';
import { redact } from '../../core/say/redact.js';
import type { State } from '../../core/task/model.js';
import { attentionOf } from '../../core/watch/attention.js';
import { notify } from '../../io/notify/notify.js';
import type { Dispatched, TaskPlace } from '../../io/task/store.js';
import { attentionText } from '../../render/attention.js';
import type { Context } from '../context.js';

/** @param step what was recorded; a refused event calls nobody */
export function tellUser(place: TaskPlace, step: Dispatched, env: NodeJS.ProcessEnv): void {
  if (!step.ok) return;
  const attention = attentionOf(step.before, step.state);
  if (attention === null) return;
  notify(place.stateDir, env, {
    event: attention.kind,
    title: attentionTitle(place.project),
    text: redact(attentionText(attention, languageFor(step.state.language))),
    task: place.task,
    project: place.project,
  });
}

/**
 * Calls the user who sits at this terminal.
 *
 * @returns whether there was something to say
 */
export function attendUser(context: Context, project: string, before: State | null, after: State): boolean {
  const attention = attentionOf(before, after);
  if (attention !== null) context.attend(attentionTitle(project), attentionText(attention, context.language));
  return attention !== null;
}

/** The title of a notification: the program, and which project it is about. */
export const attentionTitle = (project: string): string =>
  `cccc: ${redact(project.split(/[\\/]/).findLast((part) => part !== '') ?? '')}`;

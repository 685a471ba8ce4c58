/** Refuses to begin work whose results could not be written. */
import { Problem } from '../../core/say/notices.js';
import { refusedPlaces } from '../../io/task/places.js';
import type { OpenTask } from './place.js';

/** Problem `system-refused`, which names the first folder that cannot be written, before anything is spent. */
export function verifyPlaces(task: OpenTask): void {
  const [first] = refusedPlaces({ ...task, task: task.place.task });
  if (first) throw new Problem(first);
}

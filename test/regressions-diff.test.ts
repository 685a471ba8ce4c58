/** Bugs that the review of a change brought to light: one numbered test for each. */
import { expect, test } from 'vitest';
import type { VerbHelp } from '../scripts/render/help.js';
import { TaskProject } from './helpers/task.js';

test('#170 help named an argument once for each sub-verb that takes it', () => {
  const helps: VerbHelp[] = Object.values(Object(new TaskProject().run('help').json.data));
  expect(helps.length).toBeGreaterThan(20);
  for (const { verb, positionals } of helps) {
    const names = positionals.map(({ name }) => name);
    expect(names, verb).toEqual([...new Set(names)]);
  }
});

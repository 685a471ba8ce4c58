/** What went wrong with views that stay on a terminal: one numbered test for each, through the built program. */
import { describe, expect, it } from 'vitest';
import { Screen } from './helpers/screen.js';
import { TaskProject } from './helpers/task.js';

describe('#207 where the body filled the terminal, the last row was erased again', () => {
  it('the keys stand in the last row, however few rows there are', async () => {
    const task = new TaskProject();
    const env = Object.fromEntries(Object.entries(task.env).filter(([, value]) => value !== undefined));
    const screen = new Screen([process.execPath, task.cli, 'watch'], { cwd: task.repo.dir, env });
    await screen.until('q leaves');
    task.ok('start', 'Make the answer 42');
    await screen.until('Make the answer 42');
    screen.resize(80, 12);
    await screen.until('more rows');
    expect(screen.text.split('\n').at(-1)).toMatch(/^q leaves/);
    screen.press('q');
    await screen.end();
  });
});

/** Gates with lenses (`review.lenses`): several reviewers, one outcome, one receipt. */
import { describe, expect, it } from 'vitest';
import { sentBack } from '../helpers/fake-codex.js';
import { eachFrom, TaskProject } from '../helpers/task.js';

/** In the prompt of every reviewer but the gate's own. */
const LENS = 'Your lens is ';
const asks = (lens: string): { to: string } => ({ to: `${LENS}${lens}` });
const OWN = { butNot: LENS };

describe('a milestone with the lenses security and tests', () => {
  const task = eachFrom(() => new TaskProject().implemented());
  const withLenses = (): TaskProject => task().set('review.lenses', ['security', 'tests']);

  it('is approved where all three reviewers pass', () => {
    const ran = withLenses().run('review', 'milestone');
    expect([ran.code, ran.stdout, ran.stderr]).toEqual([0, '', '']);
  });

  it('runs only the reviewer again that gave no answer', () => {
    withLenses().codex.answer({ ...asks('tests'), exit: 1, stderr: 'no' });
    const ran = task().run('review', 'milestone');
    expect(ran.code).toBe(3);
    console.log(JSON.stringify(task().events.at(-1), null, 1), ran.stdout);
    task().ok('resume');
    console.log(task().codex.prompts.length);
    const again = task().run('review', 'milestone');
    console.log(again.stdout, again.stderr, task().codex.prompts.length);
    expect(again.code).toBe(0);
    console.log(task().gate('milestone'));
  });
});
void OWN;
void sentBack;

/** A task whose ledger cannot be believed blocks another task until the user has closed it. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { contentsOf } from '../helpers/contents.js';
import { eachFrom, TaskProject } from '../helpers/task.js';

const task = eachFrom(() => new TaskProject().implementing());

it('is named by start with what is wrong and the way out, and start writes nothing', () => {
  const ledger = path.join(task().taskDir, 'ledger.jsonl');
  const id = path.basename(task().taskDir);
  writeFileSync(ledger, readFileSync(ledger, 'utf8').replace('Make the answer 42', 'Make the answer 43'));
  const before = contentsOf(task().repo.dir, task().stateDir);
  const ran = task().run('start', 'Another task');
  expect(ran).toMatchObject({
    code: 2,
    json: {
      findings: [
        {
          code: 'task-unreadable',
          args: { task: id, problem: 'ledger-altered' },
          command: expect.stringMatching(/ abandon "<reason>"$/),
        },
      ],
    },
  });
  expect(contentsOf(task().repo.dir, task().stateDir)).toEqual(before);
  task().ok('abandon', 'its ledger was edited');
  task().ok('start', 'Another task');
});

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { openRepository } from '../../../scripts/io/git/git.js';
import { ledgerPaths } from '../../../scripts/io/ground/workspace.js';
import { RECORD_FILES } from '../../../scripts/io/review/receipts.js';
import { pruneEnded } from '../../../scripts/io/task/prune.js';
import { makeProject } from '../../helpers/repo.js';

test('after a task its receipts stay, and of the raw records of both turns nothing does', async () => {
  const repository = await openRepository(makeProject().dir);
  const record = ledgerPaths(repository.commonDir).record('task', 'plan-1');
  mkdirSync(record, { recursive: true });
  for (const name of [...Object.values(RECORD_FILES), 'receipt.json']) writeFileSync(path.join(record, name), '{}');
  expect(readdirSync(record)).toContain('events-2.jsonl');
  await pruneEnded(repository, ['task'], true);
  expect(readdirSync(record)).toEqual(['receipt.json']);
});

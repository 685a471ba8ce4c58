import { mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runCodex } from '../../../scripts/io/codex/codex.js';

const dir = mkdtempSync(path.join(os.tmpdir(), 'cccc limits '));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** A program that prints chunks without end, as fast as they are read. */
const flood = (where: 'stdout' | 'stderr', chunk: string): string =>
  `const chunk = Buffer.alloc(2 ** 22, ${JSON.stringify(chunk)}); const go = () => { while ` +
  `(process.${where}.write(chunk)); process.${where}.once('drain', go); }; go();`;

describe('a Codex that prints without end', () => {
  it.each([
    ['a line that never ends', flood('stdout', 'x')],
    ['lines', flood('stdout', `${'line '.repeat(2000)}\n`)],
    ['a line that never ends on stderr', flood('stderr', 'x')],
  ])('(%s) is ended, and no more than the limit is kept', async (_, code) => {
    const record = await runCodex({
      codex: {
        kind: 'codex',
        command: process.execPath,
        native: process.execPath,
        leading: ['-e', code],
        identity: '',
      },
      args: [],
      env: {},
      mark: '0'.repeat(32),
      folder: dir,
      prompt: '',
      eventsFile: path.join(dir, 'events'),
      stderrFile: path.join(dir, 'stderr'),
      limits: { wallMs: 60_000, idleMs: 60_000, tokenBudget: null },
      baseUrl: null,
    });
    expect(record).toMatchObject({ stoppedBy: 'output-limit' });
    for (const file of ['events', 'stderr'])
      expect(statSync(path.join(dir, file)).size).toBeLessThanOrEqual(128 * 1024 * 1024);
  });
});

/** What the real Codex's model sees of a change, and which of its commands count as reading. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseEvents } from '../../scripts/core/codex/events.js';
import { commandsOf } from '../../scripts/core/codex/run.js';
import { runIn, withLab } from '../helpers/codex-lab.js';
import { modelRuns } from '../helpers/model-turns.js';
import { RealTask, reviewReply } from '../helpers/real-codex.js';
import { makeProject } from '../helpers/repo.js';

describe.runIf(process.platform === 'linux')('a review by the real Codex', () => {
  it('is sent the one changed line of a file of 1.2 MB, and has to open a binary file', async () => {
    const large = Array.from({ length: 30_000 }, (_, index) => `export const value${index} = compute(${index});`);
    const lane = await RealTask.planned({}, makeProject().write('src/large.ts', large.join('\n')).commit());
    const { task } = lane;
    try {
      expect((await task.call('review', 'plan')).code).toBe(0);
      await task.call('milestone', 'start', 'M001');
      task.repo
        .write('src/large.ts', large.with(15_000, 'export const evil = 1;').join('\n'))
        .write('tool.wasm', Buffer.from(Array.from({ length: 3000 }, (_, at) => at % 9)));
      await task.call('report', 'implemented');
      lane.serve(reviewReply({ excluded_files_acknowledged: ['tool.wasm', './'] }));
      expect((await task.call('review', 'milestone')).json.data).toMatchObject({ reason: 'files-not-read' });
      expect(lane.server.requests.at(-1)?.raw).toContain('+export const evil = 1;');
      await task.call('resume');
      lane.serve(
        modelRuns('xxd tree/tool.wasm 2>/dev/null | head -5 || od -c tree/tool.wasm | head -5'),
        reviewReply(),
      );
      expect((await task.call('review', 'milestone')).code).toBe(0);
    } finally {
      await lane.close();
      task.end();
    }
  });

  it('of a long output, sees the beginning and the end, while the event keeps more', async () => {
    await withLab(async (lab) => {
      const text = Array.from({ length: 30_000 }, (_, index) => `line ${index} of the file`).join('\n');
      writeFileSync(path.join(lab.job, 'tree', 'long.txt'), text);
      const run = await runIn(lab, [modelRuns('cat tree/long.txt'), { text: '{"a":1}' }]);
      const [command] = commandsOf(parseEvents(run.record.events).events);
      expect(command?.output).toBe(text);
      const sent = run.requests.at(-1)?.raw ?? '';
      expect(sent).toContain('line 29999 of the file');
      expect(sent).not.toContain('line 15000 of the file');
      expect((sent.match(/line \d+ of the file/g) ?? []).join('').length).toBeLessThan(41_000);
    });
  });
});

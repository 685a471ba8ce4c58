/** Approvals that were not earned; one numbered test for each, named after what went wrong, with the built program. */
import { cpSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { IN_NODE, sentBack } from './helpers/fake-codex.js';
import { heartbeatOf } from './helpers/real-codex.js';
import { reply } from './helpers/review-replies.js';
import { eachFrom, TaskProject } from './helpers/task.js';
import { until } from './helpers/until.js';

/** The events of a run in which Codex passes everything. */
function passing(): string {
  const usage = { input_tokens: 100, cached_input_tokens: 0, output_tokens: 20, reasoning_output_tokens: 0 };
  return [
    { type: 'thread.started', thread_id: 'thread-2' },
    { type: 'turn.started' },
    { type: 'item.completed', item: { id: 'm', type: 'agent_message', text: JSON.stringify(reply()) } },
    { type: 'turn.completed', usage },
  ]
    .map((event) => `${JSON.stringify(event)}\n`)
    .join('');
}

describe.runIf(process.platform !== 'win32')('at a milestone review', () => {
  const task = eachFrom(() => new TaskProject().implemented());
  const file = (name: string): string => path.join(task().record('milestone-2'), name);
  /** Leaves a review running in which Codex will send the milestone back. */
  async function leaveRunning(): Promise<ReturnType<typeof heartbeatOf>> {
    task().codex.answer({ ...sentBack(), hold: true });
    expect(task().run('review', 'milestone', '--max', '0').code).toBe(4);
    await until(() => heartbeatOf(task().record('milestone-2')).codex !== null && task().codex.prompts.length === 2);
    return heartbeatOf(task().record('milestone-2'));
  }

  it('#24 the signed receipt of a review in another project settled a review whose supervisor was killed', async () => {
    const other = new TaskProject();
    Object.assign(other.env, {
      XDG_STATE_HOME: task().env['XDG_STATE_HOME'],
      LOCALAPPDATA: task().env['LOCALAPPDATA'],
    });
    other.implemented('export const answer = 6 * 7;\n').ok('review', 'milestone');
    const { pid, codex } = await leaveRunning();
    for (const each of [pid, codex?.pid ?? 0]) process.kill(each, 'SIGKILL');
    for (const name of [
      'prompt.md',
      'schema.json',
      'context.json',
      'events.jsonl',
      'stderr.txt',
      'run.json',
      'receipt.json',
    ])
      cpSync(path.join(other.record('milestone-2'), name), file(name));
    task().age('milestone-2');
    expect(task().run('next').json).toMatchObject({
      findings: [{ code: 'review-settled', args: { reason: 'supervisor-killed' } }],
      data: { action: 'wait-for-codex' },
    });
    expect(task().gate('milestone')).toMatchObject({ state: 'closed' });
    other.end();
  });

  it.each(['events.jsonl', 'stderr.txt', 'context.json', 'schema.json', 'prompt.md'])(
    '#25 a review was judged by a file that was replaced while Codex ran, and signed: %s',
    async (name) => {
      task().codex.answer({ hold: true });
      expect(task().run('review', 'milestone', '--max', '0').code).toBe(4);
      await until(() => existsSync(file(name)) && task().codex.prompts.length === 2);
      writeFileSync(`${file(name)}.new`, `${readFileSync(file(name), 'utf8')} `);
      renameSync(`${file(name)}.new`, file(name));
      task().codex.release();
      expect(task().run('review', 'wait').code).toBe(3);
      expect(task().events.at(-1)).toMatchObject({ type: 'codex-unavailable', reason: 'record-altered', detail: name });
      expect(existsSync(file('receipt.json'))).toBe(false);
    },
  );

  it('#25 Codex sent the work back, and events that were put in place of its own passed it', async () => {
    await leaveRunning();
    writeFileSync(file('events.new'), passing());
    renameSync(file('events.new'), file('events.jsonl'));
    task().codex.release();
    expect(task().run('review', 'wait').code).toBe(3);
    expect(task().gate('milestone')).toMatchObject({ state: 'closed', reason: 'not-reviewed' });
    expect(task().state).toMatchObject({ status: 'PAUSED_FOR_CODEX' });
    task().ok('resume');
    task().ok('review', 'milestone');
  });

  it('names in the ledger, before the run, what Codex is asked', () => {
    task().ok('review', 'milestone');
    const started = task().events.findLast(({ type }) => type === 'review-started');
    const { record } = JSON.parse(readFileSync(file('receipt.json'), 'utf8'));
    expect(started?.['request']).toEqual({ prompt: record.prompt, context: record.context, schema: record.schema });
  });
});

describe.runIf(process.platform !== 'win32')('at the plan review', () => {
  const task = eachFrom(() => new TaskProject().planned());

  it('#26 a plan that was swapped during the preflight was reviewed in place of the one that was approved', () => {
    const brief = task().repo.file('docs/cccc/project-brief.md');
    // Codex's sandbox is tested after the plan has its digest and before the packet is built.
    const content = JSON.stringify('# Brief\n\nSomething else.\n');
    const swap = `if (args[0] === 'sandbox') fs.writeFileSync(${JSON.stringify(brief)}, ${content});\n`;
    task().codex.becomes(IN_NODE.replace("if (args[0] === '--version')", `${swap}if (args[0] === '--version')`));
    task().run('review', 'plan');
    expect(readFileSync(brief, 'utf8')).toContain('Something else.');
    const [prompt = ''] = task().codex.prompts;
    expect(prompt).toContain('The answer is 42.');
    expect(prompt).not.toContain('Something else.');
    expect(task().gate('plan')).toMatchObject({ state: 'closed', reason: 'plan-changed' });
  });
});

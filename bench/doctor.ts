/** Times `doctor`, which a user waits for: with a task, and with everything that it starts (hooks, git, Codex). */
import { interleaved, median, type Ran } from './measure.js';
import type { Row } from './row.js';
import { planTask, type Stage } from './stage.js';

/** Seconds. */
const LIMIT = 1.5;

/** The row for a task whose plan is approved. */
export async function doctorRow(stage: Stage, runs: number): Promise<Row> {
  await planTask(stage);
  await stage.cccc('review', 'plan', '--max', '600');
  const name = 'doctor --json';
  const samples = await interleaved([{ name, call: stage.call('doctor'), verify: verifyDoctor }], runs);
  const ms = median(samples[name] ?? []);
  return { name, runs, ms, against: null, value: ms / 1000, unit: 's', limit: LIMIT };
}

/** Checks that every check was made; a failed one may have taken less time. */
function verifyDoctor({ stdout }: Ran): void {
  const { data }: { data: { counts: { pass: number; fail: number } } } = JSON.parse(stdout);
  if (data.counts.fail > 0 || data.counts.pass < 15) throw new Error(`doctor: ${JSON.stringify(data.counts)}`);
}

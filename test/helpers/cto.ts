/** Plans and reviews as a model that plays the CTO answers them. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { CtoPlan, CtoReview, CtoTask } from '../../scripts/generated/types.js';
import { type Ran, TaskProject } from './task.js';

export const ctoTask = (id: string, given: Partial<CtoTask> = {}): CtoTask => ({
  id,
  action: 'modify_file',
  target: 'src/main.ts',
  description: `Do ${id}.`,
  acceptance_criteria: [`${id} is done`],
  dependencies: [],
  context: null,
  ...given,
});

/** A plan whose verification looks for a word in src/main.ts. */
export const ctoPlan = (given: Partial<CtoPlan> = {}): CtoPlan => ({
  objective: 'Say healthy',
  analysis: 'One module, src/main.ts.',
  strategy: 'Add it there.',
  tasks: [ctoTask('T1'), ctoTask('T2', { action: 'verify', target: 'src/main.ts', dependencies: ['T1'] })],
  verification: ['grep -q healthy src/main.ts'],
  ...given,
});

/** A review of these tasks, each with its status. */
export const ctoReview = (
  statuses: Record<string, CtoReview['task_reviews'][number]['status']>,
  given: Partial<CtoReview> = {},
): CtoReview => ({
  summary: 'Looked at all of it.',
  task_reviews: Object.entries(statuses).map(([task_id, status]) => ({
    task_id,
    evidence: 'the diff',
    feedback: status === 'pass' ? null : `Fix ${task_id}.`,
    status,
  })),
  revised_tasks: [],
  reason: 'As the tasks say.',
  verdict: Object.values(statuses).every((status) => status === 'pass') ? 'approve' : 'revise',
  ...given,
});

export const PASSED = ctoReview({ T1: 'pass', T2: 'pass' });

export const said = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
export const dataOf = (ran: Ran, name: string): unknown => Reflect.get(Object(ran.json.data), name);
export const faultsOf = (ran: Ran): unknown[] =>
  ran.json.findings.filter(({ code }) => code === 'cto-fault').map(({ args }) => args['fault']);

/** A project in which Codex is the CTO. */
export class CtoProject extends TaskProject {
  /** What the model of the CTO answers next. */
  answers(...values: object[]): this {
    this.codex.answer(...values.map((value) => ({ text: JSON.stringify(value) })));
    return this;
  }

  withPlan(plan = ctoPlan()): this {
    this.answers(plan).ok('cto', 'plan', 'Say healthy');
    return this;
  }

  done(...ids: string[]): this {
    for (const id of ids) this.ok('cto', 'report', id, '--outcome', 'done', '--note', 'as planned');
    return this;
  }

  /** With a plan that was executed. */
  executed(): this {
    this.withPlan();
    this.repo.write('src/main.ts', 'export const answer = "healthy";\n');
    return this.done('T1', 'T2');
  }

  reviewed(...reviews: object[]): Ran {
    return this.answers(...reviews).run('cto', 'review', 'Say healthy. Results: said in src/main.ts');
  }

  get runs(): string[] {
    return existsSync(this.repo.file('.codex-cto')) ? readdirSync(this.repo.file('.codex-cto')).sort() : [];
  }

  /** A file of the newest run. */
  artifact(name: string): string {
    return this.repo.file(path.join('.codex-cto', this.runs.at(-1) ?? '', name));
  }

  /** The log of the newest run. */
  get logFile(): string {
    const below = path.join(this.stateDir, 'cto');
    const logs = readdirSync(below, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('log.jsonl'));
    return path.join(below, logs.sort().at(-1) ?? '');
  }

  get log(): { type: string; [field: string]: unknown }[] {
    const lines = readFileSync(this.logFile, 'utf8').trim().split('\n');
    return lines.map((line) => JSON.parse(line).event);
  }

  /** The folder of what Codex was last asked. */
  get jobDir(): string {
    const asked = this.log.findLast(({ type }) => type === 'asked');
    return path.join(this.stateDir, 'runs', String(asked?.['job']));
  }
}

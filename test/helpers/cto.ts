/** A project in which Codex is the CTO, and what its commands say. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ctoPlan, ctoReview } from './cto-replies.js';
import { type Ran, TaskProject } from './task.js';

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

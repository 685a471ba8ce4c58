/** The steps of a task through the command line of a project. */
import { existsSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { type Ran, SkillProject } from './project.js';
import { writeDiscovery, writePlan, writeSelfReview } from './task-documents.js';

export type { Ran, TaskOptions } from './project.js';

/** What M001 makes of src/main.ts, unless a test says otherwise. */
const CONTENT = 'export const answer = 42;\n';

export class TaskProject extends SkillProject {
  writeDiscovery(): this {
    writeDiscovery(this.repo);
    return this;
  }

  writePlan(title = 'The answer'): this {
    writePlan(this.repo, title);
    return this;
  }

  writeSelfReview(result = 'ok'): string {
    return writeSelfReview(this.repo, result);
  }

  /** Answers every open finding as fixed. */
  answerFindings(disposition = 'fixed', reason: string | null = null): Ran {
    const findings = this.run('review', 'show').json.data['findings'];
    const answers = (Array.isArray(findings) ? findings : []).map((found) => ({
      id: Reflect.get(Object(found), 'id'),
      disposition,
      reason,
    }));
    this.repo.write('docs/cccc/runtime/answers.json', JSON.stringify({ answers }));
    return this.run('report', 'fixes', '--file', 'docs/cccc/runtime/answers.json');
  }

  /** Brings the task to CODEX_ADVERSARIAL_PLAN_REVIEW. */
  planned(): this {
    return this.reach('planned', () => {
      this.ok('start', 'Make the answer 42');
      this.writeDiscovery().ok('report', 'discovery');
      this.writePlan().ok('report', 'plan');
      this.ok('report', 'self-review', '--file', this.writeSelfReview());
    });
  }

  /** Brings the task to IMPLEMENT_MILESTONE of M001, with an approved plan. */
  implementing(): this {
    return this.reach('implementing', () => {
      this.planned().ok('review', 'plan');
      this.ok('milestone', 'start', 'M001');
    });
  }

  /** To CLAUDE_SELF_REVIEW of M001, with one file changed. */
  implemented(content = CONTENT): this {
    const play = (): void => {
      this.implementing();
      this.repo.write('src/main.ts', content);
      this.ok('report', 'implemented');
    };
    if (content === CONTENT) return this.reach('implemented', play);
    play();
    return this;
  }

  /** Brings the task to RECORD_ACCEPTANCE of M001. */
  approved(): this {
    return this.reach('approved', () => this.implemented().ok('review', 'milestone'));
  }

  /** Brings the task to PLAN_NEXT_MILESTONE, with M001 accepted. */
  accepted(): this {
    return this.reach('accepted', () => this.approved().ok('milestone', 'accept'));
  }

  /** Brings the task to CODEX_FINAL_REVIEW, with both milestones accepted. */
  completed(): this {
    return this.reach('completed', () => {
      this.accepted().ok('milestone', 'start', 'M002');
      this.repo.write('src/question.ts', 'export const question = null;\n');
      this.ok('report', 'implemented');
      this.ok('review', 'milestone');
      this.ok('milestone', 'accept');
    });
  }

  exists(name: string): boolean {
    return existsSync(this.repo.file(name));
  }
}

/** A task for each test of a group: made once, and restored before each test. */
export function eachFrom<T extends TaskProject>(make: () => T): () => T {
  let task: T;
  beforeAll(() => {
    task = make().save();
  });
  beforeEach(() => void task.restore());
  afterAll(() => task.over());
  return () => task;
}

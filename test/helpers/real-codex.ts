/** Tasks whose reviewer is the real Codex, with a scripted model. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type ResponsesServer, startResponsesServer, type Turn } from '../../scripts/dev/servers/responses-server.js';
import type { Review } from '../../scripts/generated/types.js';
import type { CodexConfig } from '../../scripts/io/codex/settings.js';
import { inOrder, labConfig } from './codex-lab.js';
import { makeProject, type TestRepo } from './repo.js';
import { reply } from './review-replies.js';
import { TaskProject } from './task.js';

/** A reply that is valid under schemas/review.schema.json. */
export const reviewReply = (given: Partial<Review> = {}): string =>
  JSON.stringify(reply({ summary: 'Looked at all of it.', ...given }));

export interface Beat {
  pid: number;
  codex: { pid: number } | null;
  phase: string;
}

export class RealTask {
  readonly task: TaskProject;
  readonly server: ResponsesServer;
  readonly config: CodexConfig;
  private answer: () => Turn | string = () => reviewReply();

  private constructor(task: TaskProject, server: ResponsesServer, config: CodexConfig) {
    this.task = task;
    this.server = server;
    this.config = config;
  }

  /** A task brought to its plan review; `given` overrides the lab's settings of Codex. */
  static async planned(given: Partial<CodexConfig> = {}, repo: TestRepo = makeProject()): Promise<RealTask> {
    let answer = (): Turn | string => '';
    const server = await startResponsesServer({ answer: () => answer() });
    const config = await labConfig(server.url, given);
    const task = new TaskProject({ repo, config: { codex: config } });
    task.env['LAB_KEY'] = 'dummy';
    const made = new RealTask(task.planned(), server, config);
    answer = () => made.answer();
    return made;
  }

  /** Sets the model's answers from now on; the last turn repeats. */
  serve(...turns: (Turn | string)[]): this {
    this.answer = inOrder(turns);
    return this;
  }

  /** Changes the settings of Codex, and confirms the change as the user. */
  async reconfigure(given: Partial<CodexConfig>): Promise<void> {
    this.task.config({ codex: { ...this.config, ...given } });
    await this.task.call('confirm');
  }

  /** The folder of the record of the running review; without one, of the next review. */
  get record(): string {
    const started = this.task.events.filter(({ type }) => type === 'review-started');
    return this.task.record(`plan-${started.length + (this.isRunning ? 0 : 1)}`);
  }

  private get isRunning(): boolean {
    const last = this.task.events.findLast(({ type }) =>
      ['review-started', 'review-returned', 'codex-unavailable'].includes(type),
    );
    return last?.type === 'review-started';
  }

  close(): Promise<void> {
    return this.server.close();
  }
}

export const heartbeatOf = (record: string): Beat =>
  JSON.parse(readFileSync(path.join(record, 'heartbeat.json'), 'utf8'));

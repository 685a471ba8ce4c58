/** Reviews of a change in a repository in which nothing is set up, by the stand-in for Codex. */
import path from 'node:path';
import type { DiffResult } from '../../scripts/core/delegate/diff/result.js';
import { type Answer, cccc } from './cli.js';
import { FakeCodex } from './fake-codex.js';
import { freshFolder, makeProject, type TestRepo } from './repo.js';
import type { Ran } from './task.js';

export class BareProject {
  readonly repo: TestRepo;
  readonly codex = new FakeCodex(freshFolder());
  readonly env: NodeJS.ProcessEnv;

  constructor(repo: TestRepo = makeProject()) {
    this.repo = repo;
    const state = freshFolder();
    this.env = {
      PATH: `${this.codex.dir}${path.delimiter}${process.env['PATH']}`,
      XDG_STATE_HOME: state,
      LOCALAPPDATA: state,
      CODEX_HOME: freshFolder(),
      LANG: 'C',
    };
  }

  run(...args: string[]): Promise<Answer> {
    return cccc(this.repo.dir, args, this.env);
  }

  review(...args: string[]): Promise<Answer> {
    return this.run('review', 'diff', ...args);
  }
}

/** The result of a review, from either kind of answer. */
export const resultOf = (ran: Answer | Ran): DiffResult & { same_content: boolean } => {
  const data: unknown = 'envelope' in ran ? ran.envelope?.data : ran.json.data;
  return Object(data);
};

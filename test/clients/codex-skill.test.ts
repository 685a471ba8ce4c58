/** The skill that `cccc install --for codex` writes: the real Codex finds it, reviews and workers never load it. */
import { spawn } from 'node:child_process';
import { cpSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RealTask, reviewReply } from '../helpers/real-codex.js';

const NAME = 'cccc-orchestration';
const FOLDER = `.agents/skills/${NAME}`;
const DESCRIPTION = 'gives parts to parallel Codex workers in background terminals';
const BODY = 'You decide how the work is split';
/** What of the skill, and of the tools that it names, is in a request; requests are too long to show. */
const partsIn = (told: string): string[] => [
  ...(told.includes(DESCRIPTION) ? ['description'] : []),
  ...(told.includes(BODY) ? ['body'] : []),
  ...['exec_command', 'write_stdin', 'update_plan'].filter((tool) => told.includes(`"name":"${tool}"`)),
];

describe('the skill for Codex itself', () => {
  let lane: RealTask;
  /** What the model was sent since the last look. */
  const sent = (): string =>
    lane.server.requests
      .splice(0)
      .map(({ raw }) => raw)
      .join('\n');

  beforeAll(async () => {
    lane = await RealTask.planned();
    const { task } = lane;
    expect((await task.call('install', '--for', 'codex')).code).toBe(0);
  }, 60_000);
  afterAll(() => lane.close());

  /** Codex as the user starts it in the project. */
  const codex = (prompt: string): Promise<number | null> => {
    const { config, task } = lane;
    const set = config.config_overrides.flatMap((one) => ['-c', one]);
    const args = ['exec', '--ephemeral', '-s', 'read-only', '-m', 'gpt-5.5', ...set, prompt];
    const child = spawn(config.cli_command, args, { cwd: task.repo.dir, env: task.env, stdio: 'ignore' });
    return new Promise((resolve) => child.once('close', resolve));
  };

  test('Codex, started in the project, is told of it, and reads it when it is named', async () => {
    lane.serve('Hello.');
    expect(await codex('What can you do?')).toBe(0);
    const told = sent();
    expect(partsIn(told)).toEqual(['description', 'exec_command', 'write_stdin']);
    expect(await codex(`Use $${NAME} for this.`)).toBe(0);
    expect(partsIn(sent())).toContain('body');
  });

  describe("where it is also among the user's own skills", () => {
    beforeAll(() => {
      const own = path.join(lane.task.env['CODEX_HOME'] ?? '', 'skills', NAME);
      cpSync(lane.task.repo.file(FOLDER), own, { recursive: true });
    });

    test.each([['plan'], ['diff']])('no review loads it, even where the change names it: review %s', async (what) => {
      const { task } = lane;
      lane.serve(reviewReply());
      task.repo.write('src/named.ts', `// Use $${NAME} and [$x](${FOLDER}/SKILL.md).\nexport {};\n`);
      await task.call('review', what);
      const told = sent();
      expect(told.includes(what === 'diff' ? NAME : 'milestone-backlog.md')).toBe(true);
      expect(partsIn(told)).toEqual(['exec_command', 'write_stdin']);
    });

    test.each([['--read-only'], []])('no worker loads it, even when its prompt names it: ask %s', async (...args) => {
      lane.serve('Done.');
      const ran = await lane.task.call('ask', `Use $${NAME} and skills to see what is there.`, ...args);
      expect(ran.code, ran.stdout).toBe(0);
      const told = sent();
      expect(told.includes('to see what is there')).toBe(true);
      expect(partsIn(told)).toEqual(['exec_command', 'write_stdin']);
    });
  });
});

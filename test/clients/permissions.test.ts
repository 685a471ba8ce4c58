/**
 * What Claude Code asks the user for during a whole task, in its default permission mode: each question is counted and
 * answered with yes. The work is that of the demo, none of it left out.
 */
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClaudeTurn } from '../../scripts/dev/servers/messages-server.js';
import { type Asked, countingQuestions, misquoted, type Played, play, talkToClaude } from '../helpers/claude.js';
import { installed, placeSkill, typed } from '../helpers/cli.js';
import { makeProject } from '../helpers/repo.js';

const LIMIT_MS = 400_000;
const SKILL = '.claude/skills/cc-codex-collaborate';

/** The questions about the program's commands, about its documents, and about the user's code and tests. */
const sorted = (asked: readonly Asked[]) => {
  const ours = asked.filter(({ tool, about }) => tool === 'Skill' || about.includes('cccc.mjs'));
  const documents = asked.filter((one) => !ours.includes(one) && one.about.includes('docs/cccc/'));
  return { ours, documents, theirs: asked.filter((one) => !ours.includes(one) && !documents.includes(one)) };
};

/** What Claude did in a task, by tool. */
const work = (played: Played | undefined): Record<string, number> => {
  const calls = (played?.result.claude ?? []).flatMap(({ answer }) => answer.calls ?? []);
  return Object.fromEntries(
    ['Bash', 'Write', 'Edit', 'Read'].map((tool) => [tool, calls.filter((call) => call.tool === tool).length]),
  );
};

describe('a whole task in Chinese that the user starts with slash commands', () => {
  const [bare, ruled] = [countingQuestions(), countingQuestions()];
  let plain: Played | undefined;
  let allowed: Played | undefined;
  beforeAll(async () => {
    plain = await play(undefined, { flags: bare.flags, language: 'zh-CN' });
    const add = async (skill: string): Promise<void> => {
      const project = path.resolve(skill, '..', '..', '..');
      expect((await typed(project, ['permissions', 'add', '--local'])).code).toBe(0);
    };
    allowed = await play(add, { flags: ruled.flags, language: 'zh-CN' });
  }, 2 * LIMIT_MS);
  afterAll(() => {
    plain?.remove();
    allowed?.remove();
  });

  it('ends in DONE with and without the rules, by the same work', () => {
    expect([plain?.result.problem, allowed?.result.problem]).toEqual([null, null]);
    expect(work(allowed)).toEqual(work(plain));
    expect(work(plain)['Bash']).toBeGreaterThan(30);
  });

  it('is shown, planned, reviewed and approved in Chinese, every character of it', () => {
    const demo = plain;
    if (demo === undefined) throw new Error('the demo was not played');
    const shown = demo.lines.join('\n');
    expect(misquoted('docs/tutorial.zh-CN.md', demo)).toEqual([]);
    for (const actor of ['你', 'claude', 'codex', '关卡', '钩子'])
      expect(shown).toMatch(new RegExp(`^\\s*${actor} +\\S`, 'm'));
    expect(demo.file('docs/cccc/milestone-backlog.md')).toContain('读取时长');
    const reviews = demo.events('review-returned').map(({ file }) => demo.file(file ?? ''));
    for (const review of reviews) expect(review).toMatch(/\p{Script=Han}/u);
    const approvals = demo.result.runs
      .flatMap(({ events }) => events)
      .flatMap((event) => (event.kind === 'notice' ? [/✔ cccc.*/.exec(event.text)?.[0]] : []));
    expect(approvals.filter((line) => line !== undefined)).toEqual([
      '✔ cccc：Codex 已批准计划。',
      '✔ cccc：Codex 已批准里程碑 M001。',
      '✔ cccc：Codex 已批准里程碑 M002。',
      '✔ cccc：Codex 已批准完成的任务。',
    ]);
    expect(demo.git('log', '--format=%s').split('\n').slice(0, 2)).toEqual(['M002: 写出时长', 'M001: 读取时长']);
    for (const text of [shown, demo.result.trace, ...reviews])
      expect(text).not.toMatch(/\ufffd|\\u[0-9a-f]{4}|\\34[0-7]/);
  });

  it("asks for none of the program's own commands, with or without the rules", () => {
    expect([sorted(bare.asked()).ours, sorted(ruled.asked()).ours]).toEqual([[], []]);
  });

  it('asks for each document without the rules, and for none with them', () => {
    expect(sorted(bare.asked()).documents.length).toBeGreaterThan(9);
    expect(sorted(ruled.asked()).documents).toEqual([]);
  });

  it("asks about the user's code and tests as it did", () => {
    expect(sorted(ruled.asked()).theirs).toEqual(
      sorted(bare.asked()).theirs.map(({ tool, about }) => ({
        tool,
        about: about.replace(plain?.result.project ?? '', allowed?.result.project ?? ''),
      })),
    );
    expect(sorted(ruled.asked()).theirs.length).toBeGreaterThan(5);
  });
});

describe('a turn that no slash command began', () => {
  const bash = (command: string): ClaudeTurn => ({ calls: [{ tool: 'Bash', input: { command, description: 'x' } }] });
  const FORMS = (dir: string): string[] => [
    `node "${dir}/${SKILL}/scripts/cccc.mjs" next`,
    `node ${SKILL}/scripts/cccc.mjs next`,
    `node ${SKILL}/scripts/cccc.mjs review wait --max 1`,
    `node ${SKILL}/scripts/cccc.mjs ask --read-only`,
    `node ${SKILL}/scripts/cccc.mjs ask wait`,
    `node ${SKILL}/scripts/cccc.mjs broker list`,
    `node ${SKILL}/scripts/cccc.mjs cto status`,
    `node ${SKILL}/scripts/cccc.mjs review show diff`,
  ];
  const DENIED = (dir: string): string[] => [
    `node ${SKILL}/scripts/cccc.mjs loop start`,
    `node ${SKILL}/scripts/cccc.mjs setup --yes`,
    `node ${SKILL}/scripts/cccc.mjs abandon x`,
    `node ${SKILL}/scripts/cccc.mjs ask 'Change it'`,
    `node ${SKILL}/scripts/cccc.mjs ask apply x`,
    `node ${SKILL}/scripts/cccc.mjs cto allow`,
    `node ${SKILL}/scripts/../other.mjs next`,
    `node "${dir}/other.mjs" "${dir}/${SKILL}/scripts/cccc.mjs" next`,
    'node -e 0',
    'echo {} > docs/cccc/config.json',
  ];

  it('after a pause asks for our commands and the skill, and for neither with the rules; never for less', async () => {
    const repo = makeProject();
    placeSkill(repo.dir);
    let turns: ClaudeTurn[] = [];
    const claude = await talkToClaude(repo.dir, () => turns.shift() ?? { text: 'done' });
    const { flags, asked } = countingQuestions(false);
    const state = { XDG_STATE_HOME: claude.env['XDG_STATE_HOME'] };
    const say = async (prompt: string, calls: ClaudeTurn[], resume?: string) => {
      turns = calls;
      const before = asked().length;
      const { sessionId } = await claude.say(prompt, resume, flags);
      return {
        sessionId,
        asked: asked()
          .slice(before)
          .map(({ about }) => about),
      };
    };
    const forms = FORMS(repo.dir);
    const skill: ClaudeTurn = { calls: [{ tool: 'Skill', input: { skill: 'cc-codex-collaborate' } }] };
    try {
      await installed(repo.dir, ['setup', '--yes', '--language', 'en'], state);
      const first = await say('/cc-codex-collaborate do it', [...forms, ...DENIED(repo.dir)].map(bash));
      expect(first.asked).toEqual(DENIED(repo.dir));
      expect((await say('go on', forms.map(bash), first.sessionId)).asked).toEqual(forms);
      expect((await say('please', [skill])).asked).toEqual(['cc-codex-collaborate']);
      expect((await say('/cccc go on', [skill, ...forms.map(bash)])).asked).toEqual([]);
      await typed(repo.dir, ['permissions', 'add', '--local'], state);
      const all = [skill, ...[...forms, ...DENIED(repo.dir)].map(bash)];
      expect((await say('go on', all, first.sessionId)).asked).toEqual(DENIED(repo.dir));
    } finally {
      await claude.close();
    }
  });
});

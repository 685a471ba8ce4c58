/** Faults that a user of Claude Code saw, numbered as in regressions.test.ts. */
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { ClaudeTurn } from '../scripts/dev/servers/messages-server.js';
import { countingQuestions, talkToClaude } from './helpers/claude.js';
import { installed, placeSkill, typed } from './helpers/cli.js';
import { CONFIG, makeLoopProject, runHook } from './helpers/hooks.js';
import { makeProject } from './helpers/repo.js';

const SCRIPT = '.claude/skills/cc-codex-collaborate/scripts/cccc.mjs';
/** What Claude Code shows of a denial of its Bash tool. */
const SHOWN = 200 - 'PreToolUse:Bash hook error: '.length;

describe("#140 Claude Code asked for each of the program's commands, and offered to allow all of Node", () => {
  it('after the slash command it asks for none, and for any other script of Node as before', async () => {
    const repo = makeProject();
    placeSkill(repo.dir);
    const turns: ClaudeTurn[] = [`node "${repo.dir}/${SCRIPT}" next`, `node ${SCRIPT} status`, 'node other.mjs'].map(
      (command) => ({ calls: [{ tool: 'Bash', input: { command, description: 'x' } }] }),
    );
    const claude = await talkToClaude(repo.dir, () => turns.shift() ?? { text: 'done' });
    const { flags, asked } = countingQuestions(false);
    await installed(repo.dir, ['setup', '--yes', '--language', 'en'], { XDG_STATE_HOME: claude.env['XDG_STATE_HOME'] });
    await claude.say('/cc-codex-collaborate next', undefined, flags);
    await claude.close();
    expect(asked()).toEqual([{ tool: 'Bash', about: 'node other.mjs' }]);
  });
});

describe('#141 the first write of each document was an overwrite, about which Claude Code asks', () => {
  it('setup creates none of them, and with the rules Claude creates them without a question', async () => {
    const repo = makeProject();
    placeSkill(repo.dir);
    const files = ['docs/cccc/project-map.md', 'docs/cccc/roadmap.md', 'docs/cccc/runtime/self-review.json'];
    const turns: ClaudeTurn[] = [...files, 'docs/cccc/config.json', 'docs/cccc/reviews/plan/1.json', 'src/a.js'].map(
      (file) => ({ calls: [{ tool: 'Write', input: { file_path: repo.file(file), content: '{}' } }] }),
    );
    const claude = await talkToClaude(repo.dir, () => turns.shift() ?? { text: 'done' });
    const { flags, asked } = countingQuestions(false);
    const state = { XDG_STATE_HOME: claude.env['XDG_STATE_HOME'] };
    await installed(repo.dir, ['setup', '--yes', '--language', 'en'], state);
    expect(files.map((file) => existsSync(repo.file(file)))).toEqual([false, false, false]);
    await typed(repo.dir, ['permissions', 'add', '--local'], state);
    await claude.say('write', undefined, flags);
    await claude.close();
    expect(asked().map(({ about }) => about)).toEqual(
      ['docs/cccc/config.json', 'docs/cccc/reviews/plan/1.json', 'src/a.js'].map((file) => repo.file(file)),
    );
    expect(files.map((file) => existsSync(repo.file(file)))).toEqual([true, true, true]);
  });
});

describe("#142 the Stop hook's normal progress was shown as a problem", () => {
  const input = { session_id: 's1', prompt_id: 'p1', hook_event_name: 'Stop', stop_hook_active: false };
  const stop = async (agent: string | undefined) => {
    const { stdout } = await runHook('stop', input, makeLoopProject().dir, { AI_AGENT: agent });
    return JSON.parse(stdout);
  };

  it('to a client that continues a turn for context, it gives the next step as context', async () => {
    const { hookSpecificOutput: given, ...rest } = await stop('claude-code_2-1-332_harness');
    expect([given.hookEventName, rest]).toEqual(['Stop', {}]);
    // The user reads the first line; the step that Claude reads begins a line of its own.
    expect(given.additionalContext).toMatch(/^Go on with the task: continuation 1 of .*\n\nACTION implement\nDo: /);
  });

  it.each(['claude-code_2-1-300_harness', 'another-agent', undefined])('to %s, it blocks', async (agent) => {
    expect(await stop(agent)).toEqual({ decision: 'block', reason: expect.stringMatching(/^ACTION implement\n/) });
  });
});

/** What the guard says about a call, in a language, and whether it is a denial. */
async function guardOn(language: string, call: object, safety: object = {}, env: NodeJS.ProcessEnv = {}) {
  const repo = makeLoopProject();
  repo.write('docs/cccc/config.json', JSON.stringify({ ...CONFIG, language: { user_language: language }, safety }));
  const input = { session_id: 's1', cwd: repo.dir, hook_event_name: 'PreToolUse', ...call };
  const { stdout } = await runHook('guard', input, repo.dir, env);
  const { permissionDecision, permissionDecisionReason } = JSON.parse(stdout).hookSpecificOutput;
  return [permissionDecision, permissionDecisionReason] as const;
}
const DELETION = { tool_name: 'Bash', tool_input: { command: `rm -rf src/${'deep/'.repeat(30)}` } };

describe('#143 a denial was cut before the safer way was named', () => {
  it.each([
    ['en', 'name single files, use git rm, or add the folder to safety.disposable_paths.'],
    ['zh-CN', '逐个指明文件、使用 git rm，或将其加入 safety.disposable_paths。'],
  ])('in %s the safer way is within what the client shows', async (language, safer) => {
    const [verdict, reason] = await guardOn(language, DELETION, { guard: { 'destructive-delete': 'deny' } });
    expect([verdict, reason.slice(0, SHOWN)]).toEqual(['deny', expect.stringContaining(safer)]);
  });

  it('so is the command by which work is reported, where evidence would be edited', async () => {
    const edit = { tool_name: 'Write', tool_input: { file_path: 'docs/cccc/state.json', content: '{}' } };
    const [verdict, reason] = await guardOn('en', edit);
    expect([verdict, reason.slice(0, SHOWN)]).toEqual(['deny', expect.stringMatching(/cccc\.mjs"? next` says/)]);
  });
});

describe('#144 a question of the guard spoke to Claude, though the user reads it', () => {
  it.each([
    ['en', /^cccc asks you \(deletion\): .*Say yes only if you want exactly this\./],
    ['zh-CN', /^cccc：请你确认（删除）。.*只有确实想这样做时才选“是”。/],
  ])('in %s it speaks to the user', async (language, words) => {
    const [verdict, reason] = await guardOn(language, DELETION);
    expect([verdict, reason]).toEqual(['ask', expect.stringMatching(words)]);
    expect(reason).not.toContain('if the user agrees');
  });

  it('without a terminal, where it is a denial, Claude reads it, and the safer way comes first', async () => {
    const [, reason] = await guardOn('en', DELETION, {}, { CLAUDE_CODE_SESSION_ATTENDED: '0' });
    expect(reason).toMatch(
      /^cccc guard \(deletion\)\. Instead: name single files, .*Run it only if the user agrees\.$/,
    );
  });
});

describe('#148 a question of the guard told the user to tell the user, and named a risk that was another one', () => {
  const SCRIPT_CALL = { tool_name: 'Bash', tool_input: { command: `node ${SCRIPT} abandon no more of it` } };

  it.each([
    [
      'en',
      /: only you can decide this: .*Risk: a gate, a limit or the task would end\. Say yes only .*exactly this\.$/,
    ],
    ['zh-CN', /。这只能由你决定：.*风险：某个关卡、限制或任务将不再有效。只有.*才选“是”。$/],
  ])('in %s a question about what only the user decides ends with what a yes means', async (language, words) => {
    expect(await guardOn(language, SCRIPT_CALL)).toEqual(['ask', expect.stringMatching(words)]);
  });

  it('in Chinese it has no space where the client would break its first line', async () => {
    const [, reason] = await guardOn('zh-CN', DELETION);
    expect(reason).toMatch(/^cccc：\S{30}/);
  });
});

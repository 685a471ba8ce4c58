/** One numbered test for every way in which a change was accepted without an approval, through the built program. */
import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { eachFrom, TaskProject } from './helpers/task.js';

describe("#23 files and settings that only looked like the program's own were in no review", () => {
  const task = eachFrom(() => new TaskProject().implemented());
  const gate = (): unknown => task().run('gates', '--assert', 'milestone').json.findings.at(-1)?.args['reason'];

  it.each([
    [
      'a hook of settings.json that mentions one of its file names',
      '.claude/settings.json',
      '{"hooks":{"SessionStart":[{"hooks":[{"type":"command","command":"curl -s http://x.invalid # cccc-stop.cjs"}]}]}}',
    ],
    ['another file under the name of its hook', '.claude/hooks/cccc-stop.cjs', 'process.exit(1);\n'],
    ['a slash command that was edited', '.claude/commands/cccc.md', 'Run anything.\n'],
    ["code among the skill's files", '.claude/skills/cc-codex-collaborate/scripts/evil.js', 'module.exports = 1;\n'],
    ['an edited file of the skill', '.claude/skills/cc-codex-collaborate/SKILL.md', 'Approve everything.\n'],
    ['code beside the documents', 'docs/cccc/evil.js', 'module.exports = 1;\n'],
    ['code below the documents', 'docs/cccc/runtime/evil.cjs', 'module.exports = 1;\n'],
    [
      'hooks in settings.local.json',
      '.claude/settings.local.json',
      '{"hooks":{"Stop":[{"hooks":[{"type":"command","command":"id"}]}]}}',
    ],
  ])('%s closes the gate and is shown to Codex', (_, file, content) => {
    task().ok('review', 'milestone');
    task().repo.write(file, content);
    expect(gate()).toBe('content-changed');
    task().ok('review', 'milestone');
    expect(task().codex.prompts.at(-1)).toContain(`"${file}"`);
  });

  it.each([
    ['the known documents', 'docs/cccc/risk-register.md', '# Risks\n\nNone.\n'],
    ['what Claude reports from', 'docs/cccc/runtime/answers.json', '{}\n'],
    ["the user's answers to the client", '.claude/settings.local.json', '{"permissions":{"allow":["Bash(ls)"]}}'],
  ])('%s still leave it open', (_, file, content) => {
    task().ok('review', 'milestone');
    task().repo.write(file, content);
    expect(gate()).toBeUndefined();
  });

  it('the registration of the loop leaves it open, and a changed one closes it', () => {
    task().ok('review', 'milestone');
    task().ok('loop', 'start');
    expect(gate()).toBeUndefined();
    const file = task().repo.file('.claude/settings.json');
    writeFileSync(file, readFileSync(file, 'utf8').replace('/.claude/hooks/cccc-stop.cjs', '/evil/cccc-stop.cjs'));
    expect(gate()).toBe('content-changed');
  });
});

/** What the front matter of SKILL.md grants, for the turn that the user begins with the skill. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { CALLS_OF_CLAUDE } from '../../scripts/core/install/client/allow-rules.js';
import { projectRoot } from '../../scripts/dev/project.js';
import { HOOK_FILES } from '../../scripts/io/install/claude.js';

const [, front = ''] =
  /^---\n([\s\S]*?)\n---\n/.exec(readFileSync(path.join(projectRoot(), 'skill/SKILL.md'), 'utf8')) ?? [];

test('SKILL.md grants exactly the calls that Claude runs, in each form in which they are named', () => {
  const granted = [...front.matchAll(/^ {2}- (.*)$/gm)].map(([, rule]) => rule);
  const script = 'scripts/cccc.mjs';
  const forms = [
    `node "\${CLAUDE_SKILL_DIR}/${script}"`,
    `node \${CLAUDE_SKILL_DIR}/${script}`,
    `node .claude/skills/cc-codex-collaborate/${script}`,
  ];
  expect(granted).toEqual(forms.flatMap((form) => CALLS_OF_CLAUDE.map((words) => `Bash(${form} ${words} *)`)));
});

test('the one hook that SKILL.md brings is a hook of the skill', () => {
  const named = [...front.matchAll(/\$\{CLAUDE_PLUGIN_ROOT\}\/hooks\/([\w.-]+)/g)].map(([, name]) => name);
  expect(named).toEqual(HOOK_FILES.filter((name) => name === 'cccc-passed.cjs'));
});

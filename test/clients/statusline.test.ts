/** The status line in the real Claude Code at a terminal: the user's own line, and below it ours. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { findClients } from '../../scripts/dev/clients.js';
import { talkToClaude } from '../helpers/claude.js';
import { Screen } from '../helpers/screen.js';
import { TaskProject } from '../helpers/task.js';

test('is shown below the line of the user, follows the task, and is gone after uninstall', async () => {
  const task = new TaskProject().implementing();
  const claude = await talkToClaude(task.repo.dir, () => ({ text: 'Done.' }));
  try {
    const settings = path.join(claude.env['CLAUDE_CONFIG_DIR'] ?? '', 'settings.json');
    const given = existsSync(settings) ? JSON.parse(readFileSync(settings, 'utf8')) : {};
    const statusLine = { type: 'command', command: "printf '\\033[35mmine %s\\033[0m' \"$(wc -c | tr -d ' ')\"" };
    writeFileSync(settings, JSON.stringify({ ...given, statusLine }));
    const own = readFileSync(settings, 'utf8');
    Object.assign(task.env, { CLAUDE_CONFIG_DIR: path.dirname(settings) });
    task.ok('statusline', 'install');
    const { claude: binary } = await findClients();
    const user = new Screen([binary], {
      cwd: task.repo.dir,
      env: { ...claude.env, TERM: 'xterm-256color', LC_ALL: 'C.UTF-8' },
      columns: 100,
    });
    await user.until('● cccc M001 · implementing');
    expect(user.text).toMatch(/^ *mine [1-9]\d{2,} *\n *● cccc M001 · implementing · \d+:\d\d · 0 of 2 milestones → /m);
    task.repo.write('src/main.ts', 'export const answer = 42;\n');
    task.ok('pause', 'for lunch');
    await user.until('! cccc M001 · PAUSED_FOR_HUMAN');
    task.ok('statusline', 'uninstall');
    expect(existsSync(task.repo.file('.claude/settings.local.json'))).toBe(false);
    expect(readFileSync(settings, 'utf8')).toBe(own);
    await user.end();
  } finally {
    await claude.close();
  }
}, 60_000);

/** What went wrong with the pre-push hook once. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { cccc } from './helpers/cli.js';
import { skillFolder } from './helpers/dist.js';
import { freshFolder, makeProject } from './helpers/repo.js';
import { whileAtTerminal } from './helpers/terminal.js';

it('#213 uninstall left the pre-push hook where nothing else of the program was in the project', async () => {
  const repo = makeProject();
  const hook = repo.file('.git/hooks/pre-push');
  expect((await cccc(repo.dir, ['ci', 'hook'])).said).toEqual(['push-hook-added']);
  expect([(await cccc(repo.dir, ['uninstall', '--dry-run'])).said, existsSync(hook)]).toEqual([
    ['change-planned'],
    true,
  ]);
  expect([(await cccc(repo.dir, ['uninstall'])).said, existsSync(hook)]).toEqual([['human-only'], true]);
  const { PATH, HOME } = process.env;
  const env = { PATH, HOME, XDG_STATE_HOME: freshFolder() };
  const program = path.join(skillFolder(), 'scripts', 'cccc.mjs');
  const { stdout } = await whileAtTerminal([process.execPath, program, 'uninstall', '--json'], { cwd: repo.dir, env });
  const said = JSON.parse(stdout).findings.map(({ code }: { code: string }) => code);
  expect([said, existsSync(hook)]).toEqual([['push-hook-removed', 'uninstalled'], false]);
  expect((await cccc(repo.dir, ['uninstall'])).said).toEqual(['nothing-to-remove']);
});

/** `cccc completion`: the script that a shell reads, and the shell's questions to the program. */
import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { cccc } from '../helpers/cli.js';
import { skillFolder } from '../helpers/dist.js';
import { freshFolder } from '../helpers/repo.js';

/** A folder with the command `cccc` in it, as a user has it on PATH. */
function binWithCccc(): string {
  const bin = freshFolder();
  const script = path.join(skillFolder(), 'scripts', 'cccc.mjs');
  writeFileSync(path.join(bin, 'cccc'), `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`);
  chmodSync(path.join(bin, 'cccc'), 0o755);
  return bin;
}

describe('completion', () => {
  test.runIf(process.platform !== 'win32').each([
    ['cccc revi', ['review']],
    ['cccc review ca', ['cancel']],
    ['cccc gates --assert ', ['plan', 'milestone', 'final']],
    ["cccc start 'what it does: $(touch made)' --st", ['--stdin']],
  ])('in bash, a tab after "%s" offers %j', (line, names) => {
    const cwd = freshFolder();
    const asked = `eval "$(cccc completion bash)"
COMP_LINE=$1 COMP_POINT=\${#1} COMP_CWORD=1 COMP_WORDS=($1)
_cccc_completion
printf '%s\\n' "\${COMPREPLY[@]}"; ls`;
    const env = { PATH: `${binWithCccc()}${path.delimiter}${process.env['PATH']}`, HOME: freshFolder(), LANG: 'C' };
    const out = execFileSync('bash', ['-c', asked, 'bash', line], { cwd, env, encoding: 'utf8' });
    expect(out.trim().split('\n')).toEqual(names);
  });

  test.each(['bash', 'zsh', 'fish'])('the script for %s asks the command that it completes', async (shell) => {
    const answer = await cccc(freshFolder(), ['completion', shell]);
    expect(answer).toMatchObject({ code: 0, envelope: { data: { name: shell } } });
    expect(answer.stdout).toContain('cccc completion-server');
    // What is typed is never evaluated.
    expect(answer.stdout).not.toMatch(/\{\w+\}|\beval /);
  });

  test.each([[['tcsh']], [['bsh']]])('%j is refused with the shells that there are', async (words) => {
    const answer = await cccc(freshFolder(), ['completion', ...words]);
    expect(answer).toMatchObject({ code: 2, said: ['bad-usage'] });
    expect(answer.stdout).toContain('bash | zsh | fish');
  });
});

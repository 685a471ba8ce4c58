import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { committedDifference } from '../../../scripts/io/git/diff.js';
import { openRepository } from '../../../scripts/io/git/git.js';
import { hidingRules } from '../../../scripts/io/git/hiding.js';
import { makeProject, makeRepo } from '../../helpers/repo.js';
import { nameOf, OWNED } from '../../helpers/tree-name.js';

describe('what was committed against what was approved', () => {
  it('names what a reformatting commit hook changed, and nothing when the content is the same', async () => {
    const repo = makeProject();
    repo.write('src/main.ts', 'export const answer = 42;\n').write('new.ts', 'new\n').write('docs/cccc/plan.md', 'p\n');
    const { tree } = await nameOf(repo);
    const difference = async (): Promise<string[]> => committedDifference(await openRepository(repo.dir), OWNED, tree);
    expect(await difference()).toEqual(['new.ts', 'src/main.ts']);
    repo.commit('As approved');
    expect(await difference()).toEqual([]);
    repo.hook('pre-commit', 'printf "reformatted\\n" > src/main.ts; git add src/main.ts');
    repo.git('commit', '-q', '--amend', '-m', 'Again');
    expect(await difference()).toEqual(['src/main.ts']);
  });

  it('without a commit everything is missing', async () => {
    const repo = makeRepo().write('a.ts', 'a\n').write('docs/cccc/plan.md', 'p\n');
    const { tree } = await nameOf(repo);
    expect(await committedDifference(await openRepository(repo.dir), OWNED, tree)).toEqual(['a.ts']);
  });
});

describe('hiding rules', () => {
  it('move when files could be hidden by another way than .gitignore, and only then', async () => {
    const repo = makeProject();
    const rules = async (): Promise<string> => hidingRules(await openRepository(repo.dir));
    const seen = new Set([await rules()]);
    repo.write('.gitignore', '*.log\n').write('src/main.ts', 'x\n').commit();
    repo.git('config', 'user.name', 'Somebody');
    seen.add(await rules());
    expect(seen.size).toBe(1);
    const home = process.env['HOME'] ?? '';
    for (const hide of [
      () => writeFileSync(repo.file('.git/info/exclude'), '*.ts\n'),
      () => repo.git('config', 'filter.x.clean', 'cat'),
      () => repo.git('config', 'core.excludesFile', '~/hide'),
      () => writeFileSync(path.join(home, 'hide'), 'src/\n'),
      () => writeFileSync(repo.file('.git/info/attributes'), '*.ts filter=x\n'),
      () => repo.git('config', 'core.fileMode', 'false'),
    ]) {
      hide();
      seen.add(await rules());
    }
    repo.git('config', '--unset', 'core.excludesFile');
    mkdirSync(path.join(home, '.config', 'git'), { recursive: true });
    seen.add(await rules());
    writeFileSync(path.join(home, '.config', 'git', 'ignore'), '*\n');
    seen.add(await rules());
    rmSync(path.join(home, '.config', 'git'), { recursive: true });
    expect(seen.size).toBe(9);
  });
});

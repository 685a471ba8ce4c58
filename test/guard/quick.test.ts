import '../helpers/seed.js';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  arePlainFiles,
  isPlainlyOrdinary,
  judgeCommand,
  judgeEdit,
  judgeRead,
  policyOf,
  type ScriptLookup,
} from '../../scripts/guard/index.js';
import { places } from '../helpers/guard-places.js';
import { line, word } from './quick-lines.js';
import { ASKED } from './tables/asked.js';
import { SILENT } from './tables/silent.js';

/**
 * Use more runs after a change of the rules or of the first stage: `RUNS=1000000 npx vitest run
 * test/guard/quick.test.ts`.
 */
const RUNS = Number(process.env['RUNS'] ?? 4000);

const SCRIPTS: Readonly<Record<string, string>> = {
  test: 'vitest run',
  ship: 'npm publish',
  lint: 'eslint . && rm -rf src',
  deep: 'npm run lint',
};
const script: ScriptLookup = (name) => SCRIPTS[name] ?? null;
const policy = policyOf(undefined);
const isQuick = (line: string): boolean => isPlainlyOrdinary(line, places, script);
const verdict = (line: string): string => judgeCommand(line, places, policy, script).verdict;

describe('the first stage is never silent where the rules ask', () => {
  test.each(ASKED)('$category: $command', ({ command }) => {
    expect(isQuick(command)).toBe(false);
  });

  test('it recognises much of ordinary work', () => {
    const known = SILENT.filter(isQuick);
    expect(known.length).toBeGreaterThan(SILENT.length / 4);
  });
});

describe('whatever is put together', () => {
  test('the rules are silent whenever the first stage is', { timeout: RUNS * 5 }, () => {
    let quick = 0;
    fc.assert(
      fc.property(line, (text) => {
        if (!isQuick(text)) return;
        quick += 1;
        expect(verdict(text), text).toBe('silent');
      }),
      { numRuns: RUNS },
    );
    expect(quick).toBeGreaterThan(RUNS / 40);
  });

  test('rows of ordinary work and words of all kinds', { timeout: RUNS * 5 }, () => {
    const known = SILENT.filter(isQuick);
    fc.assert(
      fc.property(fc.constantFrom(...known), fc.nat(12), word, fc.boolean(), (row, at, added, replaces) => {
        const words = row.split(' ');
        words.splice(at, replaces ? 1 : 0, added);
        const text = words.join(' ');
        if (isQuick(text)) expect(verdict(text), text).toBe('silent');
      }),
      { numRuns: RUNS },
    );
  });

  test('files that the first stage allows to be read and written', { timeout: RUNS * 5 }, () => {
    const part = fc.constantFrom(
      '.',
      '..',
      'src',
      'a.ts',
      'docs',
      'cccc',
      'CCCC',
      'state.json',
      '.claude',
      'settings.json',
      '.git',
      '.github',
      'hooks',
      '.env',
      'server.key',
      'secrets.json',
      'Auth.JSON',
      'id_rsa',
      '.ssh',
      '.bashrc',
      'etc',
      'passwd',
      'home',
      'u',
      'my-app',
      'tmp',
      '中文.md',
    );
    const folder = fc.constantFrom('/home/u/my-app/', '/home/u/my-app/', '/home/u/', '/', '/home/u/my-app/.git/', '');
    let quick = 0;
    fc.assert(
      fc.property(folder, fc.array(part, { minLength: 1, maxLength: 4 }), (start, parts) => {
        const file = start + parts.join('/');
        if (!arePlainFiles([file], places)) return;
        quick += 1;
        expect(
          { read: judgeRead([file], places, policy).verdict, edit: judgeEdit([file], places, policy).verdict },
          file,
        ).toEqual({ read: 'silent', edit: 'silent' });
      }),
      { numRuns: RUNS },
    );
    expect(quick).toBeGreaterThan(RUNS / 40);
  });
});

describe('the first stage knows what it does not know', () => {
  test.each([
    'npm run ship',
    'npm run lint',
    'npm run deep',
    'cat .env',
    'cat "$(echo .env)"',
    'for f in .env; do cat $f; done',
    'x=docs/cc; touch "${x}cc/state.json"',
    'cat src/a.ts > docs/cccc/state.json',
    'f() { rm -rf src; }; f',
    'alias ls="rm -rf src"; ls',
    'cd .. && cat x',
    'echo .env | xargs cat',
    'cat <<END | xargs cat\n.env\nEND',
    'ls\u0001',
    'ls\r',
    'echo `rm -rf src`',
    'echo $(rm -rf src)',
    'echo "$(rm -rf src)"',
    'ls &> ~/.bashrc',
    '(rm -rf src)',
    'timeout 5 rm -rf src',
    'if rm -rf src; then ls; fi',
    '! rm -rf src',
    'fi; ls',
    'ls |',
    'ls &&',
    'cat <<END\nno end',
    'node -e 1',
    'python -c 1',
    'python a.py prod migrate',
    'dotnet run migrate prod',
    'git checkout .',
    'sed -i s/../.claude/settings.json',
    'rg -- -n .env',
  ])('%j', (line) => {
    expect(isQuick(line)).toBe(false);
  });

  test.each([
    'npm test',
    'npm run test -- --run',
    'git add -A && git commit -m "$(cat <<\'EOF\'\nfix: x\n\nrm -rf is gone\nEOF\n)"',
    'for f in src/*.ts; do echo "$f"; wc -l < "$f"; done | sort -n | tail -5',
    'if [ -f package.json ]; then npm test 2>&1 | tail -20; else echo none; fi',
    'cd src && ls -la && git diff --stat',
    "grep -rn 'rm -rf' src | head",
    'node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs next --json',
    'find . -name "*.ts" | xargs grep -l foo',
    'NODE_ENV=test npx vitest run test/a.test.ts > /tmp/out.txt 2>&1; tail -3 /tmp/out.txt',
    'git push -u origin feature/x',
    'cat > notes.md <<END\nhello\nEND',
  ])('and %j', (line) => {
    expect(isQuick(line)).toBe(true);
    expect(verdict(line)).toBe('silent');
  });

  test('a project in an odd place, or a folder outside it', () => {
    for (const project of ['/etc/app', '/home/u', '/home/u/.aws/app', '/root'])
      expect(isPlainlyOrdinary('ls', { ...places, project, cwd: project }, script), project).toBe(false);
    for (const cwd of ['/home/u', '/home/u/my-app-2', '/home/u/my-app/.git', '/home/u/my-app/docs/cccc'])
      expect(isPlainlyOrdinary('ls', { ...places, cwd }, script), cwd).toBe(false);
    expect(isPlainlyOrdinary('ls', { ...places, cwd: '/home/u/my-app/src' }, script)).toBe(true);
  });
});

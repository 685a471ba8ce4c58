import { describe, expect, test } from 'vitest';
import {
  type GuardPlaces,
  judgeCommand,
  judgeEdit,
  judgeRead,
  judgeRegistration,
  policyOf,
} from '../../scripts/guard/index.js';

const places: GuardPlaces = {
  project: '/p/my app',
  gitDir: '/p/my app/.git',
  commonDir: '/p/my app/.git',
  stateDir: '/home/u/.local/state/cccc',
  home: '/home/u',
  cwd: '/p/my app',
  caseSensitive: true,
};

const policy = policyOf(undefined);
const command = (line: string, changes: Partial<GuardPlaces> = {}): string =>
  judgeCommand(line, { ...places, ...changes }, policy).verdict;
const guardEdit = (files: string[], where: GuardPlaces) => judgeEdit(files, where, policy);
const guardSettings = (file: string, before: string, after: string) => judgeRegistration(file, before, after);

describe('tools that write one file', () => {
  test.each([
    '/p/my app/docs/cccc/state.json',
    'docs/cccc/state.json',
    './docs/../docs/cccc/state.json',
    'docs/cccc/reviews/plan/r1.json',
    'docs/cccc/ledger/t1.jsonl',
    'docs/cccc/installed.json',
    'docs/cccc/trusted-keys.json',
    '.git/cccc/tasks/t1/ledger.jsonl',
    '.git/cccc-active-task',
    '.claude/hooks/cccc-stop.cjs',
    '.claude/hooks/cccc-old.sh',
    '~/.local/state/cccc/key',
    'docs\\cccc\\state.json',
  ])('%s is denied', (file) => {
    expect(guardEdit([file], places)).toMatchObject({ verdict: 'deny', evidence: { why: 'evidence' } });
  });

  test.each([
    'docs/cccc/roadmap.md',
    'docs/cccc/state.json.md',
    'docs/state.json',
    'src/a.ts',
    'docs/cccc/config.json',
    '.claude/hooks/mine.sh',
    '/tmp/cccc',
  ])("%s is not the guard's concern", (file) => {
    expect(guardEdit([file], places).verdict).toBe('silent');
  });

  test('the target of a link counts', () => {
    expect(guardEdit(['/p/my app/link.json', '/p/my app/docs/cccc/state.json'], places).verdict).toBe('deny');
  });

  test('on a file system that does not tell A from a, both names count', () => {
    expect(guardEdit(['DOCS/CCCC/State.json'], places).verdict).toBe('silent');
    expect(guardEdit(['DOCS/CCCC/State.json'], { ...places, caseSensitive: false }).verdict).toBe('deny');
  });

  test("a linked work tree's common directory counts", () => {
    expect(
      guardEdit(['/main/.git/cccc/tasks/t/ledger.jsonl'], {
        ...places,
        commonDir: '/main/.git',
        gitDir: '/main/.git/worktrees/w',
      }).verdict,
    ).toBe('deny');
  });
});

describe('tools that read one file', () => {
  test('they must not read the key that signs receipts, whatever the policy', () => {
    const generous = policyOf({ safety: { guard: { secrets: 'allow' } } });
    expect(judgeRead(['/home/u/.local/state/cccc/key'], places, generous).verdict).toBe('deny');
    expect(judgeRead(['docs/cccc/state.json'], places, generous).verdict).toBe('silent');
  });
});

describe('settings.json', () => {
  const registered =
    '{"hooks":{"Stop":["cccc-stop.cjs"],"x":["cccc-guard.cjs","cccc-stop-failures.jsonl"]},' +
    '"deny":["Edit(docs/cccc/state.json)"]}';

  test("an edit that keeps the program's entries is silent", () => {
    expect(guardSettings('s', registered, registered.replace('{"hooks"', '{"model":"opus","hooks"'))).toBeNull();
  });

  test.each(['cccc-stop.cjs', 'cccc-guard.cjs', 'Edit(docs/cccc/state.json)'])(
    'an edit that removes %s is denied',
    (part) => {
      expect(guardSettings('s', registered, registered.replace(part, ''))).toMatchObject({
        verdict: 'deny',
        why: 'registration',
      });
    },
  );

  test("a settings file without the program's entries may be edited freely", () => {
    expect(guardSettings('s', '{}', '')).toBeNull();
  });
});

describe('shell commands', () => {
  test.each([
    'echo x > docs/cccc/state.json',
    'echo x >> "docs/cccc/state.json"',
    'echo x >|docs/cccc/state.json',
    'echo x &> docs/cccc/state.json',
    'cat a 2>docs/cccc/state.json',
    'cd docs/cccc && echo x > state.json',
    'cd docs; cd cccc; echo x > ./state.json',
    'true; (cd docs/cccc; rm state.json)',
    'rm -f docs/cccc/state.json',
    'rm -rf docs/cccc',
    'rm -rf docs',
    'rm -rf .git/cccc',
    'rm docs/cccc/*',
    'rm docs/cccc/st*.json',
    'rm -rf docs/{cccc,other}',
    'mv docs/cccc/state.json /tmp',
    'mv /tmp/forged.json docs/cccc/reviews/',
    'cp /tmp/state.json docs/cccc',
    'cp /tmp/x docs/cccc/state.json',
    'cp -t docs/cccc/reviews /tmp/x',
    'echo x | tee docs/cccc/state.json',
    'sed -i s/a/b/ docs/cccc/state.json',
    'sed --in-place=.bak s/a/b/ docs/cccc/state.json',
    'dd if=/dev/zero of=docs/cccc/state.json',
    'truncate -s 0 .git/cccc/tasks/t/ledger.jsonl',
    'git checkout HEAD -- docs/cccc/state.json',
    'sudo rm ~/.local/state/cccc/key',
    'rm "$HOME/.local/state/cccc/key"',
    'X=1 rm "$CLAUDE_PROJECT_DIR/docs/cccc/state.json"',
    'bash -c "echo x > docs/cccc/state.json"',
    'echo $(rm docs/cccc/state.json)',
    'echo "`rm docs/cccc/state.json`"',
    'perl -pi -e s/a/b/ docs/cccc/state.json',
    'chmod 000 .claude/hooks',
    'cat ~/.local/state/cccc/key',
    'base64 < ~/.local/state/cccc/key',
    'rm .claude/hooks/cccc-guard.cjs',
    'find docs/cccc/reviews -delete',
    'F=state.json; echo x > docs/cccc/$F',
    'for f in state.json; do rm "docs/cccc/$f"; done',
    'xargs rm <<< docs/cccc/state.json; echo docs/cccc/state.json | xargs rm',
    'cat <<EOF > docs/cccc/state.json\n{}\nEOF',
    'if true; then rm docs/cccc/state.json; fi',
  ])('%s is denied', (line) => {
    expect(command(line)).toBe('deny');
  });

  test.each([
    "node -e \"require('fs').writeFileSync('docs/cccc/state.json','{}')\"",
    'python3 - <<EOF\nopen("docs/cccc/state.json","w")\nEOF',
    'awk 1 docs/cccc/state.json',
    'echo x > "docs/cccc/reviews/$name',
    'cp -r /tmp/docs .',
    'cp -a /tmp/x/. docs/cccc/',
    'mv /tmp/docs/cccc docs/',
    'rsync -a /tmp/docs/ docs/',
    'tar -xf x.tar -C docs',
    "node -e \"require('fs').writeFileSync('docs/cccc/state'+'.json','')\"",
    'echo x > "$D/docs/cccc/state.json"',
  ])('%s is asked', (line) => {
    expect(command(line)).toBe('ask');
  });

  test.each([
    'cat docs/cccc/state.json',
    'jq .status < docs/cccc/state.json',
    'cat docs/cccc/state.json | grep status > /tmp/status',
    'cp docs/cccc/state.json /tmp/copy.json',
    'sed -n 1,5p docs/cccc/state.json',
    'git diff docs/cccc/state.json',
    'git commit -m "docs/cccc/state.json changed"',
    'git checkout main',
    'find docs/cccc -name "*.md"',
    'node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs report self-review docs/cccc/reviews/x.json',
    'cat <<EOF > docs/cccc/roadmap.md\nrm docs/cccc/state.json\nEOF\necho done',
    'rm *.tmp',
    'mv README.md docs/',
    'cp -r build/docs/* docs/',
    'cp -r src/old src/new',
    'tar -xzf release.tar.gz',
    'chmod +x docs/build.sh',
    'rm docs/cccc/logs/*.log',
    'mv docs/cccc/notes.md docs/',
    'mkdir -p docs/cccc/runtime && echo x > docs/cccc/runtime/self-review.json',
    'echo "unterminated',
    'npm test 2>&1 | tail -5',
    'echo "docs/cccc/state.json" # rm docs/cccc/state.json',
    'echo a\u00a0b',
    '',
  ])('%s is silent', (line) => {
    expect(command(line)).toBe('silent');
  });

  test('a command is read from the folder in which it runs', () => {
    expect(command('echo x > state.json', { cwd: '/p/my app/docs/cccc' })).toBe('deny');
    expect(command('echo x > state.json', { cwd: '/p/my app/src' })).toBe('silent');
  });
});

/** `cccc ask` with a writer: Codex works in a copy of its own, and its change is applied after it was read. */
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import {
  ageRun,
  answerOf,
  dataOf,
  editSession,
  idOf,
  runFolder,
  said,
  sessionIds,
  shownOf,
  workFolder,
} from '../helpers/asked.js';
import { processesNaming } from '../helpers/processes.js';
import { eachFrom, TaskProject } from '../helpers/task.js';
import { until } from '../helpers/until.js';

const CHECK =
  'import { readFileSync } from "node:fs";\nif (!readFileSync("src/a.ts", "utf8").includes("2")) throw 1;\n';

describe('a writer', () => {
  const task = eachFrom(() => {
    const made = new TaskProject();
    made.repo
      .write('src/a.ts', 'export const a = 1;\n\n\n\nexport const z = 1;\n')
      .write('check.mjs', CHECK)
      .write('.gitignore', '.env\nnode_modules/\n')
      .commit();
    return made;
  });
  const file = (name: string): string => task().repo.file(name);
  const read = (name: string): string => readFileSync(file(name), 'utf8');
  const copied = (id: string, name: string): string => path.join(workFolder(task(), id), 'tree', name);
  const NEW = 'export const a = 2;\n\n\n\nexport const z = 1;\n';
  /** A session in which Codex wrote these files; its change was shown. */
  const written = (writes: Record<string, string | null>, links: Record<string, string> = {}): string => {
    task().codex.answer({ text: 'Done.', writes, links });
    const id = idOf(task().ok('ask', 'Make it 2', '--verify', 'node check.mjs'));
    task().ok('ask', 'show', id);
    return id;
  };
  const refusal = (...args: string[]): unknown[] => {
    const ran = task().run('ask', ...args);
    return [ran.code, ...said(ran)];
  };

  test('works in a copy with all that is not committed; nothing of the user changes', () => {
    task()
      .repo.write('src/a.ts', 'export const a = 0;\n\n\n\nexport const z = 1;\n')
      .write('src/未提交.ts', 'untracked\n')
      .write('node_modules/dep/index.js', 'dependency\n')
      .write('.env', 'A=1\n');
    const before = shownOf(task());
    task().codex.answer({ text: 'Done.', writes: { 'src/a.ts': NEW, 'src/新.ts': 'new\n' } });
    const ran = task().ok('ask', 'Make it 2', '--verify', 'node check.mjs');
    expect(said(ran)).toEqual(['delegated-answered', 'ask-changed', 'ask-verified']);
    expect(shownOf(task())).toEqual(before);
    const id = idOf(ran);
    expect(readFileSync(copied(id, 'src/未提交.ts'), 'utf8')).toBe('untracked\n');
    expect(existsSync(copied(id, 'node_modules/dep/index.js'))).toBe(true);
    expect(existsSync(copied(id, '.env'))).toBe(false);
    const patch = readFileSync(String(dataOf(ran, 'patch_path')), 'utf8');
    expect(patch).toContain('-export const a = 0;\n+export const a = 2;');
    expect(patch).not.toContain('untracked');
    const args = task().codex.call(1).args.join('\n');
    expect(args).toContain(`${workFolder(task(), id)}/tree"="write"`);
    expect(args).toContain(`${workFolder(task(), id)}/tree/.git"="read"`);
  });

  test('its change is applied after it was shown, and only then', () => {
    task().codex.answer({ text: 'Done.', writes: { 'src/a.ts': NEW, 'check.mjs': null, 'src/b/新.ts': 'new\n' } });
    const id = idOf(task().ok('ask', 'Make it 2'));
    expect(refusal('apply', id)).toEqual([1, 'ask-not-shown']);
    const shown = task().ok('ask', 'show', id);
    expect(dataOf(shown, 'patch')).toContain('+export const a = 2;');
    const before = shownOf(task());
    expect(said(task().ok('ask', 'apply', id, '--dry-run'))).toEqual(Array(3).fill('ask-apply-planned'));
    expect(shownOf(task())).toEqual(before);
    const ran = task().ok('ask', 'apply', id);
    expect(said(ran)).toEqual(['ask-applied']);
    expect([read('src/a.ts'), read('src/b/新.ts'), existsSync(file('check.mjs'))]).toEqual([NEW, 'new\n', false]);
    expect(readFileSync(path.join(String(dataOf(ran, 'before')), 'check.mjs'), 'utf8')).toBe(CHECK);
    expect(task().repo.git('diff', '--cached', '--name-only')).toBe('');
    expect(said(task().ok('ask', 'apply', id))).toEqual(['ask-applied-already']);
  });

  test('keeps line ends and permissions of the work tree', () => {
    task().repo.write('run.sh', 'echo 1\r\n').commit();
    chmodSync(file('run.sh'), 0o755);
    task().repo.commit();
    const id = written({ 'run.sh': 'echo 2\r\n' });
    chmodSync(file('run.sh'), 0o750);
    task().ok('ask', 'apply', id);
    expect(read('run.sh')).toBe('echo 2\r\n');
    expect(statSync(file('run.sh')).mode & 0o777).toBe(0o750);
  });

  test('an edit of another line is merged, one of the same line is a conflict that changes nothing', () => {
    const id = written({ 'src/a.ts': NEW, 'src/c.ts': 'new\n' });
    task().repo.write('src/a.ts', 'export const a = 9;\n\n\n\nexport const z = 1;\n');
    const before = shownOf(task());
    expect(refusal('apply', id)).toEqual([1, 'ask-conflict']);
    expect(shownOf(task())).toEqual(before);
    task().repo.write('src/a.ts', 'export const a = 1;\n\n\n\nexport const z = 9;\n');
    task().ok('ask', 'apply', id);
    expect(read('src/a.ts')).toBe('export const a = 2;\n\n\n\nexport const z = 9;\n');
  });

  test.each<[string, Record<string, string>, Record<string, string>?]>([
    ['git-settings', { '.gitattributes': '* filter=x\n' }],
    ['git-settings', { 'src/.GIT/config': '[core]\n' }],
    ['hooks', { '.husky/pre-commit': 'rm -rf /\n' }],
    ['hooks', { 'tools/hooks/pre-push': 'x\n' }],
    ['client-settings', { '.claude/settings.json': '{}\n' }],
    ['client-settings', { 'packages/a/.Claude/commands/x.md': 'x\n' }],
    ['client-settings', { '.mcp.json': '{}\n' }],
    ['own-documents', { 'docs/cccc/config.json': '{}\n' }],
    ['leads-out', { 'src/d.ts': 'x\n' }, { 'src/out': '../../secret' }],
    ['leads-out', {}, { 'src/abs': '/etc/passwd' }],
    ['leads-out', {}, { 'src/inner': '../.claude/settings.json' }],
  ])('a change that is never applied is refused as a whole: %s', (why, writes, links = {}) => {
    task().repo.git('config', 'core.hooksPath', 'tools/hooks');
    const id = written({ 'src/a.ts': NEW, ...writes }, links);
    const before = shownOf(task());
    const ran = task().run('ask', 'apply', id);
    expect([ran.code, ran.json.findings[0]?.args['why']]).toEqual([1, why]);
    expect(shownOf(task())).toEqual(before);
  });

  test('a link that stays inside is applied as a link', () => {
    const id = written({ 'src/a.ts': NEW }, { 'src/same.ts': 'a.ts' });
    task().ok('ask', 'apply', id);
    expect(read('src/same.ts')).toBe(NEW);
  });

  test('what a link in the work tree leads to is never written', () => {
    const id = written({ 'lib/x.ts': 'new\n' });
    task().repo.write('elsewhere/keep.ts', 'keep\n');
    symlinkSync('elsewhere', file('lib'));
    expect(refusal('apply', id)).toEqual([1, 'ask-conflict']);
    expect(existsSync(file('elsewhere/x.ts'))).toBe(false);
  });

  test('while a task is open, nothing is applied to its work tree', () => {
    const id = written({ 'src/a.ts': NEW });
    task().ok('start', 'Something else');
    expect(refusal('apply', id)).toEqual([1, 'ask-apply-gated']);
    expect(read('src/a.ts')).not.toBe(NEW);
  });

  test('a verification that fails is said with its output, and one that the guard asks about is not run', () => {
    task().codex.answer({ text: 'Done.', writes: { 'src/a.ts': 'export const a = 7;\n' } });
    const ran = task().ok('ask', 'Make it 2', '--verify', 'node check.mjs');
    expect(said(ran)).toEqual(['delegated-answered', 'ask-changed', 'ask-not-verified']);
    expect(ran.json.findings[2]?.args['how']).toBe('exit 1');
    expect(refusal('Make it 2', '--verify', 'git push --force')).toEqual([1, 'ask-verify-guarded']);
    expect(refusal('Make it 2', '--verify', 'npm test | tee x')).toEqual([64, 'ask-verify-shell']);
    expect(task().codex.prompts).toHaveLength(1);
  });

  test('without a verification, the caller is told', () => {
    expect(said(task().ok('ask', 'Make it 2'))).toContain('ask-unverified');
    expect(said(task().ok('ask', 'Make it 2\nVerification: node check.mjs'))).not.toContain('ask-unverified');
  });

  test('three rounds of fixes in the same copy, and no more', () => {
    task().codex.answer(...[1, 2, 3, 4].map((n) => ({ text: 'Done.', writes: { [`src/f${n}.ts`]: `${n}\n` } })));
    const first = task().ok('ask', 'Make files');
    const session = String(dataOf(first, 'session_id'));
    task().repo.write('src/later.ts', 'later\n');
    for (const round of [1, 2, 3]) {
      const ran = task().ok('ask', `Fix ${round}`, '--session', session);
      expect(dataOf(ran, 'work', 'files')).toHaveLength(round + 1);
    }
    expect(refusal('Fix 4', '--session', session)).toEqual([1, 'ask-fixes-over']);
    expect(existsSync(copied(idOf(first), 'src/later.ts'))).toBe(false);
  });

  test('at most three at once, and none with a file of another', () => {
    task().codex.answer(...Array.from({ length: 3 }, () => ({ text: 'Done.', hold: true })));
    const wait = ['--max', '0.1'];
    const ids = [
      idOf(task().run('ask', 'One', '--file', 'src/a.ts', ...wait)),
      idOf(task().run('ask', 'Two', '--file', 'check.mjs', ...wait)),
    ];
    const overlap = task().run('ask', 'Three', '--file', 'src', ...wait);
    expect([overlap.code, ...said(overlap)]).toEqual([1, 'ask-files-overlap']);
    const third = task().run('ask', 'Three', ...wait);
    expect(said(third)).toContain('ask-files-undeclared');
    expect(refusal('Four', '--file', 'README.md')).toEqual([1, 'ask-writers-busy']);
    expect(task().run('ask', 'Look', '--read-only', ...wait).code).not.toBe(1);
    task().codex.release();
    for (const id of [...ids, idOf(third)]) task().ok('ask', 'wait', id);
    expect(sessionIds(task())).toHaveLength(4);
  });

  test('the whole machine is given by a human only', () => {
    const given = ['ask', 'Make it 2', '--sandbox', 'danger-full-access'];
    const alone = task().alone(...given);
    expect([alone.code, ...said(alone)]).toEqual([1, 'human-only']);
    expect(task().codex.prompts).toEqual([]);
    task().codex.answer({ text: 'Done.', writes: { 'src/a.ts': NEW } });
    expect(said(task().ok(...given))).toContain('ask-changed');
    const { args } = task().codex.call(1);
    expect(args.slice(args.indexOf('-s'), args.indexOf('-s') + 2)).toEqual(['-s', 'danger-full-access']);
  });

  test('a supervisor that is killed leaves no process and no lock; the session goes on in its copy', async () => {
    task().codex.answer({ partial: 'Half.', hold: true, writes: { 'src/a.ts': NEW } }, { text: 'Done.' });
    const id = idOf(task().run('ask', 'Make it 2', '--max', '0.1'));
    await until(() => readFileSync(path.join(runFolder(task(), id), 'events.jsonl'), 'utf8').includes('Half.'));
    const { pid } = JSON.parse(readFileSync(path.join(runFolder(task(), id), 'heartbeat.json'), 'utf8'));
    process.kill(pid, 'SIGKILL');
    ageRun(task(), id);
    const ran = task().run('ask', 'wait', id);
    expect([ran.code, answerOf(ran)]).toEqual([137, 'Half.']);
    await until(() => processesNaming(task().codex.dir, runFolder(task(), id)).length === 0);
    expect(existsSync(path.join(task().stateDir, 'sessions', 'lock'))).toBe(false);
    expect(refusal('apply', id)).toEqual([1, 'ask-no-change']);
    expect(dataOf(task().ok('ask', 'Go on', '--session', id), 'session_id')).toBe('thread-1');
  });

  test('a session that was not used for a week is removed with its copy by the next one', () => {
    const id = written({ 'src/a.ts': NEW });
    editSession(task(), id, { used_at: new Date(Date.now() - 8 * 24 * 3600 * 1000).toISOString() });
    task().ok('ask', 'Where?', '--read-only');
    expect(sessionIds(task())).not.toContain(id);
    expect(existsSync(runFolder(task(), id))).toBe(false);
    expect(refusal('apply', id)).toEqual([64, 'ask-session-unknown']);
  });

  test('uninstall --purge removes the sessions of this work tree with their copies', () => {
    const id = written({ 'src/a.ts': NEW });
    task().ok('uninstall', '--purge');
    expect([sessionIds(task()), existsSync(runFolder(task(), id))]).toEqual([[], false]);
  });

  test('what only reads has nothing to apply, and a damaged session is named', () => {
    const id = idOf(task().ok('ask', 'Where?', '--read-only'));
    expect(refusal('apply', id)).toEqual([64, 'ask-not-writer']);
    editSession(task(), id, { role: 'boss' });
    expect(refusal('list')).toEqual([0, 'ask-none', 'ask-session-damaged']);
    expect(refusal('apply', id)).toEqual([3, 'ask-session-damaged']);
  });
});

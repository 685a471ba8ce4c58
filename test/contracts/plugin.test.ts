/** The released plugin: made from the skill folder, the same bytes each time, on a branch of its own. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CALLS_OF_CLAUDE } from '../../scripts/core/install/client/allow-rules.js';
import { COMMANDS } from '../../scripts/core/install/setup.js';
import { filesBelow } from '../../scripts/dev/build.js';
import { projectRoot } from '../../scripts/dev/project.js';
import { BRANCH, holds } from '../../scripts/dev/release/ref.js';
import { PluginRepository } from '../helpers/plugin.js';

let released: PluginRepository;
let clone: string;
const read = (file: string): string => readFileSync(path.join(clone, file), 'utf8');
const inClone = async (): Promise<string[]> => (await filesBelow(clone)).filter((file) => !file.startsWith('.git/'));

beforeAll(async () => {
  released = await PluginRepository.make();
  clone = released.clone();
});
afterAll(() => released.close());

describe('the branch', () => {
  test('holds exactly what was built, with the rights that a program needs', async () => {
    const files = (folder: string, names: string[]) =>
      names.map((name) => [name, readFileSync(path.join(folder, name), 'latin1')]);
    const built = await filesBelow(released.folder);
    expect(await inClone()).toEqual(built);
    expect(files(clone, built)).toEqual(files(released.folder, built));
    for (const program of ['bin/cccc', 'scripts/cccc.mjs'])
      expect(statSync(path.join(clone, program)).mode & 0o111, program).not.toBe(0);
  });

  test('stays as it is when the same is released again, and names the commit that was built', async () => {
    const tip = released.git('-C', released.repository, 'rev-parse', BRANCH);
    expect(await released.release()).toEqual({ commit: tip, isSame: true });
    const source = released.git('-C', released.repository, 'rev-parse', 'main');
    expect(released.git('-C', released.repository, 'show', '--no-patch', '--format=%b', BRANCH)).toContain(source);
  });

  test('shares no commit with the sources, where no built file is', () => {
    const merged = () => released.git('-C', released.repository, 'merge-base', 'main', BRANCH);
    expect(merged).toThrow();
    expect(released.git('-C', released.repository, 'ls-tree', '-r', '--name-only', 'main')).toBe('');
  });

  test('is told from what else is built, whatever git settings the machine has', async () => {
    released.git('-C', released.repository, 'config', 'core.autocrlf', 'true');
    expect(await holds(released.repository, BRANCH, released.folder)).toBe(true);
    expect(await holds(released.repository, BRANCH, clone.replace(/clone .*/, 'repository'))).toBe(false);
    expect(await holds(released.repository, 'other', released.folder)).toBe(null);
  });
});

test('its manifest lists every other file by digest', async () => {
  const names = (await inClone()).filter((name) => name !== 'manifest.json');
  const digest = (name: string) =>
    createHash('sha256')
      .update(readFileSync(path.join(clone, name)))
      .digest('hex');
  expect(JSON.parse(read('manifest.json')).files).toEqual(
    Object.fromEntries(names.map((name) => [name, digest(name)])),
  );
});

test('each slash command is a skill that only the user starts', () => {
  const names = execFileSync('ls', [path.join(clone, 'skills')], { encoding: 'utf8' })
    .trim()
    .split('\n');
  expect(names.sort()).toEqual(Object.values(COMMANDS).flat().sort());
  for (const name of names) {
    const text = read(`skills/${name}/SKILL.md`);
    expect(text).toContain(`\nname: ${name}\n`);
    expect(text).toContain('\ndisable-model-invocation: true\n');
    expect(text).not.toMatch(/\{\{|\.claude\/skills/);
  }
});

test('the skill grants exactly the calls that Claude runs, in each form of their names, and has no hook', () => {
  const [, front = ''] = /^---\n([\s\S]*?)\n---\n/.exec(read('SKILL.md')) ?? [];
  const placed = ['node "${CLAUDE_SKILL_DIR}/scripts/cccc.mjs"', 'node ${CLAUDE_SKILL_DIR}/scripts/cccc.mjs'];
  expect([...front.matchAll(/^ {2}- (.*)$/gm)].map(([, rule]) => rule)).toEqual(
    [...placed, 'cccc'].flatMap((form) => CALLS_OF_CLAUDE.map((words) => `Bash(${form} ${words} *)`)),
  );
  expect(front).not.toContain('hooks:');
});

test('no text names a folder that only a copied skill has', async () => {
  const texts = (await inClone()).filter((name) =>
    /^(?:SKILL\.md|references\/|skills\/|hooks\/hooks\.json)/.test(name),
  );
  expect(texts.filter((name) => read(name).includes('.claude/skills'))).toEqual([]);
  for (const hook of ['cccc-hook.sh', 'cccc-guard.cjs', 'cccc-stop.cjs'])
    expect(read(`hooks/${hook}`), hook).not.toContain('node .claude/skills');
});

test('its hooks are those of a copied folder, each behind the check whether the loop is on', () => {
  const { hooks } = JSON.parse(read('hooks/hooks.json'));
  const copied = JSON.parse(readFileSync(path.join(projectRoot(), 'hooks/registration.json'), 'utf8')).hooks;
  expect(Object.keys(hooks)).toEqual(Object.keys(copied));
  for (const [event, [group]] of Object.entries<{ matcher?: string; hooks: { command: string }[] }[]>(hooks)) {
    expect(group?.matcher).toBe(copied[event][0].matcher);
    const isGated = group?.hooks.every(({ command }) => command.endsWith('. "$hooks/cccc-plugin.sh"'));
    // The one that shows an approval runs after commands of this program only.
    expect(isGated, event).toBe(event !== 'PostToolUse');
  }
});

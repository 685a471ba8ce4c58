/** One numbered test for every bug that was found about updates and settings.json, through the built program. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { installed, placeSkill, typed } from './helpers/cli.js';
import { useTool } from './helpers/grants.js';
import { settingsOf01 } from './helpers/predecessor.js';
import { makeProject, type TestRepo } from './helpers/repo.js';
import { TaskProject } from './helpers/task.js';

const SETTINGS = '.claude/settings.json';
const read = (repo: TestRepo, name: string): string => readFileSync(repo.file(name), 'utf8');

async function setUp(): Promise<TestRepo> {
  const repo = makeProject();
  placeSkill(repo.dir);
  await installed(repo.dir, ['setup', '--yes', '--language', 'en', '--no-checks']);
  return repo;
}

describe('#115 a new version that only started or stopped the loop made the project look up to date', () => {
  it('loop start and loop stop leave the version in the record as it is', async () => {
    const repo = await setUp();
    const record = JSON.parse(read(repo, 'docs/cccc/installed.json'));
    repo.write('docs/cccc/installed.json', JSON.stringify({ ...record, version: '0.2.0' }));
    for (const verb of ['start', 'stop']) {
      await typed(repo.dir, ['loop', verb]);
      expect(JSON.parse(read(repo, 'docs/cccc/installed.json')).version, verb).toBe('0.2.0');
      expect((await installed(repo.dir, ['next'])).said, verb).toContain('workspace-older');
    }
  });
});

const THEIRS = '{ "type": "command", "command": "say done" }';
/** Settings that Claude Code reads, as editors on any system leave them. */
const SHAPES: Record<string, string> = {
  tabs: `{\n\t"model": "opus",\n\t"hooks": {\n\t\t"Stop": [\n\t\t\t{ "hooks": [${THEIRS}] }\n\t\t]\n\t}\n}\n`,
  'CRLF and a byte order mark': `\uFEFF{\r\n  "model": "opus",\r\n  "unknown 键": { "a": [1, 2] }\r\n}\r\n`,
  'one line': `{"permissions":{"deny":["Read(.env)"],"allow":["Bash(ls:*)"]},"hooks":{"Stop":[{"hooks":[${THEIRS}]}]}}`,
  'mixed line ends, no end': '{\r\n  "a": "http://x//y",\n  "env": {}\r\n}',
  'an empty object': '{}',
};
/** Claude Code reads nothing of these, and an editor may still leave them. */
const COMMENTED: Record<string, string> = {
  comments: '// top\n{\n  // mine\n  "model": "opus" // b, with a comma\n  /* "hooks": {} */\n}\n',
  'trailing commas': '{\r\n\t"permissions": { "deny": ["Read(.env)",], },\r\n\t"model": "opus",\r\n}\r\n',
};

describe('#116 a comment between two entries of the program went with them', () => {
  it('it stays, whichever verb removes the entries', async () => {
    const repo = await setUp();
    const before = '{\n  "model": "opus"\n}\n';
    for (const verb of [['loop', 'stop'], ['uninstall']]) {
      repo.write(SETTINGS, before);
      await typed(repo.dir, ['loop', 'start']);
      const marked = read(repo, SETTINGS)
        .replace('\n    "PreToolUse"', '\n    // mine: between two events\n    "PreToolUse"')
        .replace('\n  "hooks"', '\n  /* mine, "above": [ */\n  "hooks"')
        .replace('\n      "Edit(docs/cccc/ledger/**)"', '\n      // mine: a rule\n      "Edit(docs/cccc/ledger/**)"');
      repo.write(SETTINGS, marked);
      await typed(repo.dir, verb);
      const after = read(repo, SETTINGS);
      for (const words of ['// mine: between two events', '/* mine, "above": [ */', '// mine: a rule'])
        expect(after, verb.join(' ')).toContain(words);
      expect(after).not.toMatch(/cccc/);
      expect(after.replace(/\/\/.*|\/\*.*\*\//g, '').replace(/\s/g, '')).toMatch(
        /^\{"model":"opus"(,"permissions":\{"deny":\[\]\})?(,"hooks":\{\})?\}$/,
      );
    }
  });

  it.each(Object.entries(SHAPES))(
    "%s: start, update, stop and uninstall leave every byte that is not the program's",
    async (_, text) => {
      const repo = await setUp();
      repo.write(SETTINGS, text);
      expect((await typed(repo.dir, ['loop', 'start'])).code).toBe(0);
      const registered = read(repo, SETTINGS);
      repo.write(SETTINGS, registered.replace('"timeout": 10', '"timeout": 9'));
      expect((await installed(repo.dir, ['force-update'])).code).toBe(0);
      expect(read(repo, SETTINGS)).toBe(registered);
      await typed(repo.dir, ['loop', 'stop']);
      expect(read(repo, SETTINGS)).toBe(text);
      await typed(repo.dir, ['loop', 'start']);
      await typed(repo.dir, ['uninstall']);
      expect(read(repo, SETTINGS)).toBe(text);
    },
  );

  it.each(Object.entries(COMMENTED))(
    '%s: what Claude Code would not read is left alone by every verb',
    async (_, text) => {
      const repo = await setUp();
      repo.write(SETTINGS, text);
      for (const verb of [['loop', 'start'], ['force-update'], ['loop', 'stop'], ['uninstall']]) {
        await typed(repo.dir, verb);
        expect(read(repo, SETTINGS), verb.join(' ')).toBe(text);
      }
    },
  );
});

describe('#117 a setting with the name of something that every object has made the guard give up', () => {
  it('its edit is judged like that of any other setting', async () => {
    const task = new TaskProject();
    task.ok('loop', 'start');
    const file = task.repo.file('docs/cccc/config.json');
    const config = JSON.parse(readFileSync(file, 'utf8'));
    const write = (content: object): Promise<string> =>
      useTool(task, 'Write', { file_path: file, content: JSON.stringify(content) });
    const usual = await write({ ...config, mine: 1 });
    for (const name of ['constructor', 'toString', 'hasOwnProperty'])
      expect(await write({ ...config, [name]: 1 }), name).toBe(usual);
  });
});

describe('#118 the hooks of 0.1 and of this version answered each stop together', () => {
  it('while 0.1 is registered, loop start is refused and names the update, which removes its entries', async () => {
    const repo = await setUp();
    repo.write(SETTINGS, settingsOf01({ model: 'opus' }));
    const refused = await typed(repo.dir, ['loop', 'start']);
    expect([refused.code, refused.said]).toEqual([1, ['workspace-older']]);
    expect(existsSync(repo.file('.claude/hooks'))).toBe(false);
    expect((await installed(repo.dir, ['update'])).code).toBe(0);
    expect(JSON.parse(read(repo, SETTINGS))).toEqual({ model: 'opus' });
    expect((await typed(repo.dir, ['loop', 'start'])).code).toBe(0);
  });
});

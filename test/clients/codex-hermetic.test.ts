/** What reaches the reviewer, checked in the requests that the real Codex sends: of the repository, only its files. */
import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parseEvents } from '../../scripts/core/codex/events.js';
import { commandsOf } from '../../scripts/core/codex/run.js';
import type { Turn } from '../../scripts/dev/servers/responses-server.js';
import { type Lab, type LabRun, runIn, withLab } from '../helpers/codex-lab.js';

const REPLY = '{"a":1}';
const run = (cmd: string): Turn => ({ call: { name: 'exec_command', arguments: { cmd } } });

/** Every file name through which a repository could add instructions; the text of each file names the file. */
async function plant(folder: string, name: string): Promise<void> {
  const skill = (kind: string): string =>
    `---\nname: ${name}-${kind}\ndescription: PLANTED-${name}-${kind}-description\n---\n` +
    `PLANTED-${name}-${kind}-skill\n`;
  const files = {
    'AGENTS.md': `PLANTED-${name}-agents`,
    'AGENTS.override.md': `PLANTED-${name}-override`,
    '.codex/AGENTS.md': `PLANTED-${name}-codex-agents`,
    '.codex/config.toml': `developer_instructions = "PLANTED-${name}-config"\nsandbox_mode = "danger-full-access"\n`,
    // Each has its own name, because Codex ignores a name that two skills share.
    [`.codex/skills/one/SKILL.md`]: skill('codex'),
    [`.agents/skills/two/SKILL.md`]: skill('agents'),
    [`skills/three/SKILL.md`]: skill('plain'),
    '.git/HEAD': 'ref: refs/heads/main\n',
  };
  for (const [file, text] of Object.entries(files)) {
    await fs.mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await fs.writeFile(path.join(folder, file), text);
  }
  await fs.mkdir(path.join(folder, '.git', 'objects'), { recursive: true });
  await fs.mkdir(path.join(folder, '.git', 'refs'), { recursive: true });
}

const planted = ({ requests }: LabRun): string[] => requests.flatMap(({ raw }) => raw.match(/PLANTED-[\w-]+/g) ?? []);
const sent = ({ requests }: LabRun): Record<string, unknown> => Object(requests.at(0)?.body);

/** A diff may name any skill, and Codex would add the named skill's text to the prompt. */
const PROMPT = 'Review this:\n+ echo $tree-codex $tree-agents $tree-plain $above-codex $above-agents $above-plain\n';

async function review(lab: Lab, isolation: 'repo' | 'hermetic', turns: (Turn | string)[] = [REPLY]): Promise<LabRun> {
  const result = await runIn(lab, turns, { prompt: PROMPT, config: { isolation } });
  expect(result.result).toMatchObject({ kind: 'reply' });
  return result;
}

describe.each(['repo', 'hermetic'] as const)('with isolation %s', (isolation) => {
  test('instructions and skills of the reviewed tree reach no request, not even when the diff names them', () =>
    withLab(async (lab) => {
      await plant(path.join(lab.job, 'tree'), 'tree');
      const reviewed = await review(lab, isolation);
      expect(planted(reviewed)).toEqual([]);
      expect(reviewed.requests.map(({ raw }) => raw.includes('echo $tree-codex'))).toEqual([true]);
    }));

  test('neither do those of a repository above the working directory', () =>
    withLab(async (lab) => {
      await plant(lab.root, 'above');
      expect(planted(await review(lab, isolation))).toEqual([]);
    }));

  test('the tree can be read by a relative path, and nothing can be written', () =>
    withLab(async (lab) => {
      await plant(path.join(lab.job, 'tree'), 'tree');
      const target = path.join(lab.root, 'written');
      const { record } = await review(lab, isolation, [
        run('cat tree/AGENTS.md'),
        run(`touch tree/x || touch '${target}'`),
        REPLY,
      ]);
      const [read, write] = commandsOf(parseEvents(record.events).events);
      expect(read).toMatchObject({ exitCode: 0, output: 'PLANTED-tree-agents' });
      expect(write?.exitCode).not.toBe(0);
      await expect(fs.access(target)).rejects.toThrow('ENOENT');
    }));

  test("the reviewer's commands see neither the provider's key nor any other variable", () =>
    withLab(async (lab) => {
      lab.env['DATABASE_PASSWORD'] = 'secret-of-the-shell';
      const { record, requests } = await review(lab, isolation, [run('env'), REPLY]);
      expect(commandsOf(parseEvents(record.events).events)[0]?.output).toContain('PATH=');
      expect(record.events).not.toMatch(/dummy|secret-of-the-shell/);
      expect(requests.every(({ headers }) => headers.authorization === 'Bearer dummy')).toBe(true);
    }));
});

test("isolation hermetic leaves out the user's own instructions and settings too", () =>
  withLab(async (lab) => {
    const codexHome = path.join(lab.home, '.codex');
    await plant(lab.home, 'tree');
    await fs.writeFile(path.join(codexHome, 'AGENTS.md'), 'PLANTED-user-agents');
    await fs.writeFile(path.join(codexHome, 'config.toml'), 'model_reasoning_effort = "low"\n');
    const reviewed = await review(lab, 'hermetic');
    expect(planted(reviewed)).toEqual([]);
    expect(sent(reviewed)['reasoning']).not.toMatchObject({ effort: 'low' });
  }));

test("isolation repo takes only model, provider and effort from the user's config.toml", () =>
  withLab(async (lab) => {
    const settings = [
      'model = "gpt-5.6-sol"',
      'model_reasoning_effort = "low"',
      'developer_instructions = "PLANTED-user-config"',
      'sandbox_mode = "danger-full-access"',
    ];
    await fs.writeFile(path.join(lab.home, '.codex', 'config.toml'), settings.join('\n'));
    const reviewed = await runIn(lab, [REPLY], { prompt: PROMPT, config: { model: null } });
    expect(sent(reviewed)).toMatchObject({ model: 'gpt-5.6-sol', reasoning: { effort: 'low' } });
    expect(planted(reviewed)).toEqual([]);
    expect(reviewed.record.stderr).toContain('sandbox_policy=read-only');
  }));

test("the reviewer's commands read no keys, no logins and no live work tree, write nothing and have no network", () =>
  withLab(async (lab) => {
    const kept = [
      path.join(lab.root, 'own', '.git', 'config'),
      path.join(lab.root, 'state', 'key'),
      path.join(lab.home, '.ssh', 'id_ed25519'),
      path.join(lab.home, '.codex', 'auth.json'),
      path.join(lab.root, 'own', '.env'),
      path.join(lab.home, '.npmrc'),
    ];
    for (const file of kept) {
      await fs.mkdir(path.dirname(file), { recursive: true });
      await fs.writeFile(file, 'KEPT-FROM-CODEX');
    }
    const written = ['tree/a.txt', '../own/new', path.join(lab.home, '.ssh', 'new'), path.join(lab.root, 'new')]
      .map((file) => `echo x > '${file}'`)
      .join('; ');
    const turns = [
      run(`cat tree/a.txt; cat ${kept.map((file) => `'${file}'`).join(' ')}; true`),
      run(`${written}; true`),
      run('bash -c "echo > /dev/tcp/127.0.0.1/9"; true'),
      REPLY,
    ];
    const { record, requests, ready } = await runIn(lab, turns);
    expect(ready.reads).toMatchObject({
      because: null,
      denied: expect.arrayContaining([path.join(lab.root, 'own'), path.join(lab.root, 'state')]),
    });
    expect(record.stderr).toContain('sandbox_policy=read-only');
    const [command, write, net] = commandsOf(parseEvents(record.events).events);
    expect(command?.output).toContain('content of a');
    expect(command?.output.match(/Permission denied/g)).toHaveLength(kept.length);
    expect(write?.output.match(/Read-only file system|Permission denied/g)).toHaveLength(4);
    expect(await fs.readdir(lab.root)).not.toContain('new');
    expect(net?.output).toContain('Operation not permitted');
    expect(requests.map(({ raw }) => raw).join('')).not.toContain('KEPT-FROM-CODEX');
  }));

test('the schema is sent as it is, and strictly', () =>
  withLab(async (lab) => {
    const reviewed = await review(lab, 'repo');
    expect(sent(reviewed)['text']).toMatchObject({
      format: { type: 'json_schema', strict: true, schema: { required: ['a'] } },
    });
  }));

test('a reply carries what a receipt needs, and the record on the disk is the record', () =>
  withLab(async (lab) => {
    const { result, record, eventsOnDisk, progress } = await review(lab, 'repo', [run('cat tree/a.txt'), REPLY]);
    expect(result).toMatchObject({
      reply: { a: 1 },
      usage: { input_tokens: 200, output_tokens: 40 },
      model: 'gpt-5.5',
      warnings: [],
    });
    expect(result).toMatchObject({
      commands: [{ exitCode: 0, output: 'content of a\n' }],
      threadId: expect.stringMatching(/^[\da-f-]{36}$/),
    });
    expect(eventsOnDisk).toBe(record.events);
    expect(progress.at(-1)?.tokens).toBe(240);
    const kinds = progress.flatMap(({ event }) => (event ? [event.type] : []));
    expect(kinds).toEqual([
      'thread-started',
      'other',
      'item-started',
      'item-completed',
      'item-completed',
      'turn-completed',
    ]);
  }));

test('a model that works through code shows its commands all the same', () =>
  withLab(async (lab) => {
    const script = 'const r = await tools.exec_command({ cmd: "cat tree/a.txt" }); text(r.output);';
    const { result } = await runIn(lab, [{ custom: { name: 'exec', input: script } }, REPLY], {
      config: { model: 'gpt-5.6-sol' },
    });
    expect(result).toMatchObject({ kind: 'reply', commands: [{ exitCode: 0, output: 'content of a\n' }] });
  }));

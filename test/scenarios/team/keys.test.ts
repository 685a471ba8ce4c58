/** `cccc keys`: the user's key and the trust list. */
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Outsider } from '../../helpers/pull-request.js';
import { type Ran, TaskProject } from '../../helpers/task.js';

const codes = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
const LIST = 'docs/cccc/trusted-keys.json';

describe('keys', () => {
  let task: TaskProject;
  beforeAll(() => {
    task = new TaskProject();
  });
  const listed = (): { owner: string; public_key: string; revoked?: string }[] =>
    JSON.parse(readFileSync(task.repo.file(LIST), 'utf8')).keys;

  it('export says that there is none, and create makes one that only the user can read', () => {
    expect([task.run('keys', 'export').code, codes(task.run('keys', 'export'))]).toEqual([1, ['team-key-none']]);
    expect(codes(task.ok('keys', 'list'))).toEqual(['trust-list-empty']);
    const made = task.ok('keys', 'create');
    expect(made.json.data).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{16}$/),
      public_key: expect.stringMatching(/^ed25519:[A-Za-z0-9+/]{43}=$/),
    });
    const file = path.join(task.stateDir, 'key-team.pem');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const again = task.ok('keys', 'create');
    expect([codes(again), again.json.data]).toEqual([['team-key-present'], made.json.data]);
    expect(task.text('keys', 'export').stdout).toBe(`${String(made.json.data['public_key'])}\n`);
  });

  it('add and remove need the user, and a revoked key stays in the list with its date', () => {
    const bob = new Outsider();
    expect([task.alone('keys', 'add', '--owner', 'Ada').code, existsSync(task.repo.file(LIST))]).toEqual([1, false]);
    expect(codes(task.alone('keys', 'add', '--owner', 'Ada', '--dry-run'))).toEqual(['change-planned']);
    task.ok('keys', 'add', '--owner', 'Ada');
    expect(codes(task.ok('keys', 'add', bob.publicKey, '--owner', 'Bob'))).toContain('trust-added');
    expect(codes(task.alone('keys', 'add', bob.publicKey, '--owner', 'Bob'))).toEqual(['trust-key-known']);
    expect(codes(task.ok('keys', 'remove', bob.id))).toContain('trust-removed');
    expect(listed().map(({ owner, revoked }) => [owner, typeof revoked])).toEqual([
      ['Ada', 'undefined'],
      ['Bob', 'string'],
    ]);
    expect(codes(task.alone('keys', 'add', bob.publicKey, '--owner', 'Bob'))).toEqual(['trust-key-was-revoked']);
    expect(codes(task.alone('keys', 'remove', 'Bob'))).toEqual(['trust-key-unknown']);
    const shown = task.text('keys', 'list', '--language', 'zh-CN').stdout;
    expect(shown).toMatch(/Ada .*起受信任 · 你的\n[0-9a-f]{16} {2}Bob .*已于 .* 撤销\n$/);
  });

  it('say what is wrong with a key, a name, a list and a key file, and change none of them', () => {
    expect(task.alone('keys', 'add', 'ed25519:abc', '--owner', 'Eve').code).toBe(2);
    expect(task.alone('keys', 'add', new Outsider().publicKey).code).toBe(2);
    const before = readFileSync(task.repo.file(LIST), 'utf8');
    task.repo.write(LIST, '{"keys": [{"owner": "Eve"}]}');
    expect(task.refused('keys', 'list')).toEqual(['trust-list-broken']);
    expect(codes(task.alone('keys', 'add', new Outsider().publicKey, '--owner', 'Eve'))).toEqual(['trust-list-broken']);
    expect(readFileSync(task.repo.file(LIST), 'utf8')).toBe('{"keys": [{"owner": "Eve"}]}');
    task.repo.write(LIST, before);
    const file = path.join(task.stateDir, 'key-team.pem');
    const key = readFileSync(file, 'utf8');
    writeFileSync(file, 'no key');
    expect(task.refused('keys', 'create')).toEqual(['team-key-corrupt']);
    expect([task.run('start', 'A task').code, readFileSync(file, 'utf8')]).toEqual([3, 'no key']);
    writeFileSync(file, key);
  });
});

/** What a clone shows of a signed task, and the pre-push hook. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { Outsider, type PullRequest, rechained } from '../../helpers/pull-request.js';
import { makeRepo, type TestRepo } from '../../helpers/repo.js';
import type { Ran } from '../../helpers/task.js';

const codes = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
const LIST = 'docs/cccc/trusted-keys.json';

/** The tests, over a pull request that others play too; the last one removes the program from it. */
export function describeSignedTask(pullOf: () => PullRequest): void {
  describe('a signed task', () => {
    let pull: PullRequest;
    beforeAll(() => {
      pull = pullOf();
      pull.repo.git('checkout', '-q', 'work');
    });

    const cli = (repo: TestRepo, ...args: string[]) => {
      const env = { ...pull.env, XDG_STATE_HOME: path.join(repo.dir, '..', 'nobody') };
      const { status, stdout } = spawnSync(process.execPath, [pull.cli, ...args, '--json'], {
        cwd: repo.dir,
        env,
        encoding: 'utf8',
      });
      return { code: status, json: JSON.parse(stdout) };
    };

    it('is signed in every entry and receipt, and shows by whom', () => {
      expect(pull.lines.map(({ sig }) => Object(sig).key)).toEqual(pull.lines.map(() => pull.ownKey.id));
      const shown = pull.ok('show').json.data;
      expect(shown['signed']).toMatchObject({
        signed: pull.lines.length,
        keys: [{ owner: 'Ada' }],
        reviews: { 'final-3': 'signed' },
      });
      expect(pull.text('trace').stdout).toMatch(/Codex .*final.* · signed: Ada$/m);
      expect(pull.text('doctor').stdout).toMatch(
        /PASS Team keys +1 key trusted; yours is [0-9a-f]{16}; \d+ of \d+ entries signed/,
      );
    });

    it('is signed on a clone without the key, attested only where the list trusts somebody else', () => {
      const clone = pull.repo.clone('--branch', 'work');
      const gates = cli(clone, 'gates');
      expect(gates.json.data.gates.final).toMatchObject({ state: 'open', assurance: 'signed' });
      expect(cli(clone, 'gates', '--assert', 'final').json.findings.at(-1).code).toBe('gate-signed-only');
      expect(cli(clone, 'gates', '--assert', 'final', '--accept-signed').code).toBe(0);
      const none = pull.repo.git('rev-list', '--max-parents=0', 'work');
      expect(cli(clone, 'gates', '--trust', none).json.data.gates.final).toMatchObject({ assurance: 'attested' });
      expect(cli(clone, 'gates', '--assert', 'final', '--accept-signed', '--trust', none).code).toBe(1);
      expect(cli(clone, 'gates', '--trust', 'nowhere').code).toBe(2);
      expect(cli(clone, 'trace').json.data.entries.at(-1).signed).toMatchObject({ standing: 'signed', owner: 'Ada' });
    });

    it('does not open a gate on a clone where its signature is forged, and the line is named', () => {
      pull.branch('forged', () =>
        pull.writeLedger(rechained(pull.lines, { key: new Outsider().key, id: pull.ownKey.id })),
      );
      const gates = cli(pull.repo.clone('--branch', 'forged'), 'gates');
      expect(gates.json.findings.map(({ code }: { code: string }) => code)).toContain('signature-forged');
      expect(gates.json.data.gates.final).toMatchObject({ state: 'closed', reason: 'receipt-invalid' });
    });

    it('says that its change alters the trusted keys, and trusts nobody because of it', () => {
      pull.branch('brings-key', () => {
        const list = JSON.parse(readFileSync(pull.repo.file(LIST), 'utf8'));
        list.keys.push({ owner: 'Mallory', public_key: new Outsider().publicKey, since: '2026-01-01T00:00:00Z' });
        pull.repo.write(LIST, JSON.stringify(list));
      });
      const told = cli(pull.repo.clone('--branch', 'brings-key'), 'gates').json.findings;
      expect(told).toContainEqual(
        expect.objectContaining({
          code: 'trust-list-changed',
          args: expect.objectContaining({ changes: expect.stringMatching(/^\+ Mallory \(/) }),
        }),
      );
    });

    describe('the pre-push hook', () => {
      let hub: TestRepo;
      const hook = (): string => pull.repo.file('.git/hooks/pre-push');
      const push = (...refs: string[]) => {
        const { status, stderr } = spawnSync('git', ['push', 'hub', ...refs], {
          cwd: pull.repo.dir,
          env: pull.env,
          encoding: 'utf8',
        });
        return { status, stderr };
      };
      beforeAll(() => {
        hub = makeRepo('--bare');
        pull.repo.git('checkout', '-q', 'main');
        pull.repo.git('remote', 'add', 'hub', hub.dir);
        pull.repo.git('push', '-q', 'hub', 'main');
      });

      it('is put in place once, and never over a hook or a link of the user', () => {
        rmSync(hook(), { force: true });
        symlinkSync('/nowhere', hook());
        expect(pull.refused('ci', 'hook')).toEqual(['push-hook-foreign']);
        rmSync(hook());
        pull.repo.hook('pre-push', 'exit 0');
        const before = readFileSync(hook(), 'utf8');
        expect([pull.refused('ci', 'hook'), readFileSync(hook(), 'utf8')]).toEqual([['push-hook-foreign'], before]);
        rmSync(hook());
        expect([codes(pull.ok('ci', 'hook', '--dry-run')), existsSync(hook())]).toEqual([['change-planned'], false]);
        expect(codes(pull.ok('ci', 'hook'))).toEqual(['push-hook-added']);
        expect(codes(pull.ok('ci', 'hook'))).toEqual(['push-hook-present']);
        expect(statSync(hook()).mode & 0o111).not.toBe(0);
      });

      it('lets an approved change go to main, holds another one back, and only speaks elsewhere', () => {
        const moved = pull.branch('moved', () => void pull.repo.write('src/main.ts', '// other\n'));
        const held = push(`${moved}:main`);
        expect(held.status).not.toBe(0);
        expect(held.stderr).toContain('Not pushed: what goes to main is not approved.');
        expect(push(`${moved}:topic`).status).toBe(0);
        expect(push('work:main').status).toBe(0);
      });

      it('goes where core.hooksPath says, and is removed by the user and by uninstall, unless it was edited', () => {
        pull.repo.git('config', 'core.hooksPath', '.husky');
        expect(codes(pull.ok('ci', 'hook'))).toEqual(['push-hook-added']);
        expect(existsSync(pull.repo.file('.husky/pre-push'))).toBe(true);
        expect([codes(pull.ok('ci', 'hook', '--remove')), codes(pull.ok('ci', 'hook', '--remove'))]).toEqual([
          ['push-hook-removed'],
          ['push-hook-none'],
        ]);
        pull.repo.git('config', '--unset', 'core.hooksPath');
        expect(pull.alone('ci', 'hook', '--remove').json.findings[0]?.code).toBe('human-only');
        const text = readFileSync(hook(), 'utf8');
        writeFileSync(hook(), `${text}echo mine\n`);
        expect(pull.refused('ci', 'hook', '--remove')).toEqual(['push-hook-foreign']);
        writeFileSync(hook(), text);
        expect(codes(pull.ok('uninstall'))).toContain('push-hook-removed');
        expect(existsSync(hook())).toBe(false);
      });
    });
  });
}

/**
 * What is checked before anything is sent to a model, and what the sandbox of the real Codex allows. Where the real
 * condition cannot be created here, the title says "simulated".
 */
import fs from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { findClients } from '../../scripts/dev/clients.js';
import { preflight } from '../../scripts/io/codex/preflight.js';
import type { CodexConfig } from '../../scripts/io/codex/settings.js';
import { type Lab, labConfig, labPlaces, runIn, withLab } from '../helpers/codex-lab.js';
import { modelRuns } from '../helpers/model-turns.js';
import { observeOutage } from '../helpers/observed.js';

const REPLY = '{"a":1}';
describe('before anything is sent', () => {
  const check = async (lab: Lab, config: CodexConfig, top: string | null = null) => {
    const result = await preflight(config, {
      env: lab.env,
      ...labPlaces(lab),
      ...(top === null ? {} : { repository: { top, gitDir: top, commonDir: top } }),
    });
    if (result.kind === 'infrastructure') observeOutage('preflight', result.reason);
    return result;
  };
  const unreachable = (given: Partial<CodexConfig>) => labConfig('http://127.0.0.1:9/v1', given);

  test('a Codex that is not there is codex-missing', () =>
    withLab(async (lab) => {
      expect(await check(lab, await unreachable({ cli_command: path.join(lab.root, 'codex') }))).toMatchObject({
        reason: 'codex-missing',
      });
      expect(await check(lab, await unreachable({ cli_command: 'no-such-codex' }))).toMatchObject({
        reason: 'codex-missing',
        detail: 'no-such-codex',
      });
    }));

  test('a Codex that is too old is codex-too-old (simulated: a script that says so)', () =>
    withLab(async (lab) => {
      const script = path.join(lab.root, 'old.mjs');
      await fs.writeFile(script, 'console.log("codex-cli 0.120.0");\n', { mode: 0o755 });
      expect(await check(lab, await unreachable({ cli_command: script }))).toMatchObject({
        reason: 'codex-too-old',
        detail: '0.120.0 < 0.169.0',
      });
    }));

  test('a Codex inside the project is never run', () =>
    withLab(async (lab) => {
      const script = path.join(lab.job, 'tree', 'codex.mjs');
      await fs.writeFile(script, 'console.log("codex-cli 9.9.9");\n', { mode: 0o755 });
      expect(await check(lab, await unreachable({ cli_command: script }), path.join(lab.job, 'tree'))).toMatchObject({
        reason: 'codex-inside-project',
      });
    }));

  test('nobody logged in is logged-out, and only where the provider uses the login', () =>
    withLab(async (lab) => {
      expect(await check(lab, await unreachable({ config_overrides: [] }))).toMatchObject({
        reason: 'logged-out',
        detail: 'Not logged in',
      });
      expect(await check(lab, await unreachable({}))).toMatchObject({ kind: 'ready', login: 'not-needed' });
      await fs.writeFile(path.join(lab.home, '.codex', 'auth.json'), '{"OPENAI_API_KEY":"sk-dummy"}');
      expect(await check(lab, await unreachable({ config_overrides: [] }))).toMatchObject({
        kind: 'ready',
        login: 'api-key',
      });
      expect(await check(lab, await unreachable({ config_overrides: [], isolation: 'hermetic' }))).toMatchObject({
        kind: 'ready',
        login: 'api-key',
      });
    }));

  test('a key that is not let through is missing-env-key', () =>
    withLab(async (lab) => {
      expect(await check(lab, await unreachable({ pass_env: [] }))).toMatchObject({
        reason: 'missing-env-key',
        detail: 'LAB_KEY',
      });
    }));

  test('an override that would open the sandbox is refused', () =>
    withLab(async (lab) => {
      const config = await unreachable({ config_overrides: ['sandbox_mode="danger-full-access"'] });
      expect(await check(lab, config)).toMatchObject({
        reason: 'override-not-allowed',
        detail: 'sandbox_mode="danger-full-access"',
      });
    }));

  /** The real binary without the sandbox helper that is shipped next to it. */
  async function bareCodex(lab: Lab): Promise<string> {
    const bare = path.join(lab.root, 'codex');
    await fs.copyFile((await findClients()).codex, bare, fs.constants.COPYFILE_FICLONE);
    return bare;
  }

  test.runIf(process.platform === 'linux')('a sandbox that cannot start is sandbox-unavailable', () =>
    withLab(async (lab) => {
      lab.env['PATH'] = lab.home;
      expect(await check(lab, await unreachable({ cli_command: await bareCodex(lab) }))).toMatchObject({
        reason: 'sandbox-unavailable',
      });
    }),
  );

  /**
   * The real binary behind a script that changes how `codex sandbox` is called; this simulates a version or a machine
   * that behaves in this way.
   */
  async function changedSandbox(lab: Lab, change: string): Promise<Partial<CodexConfig>> {
    const script = path.join(lab.root, 'changed.sh');
    const real = (await findClients()).codex;
    // It adds an argument of its own, so that it is started as it is, and not what it chooses.
    const added = '-c check_for_update_on_startup=false';
    const text = `#!/bin/bash\nif [ "$1" = sandbox ]; then ${change}; fi\nexec '${real}' ${added} "$@"\n`;
    await fs.writeFile(script, text, { mode: 0o755 });
    return { cli_command: script };
  }
  const WITHOUT_PROFILE = 'while [ "$1" != -- ]; do shift; done; set -- sandbox "$@"';

  describe.runIf(process.platform === 'linux')('the permission profile', () => {
    test.each([
      ['is refused', '[[ "$*" == *-P* ]] && { echo "error: no such option" >&2; exit 2; }', 'error: no such option'],
      ['is passed over, so that what is denied can be read', WITHOUT_PROFILE, expect.any(String)],
    ])('that %s gives way to the plain read-only sandbox, by name', (_, change, because) =>
      withLab(async (lab) => {
        const ready = await check(lab, await unreachable(await changedSandbox(lab, change)));
        expect(ready).toMatchObject({ kind: 'ready', reads: { denied: null, because } });
        const { record, result } = await runIn(lab, [modelRuns('cat tree/a.txt; touch tree/x; true'), REPLY], {
          config: await changedSandbox(lab, change),
        });
        expect(result).toMatchObject({
          kind: 'reply',
          commands: [{ output: expect.stringContaining('Read-only file system') }],
        });
        expect(record.stderr).toContain('sandbox_policy=read-only');
      }),
    );

    test('is never given up for a sandbox that can write', () =>
      withLab(async (lab) => {
        const open = `${WITHOUT_PROFILE}; shift; set -- sandbox -P :workspace "$@"`;
        expect(await check(lab, await unreachable(await changedSandbox(lab, open)))).toMatchObject({
          reason: 'sandbox-unavailable',
        });
      }));

    test('holds where Codex lies in a folder that is denied, and where a path looks like a pattern', () =>
      withLab(async (lab) => {
        const native = path.join(lab.home, '.codex', 'packages', 'bin', 'codex');
        await fs.cp(path.dirname(path.dirname((await findClients()).codex)), path.dirname(path.dirname(native)), {
          recursive: true,
        });
        const top = path.join(lab.root, 'own', 'a[b]*');
        await fs.mkdir(top);
        for (const file of [path.join(top, '.env'), path.join(lab.home, '.codex', 'auth.json')])
          await fs.writeFile(file, 'KEPT-FROM-CODEX');
        const places = { repository: { top, gitDir: path.join(top, '.git'), commonDir: path.join(top, '.git') } };
        const read = modelRuns(`cat tree/a.txt; cat '${top}/.env' '${lab.home}/.codex/auth.json'; true`);
        const { record, ready } = await runIn(lab, [read, REPLY], { config: { cli_command: native }, places });
        expect(ready.reads.because).toBeNull();
        expect(record.events).toContain('content of a');
        expect(record.events).not.toContain('KEPT-FROM-CODEX');
      }));
  });

  test.runIf(process.platform === 'linux')(
    'a sandbox that breaks after the check leaves no event, and is noticed all the same',
    () =>
      withLab(async (lab) => {
        const codex = {
          kind: 'codex' as const,
          command: 'codex',
          native: await bareCodex(lab),
          leading: [],
          identity: '',
        };
        const { result } = await runIn(lab, [modelRuns('cat tree/a.txt'), REPLY], { call: { codex } });
        expect(result).toMatchObject({ reason: 'commands-all-failed', detail: '0/1' });
      }),
  );
});

/**
 * Launchers of version managers: each is started as it was found, and chooses the version as it does in the project.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { scrubbedEnvironment } from '../../../scripts/io/codex/arguments.js';
import { nameCodex } from '../../../scripts/io/codex/program.js';
import { FakeCodex, IN_NODE } from '../../helpers/fake-codex.js';
import { freshFolder } from '../../helpers/repo.js';
import { SHIMS } from '../../helpers/shims.js';

describe.runIf(process.platform !== 'win32').each(Object.entries(SHIMS))('a launcher of %s', (_name, make) => {
  const versions = freshFolder();
  for (const [name, version] of [
    ['pinned', '0.170.0'],
    ['global', '0.171.0'],
  ] as const) {
    mkdirSync(path.join(versions, name));
    writeFileSync(path.join(new FakeCodex(path.join(versions, name)).becomes(IN_NODE).dir, 'version'), version);
  }

  test.each([
    ['where the project pins a version', true, 'pinned', '0.170.0'],
    ['where only the user chose one', false, 'global', '0.171.0'],
  ])('%s', async (_title, isPinned, chosen, version) => {
    const shim = make(versions);
    const [top, stateDir, folder] = [freshFolder(), freshFolder(), freshFolder()];
    if (isPinned) writeFileSync(path.join(top, shim.pin.name), shim.pin.text);
    const env = {
      PATH: [...shim.bin, process.env['PATH']].join(path.delimiter),
      HOME: freshFolder(),
      ...shim.env,
    };
    const named = await nameCodex('codex', { env, top, folder, stateDir }, scrubbedEnvironment([], env, null));
    expect(named).toMatchObject({
      kind: 'named',
      codex: { command: shim.file },
      program: { version, launcher: { path: shim.file }, native: { path: path.join(versions, chosen, 'codex') } },
    });
  });
});

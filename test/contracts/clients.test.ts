/** The pinned clients, and how other versions are tried. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { TRIED } from '../../scripts/core/install/tried.js';
import { findClients, OTHER_VERSIONS, wantedVersions } from '../../scripts/dev/clients.js';
import { projectRoot } from '../../scripts/dev/project.js';
import { codexPlatform } from '../../scripts/io/codex/locate.js';
import { freshFolder } from '../helpers/repo.js';

const read = (name: string): string => readFileSync(path.join(projectRoot(), name), 'utf8');

describe('the versions of the clients', () => {
  test('are the pinned ones, unless a run names both others', () => {
    expect(wantedVersions({})).toEqual(TRIED);
    expect(wantedVersions({ [OTHER_VERSIONS]: '0.172.0 2.2.0-beta.1' })).toEqual({
      codex: '0.172.0',
      claude: '2.2.0-beta.1',
    });
    for (const given of ['', '0.172.0', 'latest latest', '0.172.0 2.2.0 ../x', '../0.172.0 2.2.0'])
      expect(() => wantedVersions({ [OTHER_VERSIONS]: given })).toThrow(OTHER_VERSIONS);
  });

  test('are named by the READMEs and by the pages of facts', () => {
    for (const name of ['README.md', 'README.zh-CN.md']) {
      expect(read(name)).toContain(TRIED.codex);
      expect(read(name)).toContain(TRIED.claude);
    }
    expect(read('docs/facts/codex-cli.md')).toContain(`Codex CLI ${TRIED.codex}`);
    expect(read('docs/facts/claude-code.md')).toContain(`Claude Code ${TRIED.claude}`);
  });
});

/** Creates the files that npm would install, in the folder of these versions. */
function installed(root: string, codex: string, claude: string): string {
  const folder = path.join(root, `codex-${codex}+claude-${claude}`);
  const platform = codexPlatform();
  const put = (name: string, version: string, binary: string): void => {
    const own = path.join(folder, 'node_modules', name);
    mkdirSync(path.dirname(path.join(own, binary)), { recursive: true });
    writeFileSync(path.join(own, 'package.json'), JSON.stringify({ version }));
    writeFileSync(path.join(own, binary), '');
  };
  put(platform.packageName, `${codex}-${process.platform}`, platform.binary);
  const program = process.platform === 'win32' ? 'claude.exe' : 'claude';
  put(`@anthropic-ai/claude-code-${process.platform}-${process.arch}`, claude, program);
  return folder;
}

test('each pair of versions has its own folder, so that no checkout replaces what another one runs', async () => {
  const root = freshFolder();
  const [old, fresh] = [installed(root, '1.0.0', '2.0.0'), installed(root, '1.1.0', '2.0.0')];
  for (const [codex, folder] of [
    ['1.0.0', old],
    ['1.1.0', fresh],
    ['1.0.0', old],
  ] as const) {
    const found = await findClients({ codex, claude: '2.0.0' }, root);
    expect([found.codex, found.claude].filter((file) => !file.startsWith(folder + path.sep))).toEqual([]);
  }
});

test('the newest clients are tried by hand only', () => {
  const { scripts } = JSON.parse(read('package.json'));
  expect(scripts['test:clients']).toContain('scripts/dev/test-clients.ts');
  const automatic = [scripts.test, scripts.check, scripts.integrity, scripts.demo, read('.ci/run')].join('\n');
  expect(automatic).not.toMatch(/test:clients|test-clients|newest/);
});

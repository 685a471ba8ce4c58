import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { projectPaths } from '../../../scripts/io/ground/workspace.js';
import { readSettingsFiles } from '../../../scripts/io/loop/settings-layers.js';
import { freshFolder } from '../../helpers/repo.js';

/** Writes files below a folder. */
function put(folder: string, files: Record<string, string>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
}

test('files of all layers are read strongest first, as the client names and reads them', () => {
  const [project, own, managed] = [freshFolder(), freshFolder(), freshFolder()];
  put(managed, {
    'managed-settings.json': '{"a":"base"}',
    'managed-settings.d/20-b.json': '{"a":"20"}',
    'managed-settings.d/10-a.json': '{"a":"10"}',
    'managed-settings.d/.hidden.json': '{"a":"hidden"}',
    'managed-settings.d/note.txt': '{"a":"text"}',
  });
  put(own, { 'settings.json': '\uFEFF{"a":"user"}', 'settings.local.json': '{"a":"read by nobody"}' });
  put(project, { '.claude/settings.json': '{"a":"project"}', '.claude/settings.local.json': '{ // no JSON\n}' });
  const layers = readSettingsFiles(projectPaths(project), { CLAUDE_CONFIG_DIR: own }, managed);
  const in_ = (folder: string, name: string): string => path.join(folder, name).split(path.sep).join('/');
  expect(layers.map(({ kind, file, value }) => [kind, file, value])).toEqual([
    ['managed', in_(managed, 'managed-settings.d/20-b.json'), { a: '20' }],
    ['managed', in_(managed, 'managed-settings.d/10-a.json'), { a: '10' }],
    ['managed', in_(managed, 'managed-settings.json'), { a: 'base' }],
    ['managed', in_(own, 'remote-settings.json'), undefined],
    ['local', '.claude/settings.local.json', undefined],
    ['project', '.claude/settings.json', { a: 'project' }],
    ['user', in_(own, 'settings.json'), { a: 'user' }],
  ]);
});

test('a folder in the place of a file, or none at all, says nothing', () => {
  const [project, own] = [freshFolder(), freshFolder()];
  mkdirSync(path.join(own, 'settings.json'));
  const layers = readSettingsFiles(projectPaths(project), { CLAUDE_CONFIG_DIR: own }, path.join(own, 'nowhere'));
  expect(layers.map(({ value }) => value)).toEqual(layers.map(() => undefined));
});

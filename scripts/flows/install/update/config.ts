/** The changes that bring config.json into the form of this version. */
import type { Change } from '../../../core/install/changes.js';
import { type Migration, migrateConfig } from '../../../core/install/update/config-steps.js';
import { settingsInState } from '../../../core/install/update/predecessor.js';
import { fieldAt } from '../../../core/json.js';
import { type Notice, notice, Problem } from '../../../core/say/notices.js';
import type { Config } from '../../../generated/types.js';
import { readIfThere } from '../../../io/ground/files.js';
import { type ProjectPaths, storedPath } from '../../../io/ground/workspace.js';
import { digestOfContent } from '../../../io/install/apply.js';
import { editJson, isConfig, isOfEarlierVersion, readConfig, readConfigValue } from '../../../io/task/config.js';

export interface ConfigUpdate {
  changes: Change[];
  /** The settings as they are after the changes. */
  config: Config;
  notices: Notice[];
}

/**
 * Plans the change of config.json. Values that are still valid stay, and so does the layout of the file.
 *
 * @param state the value of state.json, in which the first releases kept settings
 * @throws the Problems of readConfig
 */
export function planConfigUpdate(paths: ProjectPaths, state: unknown): ConfigUpdate {
  const file = storedPath(paths.project, paths.config);
  const text = readIfThere(paths.config);
  const found = text === null ? settingsInState(state) : readConfigValue(paths);
  if (found === null) throw new Problem(notice('config-missing', { file }));
  const migration = migrateConfig(found, state, isConfig);
  switch (migration.kind) {
    case 'newer':
      throw new Problem(notice('config-newer', { file, version: migration.version }));
    case 'current':
    case 'unknown':
      return { changes: [], config: readConfig(paths), notices: [] };
    case 'migrated':
      // readConfig names what was removed by hand.
      if (text !== null && !isOfEarlierVersion(paths, migration.predecessor))
        return { changes: [], config: readConfig(paths), notices: [] };
      return {
        changes: [changeOf(file, text, migration)],
        config: migration.config,
        notices: noticesOf(file, found, migration),
      };
    default:
      return migration satisfies never;
  }
}

type Migrated = Extract<Migration, { kind: 'migrated' }>;

function changeOf(file: string, text: string | null, { config, edits }: Migrated): Change {
  if (text === null) return { kind: 'create', path: file, content: `${JSON.stringify(config, null, 2)}\n` };
  return { kind: 'replace', path: file, content: editJson(text, edits), was: digestOfContent(text), backup: true };
}

function noticesOf(file: string, found: unknown, { config, unsupported, corrected, predecessor }: Migrated): Notice[] {
  const wasOn = predecessor !== null && fieldAt(found, 'automation', 'stop_hook_loop_enabled') === true;
  return [
    ...(unsupported.length > 0 ? [notice('settings-unsupported', { file, names: unsupported.join(', ') })] : []),
    ...(corrected.length > 0 ? [notice('settings-corrected', { file, names: corrected.join(', ') })] : []),
    ...(config.testing.commands.length === 0 ? [notice('checks-none', {})] : []),
    ...(wasOn ? [notice('old-loop-off', {})] : []),
  ];
}

/** docs/cccc/config.json: reads it, checks it against its schema, and edits it in place. */
import { applyEdits, modify } from 'jsonc-parser';
import { migrateConfig } from '../../core/install/update/config-steps.js';
import { fieldAt, parseEditedJson } from '../../core/json.js';
import { type Notice, notice, Problem } from '../../core/say/notices.js';
import type { Config } from '../../generated/types.js';
import { validateConfig } from '../../generated/validators.js';
import { version } from '../../generated/version.js';
import { readIfThere } from '../ground/files.js';
import { type ProjectPaths, storedPath } from '../ground/workspace.js';
import { readInstallRecord } from '../install/skill-files.js';
import { userConfigFile } from '../notify/notify.js';

/** The schema's check, as a function that can be passed to core. */
export const isConfig = (value: unknown): value is Config => validateConfig(value);

/**
 * The project's configuration. The file is never replaced.
 *
 * @throws Problem `config-missing` (run setup), `config-not-json`, `config-invalid` (names the fields)
 */
export function readConfig(paths: ProjectPaths): Config {
  const value = readConfigValue(paths);
  if (value === undefined)
    throw new Problem(notice('config-missing', { file: storedPath(paths.project, paths.config) }));
  if (validateConfig(value)) return value;
  throw new Problem(faultOf(paths, value, faultsOf()));
}

/** Why a value cannot be used: an earlier version wrote it, a later one did, or it was edited. */
function faultOf(paths: ProjectPaths, value: unknown, faults: string): Notice {
  const file = storedPath(paths.project, paths.config);
  if (fieldAt(value, 'notify') !== undefined)
    return notice('notify-in-project', { file, own: userConfigFile(process.env) });
  const migration = migrateConfig(value, undefined, isConfig);
  if (migration.kind === 'newer') return notice('config-newer', { file, version: migration.version });
  if (migration.kind !== 'migrated') return notice('config-invalid', { file, faults });
  return isOfEarlierVersion(paths, migration.predecessor)
    ? notice('config-older', { file, version: migration.predecessor })
    : notice('config-invalid', { file, faults });
}

/** Whether settings are missing because an earlier version wrote the file; else they were removed by hand. */
export function isOfEarlierVersion(paths: ProjectPaths, predecessor: string | null): boolean {
  const { version: recorded } = readInstallRecord(paths);
  return predecessor !== null || (recorded !== null && recorded !== version);
}

/**
 * The value of the file, valid or not; undefined when there is no such file.
 *
 * @throws Problem `config-not-json`
 */
export function readConfigValue(paths: ProjectPaths): unknown {
  const text = readIfThere(paths.config);
  if (text === null) return undefined;
  const parsed = parseEditedJson(text);
  if (parsed.ok) return parsed.value;
  throw new Problem(notice('config-not-json', { file: storedPath(paths.project, paths.config), detail: parsed.fault }));
}

/** The faults that the last check found: `review.block_on_p1: must be boolean`. */
function faultsOf(): string {
  const faults = (validateConfig.errors ?? []).map(({ instancePath, message, params }) => {
    const extra = params['additionalProperty'] ?? params['allowedValue'] ?? params['allowedValues'];
    const where = instancePath.slice(1).replaceAll('/', '.') || '(top)';
    return `${where}: ${message ?? ''}${extra === undefined ? '' : ` (${JSON.stringify(extra)})`}`;
  });
  return faults.join('; ');
}

/** Sets single values in a JSON text; everything else stays, including white space. */
export function editJson(text: string, edits: readonly (readonly [path: string[], value: unknown])[]): string {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n';
  const formattingOptions = { insertSpaces: !/^\t/m.test(text), tabSize: 2, eol };
  return (
    mark +
    edits.reduce(
      (edited, [path, value]) => applyEdits(edited, modify(edited, path, value, { formattingOptions })),
      text.slice(mark.length),
    )
  );
}

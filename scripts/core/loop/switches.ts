/** What keeps Claude Code from running the loop's hooks (docs/facts/claude-code.md, what switches hooks off). */
import { fieldAt } from '../json.js';

/** One of the client's settings files, or what a session was started with. */
export interface SettingsLayer {
  /** Whose settings these are; of the last four, the earlier one wins. */
  kind: 'managed' | 'session' | 'local' | 'project' | 'user';
  /** The name shown to the user. */
  file: string;
  value: unknown;
}

export interface HookSettings {
  /** Strongest first. */
  layers: readonly SettingsLayer[];
  /** Options and variables of this session with which the client runs no hook of a project. */
  flags: readonly string[];
}

export interface HookSwitch {
  /** The file with the setting; for an option or a variable of the session, its name. */
  file: string;
  key: string;
  by: SettingsLayer['kind'];
}

/**
 * What switches off the hooks in a project's settings; null if nothing does.
 *
 * @param isPlugin whether the hooks are a plugin's, which a policy of nothing but plugins leaves on
 */
export function hookSwitchIn({ layers, flags }: HookSettings, isPlugin = false): HookSwitch | null {
  const [flag] = flags;
  if (flag !== undefined) return { file: flag, key: flag, by: 'session' };
  const managed = layers.filter(({ kind }) => kind === 'managed');
  return (
    firstThatSays(layers, 'disableAllHooks', (value) => typeof value === 'boolean') ??
    // A value that the client cannot read counts as the strict one.
    firstThatSays(managed, 'allowManagedHooksOnly', (value) => value !== null) ??
    (isPlugin ? null : pluginOnly(managed)) ??
    variableIn(layers)
  );
}

/** The first layer with a readable value decides; every value except false switches the hooks off. */
function firstThatSays(
  layers: readonly SettingsLayer[],
  key: string,
  isReadable: (value: unknown) => boolean,
): HookSwitch | null {
  const first = layers.find(({ value }) => fieldAt(value, key) !== undefined && isReadable(fieldAt(value, key)));
  return first === undefined || fieldAt(first.value, key) === false ? null : switchOf(first, key);
}

const switchOf = ({ file, kind }: SettingsLayer, key: string): HookSwitch => ({ file, key, by: kind });

/** Lists of what only plugins may define are joined; of true and false, the value of the stronger layer counts. */
function pluginOnly(managed: readonly SettingsLayer[]): HookSwitch | null {
  const key = 'strictPluginOnlyCustomization';
  const said = managed.filter(({ value }) => (fieldAt(value, key) ?? null) !== null);
  const [first] = said;
  if (first === undefined || fieldAt(first.value, key) === false) return null;
  const locking = said.find(({ value }) => {
    const kinds = fieldAt(value, key);
    return Array.isArray(kinds) ? kinds.includes('hooks') : kinds !== false;
  });
  return locking === undefined ? null : switchOf(locking, key);
}

/** Variables with which the client runs no hook of a project. */
export const SWITCHING_VARIABLES = ['CLAUDE_CODE_SIMPLE', 'CLAUDE_CODE_SAFE_MODE'] as const;

/** Whether the client reads the value of such a variable as "yes". */
export const isYes = (value: unknown): boolean => /^(?:1|true|yes|on)$/i.test(String(value ?? '').trim());

/** The variables that a layer sets. Those in a project's own files do not count: the client reads them too late. */
function variableIn(layers: readonly SettingsLayer[]): HookSwitch | null {
  const name = (layer: SettingsLayer): string | undefined =>
    layer.kind === 'project' || layer.kind === 'local'
      ? undefined
      : SWITCHING_VARIABLES.find((variable) => isYes(fieldAt(layer.value, 'env', variable)));
  const found = layers.find((layer) => name(layer) !== undefined);
  return found === undefined ? null : switchOf(found, `env.${name(found)}`);
}

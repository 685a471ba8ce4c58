/** One setting of config.json by its dotted name: its value, its values in the presets, and a change of it. */
import type { Config } from '../../generated/types.js';
import { fieldAt, isObject, jsonOf } from '../json.js';
import { fieldsOf, loosenedSettings, same } from '../task/pins.js';
import { defaultConfig } from './config.js';

type NameIn<S extends keyof Config & string> =
  NonNullable<Config[S]> extends string | number ? S : `${S}.${keyof NonNullable<Config[S]> & string}`;

/** The dotted name of a setting, such as `review.block_on_p1`; the file's own version is none. */
export type SettingName = { [S in Exclude<keyof Config & string, 'version'>]-?: NameIn<S> }[Exclude<
  keyof Config & string,
  'version'
>];

/** A preset that a configuration can name. */
export type NamedPreset = Config['preset'];

export interface Setting {
  name: SettingName;
  /** Undefined where config.json leaves an optional setting out. */
  value: unknown;
  recommended: unknown;
  strict: unknown;
}

/** The settings that no preset has, by the setting after which they stand. */
const WITHOUT_PRESET: ReadonlyMap<string, SettingName> = new Map([
  ['review.allow_continue_with_p2', 'review.lenses'],
  ['testing.commands', 'testing.carry'],
]);

/** Every setting, in the order of the file. */
export const settingNames = (): SettingName[] =>
  [...fieldsOf(defaultConfig('recommended', 'auto')).keys()]
    .flatMap((name) => [name, WITHOUT_PRESET.get(name) ?? []].flat())
    .filter(isSettingName);

const isSettingName = (name: string): name is SettingName => name !== 'version';

/** The settings of these names with their values. */
export function settingsOf(config: Config, names: readonly SettingName[]): Setting[] {
  const [own, recommended, strict] = [
    config,
    defaultConfig('recommended', 'auto'),
    defaultConfig('strict', 'auto'),
  ].map(fieldsOf);
  return names.map((name) => ({
    name,
    value: own?.get(name),
    recommended: recommended?.get(name),
    strict: strict?.get(name),
  }));
}

/**
 * Whether a setting differs from the preset that the configuration names; without one, from the recommended. A preset
 * decides about no language.
 */
export const differs = (setting: Setting, preset: NamedPreset): boolean =>
  !setting.name.startsWith('language.') && !same(setting.value, setting[preset ?? 'recommended']);

/** What the schema of config.json says about a setting: its kind, its limits, or the values that there are. */
export interface Allowed {
  types: string[];
  values: unknown[];
  /** What the members of a list may be; empty where anything may. */
  members: unknown[];
  minimum: number | null;
  maximum: number | null;
}

/** In: the schema as JSON. A value that can be null has two types. */
export function allowedIn(schema: unknown, name: SettingName): Allowed {
  const at = fieldAt(schema, 'properties', ...name.split('.').join('.properties.').split('.'));
  const type = fieldAt(at, 'type');
  const values = fieldAt(at, 'enum');
  const fixed = fieldAt(at, 'const');
  const number = (key: string): number | null =>
    typeof fieldAt(at, key) === 'number' ? Number(fieldAt(at, key)) : null;
  return {
    types: (Array.isArray(type) ? type : [type]).filter((one) => typeof one === 'string'),
    members: [fieldAt(at, 'items', 'enum') ?? []].flat(),
    values: Array.isArray(values) ? values : fixed === undefined ? [] : [fixed],
    minimum: number('minimum'),
    maximum: number('maximum'),
  };
}

export interface SettingChange {
  config: Config;
  before: unknown;
  after: unknown;
  /** The settings that become looser. */
  looser: string[];
}

/**
 * The configuration with one setting changed. The text is read as JSON where that gives a valid value, otherwise as
 * plain text, so that `false`, `[]` and `zh-CN` all mean what they look like. Out: null where neither is valid.
 */
export function changedSetting(
  config: Config,
  name: SettingName,
  text: string,
  isConfig: (value: unknown) => value is Config,
): SettingChange | null {
  for (const after of [jsonOf(text), text]) {
    if (after === undefined) continue;
    const changed = withValue(config, name.split('.'), after);
    if (isConfig(changed))
      return {
        config: changed,
        before: fieldAt(config, ...name.split('.')),
        after,
        looser: loosenedSettings(config, changed),
      };
  }
  return null;
}

function withValue(value: unknown, [first, ...rest]: readonly string[], after: unknown): unknown {
  if (first === undefined) return after;
  const object = isObject(value) ? value : {};
  return { ...object, [first]: withValue(object[first], rest, after) };
}

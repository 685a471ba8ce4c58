/**
 * Brings a config.json of an earlier version into the form that this version reads: ordered pure steps from object to
 * object. No step makes a setting looser than the file had it.
 */
import type { Config } from '../../../generated/types.js';
import { fieldAt, isObject, type JsonObject, objectOf } from '../../json.js';
import { fieldsOf, same } from '../../task/pins.js';
import { defaultConfig } from '../config.js';

/** The version of the form of config.json. */
export const CONFIG_VERSION = 1;

/** A change of one value; undefined removes it. */
export type Edit = [path: string[], value: unknown];

export type Migration =
  | { kind: 'current' }
  /** Written by a later version. */
  | { kind: 'newer'; version: string }
  /** Of no version that is known: it was edited into a form that none reads. */
  | { kind: 'unknown' }
  | {
      kind: 'migrated';
      /** The version of 0.1.x that wrote the file; null for one of this program's own. */
      predecessor: string | null;
      config: Config;
      edits: Edit[];
      /** Settings without a counterpart, by name; they are only in the backup. */
      unsupported: string[];
      /** Settings whose value is not accepted any more, with the stricter one that stands there now. */
      corrected: string[];
    };

/** What the steps know besides the file. */
interface Around {
  /** state.json, where 0.1.2 to 0.1.8 kept the mode too. */
  state: unknown;
  base: Config;
  predecessor: boolean;
}
type Step = (config: JsonObject, around: Around) => JsonObject;

/** The settings that only 0.1.x had: blocks, and fields of blocks that are still there. */
const ONLY_0_1: readonly string[] = [
  'skill',
  'workspace.root',
  'docs_sync',
  'codex_review_policy',
  'curation',
  'codex.require_context_bundle',
  'codex.allow_direct_repo_inspection',
  'codex.require_plan_review_before_implementation',
  'codex.require_milestone_review_before_pass',
  'codex.require_final_review_before_done',
  'codex.unavailable_policy',
  'codex.bypass',
];

/** In order: each step gets what the one before returned. */
const STEPS: readonly Step[] = [
  // 0.1.x named the release in `version`.
  (config) => ({ ...config, version: CONFIG_VERSION }),
  // Up to 0.1.8, state.json could hold the mode; the more careful one counts. Its loop is not continued.
  (config, { state, predecessor }) => (predecessor ? withoutLoop(config, state) : config),
  // 0.1.9 to 0.1.19 added blocks that this version does not have.
  (config, { predecessor }) => (predecessor ? ONLY_0_1.reduce(without, config) : config),
  // 0.2.0 and later added required settings.
  (config, { base }) => filled(config, base),
];

/**
 * @param found the value of config.json
 * @param state the value of state.json; undefined for none
 * @param isValid the schema's check
 */
export function migrateConfig(found: unknown, state: unknown, isValid: (value: unknown) => value is Config): Migration {
  if (isValid(found)) return { kind: 'current' };
  if (!isObject(found)) return { kind: 'unknown' };
  const version = found['version'];
  if (typeof version === 'number' && version > CONFIG_VERSION) return { kind: 'newer', version: String(version) };
  const predecessor = predecessorVersion(found);
  const around: Around = { state, base: nearestPreset(found), predecessor: predecessor !== null };
  const stepped = STEPS.reduce((config, step) => step(config, around), found);
  // A file of this program's own with values that it never wrote was edited: its faults are named, not guessed away.
  if (predecessor === null) return isValid(stepped) ? migrated(found, null, stepped, []) : { kind: 'unknown' };
  const { config, corrected } = accepted(stepped, around.base, isValid);
  return migrated(found, predecessor, config, corrected);
}

/** Whether a file was written by an earlier version; its version, null for no. */
export function predecessorVersion(found: unknown): string | null {
  const version = fieldAt(found, 'version');
  if (typeof version === 'string' && /^0\.1\.\d+$/.test(version)) return version;
  return ['skill', 'docs_sync', 'codex_review_policy', 'curation'].some((name) => isObject(fieldAt(found, name)))
    ? '0.1'
    : null;
}

function migrated(found: JsonObject, predecessor: string | null, config: Config, corrected: string[]): Migration {
  const edits = editsBetween(found, objectOf(config));
  const unsupported = edits.filter(([, value]) => value === undefined).map(([path]) => path.join('.'));
  return { kind: 'migrated', predecessor, config, edits, unsupported, corrected };
}

const MODES = ['manual', 'supervised-auto', 'full-auto-safe'];

function withoutLoop(config: JsonObject, state: unknown): JsonObject {
  const named = [config['mode'], fieldAt(state, 'mode')].map((mode) => MODES.indexOf(String(mode)));
  const known = named.filter((index) => index >= 0);
  // A mode that is not known is no reason to go further than asking after each phase.
  const careful = 'mode' in config && named[0] === -1 ? 0 : Math.min(1, ...known);
  const automation = { ...objectOf(config['automation']), stop_hook_loop_enabled: false };
  return { ...config, mode: MODES[careful], automation };
}

function without(config: JsonObject, name: string): JsonObject {
  const [section = '', field] = name.split('.');
  if (!Object.hasOwn(config, section)) return config;
  if (field !== undefined) {
    const inner = config[section];
    return isObject(inner) ? { ...config, [section]: without(inner, field) } : config;
  }
  const { [section]: _, ...rest } = config;
  return rest;
}

/** The settings with those of `base` that are missing. */
function filled(config: JsonObject, base: Config): JsonObject {
  const missing = Object.entries(base).map(([name, value]): [string, unknown] => {
    const own = config[name];
    return [name, isObject(value) && isObject(own) ? { ...value, ...own } : (own ?? value)];
  });
  return { ...config, ...Object.fromEntries(missing) };
}

const THRESHOLDS = ['planning', 'milestones', 'review', 'automation'] as const;

/** The preset from which fewer thresholds of the file differ. */
function nearestPreset(found: JsonObject): Config {
  const [recommended, strict] = [defaultConfig('recommended', 'auto'), defaultConfig('strict', 'auto')];
  const own = fieldsOf(found);
  const alike = (preset: Config): number =>
    THRESHOLDS.flatMap((section) =>
      Object.entries(preset[section]).map(([field, value]) => [section, field, value]),
    ).filter(([section, field, value]) => same(own.get(`${section}.${field}`), value)).length;
  return alike(strict) > alike(recommended) ? strict : recommended;
}

/** Makes a configuration valid: what the schema refuses goes, or becomes the stricter value of the two presets. */
function accepted(
  stepped: JsonObject,
  base: Config,
  isValid: (value: unknown) => value is Config,
): { config: Config; corrected: string[] } {
  let config: Config = base;
  const corrected: string[] = [];
  for (const [name, value] of fieldsOf(stepped)) {
    const taken = withField(config, name, value);
    if (isValid(taken)) {
      config = taken;
      continue;
    }
    const strict = strictest(name, value);
    if (strict === undefined) continue;
    const replaced = withField(config, name, strict);
    if (!isValid(replaced)) continue;
    config = replaced;
    corrected.push(`${name} = ${JSON.stringify(strict)}`);
  }
  return { config, corrected };
}

/** The strictest value of a setting that the presets have; undefined for a setting that they do not have. */
function strictest(name: string, value: unknown): unknown {
  const [recommended, strict] = [defaultConfig('recommended', 'auto'), defaultConfig('strict', 'auto')];
  const [usual, careful] = [fieldsOf(recommended).get(name), fieldsOf(strict).get(name)];
  if (typeof usual !== 'number' || typeof careful !== 'number') return name === 'mode' ? 'manual' : careful;
  // 0, a fraction or a text: the nearest number that is not larger.
  const given = typeof value === 'number' ? Math.max(1, Math.floor(value)) : Number.POSITIVE_INFINITY;
  return Math.min(usual, careful, given);
}

function withField(config: Config, name: string, value: unknown): unknown {
  const [section = '', field] = name.split('.');
  if (field === undefined) return { ...config, [section]: value };
  return { ...config, [section]: { ...objectOf(objectOf(config)[section]), [field]: value } };
}

/** The edits that turn one value into the other, each as far out as it can be. */
function editsBetween(before: JsonObject, after: JsonObject, path: string[] = []): Edit[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return names.flatMap((name): Edit[] => {
    const [old, now] = [before[name], after[name]];
    if (same(old, now)) return [];
    if (isObject(old) && isObject(now)) return editsBetween(old, now, [...path, name]);
    return [[[...path, name], now]];
  });
}

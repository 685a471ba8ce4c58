/** Changes to docs/cccc/config.json, written as the values that differ. */
import type { Config } from '../../scripts/generated/types.js';

/** Section → the fields that differ: `{ codex: { timeout_seconds: 60 } }`. */
export type Settings = { [S in keyof Config]?: Config[S] extends object ? Partial<Config[S]> : Config[S] };

/**
 * One setting by its dotted name, for tables of names: `setting('codex.timeout_seconds', 60)`. The schema may refuse
 * the value.
 */
export function setting(name: string, value: unknown): Record<string, unknown> {
  const [section = '', field] = name.split('.');
  return { [section]: field === undefined ? value : { [field]: value } };
}

/** A new configuration in which the named fields have the given values; a list is replaced as a whole. */
export function withSettings(config: object, changes: object): Record<string, unknown> {
  const merged: Record<string, unknown> = { ...config };
  for (const [name, value] of Object.entries(changes)) {
    const before = merged[name];
    merged[name] = isSection(before) && isSection(value) ? { ...before, ...value } : value;
  }
  return merged;
}

const isSection = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Changes to docs/cccc/config.json, written as the values that differ. */
import { defaultConfig } from '../../scripts/core/install/config.js';
import type { QuestionId } from '../../scripts/core/install/wizard/questions.js';
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

/** The settings of Codex that setup writes, with those that differ. */
export const codexConfig = (given: Partial<Config['codex']> = {}): Config['codex'] => ({
  ...defaultConfig('recommended', 'auto').codex,
  ...given,
});

/** The questions of setup that ask for one setting after the other, in order. */
export const STEPS = [
  'mode',
  'plan_rounds',
  'milestone_size',
  'review_rounds',
  'fix_attempts',
  'block_p1',
  'allow_p2',
] as const satisfies readonly QuestionId[];

/** Finds which of a task's settings are looser than its preset, no matter when and by whom they were changed. */
import { loosensGuard } from '../../../guard/index.js';
import { defaultConfig } from '../../install/config.js';
import { type Notice, notice } from '../../say/notices.js';
import { oneLine } from '../../say/plain.js';
import type { PinnedConfig } from '../model.js';
import { fieldsOf, GUARD_FIELDS, loosens, same } from '../pins.js';

export type PresetName = 'recommended' | 'strict';

/** A setting that is looser than in the preset, or cannot be compared with it. Both values are shortened JSON. */
export interface LooserSetting {
  name: string;
  value: string;
  preset: string;
}

export interface PresetComparison {
  preset: PresetName;
  /** Whether config.json names the preset; if not, it is the preset from which fewer settings differ. */
  named: boolean;
  looser: LooserSetting[];
}

const PRESETS: readonly PresetName[] = ['recommended', 'strict'];

/** Compares the pinned settings with the preset that config.json named, or with the nearest one if it named none. */
export function comparedWithPreset(config: PinnedConfig, named: PresetName | null): PresetComparison {
  const [nearest = 'recommended'] = PRESETS.toSorted(
    (a, b) => differing(config, a).length - differing(config, b).length,
  );
  const preset = named ?? nearest;
  const isGuardLooser = loosensGuard(defaultConfig(preset, 'auto').safety, config.safety);
  const looser = differing(config, preset).filter(({ name, before, after }) => {
    if (GUARD_FIELDS.has(name)) return isGuardLooser;
    return SPECIAL[name]?.(after) ?? loosens(name, before, after);
  });
  return {
    preset,
    named: named !== null,
    looser: looser.map(({ name, before, after }) => ({
      name,
      value: shown(after),
      preset: name === 'testing.commands' ? 'detected' : shown(before),
    })),
  };
}

/** Settings for which the preset's own value is not the measure. */
const SPECIAL: Readonly<Record<string, (value: unknown) => boolean>> = {
  // A preset takes the checks that setup finds, each of them required.
  'testing.commands': (value) =>
    !Array.isArray(value) || value.length === 0 || value.some((check) => Object(check)['required'] !== true),
  'codex.isolation': (value) => value !== 'hermetic',
};

function differing(config: PinnedConfig, name: PresetName): { name: string; before: unknown; after: unknown }[] {
  const { planning, milestones, review, testing, safety, codex } = defaultConfig(name, 'auto');
  const before = fieldsOf({ planning, milestones, review, testing, safety, codex });
  return [...fieldsOf(config)]
    .map(([field, after]) => ({ name: field, before: before.get(field), after }))
    .filter((one) => one.name === 'testing.commands' || !same(one.before, one.after));
}

/** A notice that names the looser settings; none when nothing is looser. */
export function presetNotices({ preset, named, looser }: PresetComparison): Notice[] {
  return looser.length === 0
    ? []
    : [notice('settings-looser', { preset, named, settings: looserText({ preset, looser }) })];
}

/** `review.block_on_p1 = false (recommended: true); …` */
export const looserText = ({ preset, looser }: Pick<PresetComparison, 'preset' | 'looser'>): string =>
  looser.map(({ name, value, preset: own }) => `${name} = ${value} (${preset}: ${own})`).join('; ');

/**
 * Whether a threshold or a safety setting is looser. Checks and Codex's own settings depend on the project and do not
 * count.
 */
export const isPlainlyLooser = ({ looser }: PresetComparison): boolean =>
  looser.some(({ name }) => !/^(?:testing|codex)\./.test(name));

const shown = (value: unknown): string => oneLine(JSON.stringify(value) ?? 'null', 120);

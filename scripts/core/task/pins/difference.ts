/** What a confirmation of changed settings is about, as plain values in words that people can compare. */
import { objectOf } from '../../json.js';
import { oneLine } from '../../say/plain.js';
import type { Pins } from '../model.js';
import { comparePins, isMeasured } from '../pins.js';
import { programText } from './program.js';

/** One changed setting. */
export interface SettingChange {
  name: string;
  before: string;
  after: string;
  /** Whether it is looser than before. If not, it is another one: no scale says which is stricter. */
  looser: boolean;
}

/** The changes that close the gates until they are confirmed or undone. */
export function settingChanges(pinned: Pins, present: Pins): SettingChange[] {
  return comparePins(pinned, present)
    .filter(({ loosens }) => loosens)
    .map(({ name }) => ({
      name,
      before: valueText(name, pinnedValue(pinned, name)),
      after: valueText(name, pinnedValue(present, name)),
      looser: isMeasured(name),
    }));
}

/** The value of a pinned setting under its name in comparePins: `codex.model`, `hiding_rules`. */
function pinnedValue(pins: Pins, name: string): unknown {
  if (name === 'codex_program') return pins.codex_program ? programText(pins.codex_program) : null;
  // The digest tells people nothing; where the words are missing, an earlier release has pinned it.
  if (name === 'codex_profile') return pins.codex_settings ?? pins.codex_profile?.slice(0, 12) ?? null;
  if (name === 'hiding_rules') return pins.hiding_rules?.slice(0, 12) ?? null;
  const [section = '', field] = name.split('.');
  const found: unknown = field === undefined ? Reflect.get(pins, section) : Reflect.get(pins.config, section);
  return field === undefined || typeof found !== 'object' || found === null ? found : Reflect.get(found, field);
}

const LONGEST = 300;

function valueText(name: string, value: unknown): string {
  if (typeof value === 'string') return oneLine(value, LONGEST);
  if (name === 'testing.commands' && Array.isArray(value)) return listed(value.map(commandText));
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return listed(value);
  return oneLine(JSON.stringify(value) ?? '-', LONGEST);
}

const listed = (words: readonly string[]): string => oneLine(words.length === 0 ? '-' : words.join(', '), LONGEST);

/** A check as a reader knows it: `unit: npm test`; a question mark stands behind one that is not required. */
function commandText(value: unknown): string {
  const { name, run, required, where } = objectOf(value);
  const words = Array.isArray(run) ? run.join(' ') : '';
  return `${String(name)}${required === false ? '?' : ''}: ${words}${where === 'in-place' ? ' (in place)' : ''}`;
}

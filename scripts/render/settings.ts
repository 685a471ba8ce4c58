/** The text of `config`: all settings, or one with everything about it. */
import { type Allowed, differs, type NamedPreset, type Setting } from '../core/install/setting.js';
import type { Language } from '../core/say/language.js';
import { column, oneLine } from '../core/say/plain.js';
import { catalogOf } from '../text/catalog.js';
import type { SettingsText } from '../text/types/settings.js';
import { colon } from './say.js';

/** A value as JSON in one line; text without quotation marks. */
export const valueText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');

const shown = (value: unknown, { unset }: SettingsText): string => (value === undefined ? unset : valueText(value));

/** One line for each setting; what differs from the preset is marked. */
export function settingLines(settings: readonly Setting[], preset: NamedPreset, language: Language): string[] {
  const words = catalogOf(language).settings;
  const width = Math.max(...settings.map(({ name }) => name.length)) + 2;
  return settings.map((setting) => {
    const value = oneLine(shown(setting.value, words), 60);
    return `${column(setting.name, width)}${differs(setting, preset) ? `${value}  * ${words.differs}` : value}`;
  });
}

/** Everything about one setting. */
export function settingText(setting: Setting, allowed: Allowed, isPinned: boolean, language: Language): string {
  const words = catalogOf(language).settings;
  const is = colon(language);
  return [
    `${setting.name}${is}${words.about[setting.name]}`,
    `${words.value}${is}${shown(setting.value, words)}`,
    [
      `${words.recommended}${is}${shown(setting.recommended, words)}`,
      `${words.strict}${is}${shown(setting.strict, words)}`,
    ].join(' · '),
    `${words.allowed}${is}${allowedText(allowed, language)}`,
    isPinned ? words.pinned : words.free,
  ].join('\n');
}

/** The values that a setting may have: the list of them, or their kind and limits. */
export function allowedText({ types, values, members, minimum, maximum }: Allowed, language: Language): string {
  const words = catalogOf(language).settings;
  if (values.length > 0) return values.map(valueText).join(words.comma);
  const kinds = types.map((type) => (isKind(type, words) ? words.types[type] : type));
  const listed = members.length === 0 ? [] : [words.of(members.map(valueText).join(words.comma))];
  const limits = [minimum === null ? [] : words.from(minimum), maximum === null ? [] : words.upTo(maximum)].flat();
  return [...kinds, ...listed, ...limits].join(words.comma);
}

const isKind = (type: string, { types }: SettingsText): type is keyof SettingsText['types'] =>
  Object.hasOwn(types, type);

import type { SettingName } from '../../core/install/setting.js';

/** What each setting of config.json does; if one is missing, this does not compile. */
export interface SettingsText {
  about: Record<SettingName, string>;
  value: string;
  recommended: string;
  strict: string;
  allowed: string;
  /** In place of the value of an optional setting that config.json leaves out. */
  unset: string;
  /** Marks a value that differs from the preset. */
  differs: string;
  /** Between the values of a list. */
  comma: string;
  types: Record<'string' | 'integer' | 'number' | 'boolean' | 'array' | 'object' | 'null', string>;
  /** What the members of a list may be. */
  of: (members: string) => string;
  from(minimum: number): string;
  upTo(maximum: number): string;
  /** A task pins the setting, or it does not. */
  pinned: string;
  free: string;
}

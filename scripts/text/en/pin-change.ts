import type { NoticeArgs } from '../../core/say/notices.js';
import { settings } from './settings.js';

/** What a pinned setting decides: those of config.json, and what is pinned besides. */
const ABOUT = new Map<string, string>(
  Object.entries({
    ...settings.about,
    codex_path: 'where Codex was found',
    codex_program: 'the program behind Codex',
    codex_profile: 'where reviews are sent',
    hiding_rules: "git's rules that can hide files from a review",
  }),
);

const VALUES = new Map([
  ['true', 'yes'],
  ['false', 'no'],
  ['null', 'none'],
  ['-', 'none'],
]);
const inWords = (value: string): string => VALUES.get(value) ?? value;

/** A changed setting: what it decides, the old and the new value in words, and whether that is looser. */
export function pinChange({ name, before, after, looser }: NoticeArgs['pin-changed']): string {
  const about = ABOUT.get(name);
  return (
    `${name}${about === undefined ? '' : ` (${about})`}: ` +
    `${inWords(before)} → ${inWords(after)}` +
    (looser ? ' (looser)' : ' (another one; it cannot be called looser or stricter)')
  );
}

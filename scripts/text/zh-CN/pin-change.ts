import type { NoticeArgs } from '../../core/say/notices.js';
import { settings } from './settings.js';

/** What a pinned setting decides: those of config.json, and what is pinned besides. */
const ABOUT = new Map<string, string>(
  Object.entries({
    ...settings.about,
    codex_path: 'Codex 所在位置',
    codex_program: 'Codex 背后的程序',
    codex_profile: '审查发往何处',
    hiding_rules: '可使文件不受审查的 git 规则',
  }),
);

const VALUES = new Map([
  ['true', '是'],
  ['false', '否'],
  ['null', '无'],
  ['-', '无'],
]);
const inWords = (value: string): string => VALUES.get(value) ?? value;

/** A changed setting: what it decides, the old and the new value in words, and whether that is looser. */
export function pinChange({ name, before, after, looser }: NoticeArgs['pin-changed']): string {
  const about = ABOUT.get(name);
  return (
    `${name}${about === undefined ? '' : `（${about}）`}：` +
    `${inWords(before)} → ${inWords(after)}` +
    (looser ? '（更宽松）' : '（与之前不同，无法比较宽严）')
  );
}

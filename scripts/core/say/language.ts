/** Languages: the two that the program itself speaks, and the language of a task. */

/** The language of the program's own text. */
export type Language = 'en' | 'zh-CN';

/** Maps any language tag to a language that the program speaks: Chinese for zh, zh-* and cmn, otherwise English. */
export const languageFor = (tag: string | undefined): Language =>
  /^(zh|cmn)([-_.]|$)/i.test(tag ?? '') ? 'zh-CN' : 'en';

const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/\p{Script=Hiragana}|\p{Script=Katakana}/u, 'ja'],
  [/\p{Script=Hangul}/u, 'ko'],
  [/\p{Script=Han}/u, 'zh-CN'],
  [/\p{Script=Cyrillic}/u, 'ru'],
  [/\p{Script=Arabic}/u, 'ar'],
  [/\p{Script=Hebrew}/u, 'he'],
  [/\p{Script=Greek}/u, 'el'],
  [/\p{Script=Thai}/u, 'th'],
  [/\p{Script=Devanagari}/u, 'hi'],
];

/**
 * Detects the language of a task from its script. This is exact enough to answer users in their own language.
 *
 * @param text the task in the user's words
 * @param fallback the tag to use for Latin script, which many languages share
 * @returns a language tag
 */
export function detectLanguage(text: string, fallback: string): string {
  for (const [script, tag] of SCRIPTS) if (script.test(text)) return tag;
  return fallback === 'zh-CN' && /\p{Script=Latin}/u.test(text) ? 'en' : fallback;
}

/** Languages: the two that the program speaks, and that of a task's text. */

/** The language of the program's own text. */
export type Language = 'en' | 'zh-CN';

/** Any language tag to one that the program speaks: Chinese for zh, zh-*, cmn; English for the rest. */
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
 * The language of a task's text, by its script: enough to answer a person in their own language.
 *
 * In: the task in the user's words; the fallback for Latin script, which does not tell languages apart. Out: a language
 * tag.
 */
export function detectLanguage(text: string, fallback: string): string {
  for (const [script, tag] of SCRIPTS) if (script.test(text)) return tag;
  return fallback === 'zh-CN' && /\p{Script=Latin}/u.test(text) ? 'en' : fallback;
}

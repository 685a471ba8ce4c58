/** The language of a task's text, by its script: enough to answer a person in their own language. */

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

/** In: the task in the user's words; the fallback for Latin script, which does not tell languages apart. Out: a language tag. */
export function detectLanguage(text: string, fallback: string): string {
  for (const [script, tag] of SCRIPTS) if (script.test(text)) return tag;
  return fallback === 'zh-CN' && /\p{Script=Latin}/u.test(text) ? 'en' : fallback;
}

/** `next` as Claude reads it. */
import type { Language } from '../core/say/language.js';
import type { NextView } from '../core/task/views/next.js';
import { labelsOf, nextText } from './say.js';

/** The step, and below it that no user is there where only the user can go on. */
export function nextViewText(view: NextView, language: Language, place: { cli: string; skill: string }): string {
  const said = nextText(view, language, place);
  return view.ends === null ? said : `${said}\n${labelsOf(language).noUserHere}`;
}

/** The text of `next` for Claude. */
import type { Language } from '../core/say/language.js';
import type { NextView } from '../core/task/views/next.js';
import { labelsOf, nextText } from './say.js';

/** The step, followed by a line that no user is present if only the user could continue. */
export function nextViewText(view: NextView, language: Language, place: { cli: string; skill: string }): string {
  const said = nextText(view, language, place);
  return view.ends === null ? said : `${said}\n${labelsOf(language).noUserHere}`;
}

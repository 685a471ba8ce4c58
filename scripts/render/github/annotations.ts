/**
 * Annotations of GitHub: lines of the output that the runner takes for commands. Whatever stands in them was escaped,
 * so that no name and no title can begin another one.
 */
import type { Remark } from '../../core/ci/model.js';
import type { Language } from '../../core/say/language.js';
import { visible } from '../../core/say/packet-text.js';
import { redact } from '../../core/say/redact.js';
import { sentence } from '../say.js';

const data = (text: string): string =>
  text
    .replaceAll('%', '%25')
    .replaceAll('\r', '%0D')
    .replaceAll('\n', '%0A')
    .replaceAll(/[\u2028\u2029\u0085]/g, ' ');

const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** GitHub keeps a few thousand characters of an annotation. */
const LONGEST = 2000;

/** One line for each remark. */
export function annotationLines(remarks: readonly Remark[], language: Language): string[] {
  return remarks.map(({ level, notice, file, line }) => {
    const places = [
      ...(file === null ? [] : [`file=${property(visible(redact(file)))}`]),
      ...(file !== null && line !== null && line > 0 ? [`line=${line}`] : []),
      `title=${property(`cccc: ${notice.code}`)}`,
    ];
    const words = visible(redact(sentence(notice, language))).slice(0, LONGEST);
    return `::${level} ${places.join(',')}::${data(words)}`;
  });
}

/** From this line on, the runner takes nothing of the step's output for a command; no author can know the token. */
export const noMoreCommands = (token: string): string => `::stop-commands::${token}`;

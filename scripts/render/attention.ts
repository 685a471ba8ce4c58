/** What calls the user, as one sentence. */
import type { Language } from '../core/say/language.js';
import { oneLine } from '../core/say/plain.js';
import type { Attention } from '../core/watch/attention.js';
import { catalogOf } from '../text/catalog.js';
import { faultPhrase, pauseText } from '../text/pauses.js';

/** The sentence, without secrets in what it quotes and short enough for a notification. */
export function attentionText(given: Attention, language: Language): string {
  const words = catalogOf(language).attention;
  switch (given.kind) {
    case 'review-ended':
      return given.result === 'pass'
        ? words.passed(given.gate, given.milestone)
        : words.found(given.gate, given.milestone, given.findings);
    case 'review-failed':
      return words.failed(given.gate, given.milestone, faultPhrase(given.reason, language));
    case 'human-needed':
      return words.human(oneLine(pauseText(given.pause, language), 200));
    case 'task-done':
      return words.done;
    default:
      return given satisfies never;
  }
}

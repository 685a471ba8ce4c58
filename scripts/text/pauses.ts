/** Why a task is paused, as text. */

import type { Language } from '../core/say/language.js';
import type { Pause } from '../core/task/model.js';
import { changesText, placesText } from '../core/task/pauses.js';
import { catalogOf } from './catalog.js';

/** A pause as a phrase that fits inside a sentence; empty when there is none. */
export function pauseText(pause: Pause | null, language: Language): string {
  if (pause === null) return '';
  const { plain, spent, secrets, user, documents } = catalogOf(language).pauses;
  switch (pause.kind) {
    case 'threshold':
      return spent[pause.spent];
    case 'codex':
      return faultPhrase(pause.reason, language);
    case 'secrets':
      return secrets(placesText(pause.places));
    case 'documents':
      return documents(changesText(pause.changes));
    case 'question':
      return pause.question.question;
    case 'system':
      return pause.detail;
    case 'user':
      return user(pause.reason);
    default:
      return plain[pause.kind];
  }
}

/** Why Codex gave no outcome, as a phrase that fits inside a sentence; an unknown reason is returned unchanged. */
export function faultPhrase(reason: string, language: Language): string {
  const fault = catalogOf(language).codexFault(reason);
  return fault === reason ? reason : fault.replace(/[.。]$/, '');
}

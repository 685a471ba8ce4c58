/**
 * `status` as people read it: the task, its gates, what runs, what is paused and what helps; the progress block comes
 * last.
 */

import type { Language } from '../core/say/language.js';
import { oneLine } from '../core/say/plain.js';
import type { GatesReport } from '../core/task/gates-report.js';
import { isPaused, type State } from '../core/task/model.js';
import { nextStep } from '../core/task/next-step.js';
import { catalogOf } from '../text/catalog.js';
import { pauseReason } from '../text/pauses.js';
import { offersChoice, questionCard, strategyCard } from './cards.js';
import { gateLines } from './gates.js';
import { decisionText } from './progress.js';
import { colon, labelsOf, withCli } from './say.js';

export interface StatusView {
  state: State;
  /** null where the work tree could not be named. */
  gates: GatesReport | null;
  /** The line about the running review; null when none runs. */
  running: string | null;
}

/** Everything above the progress block. */
export function statusText({ state, gates, running }: StatusView, language: Language, cli: string): string {
  const labels = labelsOf(language);
  const own = catalogOf(language).status;
  const lines = [
    `${labels.task} ${state.task_id}${colon(language)}${oneLine(state.task)}`,
    `${labels.status}${colon(language)}${state.status} · ${own.mode} ${state.mode}`,
    '',
    `${own.gates}${colon(language).trim()}`,
    ...(gates === null ? [own.unnamed] : gateLines(gates, state, language)).map((line) => `  ${line}`),
    ...(running === null ? [] : ['', running]),
    ...(isPaused(state.status) ? ['', ...pauseLines(state, language, cli)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function pauseLines(state: State, language: Language, cli: string): string[] {
  const own = catalogOf(language).status;
  const step = nextStep(state);
  const resets = state.codex_resets_at === null ? '' : ` · ${state.codex_resets_at}`;
  const why = `${own.paused}${colon(language)}${state.status} — ${oneLine(pauseReason(state.pause_reason ?? '', language), 300)}${resets}`;
  if (state.question !== null) return [why, '', questionCard(state.question, language, cli)];
  if (offersChoice(state)) return [why, '', strategyCard(state, language, cli)];
  return [
    why,
    `${own.helps}${colon(language)}${decisionText(step, language)}`,
    ...(step.run === null ? [] : [`  → ${withCli(`cccc ${step.run}`, cli)}`]),
  ];
}

/**
 * `status` as people read it: the task, its gates, what runs, what is paused and what helps; the progress block comes
 * last.
 */

import type { Language } from '../core/say/language.js';
import { colon, oneLine } from '../core/say/plain.js';
import type { GatesReport } from '../core/task/gates-report.js';
import { isPaused, type State } from '../core/task/model.js';
import { nextStep } from '../core/task/next-step.js';
import { pausedBy } from '../core/task/pauses.js';
import { pauseText } from '../text/pauses.js';
import { pauseCard } from './cards.js';
import { gateLines } from './gates.js';
import { decisionText } from './progress.js';
import { labelsOf, withCli } from './say.js';

interface Words {
  gates: string;
  unnamed: string;
  paused: string;
  helps: string;
  mode: string;
}

const words: Record<Language, Words> = {
  en: {
    gates: 'Gates',
    unnamed: 'the work tree cannot be named, so the gates cannot be judged; see below',
    paused: 'Paused',
    helps: 'What helps',
    mode: 'mode',
  },
  'zh-CN': {
    gates: '关卡',
    unnamed: '工作树无法命名,因此无法判断关卡;见下文',
    paused: '已暂停',
    helps: '如何继续',
    mode: '模式',
  },
};

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
  const own = words[language];
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
  const own = words[language];
  const step = nextStep(state);
  const { pause } = state;
  const until = pausedBy(state, 'codex')?.resets_at ?? null;
  const reason = oneLine(pauseText(pause, language), 300);
  const why = `${own.paused}${colon(language)}${state.status} — ${reason}${until === null ? '' : ` · ${until}`}`;
  const card = pause === null ? null : pauseCard(pause, state, language, cli);
  if (card !== null) return [why, '', card];
  return [
    why,
    `${own.helps}${colon(language)}${decisionText(step, pause, language)}`,
    ...(step.run === null ? [] : [`  → ${withCli(`cccc ${step.run}`, cli)}`]),
  ];
}

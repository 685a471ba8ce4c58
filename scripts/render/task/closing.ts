/** The proposed commit message and pull request of a finished task. */
import type { Language } from '../../core/say/language.js';
import { oneLine } from '../../core/say/plain.js';
import type { ClosingView } from '../../core/task/views/closing.js';
import { riskName, stopName } from '../../core/task/views/ending.js';
import { catalogOf } from '../../text/catalog.js';

export interface PullRequest {
  title: string;
  body: string;
}

/** Subject, what was done and what was not, and how it was approved. */
export function commitMessage(view: ClosingView, language: Language): string {
  const own = catalogOf(language).closing;
  const done = view.done.map(({ id, title, how }) => `- ${id} ${oneLine(title)}${own.mark(how)}`);
  const left = leftLines(view, language).map((line) => `- ${line}`);
  return [
    view.subject,
    '',
    ...done,
    ...(left.length > 0 ? ['', own.left, ...left] : []),
    '',
    assurance(view, language),
  ].join('\n');
}

/** The same with more room: the task whole, each milestone with its rounds, and the checks. */
export function pullRequest(view: ClosingView, language: Language): PullRequest {
  const own = catalogOf(language).closing;
  const { not_done: notDone } = view.ending;
  const milestones = [
    ...view.done.map(({ id, title, how, rounds }) => `- [x] ${id} ${oneLine(title)} — ${own.how(how, rounds)}`),
    ...notDone.map(({ id, title, skipped, needs }) => `- [ ] ${id} ${oneLine(title)} — ${own.notDone(skipped, needs)}`),
  ];
  const risks = riskLines(view);
  const body = [
    `## ${own.task}`,
    view.task.trim(),
    `## ${own.milestones}`,
    milestones.join('\n'),
    ...(risks.length > 0 ? [`## ${own.risks}`, risks.map((risk) => `- ${risk}`).join('\n')] : []),
    `## ${own.review}`,
    assurance(view, language),
    ...(view.checks.length > 0 ? [own.checks(view.checks.join(', '))] : [own.noChecks]),
  ];
  return { title: view.subject, body: body.join('\n\n') };
}

/** Both, as the terminal shows them. */
export function closingText(view: ClosingView, language: Language): string {
  const own = catalogOf(language).closing;
  const { title, body } = pullRequest(view, language);
  return [`── ${own.commit}`, commitMessage(view, language), '', `── ${own.pull}`, title, '', body, '──'].join('\n');
}

/** Everything that a reader must not take for done or approved. */
function leftLines(view: ClosingView, language: Language): string[] {
  const own = catalogOf(language).closing;
  return [
    ...view.ending.not_done.map(
      ({ id, title, skipped, needs }) => `${id} ${oneLine(title)}: ${own.notDone(skipped, needs)}`,
    ),
    ...riskLines(view).map((risk) => own.risk(risk)),
  ];
}

const riskLines = ({ ending }: ClosingView): string[] => [
  ...ending.risks.map(riskName),
  ...ending.recorded_risks.map(
    ({ risk, milestone }) => `${oneLine(risk, 500)}${milestone === null ? '' : ` (${milestone})`}`,
  ),
];

/** Who approved what, in words: a risk that the user accepted is never called an approval. */
function assurance({ plan, final, ending, codex }: ClosingView, language: Language): string {
  const own = catalogOf(language).closing;
  const gates = ending.overridden;
  const all = plan === 'reviewed' && final === 'reviewed' && gates.length === 0;
  return [
    all ? own.approved(codex) : own.partly(codex, gates.join(', ')),
    ...(ending.stopped.length > 0 ? [own.stopped(ending.stopped.map(stopName).join(', '))] : []),
  ].join(' ');
}

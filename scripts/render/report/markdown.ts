/** A report as Markdown: the body of a pull request. */
import type { ReportFinding, ReportPhase, ReportRound, ReportView } from '../../core/report/model.js';
import type { Language } from '../../core/say/language.js';
import { visible } from '../../core/say/packet-text.js';
import { oneLine } from '../../core/say/plain.js';
import { isTerminal } from '../../core/task/model.js';
import { catalogOf } from '../../text/catalog.js';
import { faultPhrase } from '../../text/pauses.js';
import { pullRequest } from '../task/closing.js';
import { clockText, numberText } from '../time.js';

/** Findings that are listed one by one; the rest is counted. */
const MOST = 50;

/** The body of a pull request: what was done, how it was reviewed, what is open, and how far that can be believed. */
export function reportMarkdown(view: ReportView, language: Language): string {
  const { report } = catalogOf(language);
  const open = view.findings.filter(({ state }) => state === 'open' || state === 'advisory' || state === 'unsettled');
  const settled = view.findings.filter((finding) => !open.includes(finding));
  const made = report.made(view.version, view.source.entries, view.source.head.slice(0, 12));
  return [
    ...headOf(view, language),
    ...section(report.reviews, reviewTable(view, language)),
    ...section(report.openFindings, findingList(open, language)),
    ...section(report.closedFindings, folded(report.findings(settled.length), findingList(settled, language))),
    ...section(report.assuranceHeading, [report.assuranceOfAll[view.assurance], '', `<sub>${made}</sub>`]),
  ]
    .join('\n')
    .concat('\n');
}

const section = (title: string, lines: string[]): string[] =>
  lines.length === 0 ? [] : ['', `## ${title}`, '', ...lines];

/** Long lists are folded, so that what is open is seen first. */
const folded = (summary: string, lines: string[]): string[] =>
  lines.length === 0 ? [] : ['<details>', `<summary>${summary}</summary>`, '', ...lines, '', '</details>'];

/** What `finish` proposes; for a task that is not finished, what it is and how far it is. */
function headOf(view: ReportView, language: Language): string[] {
  const { closing, report } = catalogOf(language);
  const { task, closing: ending } = view;
  if (isTerminal(task.status) && task.abandoned === null) return [pullRequest(ending, language).body];
  const planned = view.phases.filter(({ gate }) => gate === 'milestone');
  const note = task.abandoned === null ? report.unfinished(ending.done.length, planned.length) : report.abandoned;
  const milestones = planned.map(
    ({ milestone, title, state }) =>
      `- [${state === 'passed' ? 'x' : ' '}] ${safe(milestone ?? '')} ${safe(title)} — ${report.phase[state]}`,
  );
  return [`## ${closing.task}`, '', task.text.trim(), '', `> ${note}`, ...section(closing.milestones, milestones)];
}

function reviewTable({ phases }: ReportView, language: Language): string[] {
  const { columns } = catalogOf(language).report;
  const rows = phases.flatMap((phase) => phase.rounds.map((round) => reviewRow(phase, round, language)));
  if (rows.length === 0) return [];
  const { review, round, outcome, findings, took, tokens, receipt } = columns;
  const head = [review, round, outcome, findings, took, tokens, receipt];
  return [tableRow(head), tableRow(['---', '--:', '---', '---', '--:', '--:', '---']), ...rows];
}

const tableRow = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

function reviewRow({ gate, milestone }: ReportPhase, round: ReportRound, language: Language): string {
  const { report } = catalogOf(language);
  const severities = Object.entries(round.severities).flatMap(([name, count]) =>
    count > 0 ? [`${count} ${name}`] : [],
  );
  return tableRow([
    safe(report.subject(gate, milestone)),
    round.round === null ? '–' : String(round.round),
    safe(outcomeText(round, language)),
    severities.join(', ') || '–',
    round.seconds === null ? '–' : clockText(round.seconds),
    round.tokens === null ? '–' : numberText(round.tokens),
    round.kind === 'pass' || round.kind === 'findings' ? report.assurance[round.receipt.assurance] : '–',
  ]);
}

/** The outcome of a round in words. */
export function outcomeText({ kind, outcome }: ReportRound, language: Language): string {
  const { artifact, report, labels } = catalogOf(language);
  if (kind === 'running') return report.running;
  if (kind === 'outage') return `${report.noVerdict}${labels.colon}${faultPhrase(outcome, language)}`;
  const verdicts: Readonly<Record<string, string>> = artifact.verdict;
  return verdicts[outcome] ?? outcome;
}

function findingList(findings: readonly ReportFinding[], language: Language): string[] {
  const shown = findings.slice(0, MOST).flatMap((finding) => findingLines(finding, language));
  const rest = findings.length - MOST;
  return rest > 0 ? [...shown, `- … ${catalogOf(language).report.findings(rest)}`] : shown;
}

function findingLines(
  { id, severity, title, file, line, state, said, ...rest }: ReportFinding,
  language: Language,
): string[] {
  const { report, labels } = catalogOf(language);
  const place = file === null ? '' : ` (${code(line === null ? file : `${file}:${line}`)})`;
  const subject = safe(report.subject(rest.gate, rest.milestone));
  const last =
    said.findLast(({ by, text }) => by !== 'codex' && text !== '') ?? said.findLast(({ text }) => text !== '');
  const answer =
    last === undefined
      ? []
      : [`  ${report.said[last.by]} ${report.saying[last.status]}${labels.colon}${safe(oneLine(last.text, 400))}`];
  return [
    `- **${severity}** ${safe(title)}${place} — ${report.finding[state]} · ${subject} · \`${safe(id)}\``,
    ...answer,
  ];
}

/** A text between backticks that it cannot close; a table or a list cannot be left either. */
function code(text: string): string {
  const plain = oneLine(visible(text), 300);
  return plain.includes('`') || plain.includes('|') ? safe(plain) : `\`${plain}\``;
}

/**
 * Third-party text within a line of Markdown: it makes no markup and no HTML, mentions nobody, and refers to no issue,
 * which a pull request could close. A comment keeps the sign and the word after it apart.
 */
export const safe = (text: string): string =>
  oneLine(visible(text), 300)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('`', '&grave;')
    .replaceAll(/[\\*_{}[\]()|~^$!]/g, '\\$&')
    .replaceAll(/[@#](?=[\p{L}\p{N}])|:(?=\/\/)|\b(?:GH-|www\.)(?=\w)/giu, '$&<!-- -->');

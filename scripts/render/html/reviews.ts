/** The rounds of each gate: what Codex said, what was new, what it answered, and what changed in between. */
import type { ReportPhase, ReportRound, RoundChange } from '../../core/report/model.js';
import type { CheckSummary } from '../../core/task/model.js';
import { outcomeText } from '../report/markdown.js';
import { clockText, numberText } from '../time.js';
import {
  ASSURANCE_TONES,
  findingLink,
  type Kit,
  PHASE_TONES,
  phaseKey,
  phaseName,
  pill,
  ROUND_TONES,
  section,
  time,
} from './kit.js';
import { type Content, foreign, foreignBlock, type Html, html, when } from './markup.js';

export function reviewsSection(kit: Kit): Html {
  return section(
    kit,
    'reviews',
    kit.view.phases.map((phase) => phaseCard(phase, kit)),
  );
}

function phaseCard(phase: ReportPhase, kit: Kit): Html {
  const { report, reportPage: page } = kit.words;
  const rounds = phase.rounds.map((round) => roundItem(round, phase, kit));
  const dots = phase.rounds.map(({ kind }) => html`<i class="dot ${ROUND_TONES[kind]}"></i>`);
  return html`
<article class="card phase" id="phase-${kit.view.phases.indexOf(phase) + 1}" data-phase="${phaseKey(phase)}">
<header><h3>${phaseName(phase, kit)} <span class="sub">${foreign(phase.title)}</span></h3>
<span class="dots" aria-hidden="true">${dots}</span>
${pill(report.phase[phase.state], PHASE_TONES[phase.state])}</header>
${rounds.length === 0 ? html`<p class="none">${page.noReviews}</p>` : html`<ol class="rounds">${rounds}</ol>`}
</article>`;
}

function roundItem(round: ReportRound, { gate }: ReportPhase, kit: Kit): Html {
  const { reportPage: page } = kit.words;
  const name = round.round === null ? page.attempt : page.round(round.round);
  return html`
<li class="round ${ROUND_TONES[round.kind]}">
<p class="round-head"><strong>${name}</strong> ${pill(outcomeText(round, kit.language), ROUND_TONES[round.kind])}
<span class="meta">${metaOf(round, kit)}</span></p>
${round.summary === null ? null : html`<blockquote>${foreignBlock(round.summary)}</blockquote>`}
${newFindings(round, kit)}
${answersOf(round, kit)}
${when(round.checks.length > 0, () => checkChips(round.checks, kit))}
${changeOf(round, gate !== 'plan', kit)}
</li>`;
}

/** When it began, how long it took, what it used, and how far its receipt can be believed. */
function metaOf({ started_at, ended_at, seconds, tokens, model, kind, receipt }: ReportRound, kit: Kit): Content {
  const { report } = kit.words;
  const at = started_at ?? ended_at;
  const hasReceipt = kind === 'pass' || kind === 'findings';
  const parts: Content[] = [
    at === null ? null : time(at),
    seconds === null ? null : clockText(seconds),
    tokens === null ? null : report.tokens(numberText(tokens)),
    model === null ? null : foreign(model),
    hasReceipt ? pill(report.assurance[receipt.assurance], ASSURANCE_TONES[receipt.assurance]) : null,
  ];
  return parts.filter((part) => part !== null).map((part) => html`<span>${part}</span>`);
}

function newFindings({ fresh }: ReportRound, kit: Kit): Html | null {
  if (fresh.length === 0) return null;
  const found = kit.view.findings
    .filter(({ id }) => fresh.includes(id))
    .toSorted((a, b) => (a.severity < b.severity ? -1 : Number(a.severity > b.severity)));
  return html`<div class="said"><h4>${kit.words.reportPage.fresh}</h4><ul>${found.map(
    ({ id, severity, title }) =>
      html`<li><span class="severity ${severity}">${severity}</span> ${findingLink(id, foreign(title), kit)}</li>`,
  )}</ul></div>`;
}

function answersOf({ answers }: ReportRound, kit: Kit): Html | null {
  if (answers.length === 0) return null;
  const { report, reportPage: page } = kit.words;
  return html`<div class="said"><h4>${page.answered}</h4><ul>${answers.map(
    ({ id, title, status, comment }) =>
      html`<li>${findingLink(id, foreign(title || id), kit)} — ${report.saying[status]}${
        comment.trim() === '' ? null : html`: <q>${foreign(comment)}</q>`
      }</li>`,
  )}</ul></div>`;
}

/** Each check with its result, in words. */
export function checkChips(results: CheckSummary['results'], { words }: Kit): Html {
  const { labels, reportPage: page } = words;
  const chips = results.map(({ name, passed, required, exit_code: exit }) => {
    const notes = [
      passed ? labels.checkPassed : labels.checkFailed,
      ...(passed || exit === null ? [] : [page.exit(exit)]),
      ...(required ? [] : [page.optional]),
    ];
    const tone = passed ? 'good' : required ? 'bad' : 'warn';
    return html`<li class="chip ${tone}"><b>${foreign(name)}</b> ${notes.join(', ')}</li>`;
  });
  return html`<ul class="chips">${chips}</ul>`;
}

/** @param isOfTree whether contents were under review, which are kept for some time only */
function changeOf({ change, kind }: ReportRound, isOfTree: boolean, kit: Kit): Html | null {
  const isLost = isOfTree && (kind === 'pass' || kind === 'findings');
  const words = kit.words.reportPage.change;
  if (change === null) return isLost ? html`<p class="fine">${words.lost}</p>` : null;
  if (change.files.length === 0) return html`<p class="fine">${words.none}</p>`;
  return html`<details class="change"><summary>${changeTitle(change, kit)}</summary>
<div class="scroll" tabindex="0" role="group" aria-label="${changeTitle(change, kit)}"><table>
<thead><tr><th scope="col">${words.columns.file}</th><th scope="col">${words.columns.how}</th>
<th scope="col" class="number">${words.columns.added}</th>
<th scope="col" class="number">${words.columns.removed}</th></tr></thead>
<tbody>${change.files.map(
    ({
      path,
      status,
      added,
      removed,
    }) => html`<tr><td><code>${foreign(path)}</code></td><td>${words.status[status]}</td>
<td class="number">${added ?? '–'}</td><td class="number">${removed ?? '–'}</td></tr>`,
  )}</tbody></table></div>
${change.more > 0 ? html`<p class="fine">${words.more(change.more)}</p>` : null}</details>`;
}

function changeTitle({ since, files, more }: RoundChange, { words }: Kit): string {
  const { change } = words.reportPage;
  if (files.every(({ status }) => status === 'document')) return change.documents(files.length);
  const sum = (of: 'added' | 'removed'): number => files.reduce((all, file) => all + (file[of] ?? 0), 0);
  return change[since](files.length + more, sum('added'), sum('removed'));
}

/** The findings with the exchange about each, and filters for them. */
import type { ReportFinding, Said } from '../../core/report/model.js';
import { FINDING_TONES, groupOf, type Kit, phaseKey, phaseName, pill, section, time } from './kit.js';
import { foreign, foreignBlock, type Html, html, when } from './markup.js';

export function findingsSection(kit: Kit): Html {
  const { view, words } = kit;
  if (view.findings.length === 0)
    return section(kit, 'findings', html`<p class="none">${words.reportPage.noFindings}</p>`);
  return section(
    kit,
    'findings',
    filters(kit),
    html`<div class="findings">${view.findings.map((finding) => findingItem(finding, kit))}</div>`,
  );
}

/** A group of boxes by which items are shown or hidden; all are ticked at first. */
export const filterGroup = (
  name: string,
  legend: string,
  choices: readonly (readonly [string, string])[],
): Html => html`
<fieldset><legend>${legend}</legend>${choices.map(
  ([value, text]) =>
    html`<label><input type="checkbox" name="${name}" value="${value}" checked> <span>${text}</span></label>`,
)}</fieldset>`;

/** The bar of filters over a list; without the page's script it stays hidden, and everything is shown. */
export const filterBar = (target: string, kit: Kit, groups: readonly Html[], search = true): Html => html`
<div class="filters" data-filters="${target}" hidden>
${groups}
${when(
  search,
  () =>
    html`<label class="search">${kit.words.reportPage.filters.search} <input type="search" autocomplete="off"></label>`,
)}
<p class="count" role="status" data-text="${kit.words.reportPage.count}"></p>
</div>`;

function filters(kit: Kit): Html {
  const { view, words } = kit;
  const names = words.reportPage.filters;
  const severities = [...new Set(view.findings.map(({ severity }) => severity))].sort();
  const phases = new Map(view.findings.map((finding) => [phaseKey(finding), phaseName(finding, kit)]));
  return filterBar('.finding', kit, [
    filterGroup(
      'severity',
      names.severity,
      severities.map((one) => [one, one] as const),
    ),
    filterGroup('state', names.state, [
      ['open', names.open],
      ['advisory', names.advisory],
      ['settled', names.settled],
    ]),
    filterGroup('phase', names.phase, [...phases]),
  ]);
}

function findingItem(finding: ReportFinding, kit: Kit): Html {
  const { report, reportPage: page } = kit.words;
  const { severity, title, state, file, line } = finding;
  const place =
    file === null ? null : html`<code class="place">${foreign(line === null ? file : `${file}:${line}`)}</code>`;
  const group = groupOf(state);
  const anchor = kit.anchors.get(finding.id) ?? '';
  const fix = finding.required_fix;
  const isShown = group === 'settled' ? null : html` open`;
  return html`
<details class="card finding" id="${anchor}" data-severity="${severity}" data-state="${group}"
 data-phase="${phaseKey(finding)}"${isShown}>
<summary><span class="severity ${severity}">${severity}</span>
<h3 class="finding-title">${foreign(title)}</h3>
${pill(report.finding[state], FINDING_TONES[state])}
<span class="meta"><span>${phaseName(finding, kit)}</span>${place}</span></summary>
<div class="body">
<h4>${page.finding.why}</h4>${foreignBlock(finding.explanation)}
${when(fix.trim() !== '', () => html`<h4>${page.finding.fix}</h4>${foreignBlock(fix)}`)}
<h4>${page.finding.exchange}</h4>
<ol class="exchange">${finding.said.map((said) => saidItem(said, kit))}</ol>
<p class="fine">${foreign(finding.category)}${page.separator}<code>${foreign(finding.id)}</code>${
    finding.rounds.length === 0 ? null : html`${page.separator}${page.rounds(finding.rounds.join(', '))}`
  }</p>
</div></details>`;
}

function saidItem({ by, at, status, text }: Said, { words }: Kit): Html {
  const { report } = words;
  return html`<li class="${by}"><b>${report.said[by]}</b> ${report.saying[status]}
<span class="meta">${time(at)}</span>${text.trim() === '' ? null : foreignBlock(text)}</li>`;
}

/** How far the approvals can be believed, in plain words, and what was not approved. */
import type { ReportPhase } from '../../core/report/model.js';
import { notice } from '../../core/say/notices.js';
import { GATES } from '../../core/task/gates.js';
import { riskName, stopName } from '../../core/task/views/ending.js';
import { sentence } from '../say.js';
import { checksState, gateState, isReceiptCode, safetyState } from '../views/gates.js';
import { ASSURANCE_TONES, type Kit, PHASE_TONES, phaseName, pill, section, type Tone } from './kit.js';
import { foreign, type Html, html } from './markup.js';

export function assuranceSection(kit: Kit): Html {
  const { view, words } = kit;
  const { assurance: names, ledger } = words.reportPage;
  return section(
    kit,
    'assurance',
    html`<p class="verdict ${ASSURANCE_TONES[view.assurance]}">${words.report.assuranceOfAll[view.assurance]}</p>`,
    notApproved(kit),
    html`<h3>${names.approvals}</h3>
<div class="scroll" tabindex="0" role="group" aria-label="${names.approvals}"><table>
<tbody>${view.phases.map((phase) => approvalRow(phase, kit))}</tbody></table></div>
<p class="fine">${ledger(view.source.entries)} <code>${view.source.head.slice(0, 16)}</code></p>`,
    gatesNow(kit),
  );
}

function approvalRow(phase: ReportPhase, kit: Kit): Html {
  const { report } = kit.words;
  const isApproved = phase.state === 'passed';
  const last = phase.rounds.findLast(({ kind }) => kind === 'pass');
  const code = isApproved ? (last?.receipt.problem ?? null) : null;
  const why = code !== null && isReceiptCode(code) ? sentence(notice(code, {}), kit.language) : '';
  return html`<tr><th scope="row">${phaseName(phase, kit)} <span class="sub">${foreign(phase.title)}</span></th>
<td>${pill(report.phase[phase.state], PHASE_TONES[phase.state])}</td>
<td>${isApproved ? pill(report.assurance[phase.assurance], ASSURANCE_TONES[phase.assurance]) : null} ${why}</td></tr>`;
}

/** The same evaluation as `gates` shows, with the same words. */
function gatesNow(kit: Kit): Html | null {
  const { view, words, language } = kit;
  const { gates } = view;
  if (gates === null) return null;
  const { now, compared } = words.reportPage.assurance;
  const row = (name: string, text: string, tone: Tone): Html =>
    html`<tr><th scope="row">${name}</th><td><span class="dot ${tone}" aria-hidden="true"></span>${text}</td></tr>`;
  const toneOf = (state: string): Tone => (state === 'open' || state === 'accepted' ? 'good' : 'quiet');
  return html`<h3>${now}</h3>
<div class="scroll" tabindex="0" role="group" aria-label="${now}"><table><tbody>
${GATES.map((gate) => {
  const { state } = gates.gates[gate];
  return row(words.labels.gate[gate], gateState(gates.gates[gate], language), toneOf(state));
})}
${row(words.labels.gate.checks, checksState(gates.checks, language), toneOf(gates.checks.state))}
${row(words.labels.gate.safety, safetyState(gates.safety, language), toneOf(gates.safety.state))}
</tbody></table></div>
<p class="fine">${compared}</p>`;
}

/** What a reader must not take for done or approved. */
function notApproved({ view, words }: Kit): Html | null {
  const { closing } = words;
  const { ending } = view.closing;
  const lines = [
    ...ending.not_done.map(
      ({ id, title, skipped, needs }) => `${id} ${title}${words.labels.colon}${closing.notDone(skipped, needs)}`,
    ),
    ...ending.overridden.map((name) => `${name}${words.labels.colon}${words.report.phase.overridden}`),
    ...ending.risks.map((risk) => closing.risk(riskName(risk))),
    ...ending.recorded_risks.map(({ risk }) => closing.risk(risk)),
    ...(ending.stopped.length > 0 ? [closing.stopped(ending.stopped.map(stopName).join(', '))] : []),
  ];
  if (lines.length === 0) return null;
  return html`<h3>${words.reportPage.assurance.notApproved}</h3>
<ul class="plain">${lines.map((line) => html`<li>${foreign(line)}</li>`)}</ul>`;
}

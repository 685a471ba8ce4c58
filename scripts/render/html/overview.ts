/** The top of the page: what the task was, how it stands, and its figures. */
import type { ReportView } from '../../core/report/model.js';
import { isTerminal } from '../../core/task/model.js';
import { actorOf } from '../../core/task/views/timeline.js';
import { pauseText } from '../../text/pauses.js';
import type { Standing } from '../../text/types/report/page.js';
import { numberText } from '../time.js';
import { countOpen, type Kit, pill, spanText, type Tone, time } from './kit.js';
import { foreign, foreignBlock, type Html, html, when } from './markup.js';

export function standingOf({ task }: ReportView): Standing {
  if (task.abandoned !== null) return 'abandoned';
  if (isTerminal(task.status)) return 'finished';
  return task.pause === null ? 'open' : 'paused';
}

const TONES: Readonly<Record<Standing, Tone>> = {
  finished: 'good',
  open: 'active',
  paused: 'warn',
  abandoned: 'quiet',
};

/** The title, the first sentence, the figures and the facts. */
export function overview(kit: Kit): Html {
  const { view, words, language } = kit;
  const { task } = view;
  const page = words.reportPage;
  const standing = standingOf(view);
  const rest = task.text.trim() === task.subject ? null : foreignBlock(task.text);
  const reason = (title: string, text: string): Html =>
    html`<div class="note"><h2>${title}</h2>${foreignBlock(text)}</div>`;
  return html`
<header class="top">
<p class="kicker">cc-codex-collaborate${page.separator}${page.kicker}</p>
<h1 dir="auto">${task.subject}</h1>
<p class="lede">${pill(page.standing[standing], TONES[standing])} ${ledeOf(kit, standing)}</p>
${rest === null ? null : html`<details class="whole"><summary>${page.facts.task}</summary>${rest}</details>`}
${task.abandoned === null ? null : reason(page.abandoned, task.abandoned)}
${standing === 'paused' ? reason(page.paused, pauseText(task.pause, language)) : null}
${tiles(kit)}
${facts(kit)}
</header>
`;
}

function ledeOf(kit: Kit, standing: Standing): string {
  const { view, words } = kit;
  const milestones = view.phases.filter(({ gate }) => gate === 'milestone');
  return words.reportPage.lede({
    standing,
    took: spanText(view.totals.seconds, kit),
    reviews: view.totals.rounds,
    milestones: { accepted: view.closing.done.length, planned: milestones.length },
    findings: {
      all: view.findings.length,
      open: countOpen(view),
      advisory: view.findings.filter(({ state }) => state === 'advisory').length,
    },
  });
}

function tiles(kit: Kit): Html {
  const { view, words } = kit;
  const { tiles: names, tileNotes: notes } = words.reportPage;
  const { rounds, outages, tokens, seconds } = view.totals;
  const decisions = view.timeline.filter(
    (row) => row.kind === 'entry' && actorOf(row.event) === 'human' && row.event.type !== 'task-started',
  );
  const denied = view.guard.filter(({ verdict }) => verdict === 'deny').length;
  const open = countOpen(view);
  const tile = (name: string, value: string, note: string | null): Html =>
    html`<div class="tile"><dt>${name}</dt>
<dd>${value}${note === null ? null : html`<small>${note}</small>`}</dd></div>`;
  return html`<dl class="tiles">
${tile(names.took, spanText(seconds, kit), null)}
${tile(names.reviews, String(rounds), outages > 0 ? notes.outages(outages) : null)}
${tile(names.findings, String(view.findings.length), view.findings.length > 0 ? notes.open(open) : null)}
${when(tokens !== null, () => tokenTile(names.tokens, tokens ?? 0, rounds, notes.perReview))}
${tile(names.decisions, String(decisions.length), null)}
${tile(names.guard, String(view.guard.length - denied), denied > 0 ? notes.denied(denied) : null)}
</dl>`;
}

const tokenTile = (name: string, tokens: number, rounds: number, note: (count: string) => string): Html =>
  html`<div class="tile"><dt>${name}</dt><dd>${shortNumber(tokens)}<small>${note(
    shortNumber(Math.round(tokens / Math.max(1, rounds))),
  )}</small></dd></div>`;

/** `1.2M`, `48k`, `950` */
export function shortNumber(count: number): string {
  if (count >= 1e6) return `${(count / 1e6).toFixed(1)}M`;
  return count >= 1e4 ? `${Math.round(count / 1e3)}k` : numberText(count);
}

function facts(kit: Kit): Html {
  const { view, words } = kit;
  const { facts: names, sources } = words.reportPage;
  const { task, source, closing } = view;
  const fact = (name: string, value: Html): Html => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const file = source.file;
  return html`<dl class="facts">
${fact(names.task, html`<code>${task.id}</code>`)}
${fact(names.started, time(task.started_at))}
${task.ended_at === null ? null : fact(names.ended, time(task.ended_at))}
${fact(names.mode, html`${task.mode}`)}
${fact(names.base, html`<code>${task.base.slice(0, 12)}</code>`)}
${closing.codex === null ? null : fact(names.codex, html`${closing.codex}`)}
${fact(names.source, html`${sources[source.kind]}${file === null ? null : html` <code>${foreign(file)}</code>`}`)}
</dl>`;
}

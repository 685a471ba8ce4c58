/**
 * The report as one HTML file that needs nothing else: no network, no image, no font. Its policy allows exactly the
 * one style sheet and the one script that are in it, by their digests, so that no text in it can be run.
 */
import type { ReportView } from '../../core/report/model.js';
import type { Language } from '../../core/say/language.js';
import type { SectionName } from '../../text/types/report/page.js';
import { assuranceSection } from './assurance.js';
import { courseSection, tokensSection } from './charts.js';
import { checksSection, guardSection, timelineSection } from './events.js';
import { findingsSection } from './findings.js';
import { countOpen, type Kit, kitOf } from './kit.js';
import { Html, html, when } from './markup.js';
import { overview } from './overview.js';
import { reviewsSection } from './reviews.js';
import { SCRIPT } from './script.js';
import { STYLE } from './style.js';

const SECTIONS: readonly [SectionName, (kit: Kit) => Html][] = [
  ['assurance', assuranceSection],
  ['course', courseSection],
  ['reviews', reviewsSection],
  ['findings', findingsSection],
  ['checks', checksSection],
  ['tokens', tokensSection],
  ['guard', guardSection],
  ['timeline', timelineSection],
];

/** From so many lines of the timeline on, a page is long. */
const LONG = 300;

/**
 * The page of a report.
 *
 * @param digest SHA-256 of a text in base64
 */
export function reportPage(view: ReportView, language: Language, digest: (text: string) => string): string {
  const kit = kitOf(view, language);
  const { reportPage: words } = kit.words;
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${new Html(policy(digest))}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>${view.task.subject} – ${words.kicker}</title>
<style>${new Html(STYLE)}</style>
</head>
<body>
<a class="skip" href="#content">${words.skip}</a>
<div class="layout">
${contents(kit)}
<main id="content" tabindex="-1"${when(view.timeline.length > LONG, () => html` class="long"`)}>
${overview(kit)}
${SECTIONS.map(([, make]) => make(kit))}
</main>
</div>
${footer(kit)}
<script>${new Html(SCRIPT)}</script>
</body>
</html>
`;
  return page.text;
}

/** Nothing may be loaded, sent or framed; only what is in the file may run and style it. */
const policy = (digest: (text: string) => string): string =>
  [
    "default-src 'none'",
    `style-src 'sha256-${digest(STYLE)}'`,
    `script-src 'sha256-${digest(SCRIPT)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');

function contents(kit: Kit): Html {
  const { view, words } = kit;
  const { contents: label, sections } = words.reportPage;
  const counts: Partial<Record<SectionName, number>> = {
    findings: countOpen(view),
    guard: view.guard.length,
    timeline: view.timeline.length,
  };
  const links = SECTIONS.map(([name]) => {
    const count = counts[name] ?? 0;
    const shown = count === 0 ? null : html` <small>${count}</small>`;
    return html`<li><a href="#${name}">${sections[name]}${shown}</a></li>`;
  });
  return html`<nav aria-label="${label}"><ul>${links}</ul></nav>`;
}

function footer({ view, words }: Kit): Html {
  const { report, reportPage: page } = words;
  const made = report.made(view.version, view.source.entries, view.source.head.slice(0, 12));
  return html`<footer><p>${made} <time datetime="${view.made_at}"></time></p>
<p>${page.zone(zoneOf(view.made_at))} ${page.alone}</p></footer>`;
}

/** The offset of the machine's time zone: `UTC+02:00`. */
function zoneOf(at: string): string {
  const minutes = -new Date(at).getTimezoneOffset();
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  const two = (part: number): string => String(part).padStart(2, '0');
  return minutes === 0 ? 'UTC' : `UTC${minutes < 0 ? '−' : '+'}${two(hours)}:${two(rest)}`;
}

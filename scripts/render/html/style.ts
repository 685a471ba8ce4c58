/** The page's style sheet: light and dark as the reader's system says, from 320 pixels to print. */

const LIGHT = `
--paper: #faf9f6; --card: #ffffff; --ink: #1e2227; --soft: #565f69; --line: #e3e0d9; --wash: #f1efea;
--good: #176b43; --good-wash: #e2f2e9; --bad: #a9261d; --bad-wash: #fbe7e4; --warn: #7d4f00; --warn-wash: #f8edd5;
--active: #1d4fa3; --active-wash: #e4ecfa; --quiet-wash: #ecebe7;
--bar-work: #d5d1c8; --bar-pass: #3a9a6b; --bar-findings: #d39a2f; --bar-outage: #a39d92; --bar-running: #4b7fd6;
`;
const DARK = `
--paper: #15181c; --card: #1c2025; --ink: #e5e8eb; --soft: #a2acb7; --line: #30363d; --wash: #22272d;
--good: #6fd3a0; --good-wash: #17352a; --bad: #ff9d94; --bad-wash: #42211f; --warn: #e6bd6a; --warn-wash: #3a2e15;
--active: #95bbff; --active-wash: #1d2f4d; --quiet-wash: #292e35;
--bar-work: #434b54; --bar-pass: #3f9e70; --bar-findings: #c6922f; --bar-outage: #6d7680; --bar-running: #5e8fe0;
`;

const FRAME = `
*, ::before, ::after { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-top: 1.5rem; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word;
  font: 16px/1.6 system-ui, -apple-system, "Segoe UI", "Noto Sans", "PingFang SC", "Microsoft YaHei",
  "Noto Sans CJK SC", "WenQuanYi Zen Hei", sans-serif; }
:lang(zh-CN) body, body:lang(zh-CN) { line-height: 1.7; }
h1, h2, h3, h4, p, ul, ol, dl, dd, blockquote, fieldset { margin: 0; padding: 0; }
ul, ol { list-style: none; }
h1 { font-size: clamp(1.65rem, 1.2rem + 2.2vw, 2.5rem); line-height: 1.2; font-weight: 680; letter-spacing: -.018em;
  text-wrap: balance; max-width: 24em; }
h2 { font-size: 1.3rem; line-height: 1.3; font-weight: 650; letter-spacing: -.01em; }
h3 { font-size: 1rem; line-height: 1.45; font-weight: 650; }
h4 { font-size: .8125rem; line-height: 1.5; font-weight: 600; color: var(--soft); }
code { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
  overflow-wrap: anywhere; }
a { color: var(--active); text-decoration: none; }
a:hover { text-decoration: underline; text-underline-offset: .2em; }
:focus-visible { outline: 2px solid var(--active); outline-offset: 2px; border-radius: 4px; }
summary:focus-visible { outline-offset: -2px; }
main:focus { outline: none; }
small { font-size: .8125rem; font-weight: 400; color: var(--soft); }
.skip { position: absolute; left: -99rem; top: .5rem; padding: .4rem .8rem; background: var(--card); z-index: 2; }
.skip:focus { left: .5rem; }
.layout { max-width: 74rem; margin: 0 auto; padding: 0 1.25rem; }
main { min-width: 0; }
nav { padding: 1rem 0 0; }
nav ul { display: flex; flex-wrap: wrap; gap: .15rem 1rem; }
nav a { color: var(--soft); font-size: .875rem; display: inline-block; padding: .2rem 0; }
nav a:hover { color: var(--ink); }
nav small { font-variant-numeric: tabular-nums; }
@media (min-width: 64rem) {
  .layout { display: grid; grid-template-columns: 10.5rem minmax(0, 1fr); gap: 3.5rem; padding: 0 2rem; }
  nav { position: sticky; top: 0; align-self: start; padding: 3.75rem 0 2rem; }
  nav ul { flex-direction: column; gap: .1rem; border-left: 1px solid var(--line); padding-left: 1rem; }
}
section { margin-top: 3.5rem; }
.intro, .lede, .verdict { text-wrap: pretty; }
.intro { color: var(--soft); margin: .2rem 0 1.25rem; max-width: 44em; }
.fine { color: var(--soft); font-size: .8125rem; margin-top: .75rem; }
.none { color: var(--soft); }
.sub { font-weight: 400; color: var(--soft); }
.meta { color: var(--soft); font-size: .8125rem; display: inline-flex; flex-wrap: wrap; gap: .1rem .9rem;
  align-items: center; font-variant-numeric: tabular-nums; }
time, .number, .bar-value, .gap, dd { font-variant-numeric: tabular-nums; }
.foreign { white-space: pre-wrap; overflow-wrap: anywhere; max-width: 46em; }
footer { max-width: 74rem; margin: 4rem auto 0; padding: 1.25rem 1.25rem 2.5rem; color: var(--soft);
  font-size: .8125rem; overflow-wrap: anywhere; border-top: 1px solid var(--line); }
`;

const TOP = `
.top { padding-top: 2rem; }
@media (min-width: 64rem) { .top { padding-top: 3.5rem; } }
.kicker { color: var(--soft); font-size: .8125rem; letter-spacing: .02em; margin-bottom: .6rem; }
.lede { margin-top: .9rem; font-size: 1.0625rem; color: var(--ink); max-width: 44em; }
.whole { margin-top: .75rem; color: var(--soft); }
.whole .foreign { margin-top: .4rem; color: var(--ink); padding-left: 1rem; border-left: 2px solid var(--line); }
.note { margin-top: 1.25rem; padding: .8rem 1.1rem; background: var(--warn-wash); border-radius: 8px; }
.note h2 { font-size: .875rem; color: var(--warn); }
.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); margin-top: 1.75rem;
  background: var(--card); border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.tile { padding: .85rem 1.1rem .9rem; margin: 0 -1px -1px 0; border: solid var(--line); border-width: 0 1px 1px 0; }
.tile dt { color: var(--soft); font-size: .8125rem; }
.tile dd { white-space: nowrap; font-size: 1.3125rem; line-height: 1.35; font-weight: 620; letter-spacing: -.01em; }
.tile small { display: block; white-space: normal; letter-spacing: 0; min-height: 1.3em; }
.facts { display: flex; flex-wrap: wrap; gap: .3rem 2rem; margin-top: 1.1rem; font-size: .8125rem; }
.facts div { display: flex; gap: .45rem; min-width: 0; }
.facts dt { color: var(--soft); white-space: nowrap; }
`;

const PARTS = `
.pill { display: inline-block; padding: .02rem .6rem; border-radius: .75rem; font-size: .8125rem; line-height: 1.6;
  font-weight: 560; background: var(--quiet-wash); color: var(--soft); }
.pill.good, .chip.good { background: var(--good-wash); color: var(--good); }
.pill.bad, .chip.bad { background: var(--bad-wash); color: var(--bad); }
.pill.warn, .chip.warn { background: var(--warn-wash); color: var(--warn); }
.pill.active { background: var(--active-wash); color: var(--active); }
.dot { display: inline-block; width: .55rem; height: .55rem; border-radius: 50%; background: var(--bar-outage);
  margin-right: .5rem; }
.dot.good { background: var(--bar-pass); } .dot.warn { background: var(--bar-findings); }
.dot.bad { background: var(--bad); } .dot.active { background: var(--bar-running); }
.dots .dot { margin: 0 .2rem 0 0; }
.card { background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
th, td { text-align: left; vertical-align: top; padding: .5rem .9rem .5rem 0; border-bottom: 1px solid var(--line); }
thead th { color: var(--soft); font-size: .8125rem; font-weight: 560; white-space: nowrap; }
tbody th { font-weight: 600; }
td time { white-space: nowrap; }
.number { text-align: right; white-space: nowrap; }
.chips { display: flex; flex-wrap: wrap; gap: .35rem; }
.chip { border-radius: 6px; padding: .05rem .55rem; font-size: .8125rem; }
.chip b { font-weight: 600; }
.verdict { padding: .9rem 1.15rem; border-radius: 8px; background: var(--quiet-wash); max-width: 50em;
  border-left: 4px solid var(--bar-outage); }
.verdict.good { background: var(--good-wash); border-color: var(--bar-pass); }
.verdict.warn { background: var(--warn-wash); border-color: var(--bar-findings); }
.verdict.bad { background: var(--bad-wash); border-color: var(--bad); }
@media screen and (max-width: 40rem) {
  .stack thead { position: absolute; left: -99rem; }
  .stack tr { display: block; padding: .6rem 0; border-bottom: 1px solid var(--line); }
  .stack td { display: inline-block; padding: .05rem .8rem .05rem 0; border: 0; max-width: 100%; }
  .stack td:last-child { display: block; padding: .2rem 0 0; }
}
#assurance h3 { margin: 1.75rem 0 .35rem; }
.plain li { padding: .3rem 0 .3rem 1.1rem; position: relative; }
.plain li::before { content: ""; position: absolute; left: 0; top: .95em; width: .45rem; height: .45rem;
  border-radius: 50%; background: var(--bar-findings); }
`;

const CHARTS = `
.chart { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.1rem 1.25rem; }
.axis { display: flex; justify-content: space-between; gap: 1rem; color: var(--soft); font-size: .8125rem;
  padding-bottom: .6rem; margin-bottom: .6rem; border-bottom: 1px solid var(--line); }
.bars li { display: grid; grid-template-columns: minmax(0, 17rem) minmax(0, 1fr) 6rem; align-items: center;
  gap: 0 1.25rem; padding: .22rem 0; font-size: .9375rem; }
.bar-name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 560; }
.bar-value { text-align: right; color: var(--soft); font-size: .875rem; white-space: nowrap; }
.bar { display: block; overflow: visible; }
.bar .track { fill: var(--wash); } .bar .work { fill: var(--bar-work); }
.bar .pass { fill: var(--bar-pass); } .bar .findings { fill: var(--bar-findings); }
.bar .outage { fill: var(--bar-outage); } .bar .running { fill: var(--bar-running); }
.legend { display: flex; flex-wrap: wrap; gap: .2rem 1.25rem; margin-top: .8rem; color: var(--soft);
  font-size: .8125rem; }
.swatch { display: inline-block; width: .8rem; height: .8rem; border-radius: 3px; margin-right: .45rem;
  vertical-align: -.08em; }
.swatch.work { background: var(--bar-work); } .swatch.pass { background: var(--bar-pass); }
.swatch.findings { background: var(--bar-findings); } .swatch.outage { background: var(--bar-outage); }
@media (max-width: 40rem) {
  .chart { padding: .9rem 1rem; }
  .bars li { grid-template-columns: minmax(0, 1fr) auto; padding: .4rem 0; }
  .bars .bar { grid-row: 2; grid-column: 1 / -1; }
}
`;

const REVIEWS = `
.phase { margin-top: 1rem; padding: 1rem 1.25rem 1.1rem; }
.phase header { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .8rem; }
.phase header h3 { flex: 1 1 16rem; min-width: 0; font-size: 1.0625rem; }
.phase .none { margin-top: .35rem; font-size: .9375rem; }
.rounds { margin-top: .85rem; }
.round { position: relative; padding: 0 0 1.15rem 1.75rem; }
.round:last-child { padding-bottom: .1rem; }
.round::after { content: ""; position: absolute; left: .5rem; top: .5rem; bottom: -.5rem; width: 2px;
  background: var(--line); }
.round:last-child::after { content: none; }
.round::before { content: ""; position: absolute; z-index: 1; left: .2rem; top: .5rem; width: .7rem; height: .7rem;
  border-radius: 50%; background: var(--bar-outage); box-shadow: 0 0 0 3px var(--card); }
.round.good::before { background: var(--bar-pass); } .round.warn::before { background: var(--bar-findings); }
.round.active::before { background: var(--bar-running); }
.round-head { display: flex; flex-wrap: wrap; align-items: center; gap: .2rem .7rem; }
.round blockquote { margin: .45rem 0 0; color: var(--ink); }
.said { margin-top: .6rem; }
.said li { padding: .12rem 0; font-size: .9375rem; }
.said q { color: var(--soft); }
.round .chips, .change { margin-top: .65rem; }
summary { cursor: pointer; }
.change summary, .whole summary { color: var(--soft); font-size: .875rem; width: fit-content; }
.change summary:hover, .whole summary:hover { color: var(--ink); }
.severity { display: inline-block; min-width: 1.9rem; text-align: center; border-radius: 5px; padding: 0 .35rem;
  font-size: .75rem; line-height: 1.6; font-weight: 650; background: var(--quiet-wash); color: var(--soft); }
.severity.P0, .severity.P1 { background: var(--bad-wash); color: var(--bad); }
.severity.P2 { background: var(--warn-wash); color: var(--warn); }
`;

const FINDINGS = `
.filters { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.5rem; padding: .2rem 0 1rem;
  font-size: .875rem; }
fieldset { border: 0; display: flex; flex-wrap: wrap; align-items: center; gap: .15rem .75rem; min-width: 0; }
legend { float: left; padding: 0; margin-right: .2rem; color: var(--soft); }
.filters label { display: inline-flex; align-items: center; gap: .35rem; min-height: 1.75rem; }
input[type=checkbox] { width: 1rem; height: 1rem; margin: 0; accent-color: var(--active); }
.search { color: var(--soft); }
input[type=search] { font: inherit; color: var(--ink); background: var(--card); border: 1px solid var(--soft);
  border-radius: 6px; padding: .15rem .55rem; width: 11rem; max-width: 100%; }
.count { color: var(--soft); font-variant-numeric: tabular-nums; }
.finding { margin-top: .6rem; }
.finding > summary { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: .15rem .75rem;
  align-items: baseline; padding: .75rem 1.1rem; list-style: none; border-radius: 10px; }
.finding > summary::-webkit-details-marker { display: none; }
.finding > summary:hover { background: var(--wash); }
.finding-title { font-weight: 600; overflow-wrap: anywhere; }
.finding > summary .meta { grid-column: 2 / -1; }
.finding[open] > summary { border-radius: 10px 10px 0 0; }
.finding .body { padding: .1rem 1.1rem 1.05rem calc(1.1rem + 2.65rem); }
.finding h4 { margin-top: .8rem; }
.finding .body h4:first-child { margin-top: 0; }
.exchange { margin-top: .2rem; }
.exchange li { padding: .35rem 0 .35rem .9rem; border-left: 2px solid var(--line); margin-top: .3rem; }
.exchange li.codex { border-color: var(--bar-running); }
.exchange li.claude, .exchange li.user { border-color: var(--bar-findings); }
@media (max-width: 40rem) {
  .finding > summary { padding: .7rem .9rem; grid-template-columns: auto minmax(0, 1fr); }
  .finding > summary .pill { grid-column: 2; justify-self: start; }
  .finding .body { padding: 0 .9rem .9rem; }
  .phase { padding: .9rem 1rem; }
}
`;

const TIMELINE = `
.day { margin-top: 1.25rem; }
.day h3 { color: var(--soft); font-size: .875rem; padding-bottom: .35rem; border-bottom: 1px solid var(--line); }
.event { display: grid; grid-template-columns: 3.2rem 4.2rem minmax(0, 1fr) auto; gap: 0 .75rem;
  padding: .3rem 0; font-size: .9375rem; border-bottom: 1px solid var(--wash); align-items: baseline; }
.event time, .gap { color: var(--soft); font-size: .8125rem; }
.gap { white-space: nowrap; }
.actor { font-size: .8125rem; font-weight: 600; color: var(--soft); }
.actor.codex { color: var(--active); } .actor.human { color: var(--ink); } .actor.guard { color: var(--warn); }
.what { overflow-wrap: anywhere; }
@media (max-width: 40rem) {
  .event { grid-template-columns: 3.2rem minmax(0, 1fr) auto; }
  .event .gap { grid-row: 1; grid-column: 3; }
  .event .what { grid-column: 1 / -1; }
}
`;

const PRINT = `
@media print {
  @page { margin: 16mm 14mm; }
  html { font-size: 12.5px; }
  body { font-size: 1rem; background: #fff; }
  nav, .filters, .skip { display: none !important; }
  .layout { display: block; padding: 0; max-width: none; }
  section { margin-top: 9mm; }
  h2, h3, h4, .round-head, .finding > summary { break-after: avoid; }
  .round, .event, tr, .exchange li, .chart, .tiles { break-inside: avoid; }
  .card, .chart, .tiles { border-color: #ccc; }
  .pill, .chip, .severity, .verdict, .dot, .swatch, .bar {
    -webkit-print-color-adjust: exact; print-color-adjust: exact; }
  .scroll { overflow: visible; }
  a { color: inherit; }
  footer { margin-top: 10mm; padding: 4mm 0 0; }
}
`;

/** In a long page, what is out of sight is laid out when it is scrolled to, so that it opens at once. */
const LONG = `
.long .round { content-visibility: auto; contain-intrinsic-size: auto 9rem; }
.long .finding { content-visibility: auto; contain-intrinsic-size: auto 4.2rem; }
.long .event { content-visibility: auto; contain-intrinsic-size: auto 2.1rem; }
@media print { .long .round, .long .finding, .long .event { content-visibility: visible; } }
`;

/** The whole sheet. Print is always on white. */
export const STYLE = `:root { color-scheme: light dark; ${LIGHT} }
@media screen and (prefers-color-scheme: dark) { :root { ${DARK} } }
${FRAME}${TOP}${PARTS}${CHARTS}${REVIEWS}${FINDINGS}${TIMELINE}${LONG}${PRINT}`;

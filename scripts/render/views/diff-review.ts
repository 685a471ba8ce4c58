/** The page of a review of a change: what each reviewer says, then the findings of all of them, merged. */
import { type AgreedFinding, type DiffResult, exitCodeOf, type LensResult } from '../../core/delegate/diff/result.js';
import type { Language } from '../../core/say/language.js';
import { oneLine } from '../../core/say/plain.js';
import { catalogOf } from '../../text/catalog.js';
import { faultPhrase } from '../../text/pauses.js';
import { indented, joined, type Line, line, type Mark, marked, type Page, toned } from '../page/page.js';
import { agreementPage, findingsPage, quotedPage } from '../review.js';
import { colon, labelsOf } from '../say.js';
import { clockText, localTime, numberText } from '../time.js';

interface Shown {
  result: DiffResult;
  /** Whether the content is still what was reviewed. */
  isSame: boolean;
  /** The file to which the name of a file in the repository links. */
  linkOf: (file: string) => string;
}

/** The whole review. */
export function diffReviewPage({ result, isSame, linkOf }: Shown, language: Language): Page {
  const { findings: heading } = catalogOf(language).artifact.headings;
  const one = result.lenses.length === 1;
  const more = (finding: AgreedFinding): Page => (one ? [] : agreementPage(finding, language));
  return [
    titleLine(result, language),
    factsLine(result, isSame, language),
    ...result.lenses.flatMap((lens) => lensLines(lens, language)),
    line(toned('strong', `${heading}${colon(language).trimEnd()}`)),
    ...(result.findings.length === 0
      ? [line(labelsOf(language).none, { indent: 2 })]
      : findingsPage(result.findings, language, { more, linkOf })),
  ];
}

const MARKS: Record<ReturnType<typeof exitCodeOf>, Mark> = { 0: 'done', 1: 'failed', 3: 'warned', 4: 'active' };

function titleLine(result: DiffResult, language: Language): Line {
  const { title } = catalogOf(language).diffReview;
  const { name, commit } = result.base;
  const base = commit.startsWith(name) ? commit.slice(0, 12) : `${oneLine(name)} (${commit.slice(0, 12)})`;
  const mark = marked(MARKS[exitCodeOf(result)], '');
  return line([mark, toned('strong', title(base)), verdictText(result.verdict, language)], { hang: 2 });
}

const verdictText = (verdict: DiffResult['verdict'], language: Language): string =>
  verdict === null ? '' : `${colon(language)}${catalogOf(language).artifact.verdict[verdict]}`;

function factsLine({ started_at, files, lines, lenses }: DiffResult, isSame: boolean, language: Language): Line {
  const { size, same, changed } = catalogOf(language).diffReview;
  const tokens = lenses.reduce((sum, lens) => sum + lens.tokens, 0);
  const facts = [
    localTime(started_at).slice(0, 16),
    size(files, lines),
    clockText(Math.max(...lenses.map(({ seconds }) => seconds))),
    catalogOf(language).review.tokens(numberText(tokens)),
    isSame ? same : changed,
  ];
  return line(
    joined(facts, ' · ').map((fact) => toned('dim', fact)),
    { indent: 2 },
  );
}

/** What one reviewer says, and what it could not judge. */
function lensLines(lens: LensResult, language: Language): Page {
  const { labels, headings } = catalogOf(language).artifact;
  const facts = [
    stateText(lens, language),
    ...(lens.seconds > 0 ? [clockText(lens.seconds)] : []),
    ...(lens.tokens > 0 ? [catalogOf(language).review.tokens(numberText(lens.tokens))] : []),
    ...(lens.model === null ? [] : [`${labels.model} ${oneLine(lens.model)}`]),
  ];
  const tone = lens.state === 'failed' || lens.state === 'not-started' ? 'warn' : 'strong';
  return [
    line([toned(tone, lens.lens), `${colon(language)}${facts.join(' · ')}`], { indent: 2, hang: 2 }),
    ...(lens.summary === null ? [] : indented(quotedPage(lens.summary), 4)),
    ...(lens.coverage_notes === null
      ? []
      : [
          line(`${headings.notes}${colon(language)}`.trimEnd(), { indent: 4 }),
          ...indented(quotedPage(lens.coverage_notes), 4),
        ]),
  ];
}

function stateText({ state, verdict, reason }: LensResult, language: Language): string {
  const { running, notStarted, noVerdict } = catalogOf(language).diffReview;
  switch (state) {
    case 'running':
      return running;
    case 'not-started':
      return notStarted;
    case 'failed':
      return noVerdict(faultPhrase(reason ?? '', language));
    case 'answered':
      return verdict === null ? '' : catalogOf(language).artifact.verdict[verdict];
    default:
      return state satisfies never;
  }
}

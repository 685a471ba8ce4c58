/** The page of `review show`: one review with its summary, its findings and their answers, and what it took. */
import type { ShownReview } from '../../core/review/views.js';
import type { Language } from '../../core/say/language.js';
import { oneLine } from '../../core/say/plain.js';
import type { Verdict } from '../../core/task/model.js';
import type { AnsweredFinding, ReviewDetail } from '../../core/task/views/review.js';
import { catalogOf } from '../../text/catalog.js';
import { faultPhrase } from '../../text/pauses.js';
import {
  type Content,
  indented,
  joined,
  type Line,
  line,
  linked,
  marked,
  type Page,
  pageOf,
  toned,
} from '../page/page.js';
import { agreementPage, findingsPage, notedPage, quotedPage } from '../review.js';
import { colon, labelsOf } from '../say.js';
import { clockText, localTime, numberText } from '../time.js';

/** The review, then what is open and noted besides its own findings. */
export function shownReviewPage({ review, reviewers, findings, noted }: ShownReview, language: Language): Page {
  const own = new Set(review.findings.map(({ id }) => id));
  const others = findings.filter(({ id }) => !own.has(id));
  const kept = Object.entries(noted)
    .map(([subject, all]) => [subject, all.filter(({ id }) => !own.has(id))] as const)
    .filter(([, all]) => all.length > 0);
  const { open } = catalogOf(language).review;
  const explained = { isExplained: review.findings.length > 0 };
  return [
    ...reviewPage(review, reviewers, language),
    ...(others.length === 0 ? [] : [heading(open, language), ...findingsPage(others, language, explained)]),
    ...kept.flatMap(([subject, all]) => notedPage(subject, all, language, explained)),
  ];
}

function reviewPage(review: ReviewDetail, reviewers: ShownReview['reviewers'], language: Language): Page {
  const { summary, findings } = catalogOf(language).artifact.headings;
  return [
    titleLine(review, language),
    factsLine(review, language),
    ...(review.file === null ? [] : [line(linked(review.file), { indent: 2 })]),
    ...reviewers.map((reviewer) => reviewerLine(reviewer, language)),
    ...(review.summary === null ? [] : [heading(summary, language), ...indented(quotedPage(review.summary), 2)]),
    ...(review.kind === 'outage' ? [] : [heading(findings, language), ...ownFindings(review, language)]),
    ...settledLines(review, language),
  ];
}

const heading = (text: string, language: Language): Line =>
  line(toned('strong', `${text}${colon(language).trimEnd()}`));

function titleLine({ gate, milestone, round, kind, outcome }: ReviewDetail, language: Language): Line {
  const { title } = catalogOf(language).artifact;
  const name = `${title[gate]}${milestone === null ? '' : ` ${milestone}`}`;
  const numbered = round === null ? name : catalogOf(language).review.numbered(name, round);
  const verdicts: Record<Verdict, string> & Partial<Record<string, string>> = catalogOf(language).artifact.verdict;
  const said =
    kind === 'outage'
      ? catalogOf(language).history.outage(faultPhrase(outcome, language))
      : (verdicts[outcome] ?? outcome);
  const mark = kind === 'pass' ? 'done' : kind === 'findings' ? 'failed' : 'warned';
  return line([marked(mark, ''), toned('strong', numbered), `${colon(language)}${said}`], { hang: 2 });
}

function factsLine(review: ReviewDetail, language: Language): Line {
  const { model: modelWord } = catalogOf(language).artifact.labels;
  const { tokens: tokensText } = catalogOf(language).review;
  const { job } = catalogOf(language).gates;
  const facts: Content[] = [
    localTime(review.ended_at).slice(0, 16),
    ...(review.seconds === null ? [] : [clockText(review.seconds)]),
    ...(review.tokens === null ? [] : [tokensText(numberText(review.tokens))]),
    ...(review.model === null ? [] : [`${modelWord} ${oneLine(review.model)}`]),
    `${job} ${review.job}`,
  ];
  return line(
    joined(facts, ' · ').map((fact) => (typeof fact === 'string' ? toned('dim', fact) : fact)),
    {
      indent: 2,
    },
  );
}

/** What one reviewer of a gate with lenses said, or why it said nothing. */
function reviewerLine(reviewer: ShownReview['reviewers'][number], language: Language): Line {
  const { findings, tokens, thread_id, from } = reviewer;
  const { labels, headings } = catalogOf(language).artifact;
  const facts = [
    saidOf(reviewer, language),
    ...(findings === null ? [] : [`${headings.findings} ${findings}`]),
    ...(tokens === null ? [] : [catalogOf(language).review.tokens(numberText(tokens))]),
    ...(thread_id === null ? [] : [`${labels.thread} ${thread_id}`]),
    ...(from === null ? [] : [catalogOf(language).review.answeredIn(from)]),
  ];
  return line([toned('strong', reviewer.lens), `${colon(language)}${facts.join(' · ')}`], { indent: 2, hang: 2 });
}

function saidOf({ verdict, reason }: ShownReview['reviewers'][number], language: Language): string {
  const verdicts: Record<Verdict, string> & Partial<Record<string, string>> = catalogOf(language).artifact.verdict;
  if (verdict !== null) return verdicts[verdict] ?? verdict;
  return reason === null
    ? catalogOf(language).review.answerKept
    : catalogOf(language).diffReview.noVerdict(faultPhrase(reason, language));
}

function ownFindings({ findings }: ReviewDetail, language: Language): Page {
  if (findings.length === 0) return [line(labelsOf(language).none, { indent: 2 })];
  const more = (finding: AnsweredFinding): Page => [
    ...agreementPage(finding, language),
    ...laterLines(finding, language),
  ];
  return findingsPage(findings, language, { more });
}

function laterLines({ later }: AnsweredFinding, language: Language): Page {
  if (later === null) return [];
  const said = catalogOf(language).review.later[later.status];
  return [line(`→ ${said}${colon(language).trimEnd()}`, { indent: 3 }), ...indented(quotedPage(later.comment), 3)];
}

function settledLines({ settled }: ReviewDetail, language: Language): Page {
  if (settled.length === 0) return [];
  const { headings, how } = catalogOf(language).artifact;
  return [
    heading(headings.closed, language),
    ...settled.flatMap(({ id, title, status, comment }) => [
      line(`${id}  ${oneLine(title, 300)}${colon(language)}${how[status]}`, { indent: 2, hang: 2 }),
      ...(comment === '' ? [] : indented(pageOf(`│ ${oneLine(comment, 500)}`), 2)),
    ]),
  ];
}

/** The text of a fan-out: one line for each worker, and the report that is kept with it. */
import type { AgreedWorkerFinding, FanoutResult, WorkerResult } from '../../core/delegate/fanout/result.js';
import type { Language } from '../../core/say/language.js';
import { oneLine, quotedLines } from '../../core/say/plain.js';
import { catalogOf } from '../../text/catalog.js';
import { colon } from '../say.js';
import { clockText, numberText } from '../time.js';

/** How one worker stands, in one line. */
export function workerText(worker: WorkerResult, language: Language): string {
  const { state, because, fault } = catalogOf(language).fanout;
  const said = state[worker.state];
  const facts = [
    worker.reason === null ? said : because(said, fault(worker.reason)),
    ...(worker.seconds > 0 ? [clockText(worker.seconds)] : []),
    ...(worker.tokens > 0 ? [catalogOf(language).review.tokens(numberText(worker.tokens))] : []),
    ...changeFacts(worker, language),
  ];
  return `${worker.name}${lensText(worker)}${colon(language)}${facts.join(' · ')}`;
}

const lensText = ({ lens, name }: WorkerResult): string =>
  lens.length === 0 || lens.every((one) => name.endsWith(one)) ? '' : ` [${oneLine(lens.join(', '))}]`;

function changeFacts({ work, is_merged: isMerged, state }: WorkerResult, language: Language): string[] {
  const { merged, notMerged, verified, notVerified } = catalogOf(language).fanout;
  if (work === null || work.files.length === 0) return [];
  const { verification: check } = work;
  const checked =
    check === null ? [] : [check.passed ? verified(check.command) : notVerified(check.command, check.how)];
  const files = work.files.length;
  return [isMerged || state === 'running' ? merged(files) : notMerged(files), ...checked].map((fact) => oneLine(fact));
}

/** One merged finding in one line. */
export function findingText(finding: AgreedWorkerFinding, language: Language): string {
  const { number, severity, title, file, line, found_by: by } = finding;
  const place = file === null ? '' : ` ${oneLine(file)}${line === null ? '' : `:${line}`}`;
  const agreed = catalogOf(language).fanout.foundBy(by.join(', '));
  return `${number}. [${severity}] ${oneLine(title, 300)}${place} · ${agreed}`;
}

/**
 * The report in Markdown. The words of workers have a mark before each line, so that none can pass for the program's.
 *
 * @param answers the last message of a worker; empty when there is none
 */
export function reportText(
  result: FanoutResult,
  answers: (worker: string) => string,
  { language }: { language: Language },
): string {
  const words = catalogOf(language).fanout;
  const { workers, findings, work } = result;
  const reviewers = workers.filter(({ template, state }) => template === 'reviewer' && state === 'answered');
  const others = workers.filter((worker) => !reviewers.includes(worker) && answers(worker.name) !== '');
  return [
    `# ${words.title(result.id)}`,
    `## ${words.workers}`,
    workers.map((worker) => `- ${workerText(worker, language)}`).join('\n'),
    ...(result.web_search ? [words.webSearch] : []),
    ...(reviewers.length === 0 ? [] : [`## ${words.findings}`, ...findingBlocks(findings, language)]),
    ...reviewers.flatMap((reviewer) => reviewerBlocks(reviewer, language)),
    ...(work === null ? [] : [`## ${words.change}`, work.files.map((file) => `- ${oneLine(file)}`).join('\n')]),
    ...others.flatMap(({ name }) => [`## ${words.answer(name)}`, quotedLines(answers(name).trimEnd())]),
  ]
    .join('\n\n')
    .concat('\n');
}

function findingBlocks(findings: readonly AgreedWorkerFinding[], language: Language): string[] {
  const { noFindings, evidence, fix, rewrite, alsoBy } = catalogOf(language).fanout;
  const is = colon(language).trimEnd();
  if (findings.length === 0) return [noFindings];
  return findings.map((finding) =>
    [
      findingText(finding, language),
      ...[`${evidence}${is}`, quotedLines(finding.evidence), `${fix}${is}`, quotedLines(finding.fix)],
      ...(finding.rewrite === null ? [] : [`${rewrite}${is}`, quotedLines(finding.rewrite)]),
      ...finding.also.flatMap((other) => [
        `${alsoBy(other.found_by)}${colon(language)}[${other.severity}] ${oneLine(other.title, 300)}`,
        quotedLines(other.evidence),
      ]),
    ].join('\n'),
  );
}

/** What one reviewer says of its own review. */
function reviewerBlocks({ name, summary, not_judged: rest }: WorkerResult, language: Language): string[] {
  const { answer, notJudged } = catalogOf(language).fanout;
  return [
    `## ${answer(name)}`,
    ...(summary === null ? [] : [quotedLines(summary)]),
    ...(rest === null ? [] : [`${notJudged}${colon(language).trimEnd()}\n${quotedLines(rest)}`]),
  ];
}

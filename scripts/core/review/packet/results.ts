/** Earlier results: the runner's checks, the last review with its findings, and the thresholds. */
import { fenced, named, visible } from '../../say/packet-text.js';
import { oneLine } from '../../say/plain.js';
import { redact } from '../../say/redact.js';
import type { OpenFinding } from '../../task/model.js';
import type { PacketCheck, PacketInput } from './input.js';

/** Each check with its result and the end of its output, and the required tests that no check covers. */
export function checksText({ checks, unmatched_tests: unmatched, boundary }: PacketInput): string {
  if (checks === null) return 'not run at this gate';
  const head =
    checks.length === 0
      ? 'no check is configured: the runner ran nothing'
      : 'run by the runner on the tree under review, in a clean copy of it where nothing else is said';
  const missing =
    unmatched.length === 0
      ? []
      : [
          'required tests that no configured check stands for, not run by the runner:',
          fenced(boundary, 'required tests', unmatched.join('\n')),
        ];
  return [head, ...checks.map((check) => checkText(check, boundary)), ...missing].join('\n');
}

function checkText(check: PacketCheck, boundary: string): string {
  const { name, required, passed, exit_code: code, signal, problem, output_digest: digest, tail, in_place } = check;
  const how = problem ?? (signal === null ? `exit code ${code ?? 'none'}` : `signal ${signal}`);
  const facts = `${how}; ${required ? 'required' : 'optional'}; output ${digest}`;
  const output = fenced(boundary, `end of the output of ${name}`, tail);
  const place = in_place ? `\nran in place, in the work tree itself, because ${named(in_place)}` : '';
  return `- ${named(name)}: ${passed ? 'passed' : 'FAILED'} (${facts})${place}\n${output}`;
}

/**
 * The last review's outcome, the findings it left open with their answers, the noted findings, and one line for each
 * closed finding.
 */
export function lastReview(input: PacketInput): string {
  const stops = input.stopped.map(
    ({ verdict, milestone, gate, job, settled }) =>
      `stopped before: ${job} (${milestone ?? gate}) said ${verdict}; ` +
      `${settled ? 'settled by a later review' : 'not settled'}`,
  );
  return [openText(input), ...stops, pastText(input)].filter(Boolean).join('\n');
}

function openText({ task, findings, noted, boundary }: PacketInput): string {
  const last = task.reviews.last
    ? `last review: ${task.reviews.last.gate}, ${task.reviews.last.outcome}`
    : 'last review: none';
  return [
    last,
    ...(findings.length === 0
      ? ['earlier findings: none']
      : [
          `earlier findings, each to be answered by its id: ${idsOf(findings)}`,
          fenced(boundary, 'earlier findings', findings.map(findingText).join('\n')),
        ]),
    ...(noted.length === 0
      ? []
      : [
          `noted by earlier reviews: ${idsOf(noted)}. Answer in earlier_findings each that you can judge: resolved, ` +
            'withdrawn or still_open; one that you do not name stays noted',
          fenced(boundary, 'noted findings', noted.map(findingText).join('\n')),
        ]),
  ].join('\n');
}

const idsOf = (findings: readonly OpenFinding[]): string => findings.map(({ id }) => id).join(', ');

const NAMES = { claude: 'Claude', user: 'the user' } as const;

const findingText = (one: OpenFinding): string =>
  [
    `${one.id} | ${one.severity}${one.blocking ? ', blocking' : ''} | ${one.category} | ${one.title}`,
    `  place: ${one.file ?? 'none'}${one.line === null ? '' : `:${one.line}`}`,
    `  explanation: ${one.explanation}`,
    `  required fix: ${one.required_fix}`,
    // A likeness can be wrong: whoever answers this finding answers these words too.
    ...(one.also ?? []).flatMap(({ found_by: by, severity, title, explanation, required_fix: fix }) => [
      `  reported by the reviewer ${by} as: ${severity} | ${title}`,
      `    explanation: ${explanation}`,
      `    required fix: ${fix}; it is resolved only together with this`,
    ]),
    ...(one.disputes ?? []).flatMap(({ by, reason, comment }) => [
      `  rejected before by ${NAMES[by]}: ${reason}`,
      `  and upheld by the reviewer: ${comment}`,
    ]),
    `  ${NAMES[one.answered_by ?? 'claude']}'s answer: ${one.disposition ?? 'none'}` +
      `${one.reason === null ? '' : `: ${one.reason}`}`,
  ].join('\n');

/** How many characters of a finding one line may quote. */
const MOST_QUOTED = 200;

const short = (text: string): string => oneLine(text, MOST_QUOTED);

function pastText({ past_findings: past, boundary }: PacketInput): string {
  if (past.length === 0) return '';
  const lines = past.map(
    ({ id, severity, gate, milestone, round, how, title, file, required_fix: required, comment }) =>
      `${id} | ${milestone ?? gate}, round ${round}: ${how} | ${severity} | ${short(title)} | ${file ?? 'no file'} | ` +
      `required: ${short(required)}${comment === '' ? '' : ` | ${short(comment)}`}`,
  );
  return `closed findings, not to be answered:\n${fenced(boundary, 'closed findings', lines.join('\n'))}`;
}

/** The risks that the user accepted, so that the reviewer does not report them as blocking again. */
export function acceptedText({ accepted_risks: risks, boundary }: PacketInput): string {
  if (risks.length === 0) return '';
  const listed = risks.map(({ id, severity, category, title, file, gate, milestone, explanation, required_fix }) =>
    [
      `${id} | ${severity} | ${category} | ${title}`,
      `  accepted by the user at: ${milestone ?? gate}`,
      `  place: ${file ?? 'none'}`,
      `  explanation: ${explanation}`,
      `  required fix, not done: ${required_fix}`,
    ].join('\n'),
  );
  return fenced(boundary, 'accepted risks', listed.join('\n'));
}

/** One threshold per line. Other pinned settings, such as the test commands, are not thresholds. */
export function thresholdsText({ planning, milestones, review, safety }: PacketInput['thresholds']): string {
  return Object.entries({ planning, milestones, review, safety })
    .flatMap(([group, values]) =>
      Object.entries(values).map(([name, value]) => `${group}.${name}: ${visible(redact(JSON.stringify(value)))}`),
    )
    .join('\n');
}

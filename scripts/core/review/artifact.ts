/** The committed record of a review, for teammates: what was found, on which content, by whom, and the receipt. */
import type { Usage } from '../codex/events.js';
import { visible } from '../say/packet-text.js';
import { redact } from '../say/redact.js';
import type { LeftOut } from '../task/ledger/commits.js';
import type { AcceptedRisk, CheckSummary, Gate, OpenFinding, ReviewOutcome, Subject, Verdict } from '../task/model.js';
import type { PresetComparison } from '../task/pins/preset.js';
import type { CoverageEntry } from './coverage.js';
import type { ReviewResult } from './outcome.js';

/** The parts of a receipt that the artifact shows; all of them go into its JSON block. */
export interface ArtifactReceipt {
  task: string;
  job: string;
  gate: Gate;
  round: number;
  subject: Subject;
  /** open_reads: why Codex's commands were not denied reads outside the review; null when they were denied. */
  codex: { path: string; version: string; model: string | null; thread_id: string; open_reads?: string | null };
  usage: Usage;
  /** Every reviewer of a gate with lenses; absent where the gate's own was the only one. */
  reviewers?: {
    lens: string;
    from: string | null;
    thread_id: string;
    model: string | null;
    usage: Usage;
    verdict: string;
    findings: number;
    record: { prompt: string };
  }[];
  checks: CheckSummary | null;
  outcome: ReviewOutcome;
  started_at: string;
  duration_ms: number;
}

/** The words of an artifact in one language. */
export interface ArtifactWords {
  title: Record<Gate, string>;
  round: string;
  outcome: Record<'pass' | 'findings', string>;
  verdict: Record<Verdict, string>;
  labels: Record<
    | 'outcome'
    | 'task'
    | 'job'
    | 'milestone'
    | 'plan'
    | 'base'
    | 'tree'
    | 'model'
    | 'version'
    | 'program'
    | 'thread'
    | 'usage'
    | 'started'
    | 'duration'
    | 'next'
    | 'widened'
    | 'open_reads'
    | 'question'
    | 'place'
    | 'required_fix'
    | 'answer'
    | 'digest',
    string
  >;
  headings: Record<
    | 'summary'
    | 'reviewers'
    | 'findings'
    | 'closed'
    | 'accepted'
    | 'checks'
    | 'left_out'
    | 'settings'
    | 'coverage'
    | 'notes'
    | 'receipt',
    string
  >;
  how: Record<'resolved' | 'withdrawn' | 'blocking' | 'passed' | 'failed' | 'required' | 'optional', string>;
  none: string;
  /** In front of the reviewers that report a finding, and of their words for it. */
  foundBy: string;
  alsoBy: (name: string) => string;
  /** A reviewer that answered in an earlier try of the same review. */
  answeredIn: (job: string) => string;
  noChecks: string;
  /** Contains the preset's name as `{preset}`. */
  comparedWith: Record<'named' | 'nearest', string>;
  /** For a check that ran in the work tree itself; the reason follows. */
  inPlace: string;
  generated: string;
  colon: string;
}

const RECEIPT_MARK = '<!-- cccc:receipt -->';

export interface ArtifactInput {
  receipt: ArtifactReceipt;
  /** The digest by which the ledger names the receipt: SHA-256 of the JSON block below plus a line break. */
  digest: string;
  result: Pick<ReviewResult, 'summary' | 'coverageNotes' | 'closed'>;
  /** null when it is not known. */
  coverage: CoverageEntry[] | null;
  /** Risks that the user has accepted in this task. They are not fixed, and no pass covers them. */
  accepted?: AcceptedRisk[];
  /** Upstream commits that no review of the task includes. */
  left_out: LeftOut;
  settings: PresetComparison;
  words: ArtifactWords;
}

/** The text of docs/cccc/reviews/<gate>/<name>.md. */
export function reviewArtifact(input: ArtifactInput): string {
  const { receipt, words } = input;
  const { headings } = words;
  const { milestone } = receipt.subject;
  const section = (title: string, body: string): string => `## ${title}\n\n${body || words.none}\n`;
  return [
    `# ${words.title[receipt.gate]}${milestone === null ? '' : ` ${milestone}`}, ${words.round} ${receipt.round}\n`,
    `> ${words.generated}\n`,
    `${facts(input)}\n`,
    section(headings.summary, quoted(input.result.summary)),
    ...(receipt.reviewers ? [section(headings.reviewers, reviewersText(receipt.reviewers, words))] : []),
    section(headings.findings, receipt.outcome.findings.map((finding) => findingText(finding, words)).join('\n\n')),
    ...(input.result.closed.length > 0 ? [section(headings.closed, closedText(input))] : []),
    ...(input.accepted?.length ? [section(headings.accepted, acceptedText(input.accepted, words))] : []),
    section(headings.checks, checksText(receipt.checks, words)),
    ...(input.left_out.length > 0 ? [section(headings.left_out, leftOutText(input.left_out))] : []),
    ...(input.settings.looser.length > 0 ? [section(headings.settings, settingsText(input))] : []),
    ...(input.coverage === null ? [] : [section(headings.coverage, coverageText(input.coverage))]),
    ...(input.result.coverageNotes ? [section(headings.notes, quoted(input.result.coverageNotes))] : []),
    `## ${headings.receipt}\n\n${line(words, 'digest', `\`${input.digest}\``)}\n\n${RECEIPT_MARK}\n` +
      `\`\`\`json\n${JSON.stringify(receipt, null, 1)}\n\`\`\`\n`,
  ].join('\n');
}

/** The receipt in an artifact, as the text over which its digest was made; null when there is none. */
export function receiptIn(artifact: string): string | null {
  const at = artifact.replaceAll('\r\n', '\n').lastIndexOf(`${RECEIPT_MARK}\n\`\`\`json\n`);
  const text = artifact.replaceAll('\r\n', '\n').slice(at);
  const found = /^.*\n```json\n([\s\S]*?)\n```(?:\n|$)/.exec(text);
  return at < 0 || found?.[1] === undefined ? null : `${found[1]}\n`;
}

const line = (words: ArtifactWords, label: keyof ArtifactWords['labels'], value: string): string =>
  `- **${words.labels[label]}${words.colon}** ${value}`;

function facts({ receipt, words }: ArtifactInput): string {
  const { outcome, subject, usage, codex } = receipt;
  const tokens =
    `${usage.input_tokens} (${usage.cached_input_tokens} cached) + ${usage.output_tokens} ` +
    `(${usage.reasoning_output_tokens} reasoning)`;
  const seconds = `${(receipt.duration_ms / 1000).toFixed(1)} s`;
  const given: [keyof ArtifactWords['labels'], string | null][] = [
    ['outcome', `${words.outcome[outcome.kind]} (${words.verdict[outcome.verdict]}, \`${outcome.verdict}\`)`],
    ['task', code(receipt.task)],
    ['job', code(receipt.job)],
    ['milestone', subject.milestone],
    ['plan', code(subject.plan)],
    ['base', subject.base && code(subject.base)],
    ['tree', subject.tree && code(subject.tree)],
    ['next', outcome.next_milestone],
    ['widened', outcome.widened_scope && safe(outcome.widened_scope)],
    ['question', outcome.question && safe(outcome.question)],
    ['model', codex.model && code(codex.model)],
    ['version', code(codex.version)],
    ['program', code(redact(codex.path))],
    ['thread', code(codex.thread_id)],
    ['open_reads', codex.open_reads ? safe(codex.open_reads) : null],
    ['usage', tokens],
    ['started', receipt.started_at],
    ['duration', seconds],
  ];
  return given.flatMap(([label, value]) => (value === null ? [] : [line(words, label, value)])).join('\n');
}

function findingText(finding: OpenFinding, words: ArtifactWords): string {
  const place =
    finding.file === null ? null : code(`${finding.file}${finding.line === null ? '' : `:${finding.line}`}`);
  return [
    `### ${finding.number}. ${finding.severity}${finding.blocking ? ` (${words.how.blocking})` : ''} ` +
      `${safe(finding.title)}`,
    '',
    `\`${finding.id}\` · ${finding.category}` +
      (finding.found_by ? ` · ${words.foundBy}${words.colon} ${finding.found_by.join(', ')}` : ''),
    ...(place === null ? [] : ['', line(words, 'place', place)]),
    '',
    quoted(finding.explanation),
    '',
    `**${words.labels.required_fix}${words.colon}**`,
    '',
    quoted(finding.required_fix),
    ...(finding.also ?? []).flatMap(({ found_by: name, severity, title, explanation }) => [
      '',
      `**${words.alsoBy(name)}${words.colon}** ${severity} ${safe(title)}`,
      '',
      quoted(explanation),
    ]),
    ...(finding.disposition === null
      ? []
      : [
          '',
          line(words, 'answer', `${finding.disposition}${finding.reason === null ? '' : ` — ${safe(finding.reason)}`}`),
        ]),
  ].join('\n');
}

/** The reviewers of a gate with lenses, one per line. */
const reviewersText = (reviewers: NonNullable<ArtifactReceipt['reviewers']>, words: ArtifactWords): string =>
  reviewers
    .map(({ lens, from, thread_id, model, usage, verdict, findings, record }) => {
      const verdicts: Record<Verdict, string> & Partial<Record<string, string>> = words.verdict;
      const facts = [
        `${verdicts[verdict] ?? verdict} (\`${verdict}\`)`,
        `${words.headings.findings} ${findings}`,
        `${words.labels.thread} ${code(thread_id)}`,
        ...(model === null ? [] : [`${words.labels.model} ${code(model)}`]),
        `${words.labels.usage} ${usage.input_tokens} + ${usage.output_tokens}`,
        `prompt ${code(record.prompt)}`,
        ...(from === null ? [] : [words.answeredIn(code(from))]),
      ];
      return `- **${lens}**${words.colon} ${facts.join(', ')}`;
    })
    .join('\n');

const closedText = ({ result, words }: ArtifactInput): string =>
  result.closed
    .map(
      ({ id, title, how, comment }) =>
        `- \`${id}\` ${safe(title)}: ${words.how[how]}${comment ? ` — ${safe(comment)}` : ''}`,
    )
    .join('\n');

const acceptedText = (risks: readonly AcceptedRisk[], words: ArtifactWords): string =>
  risks
    .map(({ id, severity, title, file, milestone, gate, required_fix }) => {
      const place = file === null ? '' : ` — ${code(file)}`;
      const required = `${words.labels.required_fix}${words.colon} ${safe(required_fix)}`;
      return `- \`${id}\` ${severity} ${safe(title)}${place} (${milestone ?? gate}); ${required}`;
    })
    .join('\n');

function checksText(checks: CheckSummary | null, words: ArtifactWords): string {
  if (checks === null) return words.none;
  if (checks.results.length === 0) return words.noChecks;
  return checks.results
    .map(
      ({ name, required, passed, exit_code: exit, output_digest: output, in_place: place }) =>
        `- ${safe(name)}: ${passed ? words.how.passed : words.how.failed} ` +
        `(${required ? words.how.required : words.how.optional}, exit ${exit ?? '–'}, \`${output}\`)` +
        (place ? ` — ${words.inPlace}${words.colon} ${safe(place)}` : ''),
    )
    .join('\n');
}

const leftOutText = (commits: LeftOut): string =>
  commits
    .map(({ commit, subject, author, paths = [] }) => {
      const files = paths.map((path) => code(redact(path))).join(', ');
      return `- ${code(commit)} ${safe(subject)} (${safe(author)})${files === '' ? '' : `: ${files}`}`;
    })
    .join('\n');

function settingsText({ settings: { preset, named, looser }, words }: ArtifactInput): string {
  const intro = words.comparedWith[named ? 'named' : 'nearest'].replace('{preset}', preset);
  const listed = looser.map((one) => `- ${code(one.name)}${words.colon} ${code(one.value)} (${code(one.preset)})`);
  return [intro, '', ...listed].join('\n');
}

const coverageText = (coverage: CoverageEntry[]): string =>
  coverage
    .map(({ path, state, reason }) => `- ${state}${reason === null ? '' : ` (${reason})`}: ${code(redact(path))}`)
    .join('\n');

/** A reviewer's words on one line, so that they cannot form headings or lists. */
const safe = (text: string): string =>
  visible(redact(text))
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[<>]/g, (mark) => `\\${mark}`);

const quoted = (text: string): string =>
  visible(redact(text))
    .trim()
    .split(/\r?\n/)
    .map((one) => `> ${one.replace(/[<>]/g, (mark) => `\\${mark}`)}`.trimEnd())
    .join('\n');

/** A code span that its content cannot close. */
function code(text: string): string {
  const clean = visible(text).replace(/\s+/g, ' ');
  const longest = Math.max(0, ...(clean.match(/`+/g) ?? []).map((run) => run.length));
  return longest === 0 ? `\`${clean}\`` : `${'`'.repeat(longest + 1)} ${clean} ${'`'.repeat(longest + 1)}`;
}

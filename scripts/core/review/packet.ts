/**
 * The review packet: the twenty parts of the context bundle, in their order, from values that were already
 * read. The same input gives the same text. What does not fit is left out by importance and named, never cut.
 */

import { findSecrets } from '../../secrets/index.js';
import type { Milestone } from '../plan/milestones.js';
import { type Notice, notice } from '../say/notices.js';
import { Budget, fenced, named, shortened, visible } from '../say/packet-text.js';
import { countPlaceholders, redact } from '../say/redact.js';
import type { Gate, OpenFinding, PinnedConfig, State } from '../task/model.js';
import { type ChangedFile, type CoverageEntry, cover, type Focus, manifestOf } from './coverage.js';
import { lineDiff } from './line-diff.js';

export type { ChangedFile, CoverageEntry } from './coverage.js';

/** The most that Codex takes as one input, in characters (facts: codex-cli, h). */
export const INPUT_LIMIT = 1_048_576;
/** Room for the packet where no token budget is set: it leaves most of a context to what the reviewer reads itself. */
const PACKET_TOKENS = 120_000;

/** Characters kept back for the notes that name what was left out. */
const MARGIN = 24_000;
const MOST_STATUS_LINES = 200;
const MOST_NAMES = 50;

/** Tokens that a packet may take of a review's budget; the rest is for reading files and answering. */
export const packetTokens = (reviewBudget: number | null): number =>
  Math.min(PACKET_TOKENS, Math.floor((reviewBudget ?? Infinity) / 3));

export interface PacketCheck {
  name: string;
  required: boolean;
  passed: boolean;
  exit_code: number | null;
  signal: string | null;
  problem: string | null;
  output_digest: string;
  tail: string;
}

export interface PacketInput {
  gate: Gate;
  round: number;
  round_limit: number;
  task: Pick<State, 'task' | 'language' | 'status' | 'mode'> & {
    completed_milestones: State['milestones']['completed'];
    blocked_milestones: State['milestones']['blocked'];
    last_review: State['reviews']['last'];
  };
  /** The backlog in full, in its order. */
  milestones: Milestone[];
  /** The one under review; null at the plan and final gates. */
  milestone: Milestone | null;
  /** The documents of docs/cccc by file name; null or missing where there is none. */
  documents: Record<string, string | null>;
  /**
   * The plan documents of the last round, by file name, without secrets; null in round 1 or when they are not known.
   */
  previous_plan: Record<string, string> | null;
  /** What is under review; null at the plan gate. */
  diff: { base: string; tree: string; files: ChangedFile[]; lines: number } | null;
  /** Files of the tree that Codex's copy goes without, since their names say secrets: changed ones or not. */
  withheld: string[];
  /** What changed since the last round, file by file; null in round 1. */
  since: { path: string; patch: string | null }[] | null;
  /** The runner's own results; empty when no check is configured; null where none is run (plan). */
  checks: PacketCheck[] | null;
  /** Required tests of the milestone that no configured check stands for. */
  unmatched_tests: string[];
  git_status: string;
  git_log: string;
  /** Commits of others that are not part of the change, after the base moved. */
  left_out: { commit: string; subject: string; author: string }[];
  /** What the last round at this gate left open, with Claude's answers. */
  findings: OpenFinding[];
  thresholds: Pick<PinnedConfig, 'planning' | 'milestones' | 'review' | 'safety'>;
  /** Random, made for this packet only. */
  boundary: string;
  /** For the packet alone: what the instructions around it take is off already. */
  limits: { characters: number; tokens: number };
}

export interface Packet {
  text: string;
  coverage: CoverageEntry[];
}

type Built = { ok: true; packet: Packet } | { ok: false; refused: Notice };

const PLAN_DOCUMENTS = ['project-brief.md', 'roadmap.md', 'milestone-backlog.md'];
/**
 * Documents in the order in which they get room. A plan is judged by what was found out; a milestone more by its
 * change.
 */
const OPTIONAL: Record<Gate, string[]> = {
  plan: [
    'architecture.md',
    'test-strategy.md',
    'risk-register.md',
    'open-questions.md',
    'project-map.md',
    'current-state.md',
    'decision-log.md',
  ],
  milestone: [
    'project-brief.md',
    'architecture.md',
    'test-strategy.md',
    'risk-register.md',
    'decision-log.md',
    'open-questions.md',
    'roadmap.md',
    'project-map.md',
    'current-state.md',
  ],
  final: [
    'project-brief.md',
    'roadmap.md',
    'architecture.md',
    'test-strategy.md',
    'risk-register.md',
    'decision-log.md',
    'open-questions.md',
    'project-map.md',
    'current-state.md',
  ],
};
const LOGS = ['decision-log.md', 'open-questions.md'];

/**
 * Builds the packet.
 *
 * @returns refused with `packet-too-large` when what may not be left out is longer than Codex takes
 */
export function buildPacket(input: PacketInput): Built {
  const budget = new Budget(input.limits.characters - MARGIN, input.limits.tokens);
  const fixed = fixedParts(input);
  const files = [...(input.diff?.files ?? [])].sort((a, b) => (a.path < b.path ? -1 : 1)).map(withSecretsCounted);
  const focus = focusOf(input);
  // The longest that the list of files can become, so that no decision about a file can overrun the limit.
  const worst = files.map(
    (file): CoverageEntry => ({
      path: file.path,
      state: 'on-demand',
      reason: 'cannot be shown as a patch',
      code: true,
    }),
  );
  const bare = rendered({ ...fixed, 16: `${fixed[16]}\n${manifestOf(files, worst, focus)}` });
  budget.spend(bare);
  if (budget.characters < 0)
    return {
      ok: false,
      refused: notice('packet-too-large', { characters: bare.length + MARGIN, limit: input.limits.characters }),
    };
  const documents = documentBlocks(input, budget);
  const since = sinceBlock(input, budget);
  const covered = cover(files, focus, budget, input.boundary);
  const parts = {
    ...withDocuments(fixed, documents),
    16: `${fixed[16]}\n${manifestOf(files, covered.entries, focus)}`.trim(),
    17: [since, ...covered.blocks].join('').trim() || 'none',
  };
  // Once more as a whole: names of files and checks, and settings, stand outside of what is fenced.
  const safe: Parts = Object.fromEntries(
    Object.entries(parts).map(([number, part]: [string, string]) => [number, redact(part)]),
  );
  const text = rendered({ ...safe, 16: `${safe[16]}\n${takenOut(rendered(safe))}`.trim() });
  return { ok: true, packet: { text, coverage: covered.entries } };
}

const focusOf = (input: PacketInput): Focus => ({
  expected: (input.milestone ? [input.milestone] : input.milestones).flatMap((milestone) => milestone.expected_files),
  findings: input.findings.flatMap(({ file }) => file ?? []),
  sinceLastRound: input.since?.map(({ path }) => path) ?? null,
});

const withSecretsCounted = (file: ChangedFile): ChangedFile => ({
  ...file,
  secrets: file.patch === null ? 0 : findSecrets(file.patch).length,
});

/** How many secrets were taken out of the whole packet, by kind. */
function takenOut(text: string): string {
  const counts = Object.entries(countPlaceholders(text)).sort();
  return counts.length === 0
    ? ''
    : `secrets taken out of this packet: ${counts.map(([kind, count]) => `${count} ${kind}`).join(', ')}`;
}

const NAMES = [
  'User language',
  'Original task',
  'Current state',
  'Project map',
  'Architecture summary',
  'Test strategy',
  'Roadmap',
  'Backlog status',
  'Completed milestones',
  'Current milestone',
  'Acceptance criteria',
  'Decision log summary',
  'Open questions',
  'Risk register',
  'Git status',
  'Diff summary and coverage',
  'Relevant diff',
  'Test output',
  'Last review result and earlier findings',
  'Current thresholds',
];
/** In which part a document stands. */
const PART_OF: Record<string, number> = {
  'project-brief.md': 2,
  'current-state.md': 3,
  'project-map.md': 4,
  'architecture.md': 5,
  'test-strategy.md': 6,
  'roadmap.md': 7,
  'milestone-backlog.md': 8,
  'decision-log.md': 12,
  'open-questions.md': 13,
  'risk-register.md': 14,
};

type Parts = Record<number, string>;

const rendered = (parts: Parts): string =>
  NAMES.map((name, index) => `## ${index + 1}. ${name}\n${parts[index + 1]?.trim() || 'none'}\n`).join('\n');

function withDocuments(parts: Parts, documents: DocumentBlock[]): Parts {
  const filled: Parts = { ...parts };
  for (const { part, block } of documents) filled[part] = `${filled[part] ?? ''}\n${block}`.trim();
  return filled;
}

/** What every packet has, whatever its size. */
function fixedParts(input: PacketInput): Parts {
  const data = (name: string, text: string): string => (text.trim() === '' ? '' : fenced(input.boundary, name, text));
  const plan = (name: string): string => (input.gate === 'plan' ? data(name, input.documents[name] ?? '') : '');
  return {
    1: input.task.language,
    2: [data('task', input.task.task), plan('project-brief.md')].join('\n'),
    3: `gate: ${input.gate}\nround: ${input.round} of ${input.round_limit}\nstatus: ${input.task.status}\nmode: ${input.task.mode}`,
    7: [plan('roadmap.md'), planChanges(input)].join('\n'),
    8: [data('milestones', backlogStatus(input)), plan('milestone-backlog.md')].join('\n'),
    9: data('completed milestones', completedMilestones(input)),
    10: input.milestone
      ? data(`milestone ${input.milestone.id}`, milestoneText(input.milestone))
      : input.gate === 'final'
        ? 'the whole task'
        : '',
    11: data('acceptance criteria', criteriaOf(input)),
    15: [data('git status', firstLines(input.git_status)), data('recent commits', input.git_log), leftOut(input)].join(
      '\n',
    ),
    16: [
      input.diff
        ? `base: ${input.diff.base}\nunder review: ${input.diff.tree}\nchanged files: ${input.diff.files.length}, added and removed lines: ${input.diff.lines}`
        : '',
      withheldText(input),
    ]
      .filter(Boolean)
      .join('\n'),
    18: checksText(input),
    19: lastReview(input),
    20: thresholdsText(input.thresholds),
  };
}

function withheldText({ withheld }: PacketInput): string {
  if (withheld.length === 0) return '';
  const more = withheld.length > MOST_NAMES ? ` and ${withheld.length - MOST_NAMES} more` : '';
  return `not in tree/, since their names say that they hold secrets: ${withheld
    .slice(0, MOST_NAMES)
    .map((name) => named(name))
    .join(', ')}${more}`;
}

function firstLines(text: string): string {
  const lines = text.split('\n');
  return lines.length <= MOST_STATUS_LINES
    ? text
    : [...lines.slice(0, MOST_STATUS_LINES), `and ${lines.length - MOST_STATUS_LINES} more`].join('\n');
}

/** From round 2 on: how the plan differs from the one that the last round judged. */
function planChanges({ gate, previous_plan: previous, documents, boundary }: PacketInput): string {
  if (gate !== 'plan' || previous === null) return '';
  const changes = PLAN_DOCUMENTS.map((name) => ({
    name,
    diff: lineDiff(previous[name] ?? '', redact(documents[name] ?? '')),
  }));
  const blocks = changes
    .filter(({ diff }) => diff !== '')
    .map(({ name, diff }) => fenced(boundary, `changes of ${name} since the last round`, diff));
  return blocks.length > 0 ? blocks.join('\n') : 'no change since the last round';
}

function backlogStatus({ milestones, milestone, task }: PacketInput): string {
  const accepted = new Map(task.completed_milestones.map(({ id, kind }) => [id, kind]));
  return milestones
    .map(({ id, title, risk, dependencies }) => {
      const kind = accepted.get(id);
      const state = kind
        ? `accepted (${kind})`
        : task.blocked_milestones.includes(id)
          ? 'skipped'
          : id === milestone?.id
            ? 'under review'
            : 'open';
      return `${id}: ${title} | ${state} | risk ${risk} | depends on ${dependencies.join(', ') || 'nothing'}`;
    })
    .join('\n');
}

const completedMilestones = ({ task, milestones }: PacketInput): string =>
  task.completed_milestones
    .map(
      ({ id, kind, subject }) =>
        `${id}: ${milestones.find((one) => one.id === id)?.title ?? ''} | ${kind} | ${subject.tree ?? ''}`,
    )
    .join('\n');

function milestoneText(milestone: Milestone): string {
  const list = (items: string[]): string => items.map((item) => `\n- ${item}`).join('') || ' none';
  return [
    `id: ${milestone.id}`,
    `title: ${milestone.title}`,
    `goal: ${milestone.goal}`,
    `scope: ${milestone.scope}`,
    `out of scope: ${milestone.out_of_scope}`,
    `expected files:${list(milestone.expected_files)}`,
    `required tests:${list(milestone.required_tests)}`,
    `risk: ${milestone.risk}`,
    `dependencies: ${milestone.dependencies.join(', ') || 'none'}`,
    `stop conditions:${list(milestone.stop_conditions)}`,
  ].join('\n');
}

const criteriaOf = ({ milestone, milestones, gate }: PacketInput): string =>
  (milestone ? [milestone] : gate === 'final' ? milestones : [])
    .flatMap(({ id, acceptance_criteria: criteria }) => criteria.map((one) => `${id}: ${one}`))
    .join('\n');

const leftOut = ({ left_out: commits, boundary }: PacketInput): string =>
  commits.length === 0
    ? ''
    : fenced(
        boundary,
        'commits of others, not part of the change',
        commits.map(({ commit, subject, author }) => `${commit} ${subject} (${author})`).join('\n'),
      );

function checksText({ checks, unmatched_tests: unmatched, boundary }: PacketInput): string {
  if (checks === null) return 'not run at this gate';
  const lines = checks.map(
    ({ name, required, passed, exit_code: code, signal, problem, output_digest: digest, tail }) => {
      const how = problem ?? (signal === null ? `exit code ${code ?? 'none'}` : `signal ${signal}`);
      return `- ${named(name)}: ${passed ? 'passed' : 'FAILED'} (${how}; ${required ? 'required' : 'optional'}; output ${digest})\n${fenced(boundary, `end of the output of ${name}`, tail)}`;
    },
  );
  const words =
    unmatched.length === 0
      ? []
      : [
          `required tests that no configured check stands for, not run by the runner:\n${fenced(boundary, 'required tests', unmatched.join('\n'))}`,
        ];
  return [
    checks.length === 0
      ? 'no check is configured: the runner ran nothing'
      : 'run by the runner on the tree under review',
    ...lines,
    ...words,
  ].join('\n');
}

function lastReview({ task, findings, boundary }: PacketInput): string {
  const last = task.last_review
    ? `last review: ${task.last_review.gate}, ${task.last_review.outcome}`
    : 'last review: none';
  if (findings.length === 0) return `${last}\nearlier findings: none`;
  const listed = findings.map((one) =>
    [
      `${one.id} | ${one.severity}${one.blocking ? ', blocking' : ''} | ${one.category} | ${one.title}`,
      `  place: ${one.file ?? 'none'}${one.line === null ? '' : `:${one.line}`}`,
      `  explanation: ${one.explanation}`,
      `  required fix: ${one.required_fix}`,
      `  Claude's answer: ${one.disposition ?? 'none'}${one.reason === null ? '' : `: ${one.reason}`}`,
    ].join('\n'),
  );
  return `${last}\nearlier findings, each to be answered by its id: ${findings.map(({ id }) => id).join(', ')}\n${fenced(boundary, 'earlier findings', listed.join('\n'))}`;
}

/** Each on one line. What else is pinned, such as the test commands, is no threshold. */
function thresholdsText({ planning, milestones, review, safety }: PacketInput['thresholds']): string {
  return Object.entries({ planning, milestones, review, safety })
    .flatMap(([group, values]) =>
      Object.entries(values).map(([name, value]) => `${group}.${name}: ${visible(redact(JSON.stringify(value)))}`),
    )
    .join('\n');
}

interface DocumentBlock {
  part: number;
  block: string;
}

/** The documents that may be shortened; at the milestone and final gates the change keeps most of the room. */
function documentBlocks(input: PacketInput, budget: Budget): DocumentBlock[] {
  const room = input.gate === 'plan' ? budget : budget.share(0.35);
  return OPTIONAL[input.gate].flatMap((name): DocumentBlock[] => {
    const text = input.documents[name] ?? '';
    const part = PART_OF[name];
    if (text.trim() === '' || part === undefined) return [];
    const whole = fenced(input.boundary, name, text);
    const block = room.share(0.5).fits(whole)
      ? whole
      : fenced(
          input.boundary,
          name,
          shortened(text, room.share(0.25), LOGS.includes(name) ? 'new-first' : 'short-first'),
        );
    room.spend(block);
    if (room !== budget) budget.spend(block);
    return [{ part, block }];
  });
}

/** From round 2 on, the reviewer sees first what is new; files whose changes do not fit are named. */
function sinceBlock({ since, boundary }: PacketInput, budget: Budget): string {
  if (since === null) return '';
  if (since.length === 0) return 'no change since the last round\n';
  const room = budget.share(0.3);
  const blocks: string[] = [];
  const unshown: string[] = [];
  for (const { path, patch } of [...since].sort(
    (a, b) => (a.patch?.length ?? 0) - (b.patch?.length ?? 0) || (a.path < b.path ? -1 : 1),
  )) {
    const block = patch === null ? '' : `${fenced(boundary, `changes of ${path} since the last round`, patch)}\n`;
    if (block !== '' && room.take(block)) blocks.push(block);
    else unshown.push(named(path));
  }
  const more = unshown.length > MOST_NAMES ? ` and ${unshown.length - MOST_NAMES} more` : '';
  const rest =
    unshown.length === 0
      ? ''
      : `also changed since the last round: ${unshown.slice(0, MOST_NAMES).join(', ')}${more}\n`;
  const text = `### Changes since the last round\n${blocks.join('')}${rest}`;
  budget.spend(text);
  return text;
}

/** docs/cccc/context-bundle.md: the packet for people to read, without the boundary. */
export const contextBundle = (packet: Packet, boundary: string): string =>
  `# Context bundle\n\n${packet.text.replaceAll(boundary, 'material')}`;

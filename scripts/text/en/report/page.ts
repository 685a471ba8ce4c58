import { counted } from '../../../core/say/plain.js';
import type { LedeFacts, PageWords } from '../../types/report/page.js';

const signed = (added: number, removed: number): string => `+${added} −${removed}`;

function lede({ standing, took, reviews, milestones, findings }: LedeFacts): string {
  const how = {
    finished: `It took ${took}.`,
    open: `Begun ${took} ago.`,
    paused: `Begun ${took} ago.`,
    abandoned: `Given up after ${took}.`,
  }[standing];
  const done =
    milestones.planned === 0
      ? 'No plan yet'
      : `${milestones.accepted} of ${counted(milestones.planned, 'milestone')} accepted`;
  const { all, open, advisory } = findings;
  const left = [
    open === 0 ? 'none is open' : `${open} ${open === 1 ? 'is' : 'are'} open`,
    ...(advisory > 0 ? [`${advisory} ${advisory === 1 ? 'stays as an advisory' : 'stay as advisories'}`] : []),
  ];
  const raised =
    all === 0 ? 'Codex raised no findings.' : `Codex raised ${counted(all, 'finding')}: ${left.join(', ')}.`;
  return `${how} ${done}, ${counted(reviews, 'review')} by Codex. ${raised}`;
}

export const page: PageWords = {
  kicker: 'Task report',
  skip: 'Skip to the content',
  contents: 'Contents',
  standing: { finished: 'Finished', open: 'In progress', paused: 'Paused', abandoned: 'Abandoned' },
  lede,
  paused: 'Why it is paused',
  abandoned: 'Why it was abandoned',
  span: (days, hours, minutes, seconds) => {
    if (days > 0) return hours === 0 ? `${days} d` : `${days} d ${hours} h`;
    if (hours > 0) return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
    return minutes > 0 ? `${minutes} min` : `${seconds} s`;
  },
  tiles: {
    took: 'Duration',
    reviews: 'Reviews',
    findings: 'Findings',
    tokens: 'Tokens',
    decisions: 'User decisions',
    guard: 'Guard questions',
  },
  tileNotes: {
    outages: (count) => `${count} more without a verdict`,
    open: (count) => (count === 0 ? 'none open' : `${count} open`),
    perReview: (count) => `${count} per review`,
    denied: (count) => `${count} denied`,
  },
  sections: {
    assurance: 'Assurance',
    course: 'Course of the work',
    reviews: 'Reviews by gate',
    findings: 'Findings',
    checks: 'Checks',
    tokens: 'Tokens',
    guard: 'Guard',
    timeline: 'Timeline',
  },
  intros: {
    assurance: 'How far the approvals below can be believed.',
    course: 'When each phase began and ended, and when Codex reviewed it.',
    reviews: 'Codex, in a read-only sandbox, must approve the plan, every milestone and the whole change.',
    findings: 'What Codex objected to, what Claude or the user answered, and what Codex said to that.',
    checks: "The project's own checks, run by the runner on the content under review.",
    tokens: 'What each review used, input and output together.',
    guard: 'Commands at which the guard asked the user, or which it denied, while the task ran.',
    timeline: 'Every entry of the ledger in order, with the answers of the guard.',
  },
  facts: {
    task: 'Task',
    started: 'Started',
    ended: 'Ended',
    mode: 'Mode',
    base: 'Base commit',
    codex: 'Codex',
    source: 'Read from',
  },
  sources: { ledger: "the task's own ledger", export: 'an exported ledger' },
  assurance: {
    approvals: 'What each approval rests on',
    now: 'The gates now',
    notApproved: 'Not done, or not approved',
    compared: 'Compared with the work tree when this page was made.',
  },
  ledger: (entries) => `Ledger: ${entries} entries, chained by their hashes. The last one:`,
  course: {
    label: (phases) => `Bar chart of ${counted(phases, 'phase')} over time`,
    work: 'work',
    passed: 'review, passed',
    findings: 'review, findings',
    outage: 'no verdict',
    row: (name, took, reviews) => `${name}: ${took}, ${counted(reviews, 'review')}`,
  },
  round: (number) => `Round ${number}`,
  attempt: 'Attempt',
  summary: "Codex's summary",
  change: {
    round: (files, added, removed) =>
      `Changed since the last round: ${counted(files, 'file')}, ${signed(added, removed)}`,
    base: (files, added, removed) => `Under review: ${counted(files, 'file')}, ${signed(added, removed)}`,
    documents: (count) => `Changed since the last round: ${counted(count, 'document')}`,
    none: 'Nothing changed since the last round',
    more: (count) => `and ${counted(count, 'more file')}`,
    lost: 'What changed is not kept here any more.',
    binary: 'not counted',
    status: {
      added: 'added',
      deleted: 'deleted',
      modified: 'modified',
      renamed: 'renamed',
      'type-changed': 'type changed',
      document: 'edited',
    },
    columns: { file: 'File', how: 'How', added: 'Added', removed: 'Removed' },
  },
  fresh: 'New',
  answered: 'Earlier findings',
  noReviews: 'No review yet.',
  filters: {
    severity: 'Severity',
    state: 'State',
    phase: 'Phase',
    actor: 'Who',
    search: 'Search',
    open: 'open',
    advisory: 'advisory',
    settled: 'settled',
  },
  count: '{shown} of {total} shown',
  finding: {
    why: 'Why',
    fix: 'Required fix',
    exchange: 'What was said',
    category: 'Category',
    reported: 'Reported',
  },
  rounds: (numbers) => `round ${numbers}`,
  noFindings: 'Codex raised no findings.',
  noChecks: 'No checks were run.',
  noTokens: 'The ledger does not say what the reviews used.',
  noGuard: 'The guard neither asked nor denied anything while the task ran, as far as its log on this machine says.',
  checkColumns: { when: 'When', subject: 'For', results: 'Results' },
  guardColumns: { when: 'When', answer: 'Answer', rule: 'Rule', tool: 'Tool', subject: 'Command' },
  exit: (code) => `exit ${code}`,
  optional: 'not required',
  tokensLabel: (reviews, tokens) => `Bar chart: ${counted(reviews, 'review')}, ${tokens} tokens in all`,
  later: (took) => `+${took}`,
  gate: { plan: 'Plan', milestone: 'Milestone', final: 'Whole change' },
  zone: (zone) => `Times are in ${zone}, the zone of the machine that made this page.`,
  alone: 'This file needs no network and loads nothing. Secrets that the program knows as such were removed.',
  separator: ' · ',
};

/**
 * The scripted Codex: a reviewer whose verdict depends on what it was sent and what its commands in the sandbox
 * printed. It knows when these functions are correct. It has to be told which gate it judges, which files there are,
 * and where.
 */
import type { Turn } from '../servers/responses-server.js';
import { type CodexRequest, type Looked, readRequest } from './codex-request.js';
import type { CodexWords, FaultWords } from './words/types.js';
import { wordsFor } from './words/words.js';

/** Receives what the reviewer does: a command that it runs, a finding, a verdict. */
export type Tell = (verb: 'runs' | 'finds' | 'says', detail: string) => void;

interface Finding {
  severity: 'P1' | 'P2';
  category: string;
  title: string;
  file: string | null;
  line: number | null;
  reachable_failure: string | null;
  explanation: string;
  required_fix: string;
}

/** What one gate needs: the commands to run first, and the conclusion from their output. */
interface Inquiry {
  commands: string[];
  findings: (looked: Looked[]) => Finding[];
}

/** Thrown for a request that lacks something which the reviewer has to be told. */
class Untold extends Error {}

/** Answers one request: with the next command, or with the reply when everything has been examined. */
export function judge(body: unknown, tell: Tell): Turn {
  try {
    return answerTo(readRequest(body), tell);
  } catch (error) {
    if (!(error instanceof Untold)) throw error;
    tell('says', `I cannot review: ${error.message}`);
    // Codex does not retry a 400, so the demo turns red at once.
    return { status: 400, body: { error: { message: error.message, type: 'invalid_request_error' } } };
  }
}

function answerTo(request: CodexRequest, tell: Tell): Turn {
  const inquiry = inquiryFor(request);
  const next = inquiry.commands[request.looked.length];
  if (next !== undefined) {
    tell('runs', next);
    return { call: { name: 'exec_command', arguments: { cmd: next } } };
  }
  const findings = inquiry.findings(request.looked);
  for (const finding of findings) tell('finds', `${finding.severity} ${finding.title}`);
  const reply = replyOf(request, findings);
  tell('says', String(reply['verdict']));
  return { text: JSON.stringify(reply) };
}

/** What to examine, which depends on the gate under review. A request that names no gate gets no verdict. */
function inquiryFor(request: CodexRequest): Inquiry {
  const gate = gateIn(request.told);
  switch (gate) {
    case 'plan':
      return { commands: [`cat ${snapshotIn(request.told)}/src/index.js`], findings: () => planFindings(request.told) };
    case 'milestone':
      return workInquiry(request.told, milestoneIn(request.told) === 'M001' ? [READING] : [READING, WRITING]);
    case 'final':
      return workInquiry(request.told, [READING, WRITING]);
    case null:
      throw new Untold('the request does not say which gate is under review');
    default:
      return gate satisfies never;
  }
}

/** A plan must say what happens to text that is not a duration; without this rule, a parser cannot be judged. */
function planFindings(told: string): Finding[] {
  const { refusal, noRefusal } = wordsIn(told);
  if (refusal.test(told)) return [];
  return [
    {
      severity: 'P1',
      category: 'requirements',
      title: noRefusal.title,
      file: pathIn(told, /docs\/[\w./-]*milestone-backlog\.md/),
      line: null,
      reachable_failure: noRefusal.failure,
      explanation: noRefusal.explanation,
      required_fix: noRefusal.fix,
    },
  ];
}

/** One behaviour of the code that is tested by running it, and the finding if it is wrong. */
interface Trial {
  script: (entry: string) => string;
  expected: string;
  fault: (words: CodexWords) => FaultWords;
  /** Matches the file at fault among the files that the request names. */
  file: RegExp;
}

const READING: Trial = {
  script: (entry) =>
    `import { parseDuration } from '${entry}'; try { console.log(parseDuration('1h banana')); } catch (error) { ` +
    `console.log(error.name); }`,
  expected: 'RangeError',
  file: /src\/parse\.js/,
  fault: ({ reading }) => reading,
};

const WRITING: Trial = {
  script: (entry) =>
    `import { formatDuration, parseDuration } from '${entry}'; ` +
    `console.log(formatDuration(parseDuration('1d2h3m4s')), formatDuration(0));`,
  expected: '1d2h3m4s 0s',
  file: /src\/format\.js/,
  fault: ({ writing }) => writing,
};

/** Reads the changed sources in the snapshot, then runs what they export. */
function workInquiry(told: string, trials: Trial[]): Inquiry {
  const folder = snapshotIn(told);
  const files = trials.flatMap((trial) => pathIn(told, trial.file) ?? []);
  const reads = files.map((file) => `nl -ba ${folder}/${file}`);
  const runs = trials.map((trial) => `node --input-type=module -e "${trial.script(`./${folder}/src/index.js`)}"`);
  const failing = (looked: Looked[]): Finding[] =>
    trials.flatMap((trial, at) => {
      const printed = printedIn(looked[reads.length + at]?.output ?? '');
      if (printed === trial.expected) return [];
      const file = pathIn(told, trial.file);
      const source = looked.find(({ command }) => file !== null && command.endsWith(file))?.output ?? '';
      const words = wordsIn(told);
      const { title, explanation, fix } = trial.fault(words);
      return [
        {
          severity: 'P1',
          category: 'correctness',
          title,
          file,
          line: lineOf('return', source),
          reachable_failure: words.failure(trial.expected, printed),
          explanation,
          required_fix: fix,
        },
      ];
    });
  return { commands: [...reads, ...runs], findings: failing };
}

/** The program's own output: the last line, because the tool wraps what a command printed. */
const printedIn = (output: string): string => output.trim().split('\n').at(-1)?.trim() ?? '';

const lineOf = (word: string, numbered: string): number | null => {
  const found = new RegExp(`^\\s*(\\d+)\\t.*${word}`, 'm').exec(numbered)?.[1];
  return found === undefined ? null : Number(found);
};

const pathIn = (told: string, pattern: RegExp): string | null => pattern.exec(told)?.[0] ?? null;

// What only the request can tell; each item is looked up in one place.

type Gate = 'plan' | 'milestone' | 'final';

function gateIn(told: string): Gate | null {
  const named = /^gate: (plan|milestone|final)$/m.exec(told)?.[1];
  return named === 'plan' || named === 'milestone' || named === 'final' ? named : null;
}

/** The words of the language in which it is told to write. */
function wordsIn(told: string): CodexWords {
  const language = /Write in the language "([\w-]+)"/.exec(told)?.[1];
  if (language === undefined) throw new Untold('the request does not say in which language to write');
  return wordsFor(language).codex;
}

const milestoneIn = (told: string): string | null => /^You review milestone ([\w-]+)\./m.exec(told)?.[1] ?? null;

function snapshotIn(told: string): string {
  const folder = /lies in the folder `([^`]+?)\/?`/.exec(told)?.[1];
  if (folder === undefined) throw new Untold('the request does not say where the project lies');
  return folder;
}

const earlierIn = (told: string): string[] =>
  (/^earlier findings, each to be answered by its id: (.+)$/m.exec(told)?.[1] ?? '')
    .split(', ')
    .filter((id) => id !== '');

/** The first open milestone in the backlog's status; null while a plan is judged. */
const nextMilestoneIn = (told: string): string | null => /^(M\d+): .* \| open \|/m.exec(told)?.[1] ?? null;

/**
 * What the reviewer can say for each field of a reply. If the schema requires a field that it does not know, the field
 * is missing and the reply is refused.
 */
function replyOf({ told, looked, schema }: CodexRequest, findings: Finding[]): Record<string, unknown> {
  if (schema === null) throw new Untold('the request carries no schema for the reply');
  const passes = findings.length === 0;
  const words = wordsIn(told);
  const known: Record<string, unknown> = {
    summary: passes ? words.nothingFound : findings.map(({ explanation }) => explanation).join(' '),
    coverage_notes: null,
    files_read: looked.flatMap(({ command }) => /(?:cat|nl -ba) \S+?\/(\S+)/.exec(command)?.[1] ?? []),
    earlier_findings: earlierIn(told).map((id) => ({
      id,
      status: passes ? 'resolved' : 'still_open',
      comment: passes ? words.resolved : words.stillOpen,
    })),
    excluded_files_acknowledged: [],
    findings: findings.map((finding) => ({ same_as: null, on_changed_line: true, ...finding })),
    next_milestone_id: passes && gateIn(told) !== 'final' ? nextMilestoneIn(told) : null,
    needs_human_question: null,
    verdict: passes ? 'pass' : 'fail_fixable',
  };
  return Object.fromEntries(schema.required.filter((field) => field in known).map((field) => [field, known[field]]));
}

/**
 * Every verb, typed as a slash command in the real Claude Code, under both names: one session for each name plays a
 * task. The model does what the skill or the command's text says about a verb, and knows nothing else.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CALLS_OF_CLAUDE } from '../../scripts/core/install/client/allow-rules.js';
import { VERB_NAMES, type VerbName } from '../../scripts/core/verbs.js';
import { argumentsOf, everythingTold } from '../../scripts/dev/demo/instructions.js';
import type { ClaudeTurn, Heard } from '../../scripts/dev/servers/messages-server.js';
import { Chat } from '../helpers/chat.js';
import { countingQuestions } from '../helpers/claude.js';
import { TaskProject } from '../helpers/task.js';

/** Ends only sessions that hang. */
const LIMIT_MS = 400_000;

interface Row {
  /** What the user types after the verb. */
  words: string;
  exit: number;
  /** What the user's client shows of the answer. */
  says: RegExp;
  /** What the user does in the project first. */
  first?: (task: TaskProject) => void;
  /** The fact that the ledger then holds as the user's word. */
  decides?: string;
}

const row = (words: string, exit: number, says: RegExp, more: Pick<Row, 'first' | 'decides'> = {}): Row => ({
  words,
  exit,
  says,
  ...more,
});

/** The verbs in the order in which the user types them, in a task whose first milestone is implemented. */
const PLAY: Readonly<Record<VerbName, Row>> = {
  help: row('', 0, /^You run these:\n/),
  install: row('', 0, /it is installed here already/),
  setup: row('--questions', 0, /^language: In which language/m),
  update: row('', 0, /is up to date/),
  'force-update': row('', 0, /^Updated to /m),
  restore: row('', 0, /→ \/cccc restore \S+$/m),
  config: row('get mode', 0, /^full-auto-safe$/),
  'codex-check': row('', 0, /^Codex is ready: 0\.169\.0 /),
  'dev-smoke': row('', 0, /^The skill is whole: /),
  doctor: row('', 0, /^ {2}PASS Installation /m),
  completion: row('bash', 0, /_cccc_completion \(\)/),
  guard: row('explain rm -rf src', 0, /^cccc asks you \(deletion\): .*`src`/m),
  ask: row('list', 0, /^There is no session here\.$/m),
  broker: row('list', 0, /^There is no session of this work tree\.$/m),
  fanout: row('list', 0, /^There is no fan-out here\.$/m),
  cto: row('status', 1, /cto/),
  keys: row('list', 0, /^docs\/cccc\/trusted-keys\.json lists no key/m),
  ci: row('verify --base HEAD', 1, /^The base [0-9a-f]{12} has no settings to judge by/m),
  redact: row('--file notes.txt', 0, /^\(Bash completed with no output\)$/),
  next: row('', 0, /^ACTION review-own-work\n/),
  status: row('', 0, /^Status: CLAUDE_SELF_REVIEW /m),
  watch: row('--once', 0, /^Gates, at \d\d:\d\d:\d\d$/m),
  tasks: row('', 0, /Make the answer 42\n {4}0 of 2 milestones accepted/),
  show: row('', 0, /^ {2}M001 {3}in progress {3}The answer$/m),
  'rebuild-context': row('', 0, /^inlined {4}src\/main\.ts$/m),
  review: row('milestone', 0, /^Codex approved: milestone\./m),
  gates: row('', 0, /^milestone {2}open · verified$/m),
  milestone: row('accept', 0, /^M001 is accepted \(reviewed\)\.$/m),
  trace: row('', 0, /Claude {2}milestone accepted$/m),
  export: row('markdown', 0, /^## Milestones$/m),
  pause: row('for lunch', 0, /^Paused: for lunch\./),
  resume: row('', 0, /^Resumed \(recommended\);/),
  finish: row('', 1, /Finishing the task is not possible/),
  'diff-docs': row('', 0, /^\+None any more\.$/m, {
    first: (task) => void task.repo.write('docs/cccc/test-strategy.md', '# Tests\n\nNone any more.\n'),
  }),
  'sync-docs': row('--choice D', 0, /the plan stands/, { decides: 'documents-synced' }),
  confirm: row('', 0, /there is nothing to confirm/),
  replan: row('another way, "please"', 0, /back to planning \(CLAUDE_REVISE_PLAN\)/, { decides: 'replan-decided' }),
  report: row('plan', 0, /^Recorded: plan-written\./),
  repair: row('', 0, /^There is nothing to repair\./),
  reset: row('', 0, /was computed from the ledger again/),
  abandon: row('no more of it', 0, /is abandoned:/, { decides: 'task-abandoned' }),
  start: row('Say hello', 0, /^Task \S+ is open, /),
  permissions: row('add --local', 0, /^\.claude\/settings\.local\.json lets Claude run /m),
  statusline: row('install', 0, /^Claude Code shows the task below its prompt, by \.claude\/settings\.local\.json/m),
  loop: row('status', 0, /^The loop is on\.$/m),
  uninstall: row('', 0, /is no longer in this project/, { first: (task) => void task.ok('abandon', 'over') }),
};

/** How the text that reached the model calls the program where a verb was typed. */
function programIn(told: string): string {
  const ways = [
    /`cccc` below stands for `([^`]+)`/g,
    /a verb that .* lists: run `([^`]+)` with exactly these arguments/g,
  ];
  const named = ways.flatMap((way) =>
    [...told.matchAll(way)].map((match) => ({ at: match.index, words: match[1] ?? '' })),
  );
  return named.sort((one, other) => one.at - other.at).at(-1)?.words ?? 'nothing-told-me-how';
}

/** Runs the verb once, with exactly the words that were typed, and ends the turn. */
function obey(heard: Heard[]): ClaudeTurn {
  const typed = heard.findLastIndex((one) => one.kind === 'user' && one.text.includes('<command-name>'));
  const isDone = heard.slice(typed).some(({ kind }) => kind === 'call');
  if (typed < 0 || isDone) return { text: 'That is the result.' };
  const command = `${programIn(everythingTold(heard))} ${argumentsOf(heard.slice(typed))}`;
  return { calls: [{ tool: 'Bash', input: { command, description: 'Run the verb as given' } }] };
}

interface Answered {
  exit: number;
  text: string;
}

/** One session, in which the user types every verb under one name. */
class Session {
  readonly name: string;
  readonly answers = new Map<string, Answered>();
  /** The facts that the ledger holds as the user's word. */
  readonly decided: { type: string }[] = [];
  private readonly questions = countingQuestions();
  private task: TaskProject | null = null;
  private chat: Chat | null = null;

  constructor(name: string) {
    this.name = name;
  }

  async play(): Promise<void> {
    const task = new TaskProject();
    this.task = task;
    const chat = await Chat.in(task.repo.dir, ({ heard }) => obey(heard));
    this.chat = chat;
    // Hooks, commands of the client and this test share key and ledger.
    for (const place of ['XDG_STATE_HOME', 'LOCALAPPDATA']) task.env[place] = chat.env[place];
    task.implemented().ok('loop', 'start');
    chat.open(this.questions.flags);
    for (const [verb, { words, first, decides }] of Object.entries(PLAY)) {
      first?.(task);
      const events = await chat.say(`/${this.name} ${verb} ${words}`.trim());
      const result = events.find((event) => event.kind === 'result');
      const text = result?.kind === 'result' ? result.text : 'no command ran';
      this.answers.set(verb, { exit: Number(/^Exit code (\d+)/.exec(text)?.[1] ?? 0), text });
      if (decides !== undefined) this.decided.push(...task.events.filter(({ type }) => type === decides));
    }
  }

  /** The commands about which the client asked the user. */
  get asked(): string[] {
    return this.questions.asked().map(({ about }) => /cccc\.mjs"? (.*)$/.exec(about)?.[1] ?? about);
  }

  async end(): Promise<void> {
    await this.chat?.close();
    this.task?.over();
  }
}

const sessions = ['cccc', 'cc-codex-collaborate'].map((name) => new Session(name));
beforeAll(async () => void (await Promise.all(sessions.map((session) => session.play()))), LIMIT_MS);
afterAll(async () => void (await Promise.all(sessions.map((session) => session.end()))));

describe.each(sessions)('/$name', (session) => {
  test('is typed with every verb of the table', () => expect(Object.keys(PLAY).sort()).toEqual([...VERB_NAMES].sort()));

  test.each(VERB_NAMES)('%s reaches the program and shows its answer', (verb) => {
    const { exit, says, decides } = PLAY[verb];
    expect(session.answers.get(verb)).toEqual({ exit, text: expect.stringMatching(says) });
    if (decides !== undefined)
      expect(session.decided.filter(({ type }) => type === decides)).toMatchObject([{ asked_by: 'slash-command' }]);
  });

  test('asks the user only where the verb is not one of those that Claude runs in a task', () => {
    const granted = (words: string): boolean => CALLS_OF_CLAUDE.some((call) => `${words} `.startsWith(`${call} `));
    const typed = Object.entries(PLAY).map(([verb, { words }]) => `${verb} ${words}`.trim());
    expect(session.asked).toEqual(session.name === 'cccc' ? [] : typed.filter((words) => !granted(words)));
  });
});

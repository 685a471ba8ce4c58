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
import { type Asked, countingQuestions } from '../helpers/claude.js';
import { TaskProject } from '../helpers/task.js';

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
  help: row('', 0, /^You run these:/m),
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

describe.each(['cccc', 'cc-codex-collaborate'])('/%s', (name) => {
  const questions = countingQuestions();
  const answers = new Map<string, Answered>();
  let task: TaskProject;
  let chat: Chat;

  beforeAll(async () => {
    task = new TaskProject();
    chat = await Chat.in(task.repo.dir, ({ heard }) => obey(heard));
    // Hooks, commands of the client and this test share key and ledger.
    for (const place of ['XDG_STATE_HOME', 'LOCALAPPDATA']) task.env[place] = chat.env[place];
    task.implemented().ok('loop', 'start');
    chat.open(questions.flags);
    for (const [verb, { words, first }] of Object.entries(PLAY)) {
      first?.(task);
      const events = await chat.say(`/${name} ${verb} ${words}`.trim());
      const result = events.find((event) => event.kind === 'result');
      const text = result?.kind === 'result' ? result.text : 'no command ran';
      answers.set(verb, { exit: Number(/^Exit code (\d+)/.exec(text)?.[1] ?? 0), text });
    }
  });
  afterAll(async () => {
    await chat.close();
    task.over();
  });

  test.each(VERB_NAMES)('%s reaches the program and shows its answer', (verb) => {
    const { words, exit, says, decides } = PLAY[verb];
    expect(answers.get(verb)).toEqual({ exit, text: expect.stringMatching(says) });
    if (decides !== undefined)
      expect(task.events.filter(({ type }) => type === decides)).toMatchObject([{ asked_by: 'slash-command' }]);
    expect(words).not.toContain('--dry-run');
  });

  test('asks the user only where the verb is not one of those that Claude runs in a task', () => {
    const asked = questions.asked().map(({ about }: Asked) => /cccc\.mjs"? (.*)$/.exec(about)?.[1] ?? about);
    const granted = (words: string): boolean => CALLS_OF_CLAUDE.some((call) => `${words} `.startsWith(`${call} `));
    const typed = Object.entries(PLAY).map(([verb, { words }]) => `${verb} ${words}`.trim());
    expect(asked).toEqual(name === 'cccc' ? [] : typed.filter((words) => !granted(words)));
  });
});

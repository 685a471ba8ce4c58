/**
 * The scripted Claude: reads its conversation and decides the next turn, as a pure function.
 *
 * It knows how to program (habits.ts, work.ts) but nothing about this skill: it must be told which command to run, and
 * which file to write in which form. If an instruction is missing, it says so and ends its turn, and the demo turns
 * red.
 */
import type { ClaudeTurn, Heard } from '../servers/messages-server.js';
import { type Move, movesFor } from './habits.js';
import {
  argumentsOf,
  commandFor,
  everythingTold,
  isStopFeedback,
  latestStep,
  type Step,
  skillText,
} from './instructions.js';
import { wordsOf } from './words/words.js';

/** Decides one turn from the conversation so far: words, tool calls, or both. */
export function think(conversation: Heard[]): ClaudeTurn {
  const step = latestStep(conversation);
  if (step === null) return begin(conversation);
  const since = conversation.slice(step.at + 1);
  const stuck = refusalIn(since);
  if (stuck !== null) return giveUp(`I was told to do "${step.action}" and was refused: ${stuck}`);
  if (isGoingInCircles(step, conversation))
    return giveUp(`I did all that "${step.action}" told me, and am told the same again`);
  if (isTired(step, conversation)) return { text: wordsOf(everythingTold(conversation)).claude.tired };
  const planned = movesFor(step, conversation);
  if (typeof planned === 'string') return planned.startsWith('!') ? giveUp(planned.slice(1)) : { text: planned };
  return nextOf(planned, since) ?? askWhatIsNext(conversation);
}

/** Before the first step is known: the skill says how to start the task and how to ask for the next step. */
function begin(conversation: Heard[]): ClaudeTurn {
  const skill = skillText(conversation);
  if (skill === '') return answerLoop(conversation);
  const calls = conversation.filter((heard) => heard.kind === 'call');
  const refused = refusalIn(conversation);
  if (refused !== null) return giveUp(`the first command was refused: ${refused}`);
  if (calls.length > 1) return giveUp('neither the skill nor its commands told me what to do first');
  const start = commandFor('start', skill);
  if (calls.length === 1) return askWhatIsNext(conversation);
  if (start === null) return giveUp('the skill does not say how to open a task');
  return act([
    bash(
      start.replace(/["']?<[^>]*>["']?|\$ARGUMENTS/, () => quoted(argumentsOf(conversation))),
      'Open the task',
    ),
  ]);
}

/** The user has switched the loop on before there is a task. The command's own text says how to treat its answer. */
function answerLoop(conversation: Heard[]): ClaudeTurn {
  const told = everythingTold(conversation);
  const isWaiting = /^needs_task\b/m.test(told) && /needs_task.*ask the user for a task/.test(told);
  return isWaiting ? { text: wordsOf(told).claude.waiting } : giveUp('nothing told me what the loop command answered');
}

function askWhatIsNext(conversation: Heard[]): ClaudeTurn {
  const next = commandFor('next', skillText(conversation));
  return next === null
    ? giveUp('the skill does not say how to ask what comes next')
    : act([bash(next, 'Ask what comes next')]);
}

/** The first group of moves that was not made since the step was asked for. */
function nextOf(groups: Move[][], since: Heard[]): ClaudeTurn | null {
  let made = since.filter((heard) => heard.kind === 'call').length;
  for (const group of groups) {
    if (made < group.length) return act(group.slice(made));
    made -= group.length;
  }
  return null;
}

/**
 * The refusal of a command that names no way out; null when there is none. A file that does not exist yet is no
 * refusal.
 */
function refusalIn(heard: Heard[]): string | null {
  const reads = new Set(heard.flatMap((one) => (one.kind === 'call' && one.tool === 'Read' ? [one.id] : [])));
  const reviews = new Set(
    heard.flatMap((one) => (one.kind === 'call' && / review /.test(String(one.input['command'])) ? [one.id] : [])),
  );
  const failed = heard.find((one) => one.kind === 'result' && one.failed && !reads.has(one.id) && !reviews.has(one.id));
  return failed?.kind === 'result' ? failed.text.slice(0, 2_000) : null;
}

/** Like real models, it wants to stop once, after the first accepted milestone; the Stop hook has to prevent that. */
function isTired(step: Step, conversation: Heard[]): boolean {
  if (step.action !== 'start-milestone' || step.fromStopHook) return false;
  const isAcceptance = (heard: Heard): boolean =>
    heard.kind === 'call' && / milestone accept/.test(String(heard.input['command']));
  const wasSentOn = conversation.some(isStopFeedback);
  return conversation.some(isAcceptance) && !wasSentOn;
}

/** Whether it was told the same step three times in a row, whatever it did. Only waiting may take several calls. */
function isGoingInCircles(step: Step, conversation: Heard[]): boolean {
  const told = conversation.flatMap((heard) =>
    heard.kind === 'result' && heard.text.includes('ACTION ') ? [heard.text] : [],
  );
  return (
    step.action !== 'wait-for-review' && told.length >= 3 && told.slice(-3).every((text) => text.includes(step.text))
  );
}

const giveUp = (why: string): ClaudeTurn => ({ text: `I do not know what to do: ${why}` });
const act = (moves: Move[]): ClaudeTurn => ({ calls: moves });
const bash = (command: string, description: string): Move => ({ tool: 'Bash', input: { command, description } });
const quoted = (words: string): string => `'${words.replaceAll("'", `'\\''`)}'`;

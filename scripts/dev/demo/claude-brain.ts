/**
 * The scripted Claude: reads its conversation and decides on the next turn, as a pure function.
 *
 * It knows its trade (habits.ts, work.ts), not this skill: which command to run, which file to write and in
 * what form must have been told to it. Where that is missing, it says so and ends its turn, and the demo
 * turns red.
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

/** Decides one turn. In: the conversation so far. Out: words, tool calls, or both. */
export function think(conversation: Heard[]): ClaudeTurn {
  const step = latestStep(conversation);
  if (step === null) return begin(conversation);
  const since = conversation.slice(step.at + 1);
  const stuck = refusalIn(since);
  if (stuck !== null) return giveUp(`I was told to do "${step.action}" and was refused: ${stuck}`);
  if (isGoingInCircles(step, conversation))
    return giveUp(`I did all that "${step.action}" told me, and am told the same again`);
  if (isTired(step, conversation))
    return { text: 'The milestone is accepted and its tests pass. That is a good place to stop for now.' };
  const planned = movesFor(step, conversation);
  if (typeof planned === 'string') return planned.startsWith('!') ? giveUp(planned.slice(1)) : { text: planned };
  return nextOf(planned, since) ?? askWhatIsNext(conversation);
}

/** Before the first step is known: the skill says how to open the task and how to ask what to do. */
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

/** The user switched the loop on before there is a task; the command's own text says what to make of its answer. */
function answerLoop(conversation: Heard[]): ClaudeTurn {
  const told = everythingTold(conversation);
  const isWaiting = /^needs_task\b/m.test(told) && /needs_task.*ask the user for a task/.test(told);
  return isWaiting
    ? { text: 'The loop is on. What is the task?' }
    : giveUp('nothing told me what the loop command answered');
}

function askWhatIsNext(conversation: Heard[]): ClaudeTurn {
  const next = commandFor('next', skillText(conversation));
  return next === null
    ? giveUp('the skill does not say how to ask what comes next')
    : act([bash(next, 'Ask what comes next')]);
}

/** The first group of moves that has not been made since the step was asked for. */
function nextOf(groups: Move[][], since: Heard[]): ClaudeTurn | null {
  let made = since.filter((heard) => heard.kind === 'call').length;
  for (const group of groups) {
    if (made < group.length) return act(group.slice(made));
    made -= group.length;
  }
  return null;
}

/** A command that was refused and told nothing else to do; a file that is not there yet is no refusal. */
function refusalIn(heard: Heard[]): string | null {
  const reads = new Set(heard.flatMap((one) => (one.kind === 'call' && one.tool === 'Read' ? [one.id] : [])));
  const reviews = new Set(
    heard.flatMap((one) => (one.kind === 'call' && / review /.test(String(one.input['command'])) ? [one.id] : [])),
  );
  const failed = heard.find((one) => one.kind === 'result' && one.failed && !reads.has(one.id) && !reviews.has(one.id));
  return failed?.kind === 'result' ? failed.text.slice(0, 2_000) : null;
}

/**
 * As real models do, it would like to stop after the first accepted milestone, once; the Stop hook has to answer that.
 */
function isTired(step: Step, conversation: Heard[]): boolean {
  if (step.action !== 'start-milestone' || step.fromStopHook) return false;
  const isAcceptance = (heard: Heard): boolean =>
    heard.kind === 'call' && / milestone accept/.test(String(heard.input['command']));
  const wasSentOn = conversation.some(isStopFeedback);
  return conversation.some(isAcceptance) && !wasSentOn;
}

/** Told the same thing three times in a row, whatever it did; waiting is the one thing that may take several calls. */
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

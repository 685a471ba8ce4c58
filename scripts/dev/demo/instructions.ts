/**
 * Finds instructions in the text that reached the scripted Claude. Everything that it does is looked up here, because a
 * model can know only what it was told. If an instruction is missing, nothing is found.
 */
import type { Heard } from '../servers/messages-server.js';

/** The last step that `cccc next` or the Stop hook asked for. */
export interface Step {
  action: string;
  /** The whole text that contained the step. */
  text: string;
  /** Its position in the conversation. */
  at: number;
  /** Whether the Stop hook sent it. */
  fromStopHook: boolean;
  /** References to read first. */
  read: string[];
  /** The program's own commands that the step names, in the given order. */
  commands: string[];
}

/** What the client puts before the words of a Stop hook: of one that blocks, or of one that gives context. */
const STOP_FEEDBACK = /^Stop hook (?:feedback:$|additional context: )/m;
const COMMAND = /(?:^|[\s`(])(node (?:"[^"\n]*cccc\.mjs"|'[^'\n]*cccc\.mjs'|\S*cccc\.mjs)[^\n`]*)/;

/** The values of all lines `label: value` in a step. */
function linesOf(label: string, text: string): string[] {
  const found = text.matchAll(new RegExp(`^${label}: *(.+)$`, 'gm'));
  return [...found].map((match) => (match[1] ?? '').replaceAll('`', '').trim());
}

/** Whether this is the client passing on what the Stop hook asks. */
export const isStopFeedback = (heard: Heard): heard is Extract<Heard, { kind: 'user' }> =>
  heard.kind === 'user' && STOP_FEEDBACK.test(heard.text);

function stepIn(heard: Heard, at: number): Step | null {
  if (heard.kind !== 'result' && !isStopFeedback(heard)) return null;
  const start = heard.text.search(/^ACTION [a-z-]+/m);
  if (start < 0) return null;
  const text = heard.text.slice(start);
  const action = /^ACTION ([a-z-]+)/.exec(text)?.[1] ?? '';
  return {
    action,
    text,
    at,
    fromStopHook: heard.kind === 'user',
    read: linesOf('Read', text),
    commands: commandsIn(text),
  };
}

/** The last step that was asked for; null when there was none. */
export function latestStep(conversation: Heard[]): Step | null {
  for (let at = conversation.length - 1; at >= 0; at -= 1) {
    const heard = conversation[at];
    const step = heard === undefined ? null : stepIn(heard, at);
    if (step !== null) return step;
  }
  return null;
}

/** The text of the skill that the user called; '' when none arrived. */
export function skillText(conversation: Heard[]): string {
  const bodies = conversation.flatMap((heard) =>
    heard.kind === 'user' && heard.text.startsWith('Base directory for this skill:') ? [heard.text] : [],
  );
  return bodies.at(-1) ?? '';
}

/** What the user typed after the slash command, without quotation marks. */
export function argumentsOf(conversation: Heard[]): string {
  const typed = conversation.flatMap((heard) =>
    heard.kind === 'user' ? [/<command-args>([\s\S]*?)<\/command-args>/.exec(heard.text)?.[1]] : [],
  );
  return (typed.filter((words) => words !== undefined).at(-1) ?? '').trim().replace(/^"([\s\S]*)"$/, '$1');
}

/** The program's command lines in a text, in order. */
export function commandsIn(text: string): string[] {
  return text.split('\n').flatMap((row) => {
    const command = COMMAND.exec(row)?.[1];
    return command === undefined ? [] : [command.trim()];
  });
}

/** The command with this verb in a text; null when there is none. */
export const commandFor = (verb: string, text: string): string | null =>
  commandsIn(text).find((command) => new RegExp(`cccc\\.mjs["']? ${verb}(?:\\s|$)`).test(command)) ?? null;

/** Everything that the model was told by the user, the system and tool results, without its own words. */
export const everythingTold = (conversation: Heard[]): string =>
  conversation
    .flatMap((heard) => (heard.kind === 'said' || heard.kind === 'call' ? [] : [withoutNumbers(heard.text)]))
    .join('\n');

/** Removes the line numbers that the client adds to files. */
const withoutNumbers = (text: string): string => text.replace(/^ *\d+\t/gm, '');

/** The content of a file as it was read, without the client's line numbers; null when it was not read. */
export function readResult(file: string, conversation: Heard[]): string | null {
  const call = conversation.findLast(
    (heard) => heard.kind === 'call' && heard.tool === 'Read' && heard.input['file_path'] === file,
  );
  if (call?.kind !== 'call') return null;
  const result = conversation.find((heard) => heard.kind === 'result' && heard.id === call.id);
  if (result?.kind !== 'result' || result.failed) return null;
  return withoutNumbers(result.text);
}

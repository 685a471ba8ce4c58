/** The demo's output on a terminal: one line for each action, beginning with the actor. */
import chalk from 'chalk';

export type Actor = 'you' | 'claude' | 'codex' | 'gate' | 'hook' | '';

/** Receives one finished line, which already includes the actor. */
export type OnLine = (line: string) => void;

const WIDTH = 7;
const MAX_TEXT = 110;

const paint: Record<Actor, (text: string) => string> = {
  you: chalk.white.bold,
  claude: chalk.hex('#d97757'),
  codex: chalk.cyan,
  gate: chalk.green,
  hook: chalk.yellow,
  '': chalk.dim,
};

/** One line: who does what to which thing. Long text is cut at the end; line breaks become spaces. */
export function line(actor: Actor, verb: string, detail = ''): string {
  const words = detail.replace(/\s+/g, ' ').trim();
  const shown = words.length > MAX_TEXT ? `${words.slice(0, MAX_TEXT - 1)}…` : words;
  return `  ${paint[actor](actor.padEnd(WIDTH))} ${verb === '' ? '' : `${verb} `}${shown}`.trimEnd();
}

/** A heading between two parts of the demo. */
export const heading = (text: string): string => `\n${chalk.bold(text)}`;

/** Output of a program, indented below the line that started it. */
export const quote = (text: string): string[] =>
  text
    .split('\n')
    .filter((row) => row.trim() !== '')
    .map((row) => `          ${chalk.dim(row.trimEnd())}`);

/** The demo's output on a terminal: one line for each action, beginning with the actor. */
import chalk from 'chalk';
import { fitted, widthOf } from '../../core/say/width.js';
import type { Actor, DemoVerb, DemoWords } from './words/types.js';

/** Receives one finished line, which already includes the actor. */
export type OnLine = (line: string) => void;

const WIDTH = 7;
const MAX_COLUMNS = 110;

const paint: Record<Actor | '', (text: string) => string> = {
  you: chalk.white.bold,
  // When it is used, because a recording has colours that this terminal may not have.
  claude: (text) => chalk.hex('#d97757')(text),
  codex: chalk.cyan,
  gate: chalk.green,
  hook: chalk.yellow,
  '': chalk.dim,
};

/** One line: who does what to which thing. Long text is cut at the end; line breaks become spaces. */
export function line({ actors, verbs }: DemoWords, actor: Actor | '', verb: DemoVerb | '', detail = ''): string {
  const name = actor === '' ? '' : actors[actor];
  const act = verb === '' ? '' : verbs[verb];
  const shown = fitted(detail.replace(/\s+/g, ' ').trim(), MAX_COLUMNS);
  return `  ${paint[actor](padded(name, WIDTH))} ${act === '' ? '' : `${act} `}${shown}`.trimEnd();
}

/** The text with spaces up to a number of columns. */
export const padded = (text: string, columns: number): string =>
  `${text}${' '.repeat(Math.max(0, columns - widthOf(text)))}`;

/** A heading between two parts of the demo. */
export const heading = (text: string): string => `\n${chalk.bold(text)}`;

/** Output of a program, indented below the line that started it. */
export const quote = (text: string): string[] =>
  text
    .split('\n')
    .filter((row) => row.trim() !== '')
    .map((row) => `          ${chalk.dim(row.trimEnd())}`);

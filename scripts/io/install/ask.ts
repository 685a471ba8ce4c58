/** Asks questions on a terminal. They are printed on stderr, so that stdout contains only the result. */
import * as clack from '@clack/prompts';
import { wrapped } from '../../core/say/width.js';

export interface Choice<T> {
  title: string;
  value: T;
}

/** What a wizard needs to ask; tests pass their own. */
export interface Asker {
  /** Prints the title of the wizard. */
  begin(title: string): void;
  /** Prints a text between questions. */
  show(text: string): void;
  /** @param initial index of the preselected choice */
  choose<T>(message: string, choices: readonly Choice<T>[], initial: number): Promise<T>;
  /** @param words the words for yes and no */
  confirm(message: string, initial: boolean, words: { yes: string; no: string }): Promise<boolean>;
  /**
   * @param initial the answer that Enter alone gives
   * @param fault returns what is wrong with an answer, or null
   */
  text(message: string, initial: string, fault: (answer: string) => string | null): Promise<string>;
}

/** The user pressed Ctrl-C or Escape. */
export class Cancelled extends Error {}

const output = process.stderr;
const screen = (): number => output.columns || 80;
/** Columns that the frame takes beside a text, and beside a choice. */
const FRAME = 4;
const CHOICE_FRAME = 15;

const framed = (text: string): string => wrapped(text, screen() - FRAME);

function answered<T>(answer: T | typeof clack.CANCEL_SYMBOL): T {
  if (clack.isCancel(answer)) throw new Cancelled();
  return answer;
}

/**
 * Asks on the terminal.
 *
 * @throws Cancelled when the user presses Ctrl-C or Escape
 */
export const terminalAsker: Asker = {
  begin: (title) => clack.intro(framed(title), { output }),
  show: (text) => clack.log.message(framed(text), { output }),
  async choose(message, choices, initial) {
    const options = choices.map(({ title }, value) => ({ value, label: wrapped(title, screen() - CHOICE_FRAME) }));
    const index = answered(
      await clack.select({ output, message: framed(message), options, initialValue: initial, showInstructions: false }),
    );
    const chosen = choices[index];
    if (chosen === undefined) throw new Cancelled();
    return chosen.value;
  },
  async confirm(message, initial, { yes, no }) {
    return answered(
      await clack.confirm({ output, message: framed(message), initialValue: initial, active: yes, inactive: no }),
    );
  },
  async text(message, initial, fault) {
    const asked = await clack.text({
      output,
      message: framed(message),
      placeholder: initial,
      defaultValue: initial,
      validate: (typed) => framedFault(fault(typed?.trim() || initial)),
    });
    return answered(asked).trim();
  },
};

const framedFault = (fault: string | null): string | undefined => (fault === null ? undefined : framed(fault));

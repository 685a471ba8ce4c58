/** Asks questions on a terminal. They are printed on stderr, so that stdout contains only the result. */
import prompts from 'prompts';
import type { PromptWords } from '../../core/install/setup.js';

export interface Choice<T> {
  title: string;
  value: T;
  description?: string;
}

/** What a wizard needs to ask; tests pass their own. */
export interface Asker {
  /** @param initial index of the preselected choice */
  choose<T>(message: string, choices: readonly Choice<T>[], initial?: number): Promise<T>;
  confirm(message: string, initial: boolean): Promise<boolean>;
  /** A whole number of at least 1. */
  count(message: string, initial: number): Promise<number>;
  /** @param fault returns what is wrong with an answer, or null */
  text(message: string, initial: string, fault: (answer: string) => string | null): Promise<string>;
}

/** The user pressed Ctrl-C or Escape. */
export class Cancelled extends Error {}

async function asked(question: prompts.PromptObject): Promise<unknown> {
  const answers: Record<string, unknown> = await prompts(
    { ...question, name: 'answer', stdout: process.stderr },
    {
      onCancel: () => {
        throw new Cancelled();
      },
    },
  );
  return answers['answer'];
}

/**
 * Asks on the terminal.
 *
 * @param words what the prompts show besides their questions
 * @throws Cancelled when the user presses Ctrl-C or Escape
 */
export const terminalAsker = (words: PromptWords): Asker => ({
  async choose(message, choices, initial = 0) {
    const shown = choices.map(({ title, description }, index) => ({
      title,
      value: index,
      ...(description === undefined ? {} : { description }),
    }));
    const index = await asked({ type: 'select', name: 'answer', message, choices: shown, initial, hint: words.hint });
    const chosen = typeof index === 'number' ? choices[index] : undefined;
    if (chosen === undefined) throw new Cancelled();
    return chosen.value;
  },
  async confirm(message, initial) {
    return (await asked({ type: 'confirm', name: 'answer', message, initial, ...words.confirm })) === true;
  },
  async count(message, initial) {
    const answer = await asked({ type: 'number', name: 'answer', message, initial, min: 1, round: 0 });
    return typeof answer === 'number' && Number.isInteger(answer) ? answer : initial;
  },
  async text(message, initial, fault) {
    const validate = (answer: string): true | string => fault(answer) ?? true;
    const answer = await asked({ type: 'text', name: 'answer', message, initial, validate });
    return typeof answer === 'string' ? answer.trim() : initial;
  },
});

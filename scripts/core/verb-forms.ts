/** What a row of the verb table is made of. */

/** An option. If it takes a value, it names that value as help shows it. */
export type Option =
  | { readonly type: 'boolean' }
  | {
      readonly type: 'string';
      readonly value: string;
      readonly multiple?: true;
      /** One letter that means the same after a single dash. */
      readonly short?: string;
    };

/**
 * A positional argument. `rest` takes all following words, so that a task or a reason need not be quoted; a `command`
 * also those that begin with a dash, but for the options that every verb takes.
 */
export interface Positional {
  readonly name: string;
  readonly required: boolean;
  readonly rest?: true | 'command';
}

/** What may follow a verb, or one of its sub-verbs. */
export interface Form {
  readonly positionals: readonly Positional[];
  readonly options: Readonly<Record<string, Option>>;
}

export interface Verb extends Form {
  readonly access: 'reads' | 'writes';
  /** Who usually runs the verb: the user, or Claude during a task. */
  readonly group: 'you' | 'claude';
  /** The sub-verbs, given as the first positional; empty when there are none. */
  readonly subverbs: Readonly<Record<string, Form>>;
  /** The sub-verbs or options that only a human may use, or `--option=value`; `*` means the verb itself. */
  readonly humanOnly: readonly string[];
  /** Whether other words than a sub-verb may follow too: the verb's own positionals, with its own options. */
  readonly takesText?: true;
  /** The exit code of wrong usage where it is not 2, because 2 says something else (core/delegate/exit-codes.ts). */
  readonly usageExit?: 64;
}

export const flag = { type: 'boolean' } as const;
export const value = <const Name extends string>(name: Name) => ({ type: 'string', value: name }) as const;
export const file = value('file');
export const plain = { positionals: [], options: {}, subverbs: {}, humanOnly: [] } as const;
export const bare = { positionals: [], options: {} } as const;

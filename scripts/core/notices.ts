/**
 * Every sentence the program can say, as data: a code and its arguments.
 *
 * Adding one takes four lines, and leaving one of them out does not compile: its arguments here, its
 * remedy in REMEDY below, and its sentence in text/en.ts and text/zh-CN.ts.
 */
export interface NoticeArgs {
  // -- repository and environment (io/git*.ts)
  'not-a-repository': { dir: string };
  'git-missing': { detail: string };

  // -- command line
  'unknown-verb': { verb: string };
  'bad-usage': { verb: string; detail: string };
}

export type NoticeCode = keyof NoticeArgs;

/** One thing the program has to say. */
export type Notice = { [C in NoticeCode]: { code: C; args: NoticeArgs[C] } }[NoticeCode];

/** Makes a notice; the code decides the shape of the arguments. */
export function notice<C extends NoticeCode>(code: C, args: NoticeArgs[C]): Notice {
  return { code, args } as Extract<Notice, { code: C }>;
}

/** The one command that changes what a notice reports; null where there is nothing to run. */
export type Remedy<C extends NoticeCode> = (args: NoticeArgs[C]) => string | null;

export const REMEDY: { [C in NoticeCode]: Remedy<C> } = {
  'not-a-repository': () => 'git init && git commit --allow-empty -m "Start"',
  'git-missing': () => null,

  'unknown-verb': () => 'cccc help',
  'bad-usage': ({ verb }) => `cccc help ${verb}`,
};

/** The command that resolves this notice, or null. */
export function remedyOf(given: Notice): string | null {
  const remedy = REMEDY[given.code] as Remedy<NoticeCode>;
  return remedy(given.args as never);
}

/**
 * A broken environment, as an error: exit code 3, or 2 for wrong usage. A refusal (a closed gate) is a
 * value, not an error; anything that is not a Problem is a bug and keeps its stack.
 */
export class Problem extends Error {
  readonly notice: Notice;
  readonly exitCode: 2 | 3;

  constructor(given: Notice, exitCode: 2 | 3 = 3) {
    super(`${given.code} ${JSON.stringify(given.args)}`);
    this.name = 'Problem';
    this.notice = given;
    this.exitCode = exitCode;
  }
}

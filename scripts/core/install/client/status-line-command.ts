/**
 * The command of our status line in Claude Code's settings: a line for a shell, which starts the hooks' launcher. If
 * the skill folder is gone, the user's own line still runs.
 */

/** What the launcher starts, in its own folder. */
export const PROGRAM = 'cccc-statusline.cjs';

const single = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;
const plain = (quoted: string): string => quoted.slice(1, -1).replaceAll(String.raw`'\''`, "'");

/** A text in single quotes, as `single` writes it. */
const SINGLE = String.raw`'(?:[^']|'\\'')*'`;
const BESIDE = new RegExp(`^CCCC_BESIDE=(${SINGLE}); export CCCC_BESIDE; `);
const LAUNCHER = new RegExp(`^launcher=(${SINGLE}); `);

export interface StatusLineCommand {
  /** The hooks' launcher: an absolute path with forward slashes. */
  launcher: string;
  /** The command that stood in the same settings before; null where there was none. */
  beside: string | null;
}

/** The command as settings hold it. */
export function statusLineCommand({ launcher, beside }: StatusLineCommand): string {
  const before = beside === null ? '' : `CCCC_BESIDE=${single(beside)}; export CCCC_BESIDE; `;
  const without = beside === null ? 'exit 0' : 'exec sh -c "$CCCC_BESIDE"';
  return (
    `${before}launcher=${single(launcher)}; [ -f "$launcher" ] || ${without}; ` +
    `set -- ${PROGRAM} StatusLine; . "$launcher"`
  );
}

/** The parts of a command that this program wrote, wherever its folder lay; null for any other command. */
export function statusLineParts(command: string): StatusLineCommand | null {
  const before = BESIDE.exec(command);
  const launcher = LAUNCHER.exec(command.slice(before?.[0].length ?? 0))?.[1];
  if (launcher === undefined) return null;
  const parts = { launcher: plain(launcher), beside: before?.[1] === undefined ? null : plain(before[1]) };
  return statusLineCommand(parts) === command ? parts : null;
}

/** Whether a command runs our line, also one that was edited since. */
export const isOurStatusLine = (command: string): boolean => command.includes(PROGRAM);

/**
 * Tables of commands, one per line. `#` begins a heading, ⏎ stands for a line break, ¤ for a dollar before a brace, ´
 * for a backquote.
 */
export interface Row {
  category: string;
  command: string;
}

const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^#(?: |$)/.test(line));
const command = (text: string): string => text.replaceAll('⏎', '\n').replaceAll('¤', '$').replaceAll('´', '`');

/** Parses lines of `category  command`. */
export const categorised = (text: string): Row[] =>
  lines(text).map((line) => {
    const [, category = '', rest = ''] = /^(\S+)\s+(.*)$/.exec(line) ?? [];
    return { category, command: command(rest) };
  });

export const plain = (text: string): string[] => lines(text).map(command);

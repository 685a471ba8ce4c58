/** What a shell reader finds in a command line: the parts of POSIX shell and bash that matter to a guard. */

export type Part =
  | { kind: 'text'; text: string; quoted: boolean }
  /** `$X`, `${X:-word}`: the operator with its word, as the shell names them; what is expanded in its subscript. */
  | { kind: 'variable'; name: string; subscript?: Word; operator: string; argument: Word; quoted: boolean }
  /** `$(…)` and backquotes. */
  | { kind: 'command'; body: List; quoted: boolean }
  /** `<(…)` and `>(…)`. */
  | { kind: 'process'; body: List; isRead: boolean }
  /** `$((…))`, `((…))`, a subscript: what is expanded in it runs. */
  | { kind: 'arithmetic'; text: Word };

export type Word = Part[];

export interface Redirect {
  /** `<`, `>`, `>>`, `<<`, `<<<`, `>&` and so on, without the descriptor. */
  operator: string;
  /** The file; of a here-document its text. */
  target: Word;
}

export interface Assignment {
  name: string;
  append: boolean;
  /** One word, or the elements of an array. */
  values: Word[];
}

export type Node =
  | { kind: 'simple'; assignments: Assignment[]; words: Word[]; redirects: Redirect[] }
  | { kind: 'pipeline'; commands: Node[] }
  | { kind: 'group'; body: List; subshell: boolean; redirects: Redirect[] }
  /** Conditions and branches, each of which may run. */
  | { kind: 'branches'; lists: List[]; words: Word[]; redirects: Redirect[] }
  | { kind: 'loop'; variable: string | null; words: Word[]; condition: List; body: List; redirects: Redirect[] }
  | { kind: 'function'; name: string; body: Node };

export interface Item {
  node: Node;
  /** What follows it. `||` makes the next one conditional. */
  operator: ';' | '&' | '&&' | '||';
}

export type List = Item[];

/** The text cannot be read as a shell command. */
export class SyntaxFault extends Error {}

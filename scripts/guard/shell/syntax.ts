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
  /** Whether the values are the elements of an array; else one word. */
  isArray: boolean;
  values: Word[];
  /** Of an element: what is expanded in it runs. */
  subscript?: Word;
  /** Given to declare, local and their like: it stays set. */
  isDeclared?: true;
}

export type Node =
  | { kind: 'simple'; assignments: Assignment[]; words: Word[]; redirects: Redirect[] }
  | { kind: 'pipeline'; commands: Node[] }
  | { kind: 'group'; body: List; subshell: boolean; redirects: Redirect[] }
  /** Conditions and branches, each of which may run; the first surely where it is a condition. */
  | { kind: 'branches'; lists: List[]; isFirstSure: boolean; words: Word[]; redirects: Redirect[] }
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

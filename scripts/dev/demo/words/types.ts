/** What the demo shows, and what its two scripted models write. */
import type { Gate } from '../../../core/task/model.js';

export type Actor = 'you' | 'claude' | 'codex' | 'gate' | 'hook';
export type DemoVerb =
  | 'have'
  | 'run'
  | 'set'
  | 'commit'
  | 'type'
  | 'says'
  | 'runs'
  | 'finds'
  | 'reads'
  | 'writes'
  | 'edits'
  | 'plans'
  | 'next';

/** A milestone as values. The reference says which fields are required and how they are written. */
export interface MilestoneContent {
  id: string;
  title: string;
  fields: Record<string, string | string[]>;
}

/** What the reviewer says about one fault. */
export interface FaultWords {
  title: string;
  explanation: string;
  fix: string;
}

export interface DemoWords {
  /** Two lines before the demo begins. */
  opening: readonly string[];
  done: (seconds: number) => string;
  actors: Record<Actor, string>;
  verbs: Record<DemoVerb, string>;
  headings: {
    project: string;
    conversation: string;
    planning: string;
    milestone: (id: string) => string;
    final: string;
    timeline: string;
    places: string;
  };
  /** Headings of the demo of CTO mode. */
  cto: { conversation: string; standing: string };
  ask: AskWords;
  /** Headings of the demo of a fan-out. */
  fanout: { conversation: string; standing: string };
  /** What the user has or does before the conversation. */
  library: (folder: string) => string;
  settings: string;
  setUp: string;
  /** What the Stop hook continues the turn with. */
  notYet: (reason: string) => string;
  tests: (passed: string, failed: string) => string;
  spoken: (text: string) => string;
  gates: {
    opened: string;
    loop: string;
    checksFailed: (gate: Gate) => string;
    approved: (gate: Gate) => string;
    closed: (gate: Gate, why: string) => string;
    unavailable: string;
    implement: (id: string) => string;
    accepted: string;
  };
  places: { removed: string; project: string; reviews: string; plan: string; ledger: string; attempt: string };
  claude: ClaudeWords;
  codex: CodexWords;
}

/** What is said in the demo of delegation. */
export interface AskWords {
  conversation: string;
  /** What the user wants, and answers to Codex's question. */
  wish: string;
  answer: string;
  /** What Claude asks the reader, and gives the writer to do. */
  look: string;
  goal: string;
  finished: string;
  /** What Codex answers, asks back, and says at the end; `nothing`: it did not see what it needs. */
  found: string;
  question: string;
  done: string;
  nothing: string;
}

export interface ClaudeWords {
  /** What the user asks for. */
  task: string;
  waiting: string;
  tired: string;
  finished: string;
  needsYou: (step: string) => string;
  ended: (step: string) => string;
  /** Findings about the project, by the name of the document for which they are asked. */
  discovery: Readonly<Record<string, string>>;
  brief: string;
  roadmap: string;
  backlogTitle: string;
  /** The criterion that the first draft of the plan leaves out. */
  refusal: string;
  reading: MilestoneContent;
  writing: MilestoneContent;
  /** An honest answer to each question of the self-review, by a word in the question's name. */
  selfReview: readonly (readonly [word: string, note: string])[];
}

export interface CodexWords {
  /** Finds in a plan the criterion for text that is no duration. */
  refusal: RegExp;
  noRefusal: FaultWords & { failure: string };
  reading: FaultWords;
  writing: FaultWords;
  failure: (expected: string, printed: string) => string;
  nothingFound: string;
  resolved: string;
  stillOpen: string;
}

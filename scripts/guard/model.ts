/** What the guard talks about: places, commands as they would run, findings, policy. */

/** Stands in a text for what only the running shell knows. */
export const UNKNOWN = '\u0001';

/** Stands among the names of a file that is opened for appending. */
export const APPENDED = '(append)';

/** One argument after expansion. */
export interface Arg {
  text: string;
  /** Holds an unquoted wildcard. */
  glob: boolean;
  /** Variables whose value is not known here; their place in the text is UNKNOWN. */
  names: readonly string[];
}

export const arg = (text: string): Arg => ({ text, glob: false, names: [] });

/** What comes through a pipe, or out of a substitution. */
export type Stream =
  | { kind: 'none' }
  /** Known words; some of its lines are one alternative of several. */
  | { kind: 'text'; text: string; isEither?: true }
  /** Names of files. */
  | { kind: 'paths'; paths: readonly Arg[] }
  /** What was fetched from the net. */
  | { kind: 'net' }
  /** What a file holds. */
  | { kind: 'file' }
  /** Made by a program. */
  | { kind: 'computed' };

/** One command as it would run. */
export interface Call {
  /** Name without folder and .exe. */
  program: string;
  /** The command word as it stands. */
  word: Arg;
  args: readonly Arg[];
  cwd: string;
  /** Variables set for this command, or before it in the same line. */
  env: ReadonlyMap<string, string>;
  writes: readonly Arg[];
  reads: readonly Arg[];
  /** Texts of here-documents and here-strings. */
  documents: readonly string[];
  input: Stream;
  /** The command that reads its output; null where there is none. */
  next: { program: string; args: readonly string[] } | null;
  /** Its output becomes the environment of another command (`export $(…)`), and is not shown. */
  captured: boolean;
  /** Files that an earlier command of the line fetched. */
  fetched: ReadonlySet<string>;
}

/** Absolute places, with forward slashes. */
export interface GuardPlaces {
  project: string;
  gitDir: string | null;
  commonDir: string | null;
  stateDir: string;
  home: string;
  cwd: string;
  /** The folder of the plugin whose hook judges; none for a hook that was copied into the project. */
  plugin?: string | null;
  /** Whether the file system tells A from a. */
  caseSensitive: boolean;
}

/** What `npm run` and its like would run; null where it is not known. */
export type ScriptLookup = (name: string) => string | null;

export const CATEGORIES = [
  'destructive-delete',
  'disk-damage',
  'permissions',
  'history-rewrite',
  'lost-work',
  'remote-deletion',
  'publish',
  'deploy',
  'database',
  'money',
  'secrets',
  'net-to-shell',
  'scheduler',
  'loop',
  'unclear',
] as const;
export type Category = (typeof CATEGORIES)[number];
export const isCategory = (name: string): name is Category => CATEGORIES.some((category) => category === name);

export type Verdict = 'ask' | 'deny' | 'allow';

/** Each has a reason and a safer way in text/en/hooks/guard.ts and text/zh-CN/hooks/guard.ts. */
export type Kind =
  | 'delete-tree'
  | 'delete-root'
  | 'delete-many'
  | 'delete-outside'
  | 'delete-unknown'
  | 'delete-volumes'
  | 'delete-secret'
  | 'empty-file'
  | 'raw-disk'
  | 'overwrite-system'
  | 'fork-bomb'
  | 'shutdown'
  | 'kill-all'
  | 'open-permissions'
  | 'owner-outside'
  | 'accounts'
  | 'firewall'
  | 'host-mount'
  | 'force-push'
  | 'rewrite-history'
  | 'drop-history'
  | 'hard-reset'
  | 'clean'
  | 'discard'
  | 'drop-stash'
  | 'drop-tree'
  | 'delete-remote-ref'
  | 'delete-remote-repository'
  | 'publish-package'
  | 'publish-image'
  | 'publish-release'
  | 'unpublish'
  | 'merge-remote'
  | 'deploy'
  | 'infrastructure'
  | 'cluster'
  | 'cloud'
  | 'remote-host'
  | 'remote-api'
  | 'deploy-script'
  | 'sql-drop'
  | 'sql-unbounded'
  | 'sql-grants'
  | 'database-reset'
  | 'database-production'
  | 'chain'
  | 'payment'
  | 'secret-file'
  | 'secret-variable'
  | 'secret-environment'
  | 'secret-command'
  | 'secret-sent'
  | 'net-shell'
  | 'schedule'
  | 'service'
  | 'loop-registration'
  | 'answers-for-user'
  | 'human-only'
  | 'config-loosened'
  | 'config-unknown'
  | 'unguarded-client'
  | 'shadowed-program'
  | 'loop-process'
  | 'computed-command'
  | 'computed-script'
  | 'unreadable'
  | 'own-pattern';

export interface Finding {
  category: Category;
  kind: Kind;
  /** What it is about, short: the command, the path. */
  subject: string;
  /** Never what anybody wants from an unattended run: denied where the policy says nothing. */
  grave?: boolean;
  /** The rule that speaks, where it is one of a table. */
  rule?: string;
  /** Of what only a human may decide: verb and arguments, for a grant. */
  call?: readonly string[];
}

export interface Policy {
  /** What the project said, per category; the rest is asked, and denied where it is grave. */
  verdicts: Readonly<Partial<Record<Category, Verdict>>>;
  patterns: readonly { match: string; category: Category; verdict: Verdict }[];
  disposable: readonly string[];
  protectedBranches: readonly string[];
}

export interface Context {
  places: GuardPlaces;
  policy: Policy;
  script: ScriptLookup;
}

/** A command as a person reads it, whole: it is cut where its secrets are out. */
export const shown = (call: Pick<Call, 'word' | 'args'>): string =>
  [call.word, ...call.args].map(({ text }) => readable(text)).join(' ');

export const readable = (text: string): string => text.replaceAll(UNKNOWN, '…').replace(/\s+/g, ' ');

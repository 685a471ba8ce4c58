import type { CheckGroup, CheckName } from '../../../core/install/diagnosis.js';
import type { Versions } from '../../../core/install/tried.js';

/** What each check found, as a phrase. Paths, dates and sizes are given as text. */
export interface DoctorFacts {
  installed: (found: { version: string; files: number; tried: Versions }) => string;
  fromSources: (tried: Versions) => string;
  node: (found: { version: string; needed: string }) => string;
  /** `branch`: null for a detached HEAD. Only what is unusual is said of the repository. */
  repository: (found: {
    version: string;
    branch: string | null;
    kind: 'plain' | 'linked-worktree' | 'submodule';
    isShallow: boolean;
    isSha256: boolean;
  }) => string;
  configuration: (found: { mode: string; preset: string; checks: string }) => string;
  workspace: (found: { docs: string; missing: number }) => string;
  filters: (names: string) => string;
  workTree: (nested: string) => string;
  noTask: string;
  /** In: when the planning documents were last in sync; null before the first time. */
  documents(at: string | null): string;
  ledger: (found: { entries: number; status: string; isVerified: boolean }) => string;
  receipts: (found: { verified: number; all: number }) => string;
  state: { agrees: string; differs: string };
  /** `own`: the id of the user's key. `signed`: who signed the task, as text. */
  keys: (found: { trusted: number; own: string | null; signed: string | null }) => string;
  nothingLeft: string;
  hooks: (found: { isOn: boolean; ran: number; all: number; node: string }) => string;
  /** When a hook last wrote a line, as text; null: never in this task. */
  hookRan: { Stop: (at: string | null) => string; guard: (at: string | null) => string };
  commandsOfPlugin: string;
  commands: (found: { present: number; all: number }) => string;
  codex: (found: {
    version: string;
    file: string;
    login: 'account' | 'api-key' | 'not-needed';
    model: string | null;
    route: string;
  }) => string;
  /** Work of Codex outside of the gated loop. */
  delegated: (found: { running: number; waiting: number; left: number }) => string;
  folders: (found: { writable: number; all: number }) => string;
  stateDirectory: (found: { dir: string; hasKey: boolean; others: string }) => string;
  disk: (free: string) => string;
  clock: (now: string) => string;
  /** In: the program of the user's own notification command. */
  notifications: (program: string) => string;
}

/** The words of `doctor`. */
export interface DoctorWords {
  groups: Record<CheckGroup, string>;
  names: Record<CheckName, string>;
  /** Between the names of the verdict. */
  comma: string;
  facts: DoctorFacts;
  /** What is kept for work trees in the state directory, and what of it is of some that are gone: texts with unit. */
  kept: (all: string, gone: string | null) => string;
}

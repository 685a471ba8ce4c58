/** What `cccc ask` says; see ../notices.ts for what a notice needs. */
import type { DelegatedSession, DelegatedWork } from '../../../generated/types.js';

type Role = DelegatedSession['role'];
type Access = DelegatedSession['access'];

export interface AskNotices {
  // -- what is asked
  'ask-prompt-long': { words: number; most: number };
  'ask-prompt-pasted': Record<string, never>;
  'ask-unverified': Record<string, never>;
  'ask-files-undeclared': { id: string };
  'ask-part-contradicts': Record<string, never>;
  'ask-verify-shell': { command: string };
  'ask-verify-guarded': { command: string };
  'ask-verify-reader': Record<string, never>;
  'ask-file-missing': { file: string };
  'ask-file-secret': { file: string };
  'ask-file-folder': { file: string };
  'ask-file-large': { file: string; megabytes: number };
  'ask-folder-large': { dir: string; most: number };
  'ask-no-profile': { dir: string; detail: string };
  'ask-writer-outside': { dir: string };

  // -- sessions
  'ask-writers-busy': { most: number; ids: string };
  'ask-files-overlap': { files: string; id: string };
  'ask-session-unknown': { session: string };
  'ask-session-role': { role: Role; access: Access };
  'ask-session-elsewhere': { dir: string };
  'ask-session-busy': { session: string };
  'ask-answers-over': { most: number };
  'ask-fixes-over': { most: number };
  'ask-none': Record<string, never>;
  'ask-session-damaged': { id: string };
  /** One line of a list; `changed` is null for a reader. */
  'ask-session': {
    id: string;
    role: Role;
    state: 'running' | 'answered' | 'question' | 'failed';
    runs: number;
    changed: number | null;
    applied: boolean;
    goal: string;
  };
  'ask-discarded': { id: string };

  // -- a writer's change
  'ask-changed': { files: number; id: string };
  'ask-unchanged': Record<string, never>;
  'ask-verified': { command: string };
  'ask-not-verified': { command: string; how: string; tail: string };
  'ask-change-refused': { path: string; why: DelegatedWork['refused'][number]['why'] };
  'ask-not-writer': { id: string };
  'ask-no-change': { id: string };
  'ask-not-shown': { id: string };
  'ask-apply-gated': { task: string; status: string };
  'ask-conflict': { files: string };
  'ask-apply-planned': { path: string; how: 'added' | 'changed' | 'merged' | 'deleted' };
  'ask-applied': { files: number; before: string };
  'ask-applied-already': { id: string };
}

/** What `cccc fanout` says; see ../notices.ts for what a notice needs. */
import type { DelegatedWork } from '../../../generated/types.js';

export interface FanoutNotices {
  // -- the plan
  'fanout-plan-missing': { file: string };
  'fanout-plan-not-json': { file: string; detail: string };
  'fanout-plan-shape': { file: string; at: string; detail: string };
  'fanout-name-twice': { what: 'stage' | 'worker'; name: string };
  'fanout-field-misplaced': { worker: string; field: string; template: string };
  'fanout-web-search-unused': Record<string, never>;
  'fanout-path-odd': { worker: string; path: string };
  'fanout-writers-many': { stage: string; count: number; most: number };
  'fanout-paths-missing': { worker: string; stage: string };
  'fanout-paths-overlap': { one: string; other: string; paths: string };
  'fanout-nothing-asked': Record<string, never>;
  'fanout-plan-and-flags': Record<string, never>;
  'fanout-lens-unused': { pattern: string };
  'fanout-verify-unused': { pattern: string };

  // -- the run
  'fanout-started': { id: string; workers: number; stages: number; jobs: number };
  'fanout-running': { id: string; names: string };
  'fanout-complete': { workers: number; seconds: number; tokens: number };
  'fanout-partial': { answered: number; workers: number };
  'fanout-failed': Record<string, never>;
  'fanout-worker-failed': { worker: string; reason: string; resets_at: string };
  'fanout-not-started': { names: string };
  'fanout-found': { count: number; agreed: number };
  'fanout-cancelled': { id: string };
  'fanout-none': { id: string };
  'fanout-busy': { id: string };
  'fanout-discarded': { id: string };
  'fanout-listed': { id: string; state: 'running' | 'complete' | 'partial' | 'failed'; workers: number; goal: string };

  // -- the change
  'fanout-changed': { files: number; applied: boolean };
  'fanout-not-merged': { worker: string; path: string; why: DelegatedWork['refused'][number]['why'] };
  'fanout-not-verified': { worker: string; command: string; how: string; tail: string };
  'fanout-no-change': { id: string };
  'fanout-not-shown': { id: string };
  'fanout-elsewhere': { dir: string };
}

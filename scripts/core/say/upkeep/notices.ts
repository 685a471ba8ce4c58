/**
 * What repair, reset, rebuild-context, codex-check, dev-smoke and export say, and doctor about hooks and parts of a
 * repository; see ../notices.ts for what a notice needs.
 */
import type { Confidence, ConfidenceReason } from '../../plan/rehydration.js';

type GateName = 'plan' | 'milestone' | 'final';

export interface UpkeepNotices {
  'nothing-to-repair': Record<string, never>;
  'leftovers-removed': { files: string };
  'bundle-missing': Record<string, never>;
  'bundle-rebuilt': { gate: GateName };
  'plan-document-gone': { file: string };
  'pause-stays': { status: string };
  /** `backup`: where the former state.json is; null when there was none. */
  'state-refolded': { entries: number; status: string; backup: string | null };
  'refold-planned': { entries: number; status: string };
  /** `sources`: files, and `git log`. */
  'rehydrated-from': { text: string; sources: string; confidence: Confidence; reason: ConfidenceReason };
  'rehydrate-candidate': { id: string; title: string; others: string };
  'rehydrate-candidate-none': Record<string, never>;
  'rehydrate-no-task': Record<string, never>;
  rehydrated: { task: string; base: string };
  /** `file`: the exported ledger that names the base. */
  'rehydrated-base': { base: string; file: string };
  'reset-sets-aside': { task: string };
  'codex-ready': { program: string; login: string; model: string | null; route: string };
  'codex-live-passed': { model: string; seconds: number; tokens: number };
  'codex-in-use': { gate: GateName };
  'live-inside-a-run': Record<string, never>;
  'hooks-unseen': { at: string; project: string };
  /** `part`: relative to the work tree; `dir`: the same, absolute. */
  'task-in-part': { task: string; part: string; dir: string };
  'export-written': { file: string };
  'export-in-change': { file: string };
  'export-in-the-way': { file: string; format: 'html' | 'markdown' | 'sarif' | 'json' };
  'export-not-opened': { file: string; program: string };
  'smoke-passed': { files: number; schemas: number; hooks: number };
  'skill-files-extra': { files: string };
  'skill-file-broken': { file: string; detail: string };
}

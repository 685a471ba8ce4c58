/**
 * docs/cccc/state.json before the first task; after that, the file is computed from the ledger
 * (core/task/state-file.ts).
 */
import type { Mode } from '../task/model.js';

/** Fields of earlier releases that config.json took over. */
export const RETIRED_STATE_FIELDS: readonly string[] = ['enabled'];

/** The version of the form of state.json and of the folder around it; 1 was that of 0.1.x. */
export const WORKSPACE_SCHEMA_VERSION = 2;

/** @param now ISO 8601 */
export function initialStateFile(version: string, now: string, mode: Mode = 'supervised-auto') {
  return {
    skill_name: 'cc-codex-collaborate',
    skill_version: version,
    workspace: 'docs/cccc',
    workspace_schema_version: WORKSPACE_SCHEMA_VERSION,
    task_id: null,
    task: null,
    status: 'SETUP_COMPLETE',
    previous_status: null,
    mode,
    pause_reason: null,
    ledger_seq: 0,
    ledger_head: '',
    loop: { session: null, keep_going: false, epoch: 0 },
    next_step: null,
    current_milestone_id: null,
    completed_milestones: [],
    has_backlog: false,
    review_running: false,
    created_at: now,
    updated_at: now,
  };
}

/** The initial content of config.json: the thresholds of the presets, and what is kept from an older file. */
import type { Config } from '../../generated/types.js';
import { PROTECTED_BRANCHES } from '../../guard/index.js';
import { isObject } from '../json.js';
import { withField } from './wizard/settings.js';

export const PRESETS = ['recommended', 'strict', 'keep', 'import', 'custom'] as const;
export type Preset = (typeof PRESETS)[number];

export const isPreset = (name: string): name is Preset => PRESETS.some((preset) => preset === name);

/** A check that the runner runs on the tree under review. */
export type Check = Config['testing']['commands'][number];

/** The thresholds that differ between the two presets. */
interface Thresholds {
  planRounds: number;
  milestonesPerRun: number;
  diffLines: number;
  changedFiles: number;
  reviewRounds: number;
  fixAttempts: number;
  allowP2: boolean;
  continuations: number;
}

const THRESHOLDS: Record<'recommended' | 'strict', Thresholds> = {
  recommended: {
    planRounds: 3,
    milestonesPerRun: 5,
    diffLines: 1200,
    changedFiles: 20,
    reviewRounds: 3,
    fixAttempts: 3,
    allowP2: true,
    continuations: 10,
  },
  strict: {
    planRounds: 4,
    milestonesPerRun: 3,
    diffLines: 600,
    changedFiles: 10,
    reviewRounds: 4,
    fixAttempts: 2,
    allowP2: false,
    continuations: 6,
  },
};

/**
 * The configuration of a preset.
 *
 * @param language `auto` or a language tag
 * @returns a value that the schema accepts
 */
export function defaultConfig(preset: 'recommended' | 'strict', language: string): Config {
  const own = THRESHOLDS[preset];
  return {
    version: 1,
    preset,
    language: { user_language: language, auto_detect: language === 'auto' },
    mode: 'supervised-auto',
    workspace: { commit_planning_docs: true, ignore_logs_and_runtime: true },
    planning: {
      require_claude_self_review: true,
      require_codex_adversarial_review: true,
      max_plan_review_rounds: own.planRounds,
      ask_human_on_ambiguity: true,
      brainstorm_questions: true,
    },
    milestones: {
      max_milestones_per_run: own.milestonesPerRun,
      max_diff_lines_per_milestone: own.diffLines,
      max_changed_files_per_milestone: own.changedFiles,
      prefer_small_milestones: true,
    },
    review: {
      max_review_rounds_per_milestone: own.reviewRounds,
      max_fix_attempts_per_milestone: own.fixAttempts,
      max_final_review_rounds: own.reviewRounds,
      block_on_p0: true,
      block_on_p1: true,
      allow_continue_with_p2: own.allowP2,
    },
    automation: {
      stop_hook_loop_enabled: false,
      max_stop_hook_continuations: own.continuations,
      stop_hook_reentry: 'never',
      commit_after_acceptance: 'ask',
    },
    testing: { commands: [] },
    safety: {
      pause_on_real_secrets: true,
      pause_on_wallet_private_keys: true,
      pause_on_production_access: true,
      pause_on_real_money: true,
      pause_on_destructive_commands: true,
      // A category without an entry is asked about, and denied where the command is grave (guard/policy.ts).
      guard: {},
      patterns: [],
      disposable_paths: [],
      protected_branches: [...PROTECTED_BRANCHES],
    },
    codex: {
      enabled: true,
      required: true,
      fail_closed: true,
      cli_command: 'codex',
      model: null,
      reasoning_effort: null,
      sandbox: 'read-only',
      isolation: 'repo',
      config_overrides: [],
      pass_env: [],
      timeout_seconds: 1800,
      idle_timeout_seconds: 600,
      token_budget: null,
    },
  };
}

export interface Imported {
  config: Config;
  /** Fields of the old file that were not taken over, by path, such as `codex.required`. */
  dropped: string[];
}

/**
 * Takes over an older or partial file field by field, as far as the schema accepts each field.
 *
 * @param found the parsed value of the file
 * @param base the values to use where the file says nothing
 * @param isValid the schema's check
 */
export function importConfig(found: unknown, base: Config, isValid: (value: unknown) => value is Config): Imported {
  let config = base;
  const dropped: string[] = [];
  for (const [path, value] of leavesOf(found)) {
    const candidate = withField(config, path, value);
    if (isValid(candidate)) config = candidate;
    else dropped.push(path.join('.'));
  }
  return { config: { ...config, automation: { ...config.automation, stop_hook_loop_enabled: false } }, dropped };
}

/** Every value that is not an object, with its path. A list counts as one value. */
function leavesOf(value: unknown, path: string[] = []): [string[], unknown][] {
  return isObject(value)
    ? Object.entries(value).flatMap(([name, inner]) => leavesOf(inner, [...path, name]))
    : [[path, value]];
}

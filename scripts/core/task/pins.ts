/**
 * Compares the settings pinned when the task started with the present ones. A loosening closes the gates until the user
 * confirms it.
 */
import { loosensGuard } from '../../guard/index.js';
import { objectOf } from '../json.js';
import { redactDeep } from '../say/redact.js';
import type { PinnedConfig, Pins } from './model.js';
import { isReplaced } from './pins/program.js';

export interface PinChange {
  name: string;
  loosens: boolean;
}

/**
 * Fields for which a larger number is looser. The next two sets hold fields for which true, or false, is looser. Any
 * change of a field that is in no set counts as loosening.
 */
const LOOSER_WHEN_LARGER = new Set([
  'planning.max_plan_review_rounds',
  'milestones.max_milestones_per_run',
  'milestones.max_diff_lines_per_milestone',
  'milestones.max_changed_files_per_milestone',
  'review.max_review_rounds_per_milestone',
  'review.max_fix_attempts_per_milestone',
  'review.max_final_review_rounds',
  'codex.timeout_seconds',
  'codex.idle_timeout_seconds',
]);
const LOOSER_WHEN_TRUE = new Set(['review.allow_continue_with_p2']);
const LOOSER_WHEN_FALSE = new Set([
  'planning.require_claude_self_review',
  'planning.ask_human_on_ambiguity',
  'review.block_on_p1',
  'safety.pause_on_real_secrets',
  'safety.pause_on_wallet_private_keys',
  'safety.pause_on_production_access',
  'safety.pause_on_real_money',
  'safety.pause_on_destructive_commands',
]);
/** Preferences that make nothing stricter or looser. */
const NEUTRAL = new Set(['planning.brainstorm_questions', 'milestones.prefer_small_milestones']);

/** Whether a changed setting is looser than before. Values that cannot be compared count as looser. */
export function loosens(name: string, before: unknown, after: unknown): boolean {
  if (NEUTRAL.has(name)) return false;
  if (LOOSER_WHEN_LARGER.has(name))
    return typeof before === 'number' && typeof after === 'number' ? after > before : true;
  if (LOOSER_WHEN_TRUE.has(name)) return after === true;
  if (LOOSER_WHEN_FALSE.has(name)) return after === false;
  if (name === 'testing.commands' && movesIntoCopy(before, after)) return false;
  if (name === 'review.lenses') return listOf(before).some((lens) => !listOf(after).includes(lens));
  if (name === 'codex.token_budget')
    return after === null || (typeof before === 'number' && typeof after === 'number' && after > before);
  return true;
}

/** Whether the only change is that checks which ran in place now run in the clean copy. */
function movesIntoCopy(before: unknown, after: unknown): boolean {
  const [old, now] = [listOf(before), listOf(after)];
  return (
    old.length === now.length &&
    now.every((check, at) => {
      const { where, reason: _, ...rest } = objectOf(check);
      const { where: earlier, reason: __, ...others } = objectOf(old[at]);
      return same(sorted(rest), sorted(others)) && (where !== 'in-place' || earlier === 'in-place');
    })
  );
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const sorted = (value: object): [string, unknown][] => Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));

/** Whether two JSON values are equal, including the order of their fields. */
export const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Whether a scale says which value of a setting is looser. Any other change has to be confirmed because it is one. */
export const isMeasured = (name: string): boolean =>
  LOOSER_WHEN_LARGER.has(name) ||
  LOOSER_WHEN_TRUE.has(name) ||
  LOOSER_WHEN_FALSE.has(name) ||
  GUARD_FIELDS.has(name) ||
  name === 'codex.token_budget' ||
  name === 'testing.commands' ||
  name === 'review.lenses';

/** The fields of the guard's policy. They are judged together, because one may tighten what another loosens. */
export const GUARD_FIELDS = new Set([
  'safety.guard',
  'safety.patterns',
  'safety.disposable_paths',
  'safety.protected_branches',
]);

/** Settings that are not pinned but let the loop go further by itself, each with the test for "looser". */
const FURTHER: Readonly<Record<string, (before: unknown, after: unknown) => boolean>> = {
  preset: (before, after) => before === 'strict' && after !== 'strict',
  mode: (before, after) => MODES.indexOf(String(after)) > MODES.indexOf(String(before)),
  'automation.stop_hook_loop_enabled': (_, after) => after === true,
  'automation.max_stop_hook_continuations': (before, after) => Number(after) > Number(before),
  'automation.stop_hook_reentry': (_, after) => after === 'on-progress',
  'automation.commit_after_acceptance': (_, after) => after === 'claude',
};
const MODES = ['manual', 'supervised-auto', 'full-auto-safe'];
const PINNED_SECTIONS = new Set(['planning', 'milestones', 'review', 'testing', 'safety', 'codex']);

/**
 * Names the settings that an edit of config.json would loosen.
 *
 * @param before the file's value; need not be valid
 * @param after the value after the edit
 */
export function loosenedSettings(before: unknown, after: unknown): string[] {
  const [old, fresh] = [fieldsOf(before), fieldsOf(after)];
  const names = [...new Set([...old.keys(), ...fresh.keys()])].filter((name) => !same(old.get(name), fresh.get(name)));
  return names.filter((name) => {
    // A name that every object inherits is no setting.
    const further = Object.hasOwn(FURTHER, name) ? FURTHER[name] : undefined;
    if (further !== undefined) return further(old.get(name), fresh.get(name));
    if (GUARD_FIELDS.has(name)) return loosensGuard(Object(before)['safety'], Object(after)['safety']);
    return isPinnedSetting(name) && loosens(name, old.get(name), fresh.get(name));
  });
}

/** Whether a task pins the setting when it starts, because gates depend on it. */
export const isPinnedSetting = (name: string): boolean => PINNED_SECTIONS.has(name.split('.')[0] ?? '');

/** Every setting by its dotted name. */
export function fieldsOf(config: unknown): Map<string, unknown> {
  const entries: [string, unknown][] = Object.entries(Object(config));
  return new Map(
    entries.flatMap(([section, value]): [string, unknown][] => {
      if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[section, value]];
      return Object.entries(value).map(([field, inner]): [string, unknown] => [`${section}.${field}`, inner]);
    }),
  );
}

/** Every pinned setting that differs, by name; `loosens` says whether it closes the gates. */
export function comparePins(pinned: Pins, present: Pins): PinChange[] {
  const [before, after] = [fieldsOf(pinned.config), fieldsOf(present.config)];
  const changes: PinChange[] = [];
  for (const name of new Set([...before.keys(), ...after.keys()])) {
    const [old, now] = [before.get(name), after.get(name)];
    if (same(old, now)) continue;
    changes.push({
      name,
      loosens: GUARD_FIELDS.has(name)
        ? loosensGuard(pinned.config.safety, present.config.safety)
        : loosens(name, old, now),
    });
  }
  for (const field of ['codex_path', 'codex_profile', 'hiding_rules'] as const) {
    const [old, now] = [pinned[field], present[field]];
    if (old !== null && now !== null && old !== now) changes.push({ name: field, loosens: true });
  }
  // A changed path is reported already; the other program behind it is not a second change.
  const [program, found] = [pinned.codex_program ?? null, present.codex_program ?? null];
  const isSamePlace = changes.every(({ name }) => name !== 'codex_path');
  if (isSamePlace && program && found && isReplaced(program, found))
    changes.push({ name: 'codex_program', loosens: true });
  return changes;
}

/** The names of the pinned settings that are looser now. */
export const loosenedPins = (pinned: Pins, present: Pins): string[] =>
  comparePins(pinned, present)
    .filter((change) => change.loosens)
    .map((change) => change.name);

/** Whether pinned settings changed, and none of them became looser. */
export const isTightening = (pinned: Pins, present: Pins): boolean => {
  const changes = comparePins(pinned, present);
  return changes.length > 0 && changes.every((change) => !change.loosens);
};

/**
 * The part of the configuration that a task pins. Secrets are removed, because the ledger is shared. Mode, automation
 * and language do not affect gates and are not pinned.
 */
export function pinnedConfig(config: PinnedConfig): PinnedConfig {
  const { planning, milestones, review, testing, safety, codex } = config;
  return redactDeep({ planning, milestones, review, testing, safety, codex });
}

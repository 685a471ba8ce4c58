import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { defaultConfig } from '../../../../scripts/core/install/config.js';
import { type Migration, migrateConfig } from '../../../../scripts/core/install/update/config-steps.js';
import { settingsInState } from '../../../../scripts/core/install/update/predecessor.js';
import { fieldsOf, loosenedSettings } from '../../../../scripts/core/task/pins.js';
import { isConfig } from '../../../../scripts/io/task/config.js';
import { configOf01, SHAPES, stateOf01 } from '../../../helpers/predecessor.js';

const migrate = (found: unknown, state: unknown = undefined): Extract<Migration, { kind: 'migrated' }> => {
  const migration = migrateConfig(found, state, isConfig);
  if (migration.kind !== 'migrated') throw new Error(migration.kind);
  return migration;
};
const KEPT = ['planning', 'milestones', 'review', 'safety', 'language'] as const;

describe('a config.json of 0.1.x', () => {
  test.each(SHAPES)('of %s keeps every setting that this version has, and becomes valid', (shape) => {
    const found = configOf01(shape);
    const { config, predecessor, corrected } = migrate(found);
    expect(isConfig(config)).toBe(true);
    for (const section of KEPT) expect(config[section]).toMatchObject(Object(found[section]));
    expect([config.codex.cli_command, config.automation.max_stop_hook_continuations]).toEqual(['codex-beta', 7]);
    expect([predecessor, corrected]).toEqual([shape, []]);
  });

  test.each(SHAPES)('of %s: the loop is off, and the mode is the careful one of the two', (shape) => {
    const { config } = migrate(configOf01(shape));
    expect([config.mode, config.automation.stop_hook_loop_enabled]).toEqual(['supervised-auto', false]);
    expect(migrate(configOf01(shape), { mode: 'manual', enabled: true }).config.mode).toBe('manual');
    expect(migrate({ ...configOf01(shape), mode: 'wild' }).config.mode).toBe('manual');
  });

  test.each(SHAPES)('of %s: every setting without a counterpart is named', (shape) => {
    const found = configOf01(shape);
    const { config, unsupported } = migrate({ ...found, mine: 1 });
    const present = new Set([...fieldsOf(config).keys(), ...Object.keys(config)]);
    const lost = [...fieldsOf({ ...found, mine: 1 }).keys()].filter((name) => !present.has(name));
    expect(unsupported).toContain('mine');
    for (const name of lost)
      expect(unsupported.some((named) => name === named || name.startsWith(`${named}.`))).toBe(true);
  });

  test('a value that is not accepted becomes the strict one, and is named', () => {
    const found = configOf01('0.1.17');
    const { config, corrected } = migrate({
      ...found,
      planning: { ...Object(found['planning']), require_codex_adversarial_review: false, max_plan_review_rounds: 0 },
      review: { ...Object(found['review']), block_on_p0: false, max_fix_attempts_per_milestone: 'many' },
      codex: { ...Object(found['codex']), required: false, sandbox: 'danger-full-access' },
    });
    expect(corrected.sort()).toEqual([
      'codex.required = true',
      'codex.sandbox = "read-only"',
      'planning.max_plan_review_rounds = 1',
      'planning.require_codex_adversarial_review = true',
      'review.block_on_p0 = true',
      'review.max_fix_attempts_per_milestone = 2',
    ]);
    expect(isConfig(config)).toBe(true);
  });

  test('what it does not say comes from the preset that it is nearer to', () => {
    const { version: _, ...strict } = defaultConfig('strict', 'auto');
    const old = { ...strict, version: '0.1.9', review: { ...strict.review, max_final_review_rounds: undefined } };
    expect(migrate(JSON.parse(JSON.stringify(old))).config.review.max_final_review_rounds).toBe(4);
    expect(migrate({ version: '0.1.9' }).config.review).toEqual(defaultConfig('recommended', 'auto').review);
  });

  test('the settings of 0.1.2 are those of its state.json', () => {
    const state = { ...stateOf01('0.1.2'), mode: 'manual', thresholds: { max_plan_review_rounds: 9, on_max: 'pause' } };
    const { config, predecessor } = migrate(settingsInState(state), state);
    expect([predecessor, config.planning.max_plan_review_rounds, config.mode]).toEqual(['0.1.2', 9, 'manual']);
    expect(settingsInState(stateOf01('0.1.9'))).toBeNull();
  });
});

describe('a config.json of this program', () => {
  const own = defaultConfig('recommended', 'en');

  test('that is valid is left alone', () => expect(migrateConfig(own, undefined, isConfig).kind).toBe('current'));

  test('that lacks later settings gets them, and nothing else', () => {
    const { timeout_seconds: _, ...codex } = own.codex;
    const { predecessor, edits, unsupported } = migrate({ ...own, codex });
    expect({ predecessor, edits, unsupported }).toEqual({
      predecessor: null,
      edits: [[['codex', 'timeout_seconds'], 1800]],
      unsupported: [],
    });
  });

  test.each([
    ['of a later version', { ...own, version: 2 }, 'newer'],
    ['with a wrong value', { ...own, mode: 'wild' }, 'unknown'],
    ['with an unknown setting', { ...own, extra: 1 }, 'unknown'],
    ['that is a list', [], 'unknown'],
    ['that is nothing', null, 'unknown'],
  ])('%s is not touched', (_, found, kind) => expect(migrateConfig(found, undefined, isConfig).kind).toBe(kind));
});

/** Settings that this version does not let be switched off, and the loop, which does not go on. */
const FIXED = /^codex\.(enabled|required|fail_closed)$|block_on_p0$|stop_hook_loop_enabled$|_adversarial_review$/;

/** The settings that are looser after the migration, among those that the file had in a form that can be compared. */
function loosened(found: unknown, config: unknown): string[] {
  const [before, after] = [fieldsOf(found), fieldsOf(config)];
  const isSetting = (value: unknown): boolean =>
    typeof value === 'boolean' || (typeof value === 'number' && value >= 1);
  const isAlike = (name: string): boolean =>
    isSetting(before.get(name)) && typeof before.get(name) === typeof after.get(name);
  return loosenedSettings(found, config).filter((name) => isAlike(name) && !FIXED.test(name));
}

test('whatever a config.json of 0.1.x holds, the result is valid, and no setting is looser than it was', () => {
  const names = [...fieldsOf(configOf01('0.1.19')).keys(), 'mine', 'review.mine', '__proto__', 'constructor'];
  const value = fc.oneof(fc.boolean(), fc.integer({ min: -2, max: 5000 }), fc.constantFrom('x', null, 2.5, [], {}));
  const changes = fc.array(fc.tuple(fc.constantFrom(...names), value));
  fc.assert(
    fc.property(fc.constantFrom(...SHAPES), changes, (shape, changed) => {
      const found = JSON.parse(JSON.stringify(configOf01(shape)));
      for (const [name, to] of changed) {
        const [section = '', field] = name.split('.');
        const target = field === undefined ? found : Object(found[section]);
        const how = { value: to, enumerable: true, configurable: true, writable: true };
        Object.defineProperty(target, field ?? section, how);
      }
      found.version = shape;
      const { config } = migrate(found);
      expect(isConfig(config)).toBe(true);
      expect(loosened(found, config)).toEqual([]);
      expect(config.automation.stop_hook_loop_enabled).toBe(false);
    }),
    { numRuns: 500 },
  );
});

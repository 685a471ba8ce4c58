/** Single settings of config.json. */
import { describe, expect, test } from 'vitest';
import schema from '../../../schemas/config.schema.json' with { type: 'json' };
import { defaultConfig } from '../../../scripts/core/install/config.js';
import { allowedIn, changedSetting, settingNames, settingsOf } from '../../../scripts/core/install/setting.js';
import { isConfig } from '../../../scripts/io/task/config.js';
import { catalogOf } from '../../../scripts/text/catalog.js';

const config = defaultConfig('recommended', 'auto');
const changed = (name: string, text: string) => {
  const known = settingNames().find((one) => one === name);
  if (known === undefined) throw new Error(`no setting ${name}`);
  return changedSetting(config, known, text, isConfig);
};

describe('a setting', () => {
  test('has a phrase, and the schema knows it', () => {
    expect(settingNames().toSorted()).toEqual(Object.keys(catalogOf('en').settings.about).toSorted());
    for (const name of settingNames()) {
      const { types, values } = allowedIn(schema, name);
      expect([...types, ...values], name).not.toEqual([]);
    }
  });

  test('has a value, and one in each preset', () => {
    expect(settingsOf(config, ['review.allow_continue_with_p2', 'testing.carry'])).toEqual([
      { name: 'review.allow_continue_with_p2', value: true, recommended: true, strict: false },
      { name: 'testing.carry', value: undefined, recommended: undefined, strict: undefined },
    ]);
  });

  test.each([
    ['review.block_on_p1', 'false', false, ['review.block_on_p1']],
    ['review.allow_continue_with_p2', 'false', false, []],
    ['review.max_review_rounds_per_milestone', '5', 5, ['review.max_review_rounds_per_milestone']],
    ['review.max_review_rounds_per_milestone', '2', 2, []],
    ['language.user_language', 'zh-CN', 'zh-CN', []],
    ['codex.model', 'null', null, []],
    ['codex.model', 'gpt-x', 'gpt-x', ['codex.model']],
    ['codex.pass_env', '["A"]', ['A'], ['codex.pass_env']],
    ['testing.carry', '["node_modules"]', ['node_modules'], ['testing.carry']],
    ['mode', 'manual', 'manual', []],
  ])('%s set to %s is %j, and loosens %j', (name, text, after, looser) => {
    if (name === 'codex.model' && after === null) expect(changed(name, text)).toMatchObject({ before: null, after });
    else expect(changed(name, text)).toMatchObject({ after, looser });
  });

  test.each([
    ['review.block_on_p0', 'false'],
    ['review.max_review_rounds_per_milestone', 'many'],
    ['mode', 'wild'],
    ['codex.pass_env', 'A'],
    ['preset', 'null'],
  ])('%s cannot be %s', (name, text) => {
    expect(changed(name, text)).toBeNull();
  });

  test.each([
    ['review.lenses', { types: ['array'], members: expect.arrayContaining(['security', 'tests']) }],
    ['mode', { values: ['manual', 'supervised-auto', 'full-auto-safe'] }],
    ['review.block_on_p1', { types: ['boolean'] }],
    ['codex.token_budget', { types: ['integer', 'null'] }],
  ] as const)('%s may be %j', (name, allowed) => {
    expect(allowedIn(schema, name)).toMatchObject(allowed);
  });
});

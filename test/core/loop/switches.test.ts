import { describe, expect, test } from 'vitest';
import { hookSwitchIn, type SettingsLayer } from '../../../scripts/core/loop/switches.js';

type Kind = SettingsLayer['kind'];
const OFF = { disableAllHooks: true };
const ON = { disableAllHooks: false };

/** What decides, among files that are given strongest first. */
function decides(layers: readonly (readonly [Kind, unknown])[], flags: string[] = []): string | null {
  const found = hookSwitchIn({ layers: layers.map(([kind, value]) => ({ kind, file: kind, value })), flags });
  return found === null ? null : `${found.key} in ${found.file} by ${found.by}`;
}

describe('what switches the hooks off', () => {
  test.each<Kind>(['managed', 'session', 'local', 'project', 'user'])('disableAllHooks in %s settings', (kind) => {
    expect(decides([[kind, OFF]])).toBe(`disableAllHooks in ${kind} by ${kind}`);
    expect(decides([[kind, ON]])).toBeNull();
  });

  test.each<[string, [Kind, unknown][], string | null]>([
    [
      'local over user',
      [
        ['local', ON],
        ['user', OFF],
      ],
      null,
    ],
    [
      'local over project',
      [
        ['local', ON],
        ['project', OFF],
      ],
      null,
    ],
    [
      'project over user',
      [
        ['project', OFF],
        ['user', ON],
      ],
      'disableAllHooks in project by project',
    ],
    [
      'the session over local',
      [
        ['session', ON],
        ['local', OFF],
      ],
      null,
    ],
    [
      'managed settings over the session',
      [
        ['managed', OFF],
        ['session', ON],
      ],
      'disableAllHooks in managed by managed',
    ],
    [
      'managed settings that allow them',
      [
        ['managed', ON],
        ['local', OFF],
      ],
      null,
    ],
  ])('the stronger file decides: %s', (_, layers, expected) => {
    expect(decides(layers)).toBe(expected);
  });

  test.each<[unknown, string | null]>([
    [{ allowManagedHooksOnly: true }, 'allowManagedHooksOnly'],
    [{ allowManagedHooksOnly: 'yes' }, 'allowManagedHooksOnly'],
    [{ allowManagedHooksOnly: null }, null],
    [{ strictPluginOnlyCustomization: true }, 'strictPluginOnlyCustomization'],
    [{ strictPluginOnlyCustomization: 'hooks' }, 'strictPluginOnlyCustomization'],
    [{ strictPluginOnlyCustomization: ['skills', 'hooks'] }, 'strictPluginOnlyCustomization'],
    [{ strictPluginOnlyCustomization: ['skills'] }, null],
    [{ strictPluginOnlyCustomization: false, allowManagedHooksOnly: false }, null],
  ])('managed settings that say %j', (value, key) => {
    const own: [Kind, unknown] = ['local', ON];
    expect(decides([['managed', value], own])).toBe(key === null ? null : `${key} in managed by managed`);
    // Anywhere else the client takes no notice of it.
    expect(decides([['user', value]])).toBeNull();
  });

  test.each<[string, unknown[], boolean]>([
    ['a later file allows all hooks', [ON, OFF], false],
    ['a later file allows hooks of others', [{ allowManagedHooksOnly: false }, { allowManagedHooksOnly: true }], false],
    [
      'a later file unlocks',
      [{ strictPluginOnlyCustomization: false }, { strictPluginOnlyCustomization: true }],
      false,
    ],
    [
      'lists are joined',
      [{ strictPluginOnlyCustomization: ['skills'] }, { strictPluginOnlyCustomization: ['hooks'] }],
      true,
    ],
  ])('of several managed files, strongest first: %s', (_, values, isOff) => {
    expect(decides(values.map((value) => ['managed', value] as const)) !== null).toBe(isOff);
  });

  test('a variable counts in settings that the client reads before it looks at it', () => {
    const value = { env: { CLAUDE_CODE_SAFE_MODE: '1' } };
    for (const kind of ['managed', 'session', 'user'] as const)
      expect(decides([[kind, value]])).toBe(`env.CLAUDE_CODE_SAFE_MODE in ${kind} by ${kind}`);
    for (const kind of ['local', 'project'] as const) expect(decides([[kind, value]])).toBeNull();
    expect(decides([['user', { env: { CLAUDE_CODE_SAFE_MODE: '0' } }]])).toBeNull();
  });

  test('a policy of nothing but plugins leaves the hooks of a plugin on, and one of managed hooks does not', () => {
    const managed = (value: object) => ({ layers: [{ kind: 'managed' as const, file: 'm', value }], flags: [] });
    expect(hookSwitchIn(managed({ strictPluginOnlyCustomization: true }), true)).toBe(null);
    expect(hookSwitchIn(managed({ allowManagedHooksOnly: true }), true)).toMatchObject({
      key: 'allowManagedHooksOnly',
    });
  });

  test('an option of the session comes before every file', () => {
    expect(decides([['local', ON]], ['--safe-mode'])).toBe('--safe-mode in --safe-mode by session');
  });

  test.each([[undefined], [null], ['off'], [[]], [{ disableAllHooks: 'true' }], [{}]])('%j says nothing', (value) => {
    const layers: [Kind, unknown][] = [
      ['local', value],
      ['user', value],
    ];
    expect(decides(layers)).toBeNull();
  });
});

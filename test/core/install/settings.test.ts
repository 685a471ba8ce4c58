import fc from 'fast-check';
import { type ParseError, parse as parseJsonc, parseTree } from 'jsonc-parser';
import { describe, expect, test } from 'vitest';
import type { ParseJson } from '../../../scripts/core/install/client/json-node.js';
import {
  misshapenIn,
  missingOf,
  type Registration,
  withOurs,
  withoutOurs,
} from '../../../scripts/core/install/client/settings.js';
import { DENY_RULES } from '../../../scripts/guard/index.js';
import { TEXTS, theirs } from './settings-texts.js';

const parse: ParseJson = (text) => {
  const faults: ParseError[] = [];
  const root = parseTree(text, faults, { allowTrailingComma: true });
  return faults.length > 0 ? null : (root ?? null);
};

const hook = (name: string) => ({
  type: 'command',
  command: 'node',
  args: [`\${CLAUDE_PROJECT_DIR}/.claude/hooks/cccc-${name}.cjs`],
  timeout: 10,
});
const ours: Registration = {
  deny: DENY_RULES,
  hooks: {
    Stop: [{ hooks: [hook('stop')] }],
    PreToolUse: [{ matcher: 'Bash', hooks: [hook('guard')] }],
    StopFailure: [{ hooks: [{ type: 'command', command: 'cat >> .git/cccc-stop-failures.jsonl' }] }],
  },
};
const nothingMissing = { events: [], deny: [] };

function added(text: string | null): string {
  const result = withOurs(text, ours, parse);
  if (!result.ok) throw new Error(result.fault);
  return result.text;
}

describe('registering beside what is there', () => {
  test.each(Object.entries(TEXTS))('%s: everything is registered, and removing it restores every byte', (_, text) => {
    const registered = added(text);
    expect(missingOf(registered, ours, parse)).toEqual(nothingMissing);
    expect(parse(registered)).not.toBeNull();
    expect(withoutOurs(registered, parse)).toBe(text);
    expect(withoutOurs(text, parse)).toBe(text);
  });

  test('where there was no file, removing the entries leaves none', () => {
    const registered = added(null);
    expect(missingOf(registered, ours, parse)).toEqual(nothingMissing);
    expect(JSON.parse(registered)).toEqual({ permissions: { deny: [...DENY_RULES] }, hooks: ours.hooks });
    expect(withoutOurs(registered, parse)).toBeNull();
  });

  test('registering again changes nothing, not even a layout that someone changed', () => {
    const registered = added(TEXTS['two spaces'] ?? '');
    expect(added(registered)).toBe(registered);
    const reformatted = JSON.stringify(parseJsonc(registered));
    expect(added(reformatted)).toBe(reformatted);
  });

  test('an older or broken registration is replaced, not doubled', () => {
    const text = TEXTS['hooks of somebody else'] ?? '';
    const drifted = added(text).replace('"Edit(docs/cccc/ledger/**)",', '').replace('"timeout": 10', '"timeout": 99');
    expect(missingOf(drifted, ours, parse).deny).toEqual(['Edit(docs/cccc/ledger/**)']);
    expect(added(drifted)).toBe(added(text));
  });

  test('other hooks, rules, comments and their order stay', () => {
    const registered = added(
      `{\n  // mine\n  "hooks": { "Stop": [{ "hooks": [${theirs}] }], "Other": [] },\n` +
        '  "permissions": { "deny": ["Read(.env)"] }\n}',
    );
    const value = parseJsonc(registered);
    expect(registered).toContain('// mine');
    expect(Object.keys(value.hooks)).toEqual(['Stop', 'Other', 'PreToolUse', 'StopFailure']);
    expect(value.hooks.Stop[0].hooks[0].command).toBe('say done');
    expect(value.permissions.deny[0]).toBe('Read(.env)');
  });

  test('new lines are written as the file writes them', () => {
    const registered = added('{\r\n\t"model": "opus"\r\n}\r\n');
    expect(registered.replaceAll('\r\n', '')).not.toContain('\n');
    expect(registered).toContain('\r\n\t"permissions": {\r\n\t\t"deny": [');
  });
});

describe('removing the entries from a file that others have changed', () => {
  test('later additions stay', () => {
    const registered = added('{\n  "model": "opus"\n}\n');
    const later = registered
      .replace(/\n}\n$/, ',\n  "env": { "A": "1" }\n}\n')
      .replace('"StopFailure": [', `"Stop2": [], "StopFailure": [{ "hooks": [${theirs}] },`);
    const value = parseJsonc(withoutOurs(later, parse) ?? '');
    expect(value).toEqual({
      model: 'opus',
      env: { A: '1' },
      hooks: { Stop2: [], StopFailure: [{ hooks: [JSON.parse(theirs)] }] },
    });
  });

  test('a hook of the program that someone put beside another is removed alone', () => {
    const text = `{ "hooks": { "Stop": [{ "hooks": [${theirs}, ${JSON.stringify(hook('stop'))}] }] } }`;
    expect(withoutOurs(text, parse)).toBe(`{ "hooks": { "Stop": [{ "hooks": [${theirs}] }] } }`);
  });

  test("in a reformatted file, only the program's entries are removed", () => {
    const reformatted = JSON.stringify(parseJsonc(added('{"model":"opus","hooks":{"Stop":[]}}')), null, 4);
    expect(parseJsonc(withoutOurs(reformatted, parse) ?? '')).toEqual({ model: 'opus' });
  });

  test("a hook that only mentions one of the program's files is not recognised as its own", () => {
    const text = '{ "hooks": { "Stop": [{ "hooks": [{ "type": "command", "command": "echo cccc-stop" }] }] } }';
    expect(withoutOurs(text, parse)).toBe(text);
  });
});

describe('files that cannot be edited', () => {
  test.each([
    ['', 'invalid-json'],
    ['{', 'invalid-json'],
    ['{"a" 1}', 'invalid-json'],
    ['<<<<<<< HEAD\n{}', 'invalid-json'],
  ])('%j is invalid JSON', (text, fault) => {
    expect(withOurs(text, ours, parse)).toEqual({ ok: false, fault });
    expect(withoutOurs(text, parse)).toBe(text);
  });

  test.each([
    ['[]', '(top)'],
    ['{"hooks": []}', 'hooks'],
    ['{"hooks": {"Stop": {}}}', 'hooks.Stop'],
    ['{"permissions": "no"}', 'permissions'],
    ['{"permissions": {"deny": "Read"}}', 'permissions.deny'],
  ])('%s has another shape', (text, path) => {
    expect(withOurs(text, ours, parse)).toEqual({ ok: false, fault: 'wrong-shape', path });
    expect(withoutOurs(text, parse)).toBe(text);
  });

  test.each([
    ['{"model": 5}', 'model'],
    ['{"disableAllHooks": "true"}', 'disableAllHooks'],
    ['{"permissions": null}', 'permissions'],
    ['{"model": "opus", "env": {"A": 1}, "unknown": 5}', null],
  ])('%s is read by the client as a whole, or not at all', (text, path) => {
    const root = parse(text);
    expect(root === null ? 'invalid' : misshapenIn(root)).toBe(path);
  });
});

/** Texts of settings files: random values with white space, comments and trailing commas at random places. */
function settingsTexts(): fc.Arbitrary<string> {
  const space = fc.constantFrom('', '', ' ', '\n', '\n  ', '\r\n\t', ' // note, {"x": [\n', ' /* , */ ', '\n\n    ');
  const scalar = fc.constantFrom('"x"', '1', 'true', 'null', '"Edit(docs/cccc/state.json)"', '"a // b"');
  const list = (items: fc.Arbitrary<string[]>, open: string, close: string) =>
    fc.tuple(items, fc.array(space, { minLength: 24, maxLength: 24 }), fc.boolean()).map(([all, gaps, comma]) => {
      const inner = all.map((item, index) => `${gaps[index * 2]}${item}${gaps[index * 2 + 1]}`).join(',');
      return `${open}${inner}${comma && all.length > 0 ? `,${gaps[22]}` : gaps[23]}${close}`;
    });
  const array = list(fc.array(scalar, { maxLength: 3 }), '[', ']');
  const group = fc.constantFrom(`{"hooks":[${theirs}]}`, `{ "matcher": "Bash", "hooks": [ ${theirs} ] }`, '{}');
  const groups = list(fc.array(group, { maxLength: 2 }), '[', ']');
  const object = (values: Record<string, fc.Arbitrary<string>>) =>
    list(
      fc
        .shuffledSubarray(Object.keys(values))
        .chain((names) =>
          fc.tuple(
            ...names.map((name) =>
              fc.tuple(space, values[name] ?? scalar).map(([gap, value]) => `"${name}":${gap}${value}`),
            ),
          ),
        ),
      '{',
      '}',
    );
  const hooks = object({ Stop: groups, PreToolUse: groups, StopFailure: groups, Notification: groups });
  const permissions = object({ deny: array, allow: array, defaultMode: scalar });
  return fc
    .tuple(space, object({ model: scalar, permissions, hooks, env: object({ A: scalar }) }), space)
    .map((parts) => parts.join(''));
}

test('whatever the file looks like, adding and removing restores every byte', () => {
  fc.assert(
    fc.property(settingsTexts(), (text) => {
      const registered = added(text);
      expect(missingOf(registered, ours, parse)).toEqual(nothingMissing);
      expect(withoutOurs(registered, parse)).toBe(text);
      expect(added(registered)).toBe(registered);
    }),
    { numRuns: 1500 },
  );
});

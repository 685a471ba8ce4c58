import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { judgeCommand, judgeMcp, policyOf } from '../../scripts/guard/index.js';
import { CODE_RULES } from '../../scripts/guard/rules/code/code-rules.js';
import { MORE_RESET_RULES, RESET_RULES } from '../../scripts/guard/rules/database/database.js';
import { CONTROL_RULES } from '../../scripts/guard/rules/git/other-control.js';
import { MACHINE_RULES } from '../../scripts/guard/rules/machine/system.js';
import { POWERSHELL_RULES, WINDOWS_RULES } from '../../scripts/guard/rules/machine/windows.js';
import type { RuleSamples, Samples } from '../../scripts/guard/rules/rule.js';
import { MORE_COMMAND_RULES } from '../../scripts/guard/rules/secrets/secret-tools.js';
import { COMMAND_RULES } from '../../scripts/guard/rules/secrets/secrets.js';
import { MCP_RULES } from '../../scripts/guard/rules/tools/mcp.js';
import { TOOL_RULES } from '../../scripts/guard/rules/tools/tools.js';

const places = {
  project: '/home/u/my-app',
  gitDir: '/home/u/my-app/.git',
  commonDir: '/home/u/my-app/.git',
  stateDir: '/home/u/.local/state/cccc',
  home: '/home/u',
  cwd: '/home/u/my-app',
  caseSensitive: true,
};
const policy = policyOf(undefined);
const judge = (line: string) =>
  line.startsWith('mcp__') ? judgeMcp(line, {}, places, policy) : judgeCommand(line, places, policy);

const RULES = [
  TOOL_RULES,
  MCP_RULES,
  RESET_RULES,
  MORE_RESET_RULES,
  COMMAND_RULES,
  MORE_COMMAND_RULES,
  MACHINE_RULES,
  WINDOWS_RULES,
  POWERSHELL_RULES,
  CONTROL_RULES,
  CODE_RULES,
].flatMap(({ all }) => all.map(({ name }) => name));

/** The samples lie beside the rules, each file of them under the name SAMPLES. */
const folder = path.resolve(import.meta.dirname, '../../scripts/guard/rules');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.samples.ts'));
const modules: { SAMPLES: Samples }[] = await Promise.all(files.map((file) => import(path.join(folder, file))));
const samples: [string, RuleSamples][] = modules.flatMap(({ SAMPLES }) => Object.entries(SAMPLES));

describe('the rules and their samples', () => {
  test('every rule has a name of its own, in kebab-case', () => {
    expect(new Set(RULES).size).toBe(RULES.length);
    expect(RULES.filter((name) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name))).toEqual([]);
  });

  test('every rule has samples that it asks about and samples that are silent', () => {
    expect(samples.map(([name]) => name).sort()).toEqual([...RULES].sort());
    expect(samples.filter(([, { asked, silent }]) => asked.length * silent.length === 0)).toEqual([]);
  });
});

const rows = (kind: keyof RuleSamples): [string, string][] =>
  samples.flatMap(([name, sample]) => sample[kind].map((line): [string, string] => [name, line]));

describe('what a rule asks about', () => {
  test.each(rows('asked'))('%s speaks about: %s', (name, line) => {
    expect(judge(line).findings.map(({ rule }) => rule)).toContain(name);
  });
});

describe('what lies near to it', () => {
  test.each(rows('silent'))('%s leaves alone: %s', (_, line) => {
    expect(judge(line)).toMatchObject({ verdict: 'silent', findings: [] });
  });
});

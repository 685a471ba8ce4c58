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

const TABLES = [
  TOOL_RULES,
  RESET_RULES,
  MORE_RESET_RULES,
  COMMAND_RULES,
  MORE_COMMAND_RULES,
  MACHINE_RULES,
  WINDOWS_RULES,
  POWERSHELL_RULES,
  CONTROL_RULES,
];
const RULES = [...TABLES, MCP_RULES, CODE_RULES].flatMap(({ all }) => all.map(({ name }) => name));

/** The content of rules/programs.ts according to the rules. */
const programsFile = (): string => {
  const entries = TABLES.flatMap((table) =>
    table.parts.map((part) => {
      const programs = table.rulesIn(part).flatMap((rule): (string | RegExp)[] => {
        if (rule.programs instanceof RegExp) return [rule.programs];
        return [rule.programs].flat().flatMap((names) => names.split('|'));
      });
      const names = [...new Set(programs.filter((one) => typeof one === 'string'))];
      const patterns = [...new Set(programs.filter((one) => one instanceof RegExp).map(String))];
      return `  ${part}: [\n${[...inLines(names).map((line) => `'${line}'`), ...patterns].map(indented).join('')}  ],\n`;
    }),
  );
  return (
    `${HEAD}export const PROGRAMS: Readonly<Record<string, readonly (string | RegExp)[]>> = ` +
    `{\n${entries.join('')}};\n`
  );
};
const indented = (line: string): string => `    ${line},\n`;

/** Names joined by `|`, in lines of a readable length. */
const inLines = (names: readonly string[]): string[] =>
  names.reduce<string[]>((lines, name) => {
    const last = lines.at(-1);
    return last === undefined || last.length + name.length > 105
      ? [...lines, name]
      : [...lines.slice(0, -1), `${last}|${name}`];
  }, []);

const HEAD = `/**
 * The programs that each part of the rules is about, so that a hook makes only the parts that it needs. Made from the
 * rules: \`npx vitest run test/guard/rules.test.ts -u\`.
 */
// biome-ignore-all format: made by a test
`;

/** The samples are next to the rules; each file of samples exports them as SAMPLES. */
const folder = path.resolve(import.meta.dirname, '../../scripts/guard/rules');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.samples.ts'));
const modules: { SAMPLES: Samples }[] = await Promise.all(files.map((file) => import(path.join(folder, file))));
const samples: [string, RuleSamples][] = modules.flatMap(({ SAMPLES }) => Object.entries(SAMPLES));

describe('the rules and their samples', () => {
  test('every rule has a name of its own, in kebab-case', () => {
    expect(new Set(RULES).size).toBe(RULES.length);
    expect(RULES.filter((name) => !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(name))).toEqual([]);
  });

  test('the list of programs by which the parts are found is that of the rules', async () => {
    await expect(programsFile()).toMatchFileSnapshot('../../scripts/guard/rules/programs.ts');
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

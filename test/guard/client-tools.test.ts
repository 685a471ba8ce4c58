import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { judgePowerShell, policyOf, TOOL_MATCHER, toolKind } from '../../scripts/guard/index.js';
import { places } from '../helpers/guard-places.js';
import { POWERSHELL_ASKED, POWERSHELL_SILENT } from './tables/powershell-rows.js';

const judge = (line: string) => judgePowerShell(line, places, policyOf(undefined));

describe('a line for PowerShell', () => {
  test.each(POWERSHELL_ASKED)('is asked about as $category: $command', ({ category, command }) => {
    const { verdict, findings, evidence } = judge(command);
    expect(verdict).not.toBe('silent');
    expect([...findings.map((finding) => finding.category), ...(evidence === null ? [] : ['evidence'])]).toContain(
      category,
    );
  });

  test.each(POWERSHELL_SILENT)('is ordinary: %s', (line) => {
    expect(judge(line)).toMatchObject({ verdict: 'silent', findings: [] });
  });
});

describe('the tools of the client', () => {
  test.each([
    ['Bash', 'shell'],
    ['Monitor', 'shell'],
    ['PowerShell', 'powershell-line'],
    ['REPL', 'code'],
    ['NotebookEdit', 'edit'],
    ['Read', 'read'],
    ['TodoWrite', 'harmless'],
    ['mcp__files__write', 'unknown'],
    ['BrandNewTool', 'unknown'],
    ['toString', 'unknown'],
  ])('%s is judged as %s', (tool, kind) => {
    expect(toolKind(tool)).toBe(kind);
  });

  test('the hook receives every tool except harmless ones, including tools that nobody knows yet', () => {
    const { hooks } = JSON.parse(readFileSync('hooks/registration.json', 'utf8'));
    const [{ matcher }] = hooks.PreToolUse;
    expect(matcher).toBe(TOOL_MATCHER);
    const met = ['Bash', 'PowerShell', 'Monitor', 'REPL', 'Edit', 'mcp__x__y', 'BrandNewTool', 'TaskForce', 'Grepper'];
    expect(met.filter((tool) => !new RegExp(matcher).test(tool))).toEqual([]);
    expect(['Grep', 'Task', 'TodoWrite', 'Skill'].filter((tool) => new RegExp(matcher).test(tool))).toEqual([]);
  });
});

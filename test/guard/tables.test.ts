import { describe, expect, test } from 'vitest';
import { type Judgement, judgeCommand, policyOf } from '../../scripts/guard/index.js';
import { places } from '../helpers/guard-places.js';
import { EVIDENCE } from './tables/evidence-rows.js';
import { EVERY_ASKED as ASKED, EVERY_SILENT as SILENT } from './tables/rows.js';

const judge = (command: string): Judgement => judgeCommand(command, places, policyOf(undefined));

describe('commands that are asked about', () => {
  test('the table has at least the agreed length', () => {
    expect(ASKED.length).toBeGreaterThanOrEqual(300);
    expect(new Set(ASKED.map(({ command }) => command)).size).toBe(ASKED.length);
  });

  test.each(ASKED)('$category: $command', ({ category, command }) => {
    const { verdict, findings } = judge(command);
    expect(verdict).not.toBe('silent');
    expect(findings.map((finding) => finding.category)).toContain(category);
  });
});

describe('ordinary work', () => {
  test('the table has at least the agreed length', () => {
    expect(SILENT.length).toBeGreaterThanOrEqual(400);
    expect(new Set(SILENT).size).toBe(SILENT.length);
  });

  test.each(SILENT)('%s', (command) => {
    const { findings, evidence } = judge(command);
    expect({ findings, evidence }).toEqual({ findings: [], evidence: null });
  });
});

describe('the evidence', () => {
  test.each(EVIDENCE)('%s', (command) => {
    expect(judge(command).evidence).not.toBeNull();
  });
});

describe('commands that no one wants in an unattended run', () => {
  test.each([
    'rm -rf /',
    'rm -rf ~',
    'rm -rf .git',
    'rm -rf .',
    'dd if=/dev/zero of=/dev/sda',
    'mkfs.ext4 /dev/sdb1',
    ':(){ :|:& };:',
    'git push --force origin main',
    'git push --mirror',
    'git push origin --delete main',
  ])('%s is denied', (command) => {
    expect(judge(command).verdict).toBe('deny');
  });

  test.each(['rm -rf src', 'git push --force origin feature', 'npm publish', 'cat .env'])(
    '%s is asked about',
    (command) => {
      expect(judge(command).verdict).toBe('ask');
    },
  );
});

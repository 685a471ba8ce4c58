/**
 * Every command that the program prints can be run where it is read; also help, --help, --version and mistyped words.
 */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { VERB_NAMES } from '../../scripts/core/verbs.js';
import { version } from '../../scripts/generated/version.js';
import { isHumanOnly } from '../../scripts/guard/index.js';
import type { VerbHelp } from '../../scripts/render/help.js';
import { filled, PRINTED } from '../helpers/commands.js';
import { codes, typeSlash, underClaude } from '../helpers/grants.js';
import { eachFrom, TaskProject } from '../helpers/task.js';

const task = eachFrom(() => new TaskProject());
const CLI = 'node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs';
/** Codes which say that a command is not one of this program, or is spelled wrongly. */
const USAGE = ['bad-usage', 'unknown-verb', 'unknown-strategy', 'unknown-preset', 'unknown-mode', 'bad-language'];

describe('every command that is printed', () => {
  test('is one of this program in a terminal, where it is for the user', () => {
    const forUser = PRINTED.map(filled).filter((words) => isHumanOnly(words));
    expect(forUser.length).toBeGreaterThan(5);
    const wrong = forUser.filter((words) => codes(task().run(...words)).some((code) => USAGE.includes(code)));
    expect(wrong).toEqual([]);
  });

  test('is one of this program in Bash, run by Claude', () => {
    const wrong = PRINTED.map(filled).filter((words) =>
      codes(underClaude(task(), words)).some((code) => USAGE.includes(code)),
    );
    expect(wrong).toEqual([]);
  });
});

describe('a command is spelled as it works where it is read', () => {
  test('for Claude: the line for Bash, in answers and in what the Stop hook says', () => {
    const started = underClaude(task(), ['start', 'Say hello']);
    expect(started.json.next).toBe(`${CLI} next`);
    const { next_step: step } = JSON.parse(readFileSync(task().repo.file('docs/cccc/state.json'), 'utf8'));
    expect(step.text).toContain(`\nRun: ${CLI} report discovery`);
  });

  test('for the user, while the guard hears slash commands: one that is the user’s word', async () => {
    task().ok('start', 'Say hello');
    const refused = () => underClaude(task(), ['abandon', 'no more']).json.findings.at(-1)?.command;
    expect(refused()).toBe(`${CLI} abandon "no more"`);
    task().ok('loop', 'start');
    expect(refused()).toBe('/cccc abandon "no more"');
    await typeSlash(task(), 'cccc', 'abandon "no more"');
    expect(underClaude(task(), ['abandon', 'no more']).code).toBe(0);
  });

  test('for the user in a terminal: a line that can be pasted', () => {
    expect(task().run('loop', 'status').json.next).toBe(`${CLI} loop start`);
  });
});

describe('help', () => {
  /** All verbs, as --json gives them. */
  let verbs: VerbHelp[];
  const helpOf = (verb: string): VerbHelp | undefined => verbs.find((help) => help.verb === verb);

  beforeAll(() => {
    verbs = Object(task().run('help').json.data);
  });

  test('lists every verb in two groups', () => {
    const { code, stdout } = task().text('help');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^You run these:\n[\s\S]*\n\nClaude runs these:\n/);
    expect(VERB_NAMES.filter((verb) => !new RegExp(`^ {2}${verb} `, 'm').test(stdout))).toEqual([]);
    expect(task().text().stdout).toBe(stdout);
    expect(verbs.map(({ verb }) => verb)).toEqual(VERB_NAMES);
    expect(task().run('help', 'review').json.data).toEqual([helpOf('review')]);
  });

  test.each(VERB_NAMES)('of %s shows usage, one line for each option, and an example', (verb) => {
    const { code, stdout } = task().text('help', verb);
    expect(code).toBe(0);
    expect(task().text(verb, '--help').stdout).toBe(stdout);
    const help = helpOf(verb);
    if (!help) throw new Error(`no help of ${verb}`);
    expect(stdout).toContain(`Usage:\n  ${CLI} ${verb}`);
    for (const { shown, summary } of [...help.subverbs, ...help.positionals, ...help.options]) {
      expect(summary).not.toBe('');
      expect(stdout).toMatch(new RegExp(`^ {2}${shown.replace(/[^\w-]/g, '\\$&')} +\\S`, 'm'));
    }
    expect(stdout.trimEnd().endsWith(`Example:\n  ${help.example}`)).toBe(true);
  });

  test('in Chinese has the same lines', () => {
    const lines = (language: string): number =>
      task().text('help', 'setup', '--language', language).stdout.split('\n').length;
    expect(lines('zh-CN')).toBe(lines('en'));
  });
});

test('--version prints the version and nothing else', () => {
  expect(task().text('--version')).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  expect(task().run('--version').json.data).toEqual({ version });
});

describe('a mistyped word', () => {
  test.each([
    [['statsu'], 'There is no verb "statsu". Did you mean "status"?'],
    [['help', 'revew'], 'There is no verb "revew". Did you mean "review"?'],
    [['approve'], 'There is no verb "approve".'],
  ])('%j: the nearest verb is named where one is near', (words, sentence) => {
    const { code, stderr } = task().text(...words);
    expect([code, stderr.split('\n')[0]]).toEqual([2, sentence]);
  });

  test('a sub-verb or option that is not known, or belongs to another sub-verb, is refused with those that are', () => {
    expect(task().text('review', 'wait', '--foreground').stderr).toContain('--max | --json | --language | --help');
    expect(task().text('loop', 'strat').stderr).toContain(
      'does not know "strat". Did you mean "start"? It takes: start | claim | stop | status',
    );
    expect(task().text('gates', '--asert', 'plan').stderr).toContain('Did you mean "--assert"?');
    for (const words of [
      ['review', 'wait', '--foreground'],
      ['loop', 'strat'],
      ['gates', '--asert', 'plan'],
    ])
      expect(task().run(...words).code).toBe(2);
  });
});

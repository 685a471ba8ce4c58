/** The parser follows the verb table, and accepts every command that the program prints. */
import { describe, expect, test } from 'vitest';
import { parseCall } from '../../scripts/cli/parse.js';
import { bashLine } from '../../scripts/core/say/command-text.js';
import { Problem } from '../../scripts/core/say/notices.js';
import { spell } from '../../scripts/core/say/spelling.js';
import { isVerb, VERB_NAMES, type VerbName } from '../../scripts/core/verbs.js';
import { isHumanOnly, slashCall } from '../../scripts/guard/index.js';
import { programWords } from '../../scripts/guard/shell/plain.js';
import { verbs as verbsEn } from '../../scripts/text/en/verbs.js';
import { verbs as verbsZh } from '../../scripts/text/zh-CN/verbs.js';
import { filled, NEXT_COMMANDS, PRINTED, REMEDIES, withSamples } from '../helpers/commands.js';

/** The detail of the refusal; null when the words are accepted. */
function refusalOf(verb: VerbName, words: string[]): string | null {
  try {
    parseCall(verb, words);
    return null;
  } catch (error) {
    if (!(error instanceof Problem) || error.notice.code !== 'bad-usage') throw error;
    expect(error.exitCode).toBe(2);
    const { detail, unknown } = error.notice.args;
    if (unknown === undefined) return detail;
    return `${unknown.word}${unknown.nearest === null ? '' : ` → ${unknown.nearest}`}? ${detail}`;
  }
}

describe('what follows a verb', () => {
  test.each<[VerbName, string[]]>([
    ['status', ['--json']],
    ['start', ['add', 'a', 'flag']],
    ['loop', ['--keep-going', 'start']],
    ['report', ['answer', '--choice=A', '--text', 'yes']],
    ['review', ['milestone', '--max', '60', '--foreground']],
    ['guard', ['explain', 'git', 'push']],
    ['abandon', ['--', '--no-more']],
  ])('accepts %s %j', (verb, words) => expect(refusalOf(verb, words)).toBeNull());

  test.each<[VerbName, string[], RegExp]>([
    ['review', [], /^plan \| milestone \| final \| diff \| wait \| status \| cancel \| show$/],
    ['review', ['stauts'], /^stauts → status\? plan \|/],
    ['loop', ['everything'], /^everything\? start \| claim \| stop \| status$/],
    ['status', ['--all'], /^--all\? --json \| --language \| --help$/],
    ['resume', ['--stratgy', 'skip'], /^--stratgy → --strategy\? --strategy \| --finding \|/],
    ['review', ['wait', '--foreground'], /^wait --foreground\? --max \|/],
    ['report', ['plan', '--file', 'x'], /^plan --file\? --json \|/],
    ['loop', ['claim', '--keep-going'], /^claim --keep-going\?/],
    ['trace', ['--limit'], /--limit/],
    ['status', ['--json=yes'], /--json/],
  ])('refuses %s %j, and names what is known', (verb, words, detail) => expect(refusalOf(verb, words)).toMatch(detail));
});

/** The words of a line that needs no shell, after the program's own words. */
function wordsBehind(line: string, program: string): string[] {
  expect(line.startsWith(`${program} `)).toBe(true);
  return programWords(line.slice(program.length + 1)) ?? [];
}

describe('the commands that the program prints', () => {
  const CLI = 'node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs';

  test('are remedies and steps of every kind', () => {
    expect([REMEDIES.length > 100, NEXT_COMMANDS.length > 12]).toEqual([true, true]);
  });

  test.each(PRINTED.map((command) => [filled(command).join(' '), command]))(
    '%s is accepted in a terminal and by Bash, once its placeholders are filled in',
    (_, command) => {
      const words = wordsBehind(bashLine(withSamples(command), CLI), CLI);
      expect(words).toEqual(filled(command));
      const [verb = '', ...rest] = words;
      expect(isVerb(verb) ? refusalOf(verb, rest) : 'no verb').toBeNull();
    },
  );

  test('only those for the user are slash commands in Claude Code, and the guard hears each as the user’s word', () => {
    const place = { cli: CLI, underClaude: true, isSlashHeard: () => true };
    for (const command of PRINTED) {
      const [, name, args = ''] = /^\/([\w-]+)(?: (.*))?$/.exec(spell(withSamples(command), place)) ?? [];
      expect(name !== undefined, spell(command, place)).toBe(command.audience === 'user');
      if (name !== undefined) expect(slashCall(name, args)).toEqual(filled(command));
    }
  });

  test("are the user's where only a human may run them; Claude relays an answer", () => {
    const wrong = REMEDIES.filter(
      ({ command }) =>
        isHumanOnly(filled(command)) !== (command.audience === 'user') && filled(command)[1] !== 'answer',
    );
    expect(wrong.map(({ code }) => code)).toEqual([]);
  });
});

describe('the examples that help shows', () => {
  test.each([
    ['en', verbsEn],
    ['zh-CN', verbsZh],
  ])('begin with their verb and are accepted (%s)', (_, texts) => {
    const wrong = VERB_NAMES.filter((verb) => {
      const [name, ...rest] = filled(texts[verb].example);
      return name !== verb || refusalOf(verb, rest) !== null;
    });
    expect(wrong).toEqual([]);
  });
});

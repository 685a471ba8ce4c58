/** What may follow at the cursor. */
import { describe, expect, test } from 'vitest';
import { completionAt } from '../../../scripts/core/say/completion.js';
import { VERB_NAMES } from '../../../scripts/core/verbs.js';
import { completionText } from '../../../scripts/render/completion.js';

/** The names offered for a line whose end is the cursor. */
function offered(line: string): string[] {
  const words = line.split(' ');
  const current = words.pop() ?? '';
  const text = completionText(completionAt(words, current), current, 'bash', 'en');
  return text.split('\n').filter((name) => name !== '');
}

describe('at the cursor', () => {
  test('every verb is offered first, as far as its beginning is typed', () => {
    expect(offered('')).toEqual([...VERB_NAMES]);
    expect(offered('sta')).toEqual(['statusline', 'start', 'status']);
    expect(offered('nonsense ')).toEqual([]);
  });

  test.each([
    ['review ', ['plan', 'milestone', 'final', 'diff', 'wait', 'status', 'cancel', 'show']],
    ['review wa', ['wait']],
    ['review wait --m', ['--max']],
    ['review plan --', ['--max', '--foreground', '--json', '--language', '--help']],
    ['review plan --foreground --f', []],
    ['loop start --d', ['--dry-run']],
    ['gates --assert ', ['plan', 'milestone', 'final']],
    ['gates --assert f', ['final']],
    ['setup --preset s', ['strict']],
    ['status --language z', ['zh-CN']],
    ['help trac', ['trace']],
    ['completion ', ['bash', 'zsh', 'fish']],
    ['completion bash ', ['--json', '--language', '--help']],
    ['guard test ', ['__tabtab_complete_files__']],
    ['install --project ', ['__tabtab_complete_files__']],
    ['resume --reason ', []],
  ])('after "%s": %j', (line, names) => {
    expect(offered(line)).toEqual(names);
  });

  test.each([
    ['zsh', 'start:open a task\\: pins the base commit and the settings'],
    ['fish', 'start\topen a task: pins the base commit and the settings'],
    ['bash', 'start'],
  ])('%s gets the description as it reads it', (shell, line) => {
    expect(completionText(completionAt([], 'star'), 'star', shell, 'en')).toBe(`${line}\n`);
  });

  test('descriptions are in the language of the user', () => {
    expect(completionText(completionAt([], 'fini'), 'fini', 'fish', 'zh-CN')).toMatch(/^finish\t.*[一-龥]/);
  });
});

import { afterEach, expect, test, vi } from 'vitest';
import { sayBug } from '../../scripts/cli/bug.js';
import { HANDLERS } from '../../scripts/cli/handlers.js';
import { main } from '../../scripts/cli/main.js';
import { chars } from '../helpers/secrets/make.js';

afterEach(() => vi.restoreAllMocks());

const token = `gh${'p'}_${chars(36)}`;
const stderr = (): string[] => {
  const written: string[] = [];
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean(written.push(String(text))));
  return written;
};

test('a bug keeps its stack and tells no secret', () => {
  const written = stderr();
  expect(sayBug(new TypeError(`cannot read ${token}\u001b[2J`))).toBe(1);
  expect(written.join('')).toMatch(
    /^TypeError: cannot read ⟨redacted:github-token:40⟩<U\+001B>\[2J\n +at .*bug\.test\.ts/,
  );
});

test('a verb that fails in an unforeseen way ends in the same way', async () => {
  const written = stderr();
  vi.spyOn(HANDLERS, 'status').mockRejectedValue(new Error(`no such thing as ${token}`));
  expect(await main(['status'])).toBe(1);
  expect(written.join('')).toContain('Error: no such thing as ⟨redacted:github-token:40⟩\n');
});

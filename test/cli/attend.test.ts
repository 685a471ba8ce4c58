/** The bell of a terminal, and the notifications that some terminals show. */
import { expect, test } from 'vitest';
import { attend } from '../../scripts/cli/attend.js';

function rung(env: NodeJS.ProcessEnv, isTTY = true): string {
  let written = '';
  const stream = {
    isTTY,
    write: (text: string | Uint8Array) => {
      written += String(text);
      return true;
    },
  };
  attend(stream, env, { title: 'cccc: a;b', text: 'Codex approved the plan.' });
  return written;
}

test.each([
  ['iTerm2', { TERM_PROGRAM: 'iTerm.app' }, '\u001b]9;cccc: a;b: Codex approved the plan.\u0007\u0007'],
  ['kitty', { TERM: 'xterm-kitty' }, '\u001b]9;cccc: a;b: Codex approved the plan.\u0007\u0007'],
  ['foot', { TERM: 'foot' }, '\u001b]777;notify;cccc: a,b;Codex approved the plan.\u0007\u0007'],
  [
    'VTE',
    { TERM: 'xterm-256color', VTE_VERSION: '7600' },
    '\u001b]777;notify;cccc: a,b;Codex approved the plan.\u0007\u0007',
  ],
  ['another terminal', { TERM: 'xterm-256color' }, '\u0007'],
  ['tmux, which hands nothing on', { TERM_PROGRAM: 'ghostty', TMUX: '/tmp/x' }, '\u0007'],
])('%s', (_, env, wanted) => {
  expect(rung(env)).toBe(wanted);
});

test('nothing is written where there is no terminal', () => {
  expect(rung({ TERM_PROGRAM: 'iTerm.app' }, false)).toBe('');
});

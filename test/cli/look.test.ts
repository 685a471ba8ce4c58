/** Colour, symbols and links: decided once, from the stream and the environment. */
import { expect, it } from 'vitest';
import { lookOf, withAsciiSigns } from '../../scripts/cli/look.js';

const TERMINAL = { isTTY: true, columns: 60 };
const PIPE = { isTTY: false, columns: 0 };
const UTF8 = { TERM: 'xterm-256color', LANG: 'zh_CN.UTF-8' };

const short = (
  stream: { isTTY: boolean; columns: number },
  env: NodeJS.ProcessEnv,
  platform?: NodeJS.Platform,
): string => {
  const { columns, isUnicode, isColoured, hasLinks } = lookOf(stream, env, platform ?? 'linux');
  const named = { colour: isColoured, symbols: isUnicode, links: hasLinks };
  return [columns, ...Object.entries(named).flatMap(([name, is]) => (is ? [name] : []))].join(' ');
};

it.each<[string, string, NodeJS.ProcessEnv, string, NodeJS.Platform?]>([
  ['a terminal', 'tty', UTF8, '60 colour symbols'],
  ['a pipe', 'pipe', UTF8, ''],
  ['NO_COLOR', 'tty', { ...UTF8, NO_COLOR: '1', WT_SESSION: 'x' }, '60 symbols'],
  ['an empty NO_COLOR, which counts as none', 'tty', { ...UTF8, NO_COLOR: '' }, '60 colour symbols'],
  ['FORCE_COLOR in a pipe', 'pipe', { ...UTF8, FORCE_COLOR: '1' }, ' colour'],
  ['FORCE_COLOR=0 on a terminal', 'tty', { ...UTF8, FORCE_COLOR: '0' }, '60 symbols'],
  ['FORCE_COLOR beside NO_COLOR', 'tty', { ...UTF8, FORCE_COLOR: '3', NO_COLOR: '1' }, '60 colour symbols'],
  ['TERM=dumb', 'tty', { ...UTF8, TERM: 'dumb' }, '60'],
  ['LANG=C', 'tty', { TERM: 'xterm', LANG: 'C' }, '60 colour'],
  ['LC_ALL over LANG', 'tty', { ...UTF8, LC_ALL: 'C' }, '60 colour'],
  ['the console of Linux', 'tty', { ...UTF8, TERM: 'linux' }, '60 colour'],
  ['an old console of Windows', 'tty', {}, '60 colour', 'win32'],
  ['Windows Terminal', 'tty', { WT_SESSION: 'x' }, '60 colour symbols links', 'win32'],
  ['iTerm', 'tty', { ...UTF8, TERM_PROGRAM: 'iTerm.app' }, '60 colour symbols links'],
  ['GNOME Terminal', 'tty', { ...UTF8, VTE_VERSION: '7200' }, '60 colour symbols links'],
  ['tmux inside of one that shows links', 'tty', { ...UTF8, VTE_VERSION: '7200', TMUX: '/tmp/x' }, '60 colour symbols'],
  ['FORCE_HYPERLINK', 'tty', { ...UTF8, FORCE_HYPERLINK: '1' }, '60 colour symbols links'],
  ['FORCE_HYPERLINK beside NO_COLOR', 'tty', { ...UTF8, FORCE_HYPERLINK: '1', NO_COLOR: '1' }, '60 symbols'],
])('%s', (_title, where, env, expected, platform) => {
  expect(short(where === 'tty' ? TERMINAL : PIPE, env, platform)).toBe(expected);
});

it('a terminal that does not tell its width has 80 columns', () => {
  expect(lookOf({ isTTY: true, columns: 0 }, UTF8, 'linux').columns).toBe(80);
});

it('a terminal without UTF-8 gets signs in ASCII, everybody else the text as it is', () => {
  const said = 'closed · “M001” → 1…2 — │ x';
  expect(withAsciiSigns(said, lookOf(TERMINAL, { LANG: 'C' }, 'linux'))).toBe('closed - "M001" -> 1...2 - | x');
  expect(withAsciiSigns(said, lookOf(TERMINAL, UTF8, 'linux'))).toBe(said);
  expect(withAsciiSigns(said, lookOf(PIPE, { LANG: 'C' }, 'linux'))).toBe(said);
});

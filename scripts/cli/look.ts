/** Decides, in this one place, what an output stream shows: colour, symbols, links, and how wide it is. */
import type { Frame } from '../render/page/layout.js';

export interface Look extends Frame {
  isColoured: boolean;
  /** Whether the terminal makes a text a link (OSC 8). */
  hasLinks: boolean;
}

type Stream = Pick<NodeJS.WriteStream, 'isTTY' | 'columns'>;

/**
 * How a stream looks. Without a terminal, everything is plain. NO_COLOR (https://no-color.org) and TERM=dumb switch
 * colour and links off; FORCE_COLOR decides against all of them, as in Node.
 */
export function lookOf(stream: Stream, env: NodeJS.ProcessEnv, platform: NodeJS.Platform = process.platform): Look {
  const isTerminal = Boolean(stream.isTTY);
  const isColoured = forced(env['FORCE_COLOR']) ?? (isTerminal && !env['NO_COLOR'] && env['TERM'] !== 'dumb');
  return {
    columns: isTerminal ? stream.columns || 80 : null,
    isUnicode: isTerminal && showsUnicode(env, platform),
    isColoured,
    hasLinks: isColoured && (forced(env['FORCE_HYPERLINK']) ?? (isTerminal && knowsLinks(env))),
  };
}

const ASCII: Readonly<Record<string, string>> = {
  '·': '-',
  '—': '-',
  '–': '-',
  '→': '->',
  '…': '...',
  '│': '|',
  '“': '"',
  '”': '"',
  '×': 'x',
};

/** The program's own signs in ASCII, for a terminal that shows nothing else. */
export const withAsciiSigns = (text: string, { columns, isUnicode }: Look): string =>
  columns === null || isUnicode ? text : text.replaceAll(/[·—–→…│“”×]/g, (sign) => ASCII[sign] ?? sign);

/** null where the variable does not decide. */
function forced(value: string | undefined): boolean | null {
  if (value === undefined || value === '') return null;
  return value !== '0' && value !== 'false';
}

/** A terminal of a UTF-8 locale. The consoles of Linux and of older Windows have no glyphs for the symbols. */
function showsUnicode(env: NodeJS.ProcessEnv, platform: NodeJS.Platform): boolean {
  if (platform === 'win32') return Boolean(env['WT_SESSION'] || env['TERM_PROGRAM'] || env['TERM']);
  if (env['TERM'] === 'linux' || env['TERM'] === 'dumb') return false;
  return /utf-?8/i.test(env['LC_ALL'] || env['LC_CTYPE'] || env['LANG'] || '');
}

/** Terminals that show a link. Others print its address, or nothing at all. */
const LINKING = ['iTerm.app', 'WezTerm', 'vscode', 'ghostty', 'Hyper', 'Tabby', 'zed'];

const knowsLinks = (env: NodeJS.ProcessEnv): boolean =>
  !env['CI'] &&
  !env['TMUX'] &&
  (LINKING.includes(env['TERM_PROGRAM'] ?? '') ||
    Boolean(env['WT_SESSION'] || env['KONSOLE_VERSION'] || env['DOMTERM']) ||
    /^(xterm-kitty|alacritty|foot)/.test(env['TERM'] ?? '') ||
    Number(env['VTE_VERSION'] ?? 0) >= 5000);

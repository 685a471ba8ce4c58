/** Calls the user at the terminal: its bell always, and a notification of the desktop where the terminal shows one. */

type Stream = Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;

const BELL = '\u0007';

/**
 * How a terminal takes a notification: by OSC 9 (iTerm2's form), by OSC 777 (rxvt's form), or not at all. One form
 * only: some terminals take both, and would show it twice; others print what they do not know. tmux hands neither on.
 */
export function notificationForm(env: NodeJS.ProcessEnv): 'osc9' | 'osc777' | null {
  if (env['TMUX'] || env['STY'] || env['TERM'] === 'dumb') return null;
  if (['iTerm.app', 'WezTerm', 'ghostty'].includes(env['TERM_PROGRAM'] ?? '') || env['TERM'] === 'xterm-kitty')
    return 'osc9';
  return /^(foot|rxvt-unicode)/.test(env['TERM'] ?? '') || env['VTE_VERSION'] ? 'osc777' : null;
}

/** The texts are safe for a terminal. */
export function attend(stream: Stream, env: NodeJS.ProcessEnv, { title, text }: { title: string; text: string }): void {
  if (!stream.isTTY) return;
  const form = notificationForm(env);
  const note =
    form === 'osc9'
      ? `\u001b]9;${title}: ${text}${BELL}`
      : form === 'osc777'
        ? `\u001b]777;notify;${title.replaceAll(';', ',')};${text}${BELL}`
        : '';
  stream.write(note + BELL);
}

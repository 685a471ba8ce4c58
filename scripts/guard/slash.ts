/** This program's slash commands that ask for something only a human may use. */
import { isHumanOnly } from './human-only.js';
import { programWords } from './shell/plain.js';

const LOOP_COMMAND = /^(?:cccc|cc-codex-collaborate)-loop-(start|stop)$/;

/**
 * The human-only call for which a slash command of the user asks; null for any other slash command.
 *
 * @param name as the client reports it, with or without a plugin's name before it
 * @param args the text after it
 */
export function slashCall(name: string, args: string): string[] | null {
  const own = name.replace(/^[\w-]+:/, '');
  const words = args.trim() === '' ? [] : programWords(args);
  if (words === null) return null;
  const sub = LOOP_COMMAND.exec(own)?.[1];
  const call =
    sub !== undefined ? ['loop', sub, ...words] : own === 'cccc' || own === 'cc-codex-collaborate' ? words : [];
  return isHumanOnly(call) ? call : null;
}

/** Whether a text is such a slash command. Given to a client that Claude starts, it would speak in the user's name. */
export function isHumanSlash(text: string): boolean {
  const [, name, args = ''] = /^\s*\/([\w:-]+)(?:\s+([\s\S]*))?$/.exec(text) ?? [];
  return name !== undefined && slashCall(name, args) !== null;
}

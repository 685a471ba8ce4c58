/** This program's slash commands that ask for what only a human may decide. */
import { isHumanOnly } from './human-only.js';
import { programWords } from './shell/plain.js';

const LOOP_COMMAND = /^(?:cccc|cc-codex-collaborate)-loop-(start|stop)$/;

/**
 * What a slash command of the user's asks for, where only a human may; null for every other.
 *
 * @param name as the client reports it, with a plugin's name before it or without
 * @param args the text behind it
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

/** Whether a text is such a slash command: given to a client of Claude's own, it would speak in the user's name. */
export function isHumanSlash(text: string): boolean {
  const [, name, args = ''] = /^\s*\/([\w:-]+)(?:\s+([\s\S]*))?$/.exec(text) ?? [];
  return name !== undefined && slashCall(name, args) !== null;
}

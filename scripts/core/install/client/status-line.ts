/** Our status line in the text of a settings file, beside what the user had there, and removed byte for byte. */
import { at, endOf, firstUnlike, type JsonNode, type ParseJson } from './json-node.js';
import { appendMember, type SettingsEdit, withoutMember } from './settings.js';
import { isOurStatusLine, statusLineCommand, statusLineParts } from './status-line-command.js';

const NAME = 'statusLine';
/** The line shows the time, so it is drawn again while nothing else happens; in seconds. */
const REFRESH = 10;

const SHAPES: readonly (readonly [string[], JsonNode['type']])[] = [
  [[], 'object'],
  [[NAME], 'object'],
  [[NAME, 'command'], 'string'],
];

interface Wanted {
  launcher: string;
  /** Fields of the status line over which this one stands, such as its padding. */
  look: Readonly<Record<string, unknown>>;
}

/**
 * The text with our status line; the same text when it is there. The user's own command in the same file goes along in
 * ours.
 *
 * @param given the file's text without BOM; null when there is no file
 */
export function withStatusLine(given: string | null, { launcher, look }: Wanted, parse: ParseJson): SettingsEdit {
  const alone = { type: 'command', command: statusLineCommand({ launcher, beside: null }), ...look };
  const value = { ...alone, refreshInterval: look['refreshInterval'] ?? REFRESH };
  if (given === null) return { ok: true, text: `${JSON.stringify({ [NAME]: value }, null, 2)}\n` };
  const root = parse(given);
  if (root === null) return { ok: false, fault: 'invalid-json' };
  const path = firstUnlike(root, SHAPES);
  if (path !== null) return { ok: false, fault: 'wrong-shape', path };
  const present = commandIn(root);
  if (present === null)
    return at(root, [NAME]) === undefined
      ? { ok: true, text: appendMember(given, root, NAME, value) }
      : { ok: false, fault: 'wrong-shape', path: `${NAME}.command` };
  const ours = statusLineParts(present.command);
  // An edited line of ours cannot be taken apart, and would run itself.
  if (ours === null && isOurStatusLine(present.command))
    return { ok: false, fault: 'wrong-shape', path: `${NAME}.command` };
  const beside = ours === null ? present.command : ours.beside;
  return { ok: true, text: replaced(given, present.node, statusLineCommand({ launcher, beside })) };
}

/**
 * The text without our status line, byte for byte what it was before; null when nothing else is in the file, which
 * means that this program created it. Invalid JSON is returned unchanged.
 *
 * @param launcher only the line that names exactly this launcher; null: that of any version and place
 */
export function withoutStatusLine(text: string, parse: ParseJson, launcher: string | null = null): string | null {
  const root = parse(text);
  const present = root === null ? null : commandIn(root);
  const ours = present === null ? null : statusLineParts(present.command);
  if (root === null || present === null || ours === null) return text;
  if (launcher !== null && ours.launcher !== launcher) return text;
  return ours.beside === null ? withoutMember(text, root, NAME) : replaced(text, present.node, ours.beside);
}

/** Our status line in a settings file; null where there is none. */
export function standingStatusLine(text: string, parse: ParseJson): { launcher: string; beside: string | null } | null {
  const root = parse(text);
  const present = root === null ? null : commandIn(root);
  return present === null ? null : statusLineParts(present.command);
}

function commandIn(root: JsonNode): { node: JsonNode; command: string } | null {
  const node = at(root, [NAME, 'command']);
  return typeof node?.value === 'string' ? { node, command: node.value } : null;
}

const replaced = (text: string, node: JsonNode, command: string): string =>
  text.slice(0, node.offset) + JSON.stringify(command) + text.slice(endOf(node));

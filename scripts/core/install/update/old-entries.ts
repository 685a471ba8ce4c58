/** Removes from settings.json the hooks that 0.1.x registered. */
import { at, type JsonNode, type ParseJson, sameValue } from '../client/json-node.js';
import { withoutEntries } from '../client/settings.js';

/**
 * The text without hooks that run one of these commands and have nothing else to them. Everything beside them stays,
 * this program's own entries too.
 *
 * @returns null when nothing else is in the file; invalid JSON comes back as it is
 */
export function withoutCommands(text: string, commands: readonly string[], parse: ParseJson): string | null {
  const hook = (node: JsonNode): boolean => commands.some((command) => sameValue(node, { type: 'command', command }));
  const group = (node: JsonNode): boolean => {
    const hooks = at(node, ['hooks'])?.children ?? [];
    return hooks.length > 0 && hooks.every(hook);
  };
  return withoutEntries(text, parse, { group, hook, rules: () => [] });
}

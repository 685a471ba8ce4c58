/** Parsed JSON with positions, and questions about it: what an edit of a settings file's text stands on. */

/** A parsed text with positions; the shape of jsonc-parser's Node, which io/install/claude.ts passes in. */
export interface JsonNode {
  type: 'object' | 'array' | 'property' | 'string' | 'number' | 'boolean' | 'null';
  offset: number;
  length: number;
  value?: unknown;
  children?: JsonNode[];
}

/** Parses JSON with comments and trailing commas; null when it is invalid. */
export type ParseJson = (text: string) => JsonNode | null;

/** The path of the first value that is there and of another kind than these; null for none. */
export function firstUnlike(root: JsonNode, kinds: readonly (readonly [string[], JsonNode['type']])[]): string | null {
  for (const [path, kind] of kinds) {
    const node = at(root, path);
    if (node !== undefined && node.type !== kind) return path.join('.') || '(top)';
  }
  return null;
}

/** The position after a node. */
export const endOf = (node: JsonNode): number => node.offset + node.length;

/**
 * The position before the white space that precedes `offset`. Only JSON's white space counts, because a comment may end
 * in other white space.
 */
export function beforeSpace(text: string, offset: number): number {
  let end = offset;
  while (end > 0 && ' \t\r\n'.includes(text.charAt(end - 1))) end -= 1;
  return end;
}

/** The node at a path of property names. Of two equal names the last one counts, as in JSON.parse. */
export function at(node: JsonNode, path: readonly string[]): JsonNode | undefined {
  const [name, ...rest] = path;
  if (name === undefined) return node;
  const property =
    node.type === 'object' ? node.children?.findLast((child) => child.children?.[0]?.value === name) : undefined;
  const value = property?.children?.[1];
  return value === undefined ? undefined : at(value, rest);
}

function plainValue(node: JsonNode | undefined): unknown {
  if (node?.type === 'array') return (node.children ?? []).map(plainValue);
  if (node?.type !== 'object') return node?.value;
  return Object.fromEntries(
    (node.children ?? []).map(({ children }) => [String(children?.[0]?.value), plainValue(children?.[1])]),
  );
}

/** Whether a node has this value, in the same order. */
export const sameValue = (node: JsonNode | undefined, wanted: unknown): boolean =>
  JSON.stringify(plainValue(node)) === JSON.stringify(wanted);

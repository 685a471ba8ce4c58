/** Foreign data: texts that should be JSON, and values whose shape nobody has checked yet. */

export type ParsedJson = { ok: true; value: unknown } | { ok: false; fault: string };

/** Parses a JSON text. Out: its value, or the parser's own words about what is wrong. */
export function parseJson(text: string): ParsedJson {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, fault: error.message };
    throw error;
  }
}

/** The value of a JSON text; undefined, which no JSON text means, where the text is not JSON. */
export function jsonOf(text: string): unknown {
  const parsed = parseJson(text);
  return parsed.ok ? parsed.value : undefined;
}

/** A text without its byte order mark, which editors on Windows write and JSON does not allow. */
export const withoutBom = (text: string): string => (text.startsWith('\uFEFF') ? text.slice(1) : text);

export type JsonObject = Record<string, unknown>;

/** Whether a value is an object with named fields: neither null nor an array. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The object itself, or an empty one in place of any other value. */
export const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** What lies at a path of names in a value of unknown shape; undefined where the path ends early. */
export function fieldAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined), value);
}

/** The text at a path of names; null where there is none or something else. */
export function textAt(value: unknown, ...path: readonly string[]): string | null {
  const found = fieldAt(value, ...path);
  return typeof found === 'string' ? found : null;
}

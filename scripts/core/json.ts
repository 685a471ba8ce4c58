/** Reading third-party data: texts that should be JSON, and values whose shape has not been checked yet. */

export type ParsedJson = { ok: true; value: unknown } | { ok: false; fault: string };

/**
 * Parses a JSON text.
 *
 * @returns its value, or the parser's own message about what is wrong
 */
export function parseJson(text: string): ParsedJson {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return { ok: false, fault: error.message };
    throw error;
  }
}

/** The value of a JSON text; undefined when the text is not JSON (no JSON text has that value). */
export function jsonOf(text: string): unknown {
  const parsed = parseJson(text);
  return parsed.ok ? parsed.value : undefined;
}

/**
 * Parses a file that people edit: JSON in which comments, and a comma after the last value, are allowed, with or
 * without a byte order mark.
 */
export function parseEditedJson(text: string): ParsedJson {
  const parsed = parseJson(withoutBom(text));
  return parsed.ok ? parsed : parseJson(withoutComments(withoutBom(text)));
}

/** Spaces in place of comments and commas, so that an error still names the right position. */
function withoutComments(text: string): string {
  const plain = text.replace(/"(?:[^"\\]|\\.)*"|\/\/[^\n]*|\/\*[\s\S]*?\*\//g, (part) =>
    part.startsWith('/') ? part.replace(/[^\n]/g, ' ') : part,
  );
  return plain.replace(/"(?:[^"\\]|\\.)*"|,(?=\s*[}\]])/g, (part) => (part === ',' ? ' ' : part));
}

/** The value of such a text; undefined when it is none. */
export function editedJsonOf(text: string): unknown {
  const parsed = parseEditedJson(text);
  return parsed.ok ? parsed.value : undefined;
}

/** The text without the byte order mark that editors on Windows write and that JSON does not allow. */
export const withoutBom = (text: string): string => (text.startsWith('\uFEFF') ? text.slice(1) : text);

export type JsonObject = Record<string, unknown>;

/** Whether a value is an object with named fields, so neither null nor an array. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value if it is an object, otherwise an empty object. */
export const objectOf = (value: unknown): JsonObject => (isObject(value) ? value : {});

/** The value at a path of names in a value of unknown shape; undefined where the path ends early. */
export function fieldAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (isObject(at) && Object.hasOwn(at, name) ? at[name] : undefined), value);
}

/** The text at a path of names; null when there is none, or the value there is not text. */
export function textAt(value: unknown, ...path: readonly string[]): string | null {
  const found = fieldAt(value, ...path);
  return typeof found === 'string' ? found : null;
}

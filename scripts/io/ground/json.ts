/** JSON files: read, parsed and checked against a schema in one step. */
import { readFileSync } from 'node:fs';
import { jsonOf, parseJson, withoutBom } from '../../core/json.js';
import { notice, Problem } from '../../core/say/notices.js';
import { errorCode, readIfThere } from './files.js';

/** Whether a value has a shape. */
export type Check<T> = (value: unknown) => value is T;

/** A generated check, which also says what is wrong. */
interface Validator<T> {
  (value: unknown): value is T;
  errors?: { instancePath: string; message?: string; params?: object }[] | null;
}

/**
 * A JSON file that Claude wrote.
 *
 * @param file as it is named in messages, and as an absolute path
 * @param schema name of the schema, for messages
 * @throws Problem (wrong usage) `file-unreadable`, `file-not-json`, `file-wrong-shape` with the first wrong field
 */
export function readJsonFile<T>(
  file: { shown: string; path: string },
  schema: string,
  validate: Validator<T>,
): { text: string; value: T } {
  const text = readNamed(file);
  const parsed = parseJson(withoutBom(text));
  if (!parsed.ok) throw new Problem(notice('file-not-json', { file: file.shown, detail: parsed.fault }), 2);
  const { value } = parsed;
  if (validate(value)) return { text, value };
  const first = validate.errors?.[0];
  const detail = first
    ? `${first.instancePath || '/'} ${first.message ?? ''} ${JSON.stringify(first.params ?? {})}`.trim()
    : '';
  throw new Problem(notice('file-wrong-shape', { file: file.shown, schema: `${schema}.schema.json`, detail }), 2);
}

function readNamed({ shown, path }: { shown: string; path: string }): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new Problem(notice('file-unreadable', { file: shown, detail: errorCode(error) }), 2);
  }
}

/**
 * A JSON file that this program wrote; null where there is none.
 *
 * @throws Problem `record-corrupt`, with the file, when it does not have the shape
 */
export function readOwnJson<T>(file: string, hasShape: Check<T>): T | null {
  const text = readIfThere(file);
  return text === null ? null : verifyShape(file, jsonOf(text), hasShape);
}

/** The value of a file, where it has the shape. Problem `record-corrupt`, with the file, where it does not. */
export function verifyShape<T>(file: string, value: unknown, hasShape: Check<T>): T {
  if (hasShape(value)) return value;
  throw new Problem(notice('record-corrupt', { file }));
}

/** Both shapes at once: what every file of a kind has, and what this one has beside it. */
export const both =
  <A, B>(first: Check<A>, second: Check<B>): Check<A & B> =>
  (value): value is A & B =>
    first(value) && second(value);

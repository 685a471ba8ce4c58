/** JSON files, read, parsed and checked against a schema in one step. */
import { readFileSync } from 'node:fs';
import { jsonOf, parseJson, withoutBom } from '../../core/json.js';
import { notice, Problem } from '../../core/say/notices.js';
import { errorCode, readIfThere } from './files.js';

/** Tests whether a value has a certain shape. */
export type Check<T> = (value: unknown) => value is T;

/** A generated check, which also reports what is wrong. */
interface Validator<T> {
  (value: unknown): value is T;
  errors?: { instancePath: string; message?: string; params?: object }[] | null;
}

/**
 * Reads a JSON file that Claude wrote.
 *
 * @param file the path as messages name it, and the absolute path
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
 * Reads a JSON file that this program wrote; null when there is no such file.
 *
 * @throws Problem `record-corrupt` with the file's name when it does not have the shape
 */
export function readOwnJson<T>(file: string, hasShape: Check<T>): T | null {
  const text = readIfThere(file);
  return text === null ? null : verifyShape(file, jsonOf(text), hasShape);
}

/**
 * Returns the value if it has the shape.
 *
 * @throws Problem `record-corrupt` with the file's name when it does not
 */
export function verifyShape<T>(file: string, value: unknown, hasShape: Check<T>): T {
  if (hasShape(value)) return value;
  throw new Problem(notice('record-corrupt', { file }));
}

/** Combines two shapes: the one that all files of a kind share, and the one that this file adds. */
export const both =
  <A, B>(first: Check<A>, second: Check<B>): Check<A & B> =>
  (value): value is A & B =>
    first(value) && second(value);

/** JSON files that Claude writes: read, parsed and checked against their schema. */
import { readFileSync } from 'node:fs';
import { notice, Problem } from '../../core/say/notices.js';
import { errorCode } from './files.js';

interface Validator<T> {
  (value: unknown): value is T;
  errors?: { instancePath: string; message?: string; params?: object }[] | null;
}

/**
 * In: the file, as it was named for messages and as an absolute path; the schema's name. Out: text and value.
 * Problems (usage): file-unreadable, file-not-json, file-wrong-shape with the first field that is wrong.
 */
export function readJsonFile<T>(
  file: { shown: string; path: string },
  schema: string,
  validate: Validator<T>,
): { text: string; value: T } {
  let text: string;
  try {
    text = readFileSync(file.path, 'utf8');
  } catch (error) {
    throw new Problem(notice('file-unreadable', { file: file.shown, detail: errorCode(error) }), 2);
  }
  const value = parsed(text, file.shown);
  if (validate(value)) return { text, value };
  const first = validate.errors?.[0];
  const detail = first
    ? `${first.instancePath || '/'} ${first.message ?? ''} ${JSON.stringify(first.params ?? {})}`.trim()
    : '';
  throw new Problem(notice('file-wrong-shape', { file: file.shown, schema: `${schema}.schema.json`, detail }), 2);
}

function parsed(text: string, shown: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Problem(notice('file-not-json', { file: shown, detail: error.message }), 2);
  }
}

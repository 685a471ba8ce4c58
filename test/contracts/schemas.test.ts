import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { generate } from '../../scripts/dev/generate.js';
import { projectRoot } from '../../scripts/dev/project.js';

const folder = path.join(projectRoot(), 'schemas');

/** Codex sends these schemas unchanged to the model's provider, which refuses anything outside its strict subset. */
const FOR_CODEX = [
  'review.schema.json',
  'cto-plan.schema.json',
  'cto-review.schema.json',
  'worker-findings.schema.json',
];

const KEYWORDS = [
  'type',
  'enum',
  'properties',
  'required',
  'additionalProperties',
  'items',
  'anyOf',
  '$defs',
  '$ref',
  'description',
];

type Schema = Record<string, unknown>;

function isObject(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The named schemas under a keyword such as properties. */
function named(schema: Schema, keyword: string): [string, unknown][] {
  const group = schema[keyword];
  return isObject(group) ? Object.entries(group) : [];
}

/** Each place where a schema leaves the strict subset. */
function strictFaults(schema: unknown, at = '#'): string[] {
  if (!isObject(schema)) return [`${at} is not a schema`];
  const { required, anyOf = [], items } = schema;
  const properties = named(schema, 'properties');
  const isAnObject = [schema['type']].flat().includes('object') || properties.length > 0;
  const inner: [string, unknown][] = [
    ...properties,
    ...named(schema, '$defs'),
    ...[anyOf].flat().map((branch, index): [string, unknown] => [`anyOf/${index}`, branch]),
    ...(items === undefined ? [] : [['items', items] satisfies [string, unknown]]),
  ];
  return [
    ...Object.keys(schema)
      .filter((keyword) => !KEYWORDS.includes(keyword))
      .map((keyword) => `${at} has ${keyword}`),
    ...(isAnObject && schema['additionalProperties'] !== false ? [`${at} is open`] : []),
    ...properties
      .filter(([name]) => ![required].flat().includes(name))
      .map(([name]) => `${at} leaves ${name} optional`),
    ...inner.flatMap(([place, child]) => strictFaults(child, `${at}/${place}`)),
  ];
}

function rootFaults(schema: Schema): string[] {
  return [
    ...(schema['type'] === 'object' && !('anyOf' in schema) ? [] : ['the root is not an object']),
    ...strictFaults(schema),
  ];
}

function readSchema(file: string): Schema {
  return JSON.parse(readFileSync(path.join(folder, file), 'utf8'));
}

describe.each(FOR_CODEX)('%s, which Codex is given', (file) => {
  test('stays inside the strict subset', () => {
    expect(rootFaults(readSchema(file))).toEqual([]);
  });
});

test.each([
  ['review.schema.json', 'findings'],
  ['cto-review.schema.json', 'task_reviews'],
])('%s asks for the %s before the verdict, so that the verdict follows from them', (file, evidence) => {
  const names = Object.keys(readSchema(file)['properties'] ?? {});
  expect(names).toEqual(expect.arrayContaining([evidence, 'verdict']));
  expect(names.indexOf('verdict') - names.indexOf(evidence)).toBeGreaterThan(0);
});

test('the strict subset is checked in depth', () => {
  const closed = (properties: Schema): Schema => ({
    type: 'object',
    additionalProperties: false,
    required: Object.keys(properties),
    properties,
  });
  expect(rootFaults(closed({ a: { type: ['string', 'null'] }, b: { anyOf: [closed({}), { type: 'null' }] } }))).toEqual(
    [],
  );
  expect(rootFaults({ anyOf: [closed({})] })).toEqual(['the root is not an object']);
  expect(rootFaults({ ...closed({ a: {} }), required: [] })).toEqual(['# leaves a optional']);
  expect(rootFaults(closed({ a: { type: 'array', items: { type: 'object', required: [], properties: {} } } }))).toEqual(
    ['#/a/items is open'],
  );
  expect(rootFaults(closed({ a: { type: 'string', minLength: 1 } }))).toEqual(['#/a has minLength']);
  expect(rootFaults({ ...closed({}), $defs: { x: { oneOf: [] } } })).toEqual(['#/x has oneOf']);
});

test('every schema says what it is for', () => {
  const silent = readdirSync(folder).filter(
    (file) => file.endsWith('.schema.json') && typeof readSchema(file)['description'] !== 'string',
  );
  expect(silent).toEqual([]);
});

describe('generated code', () => {
  const temporary = mkdtempSync(path.join(os.tmpdir(), 'cccc-generate-'));
  afterAll(() => rmSync(temporary, { recursive: true, force: true }));

  function folders(name: string, schemas: Record<string, unknown>): [schemas: string, out: string] {
    const [from, out] = [path.join(temporary, name, 'schemas'), path.join(temporary, name, 'out')];
    mkdirSync(from, { recursive: true });
    for (const [file, schema] of Object.entries(schemas)) writeFileSync(path.join(from, file), JSON.stringify(schema));
    return [from, out];
  }

  const point = {
    type: 'object',
    additionalProperties: false,
    required: ['x'],
    properties: { x: { $ref: '#/$defs/size' } },
    $defs: { size: { type: 'string', minLength: 2 } },
  };

  test('a schema becomes a type and a check that names every fault, without Ajv at run time', async () => {
    // No node_modules is above the temporary folder, so a check that imported Ajv could not be loaded.
    const [from, out] = folders('one', { 'my-point.schema.json': point });
    await generate(from, out, '1.2.3');
    const { validateMyPoint } = await import(pathToFileURL(path.join(out, 'validators.js')).href);
    expect(validateMyPoint({ x: '技能' })).toBe(true);
    expect(validateMyPoint({ x: '技', y: 1 })).toBe(false);
    expect(validateMyPoint.errors.map((error: { keyword: string }) => error.keyword).sort()).toEqual([
      'additionalProperties',
      'minLength',
    ]);
    expect(readFileSync(path.join(out, 'types.d.ts'), 'utf8')).toContain('export interface MyPoint');
    expect(readFileSync(path.join(out, 'version.ts'), 'utf8')).toContain('"1.2.3"');
  });

  test('a definition that two schemas repeat is one type; two that differ are refused by name', async () => {
    const [from, out] = folders('two', { 'a.schema.json': point, 'b.schema.json': point });
    await generate(from, out, '1.2.3');
    expect(readFileSync(path.join(out, 'types.d.ts'), 'utf8').match(/export type Size\b/g)).toHaveLength(1);
    const other = { ...point, $defs: { size: { type: 'number' } } };
    const [clash] = folders('clash', { 'a.schema.json': point, 'b.schema.json': other });
    await expect(generate(clash, out, '1.2.3')).rejects.toThrow(
      'b.schema.json and a.schema.json define the type Size differently',
    );
  });

  test('without any schema there is nothing to check, and no error', async () => {
    const [from, out] = folders('none', {});
    await generate(from, out, '1.2.3');
    expect(Object.keys(await import(pathToFileURL(path.join(out, 'validators.js')).href))).toEqual([]);
  });
});

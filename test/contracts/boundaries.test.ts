import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { nodesOf, parse, placeOf, type Source, sourcesBelow } from '../helpers/sources.js';

/** The code that is shipped; scripts/dev/ is not. */
const shipped = sourcesBelow('scripts').filter(({ file }) => !file.startsWith('scripts/dev/'));

/** Calls of JSON.parse. */
const parses = ({ tree }: Source): string[] =>
  nodesOf(tree)
    .filter((node) => ts.isCallExpression(node) && node.expression.getText() === 'JSON.parse')
    .map(placeOf);

/** The functions and constants with certain names that a file defines. */
function definitionsOf(names: readonly string[], { tree }: Source): string[] {
  return nodesOf(tree)
    .filter((node) => ts.isFunctionDeclaration(node) || ts.isVariableDeclaration(node))
    .filter(({ name }) => name !== undefined && ts.isIdentifier(name) && names.includes(name.text))
    .map(placeOf);
}

/** `catch` without the error, which then cannot be examined. */
const namelessCatches = ({ tree }: Source): string[] =>
  nodesOf(tree)
    .filter((node) => ts.isCatchClause(node) && node.variableDeclaration === undefined)
    .map(placeOf);

/** Domains that a detached run must not know, because a review is only one of its payloads. */
const PAYLOADS = /^scripts\/(core|io|flows)\/(review|task|plan|codex)\//;

function payloadImports({ file, imports }: Source): string[] {
  return imports
    .filter(({ specifier }) => PAYLOADS.test(path.posix.join(path.posix.dirname(file), specifier)))
    .map(({ specifier }) => `${file} imports ${specifier}`);
}

/** The words of an identifier in lower case: `lastRound` gives last and round. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);

/** Identifiers that contain a word of a payload. */
function payloadWords({ tree }: Source): string[] {
  return nodesOf(tree)
    .filter((node) => ts.isIdentifier(node))
    .filter(({ text }) => wordsOf(text).some((word) => /^(gate|round|receipt|review)s?$/.test(word)))
    .map(placeOf);
}

describe('third-party data', () => {
  test('is parsed in one module', () => {
    expect(shipped.filter((source) => parses(source).length > 0).map(({ file }) => file)).toEqual([
      'scripts/core/json.ts',
    ]);
  });

  test('is read with functions that are defined once', () => {
    const names = ['textAt', 'fieldAt', 'jsonOf', 'parseJson', 'errorCode'];
    const found = shipped.flatMap((source) => definitionsOf(names, source));
    expect(found, found.join('\n')).toHaveLength(names.length);
  });

  test('errors are caught by name, and any other error is thrown again', () => {
    expect(shipped.flatMap(namelessCatches)).toEqual([]);
  });

  test('the rules see what breaks them', () => {
    expect(parses(parse('scripts/io/x.ts', 'const job = JSON.parse(text);'))).toHaveLength(1);
    expect(definitionsOf(['textAt'], parse('scripts/io/x.ts', 'const textAt = 1; function textAt() {}'))).toHaveLength(
      2,
    );
    expect(namelessCatches(parse('scripts/io/x.ts', 'try { read(); } catch { }'))).toHaveLength(1);
  });
});

describe('io/run', () => {
  const runs = shipped.filter(({ file }) => file.startsWith('scripts/io/run/'));

  test('imports no payload', () => {
    expect(runs.length).toBeGreaterThan(0);
    expect(runs.flatMap(payloadImports)).toEqual([]);
  });

  test('knows no gate, round, receipt or review', () => {
    expect(runs.flatMap(payloadWords)).toEqual([]);
  });

  test('the rules see what breaks them', () => {
    const source = (text: string): Source => parse('scripts/io/run/x.ts', text);
    expect(payloadImports(source("import type { Gate } from '../../core/task/model.js';"))).toHaveLength(1);
    expect(payloadImports(source("import { keep } from '../review/receipts.js';"))).toHaveLength(1);
    for (const name of ['gate', 'Gate', 'lastRound', 'roundLimit', 'Receipt', 'reviews', 'last_round'])
      expect(payloadWords(source(`const ${name} = 1;`)), name).toHaveLength(1);
    for (const name of ['background', 'gather', 'grounded', 'aggregate', 'around'])
      expect(payloadWords(source(`const ${name} = 1;`)), name).toEqual([]);
  });
});

/**
 * The pure layers have no effects. A package is not an effect in itself: those that are used are listed with a reason.
 */
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { PURE_MODULES } from '../../scripts/dev/pure-packages.js';
import { nodesOf, parse, placeOf, type Source, sourcesBelow } from '../helpers/sources.js';

/** Globals that give access to the clock, chance, the environment or the outside world. */
const EFFECTS = new Set([
  ...['process', 'globalThis', 'global', 'require', 'console', 'eval', 'Function'],
  ...['fetch', 'WebSocket', 'crypto', 'performance', 'navigator', 'localStorage', 'sessionStorage'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask'],
]);

/** Methods of dates and numbers whose result depends on the time zone or language of the machine. */
const LOCAL = new RegExp(
  '^(get|set)(Date|Day|FullYear|Hours|Minutes|Month|Seconds|Milliseconds|TimezoneOffset)$' +
    '|^toLocale|^to(Date|Time)String$',
);

/**
 * Code in core/, guard/ and secrets/ that depends on more than its arguments. The same input must give the same output
 * on every machine.
 */
function impurities({ tree, imports }: Source): string[] {
  const modules = imports
    .filter(({ specifier }) => !specifier.startsWith('.') && !(specifier in PURE_MODULES))
    .map(({ specifier }) => `${tree.fileName} imports ${specifier}`);
  return [...modules, ...nodesOf(tree).filter(hasEffect).map(placeOf)];
}

function hasEffect(node: ts.Node): boolean {
  if (ts.isPropertyAccessExpression(node))
    return node.getText() === 'Math.random' || LOCAL.test(node.name.text) || isClock(node) || isLocale(node);
  if (ts.isMetaProperty(node)) return true;
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return node.arguments[0] === undefined || !ts.isStringLiteral(node.arguments[0]);
  return ts.isIdentifier(node) && isValue(node) && (EFFECTS.has(node.text) || isUnknownUseOfDate(node));
}

/** `Date.now`, and `Date.parse`, which interprets a text without a zone in the zone of the machine. */
const isClock = (node: ts.PropertyAccessExpression): boolean =>
  node.expression.getText() === 'Date' && node.name.text !== 'UTC';

/** `Intl.DateTimeFormat` and similar functions use the machine's language if none is given. */
const isLocale = (node: ts.PropertyAccessExpression): boolean =>
  node.expression.getText() === 'Intl' && node.name.text !== 'getCanonicalLocales';

/** Uses of Date other than `Date.UTC`, those judged above, and `new Date(milliseconds)`. */
function isUnknownUseOfDate(node: ts.Identifier): boolean {
  if (node.text !== 'Date') return false;
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return false;
  return !(ts.isNewExpression(parent) && parent.expression === node && parent.arguments?.length === 1);
}

/** Whether an identifier stands for a value: it is not a property name, a type, or a name declared here. */
function isValue(node: ts.Identifier): boolean {
  const { parent } = node;
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node;
  if (ts.isTypeReferenceNode(parent) || ts.isQualifiedName(parent)) return false;
  return !('name' in parent && parent.name === node) || ts.isShorthandPropertyAssignment(parent);
}

const EFFECTFUL = [
  "import fs from 'node:fs';",
  'const now = new Date();',
  'const dice = Math.random();',
  "import { randomBytes } from '@noble/hashes/utils.js';",
  "import { generateMnemonic } from '@scure/bip39';",
  "import { execa } from 'execa';",
  'const now = Date.now();',
  'const now = new Date;',
  'const now = Date();',
  'const Clock = Date;',
  'const local = new Date(2026, 8, 21);',
  "const local = Date.parse('2026-09-21');",
  'const hour = new Date(0).getHours();',
  'const text = (1.5).toLocaleString();',
  'const format = new Intl.NumberFormat();',
  'const home = process.env;',
  'const all = { process };',
  'const now = globalThis.Date;',
  "const page = fetch('http://127.0.0.1');",
  'const id = crypto.randomUUID();',
  'const now = performance.now();',
  'setTimeout(() => 1, 1);',
  "const fs = require('node:fs');",
  'const here = import.meta.url;',
  'const other = import(name);',
];

const PURE = [
  "import { sha256 } from '@noble/hashes/sha2.js';",
  'const day = Date.UTC(2026, 8, 21);',
  'const day = new Date(0).toISOString();',
  'const found = { process: 1, Date: 2, fetch: 3 }.process;',
  "const tags = Intl.getCanonicalLocales('en');",
  'type Given = { at: Date; process: string };',
];

describe('pure code', () => {
  test('core, guard and secrets have no clock, no chance, no environment, and no packages but the listed ones', () => {
    const pure = sourcesBelow('scripts').filter(({ file }) => /^scripts\/(core|guard|secrets)\//.test(file));
    expect(pure.length).toBeGreaterThan(50);
    expect(pure.flatMap(impurities)).toEqual([]);
    const used = new Set(pure.flatMap(({ imports }) => imports.map(({ specifier }) => specifier)));
    expect(Object.keys(PURE_MODULES).filter((specifier) => !used.has(specifier))).toEqual([]);
  });

  test.each(EFFECTFUL)('the rule sees: %s', (text) => {
    expect(impurities(parse('scripts/core/x.ts', text))).not.toEqual([]);
  });

  test.each(PURE)('the rule allows: %s', (text) => {
    expect(impurities(parse('scripts/core/x.ts', text))).toEqual([]);
  });
});

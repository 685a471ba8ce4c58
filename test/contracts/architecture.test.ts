import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { nodesOf, parse, placeOf, type Source, sourcesBelow } from '../helpers/sources.js';

const scripts = sourcesBelow('scripts');

const HOOK_ENTRIES = ['scripts/stop-hook.ts', 'scripts/guard-hook.ts', 'scripts/guard-judge.ts', 'scripts/guard-voice.ts', 'scripts/stop-failure-hook.ts'];

/** The built files in which a hook's later stages lie, loaded when they are needed. */
const STAGES = ['./cccc-guard-judge.cjs', './cccc-guard-voice.cjs'];

/** Room → the rooms that it may import from. */
const ARROWS: Record<string, readonly string[]> = {
  core: ['core'],
  text: ['text', 'core'],
  io: ['io', 'core', 'generated'],
  commands: ['commands', 'io', 'core', 'text', 'generated'],
  entries: ['commands', 'io', 'core', 'text', 'generated'],
  'hook entries': ['io', 'core', 'text', 'generated'],
  dev: ['dev', 'commands', 'io', 'core', 'text', 'generated'],
};

/** Arrows of single files, each with its reason. */
const EXTRA_ARROWS: Record<string, readonly string[]> = {
  // What is said is rendered here, for a person or as JSON.
  'scripts/io/terminal.ts': ['text'],
};

function roomOf(file: string): string {
  const [, room = '', ...rest] = file.split('/');
  if (rest.length > 0) return room;
  return HOOK_ENTRIES.includes(file) ? 'hook entries' : 'entries';
}

/** What a relative import names, from the project's root; undefined for packages and node:*. */
function targetOf(file: string, specifier: string): string | undefined {
  return specifier.startsWith('.')
    ? path.posix.join(path.posix.dirname(file), specifier).replace(/\.js$/, '.ts')
    : undefined;
}

function wrongArrows({ file, imports }: Source): string[] {
  const room = roomOf(file);
  const allowed = [...(ARROWS[room] ?? []), ...(EXTRA_ARROWS[file] ?? [])];
  return imports.flatMap(({ specifier, isTypeOnly }) => {
    const target = targetOf(file, specifier);
    if (target === undefined || (room === 'hook entries' && STAGES.includes(specifier))) return [];
    if (room === 'core' && isTypeOnly && target === 'scripts/generated/types.ts') return [];
    return target.startsWith('scripts/') && allowed.includes(roomOf(target))
      ? []
      : [`${file} imports ${specifier}`];
  });
}

/** core/ depends on nothing but its arguments: same input, same output, everywhere. */
function impurities({ tree, imports }: Source): string[] {
  const packages = imports
    .filter(({ specifier }) => !specifier.startsWith('.'))
    .map(({ specifier }) => `${tree.fileName} imports ${specifier}`);
  const forbidden = nodesOf(tree).filter(
    (node) =>
      (ts.isIdentifier(node) && node.text === 'Date' && !ts.isPropertyAssignment(node.parent)) ||
      node.getText() === 'Math.random',
  );
  return [...packages, ...forbidden.map(placeOf)];
}

/** Calls that start a process whose name is written out: execa('git', …), spawn('git', …). */
function startsOf(program: string, { tree }: Source): string[] {
  return nodesOf(tree)
    .filter((node) => ts.isCallExpression(node))
    .filter((node) => /^(\w+\.)?(execa|exec|spawn|fork|run)\w*$/.test(node.expression.getText()))
    .filter(({ arguments: [first] }) => first !== undefined && ts.isStringLiteral(first) && first.text === program)
    .map(placeOf);
}

/** What would have a shell read a command line: exec and execSync, the option `shell`, a shell by name with its -c. */
function shells({ tree, imports }: Source): string[] {
  const nodes = nodesOf(tree);
  const starters = imports.some(({ specifier }) => /^(node:)?child_process$|^execa$/.test(specifier)) ? nodes.filter((node) => ts.isIdentifier(node) && /^(exec|execSync|execaCommand\w*|\$)$/.test(node.text) && !isMethodOfAPattern(node)) : [];
  const options = nodes.filter((node) => (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) && node.name.getText() === 'shell');
  const named = nodes.filter((node) => ts.isStringLiteral(node) && /^(.*\/)?(ba|z|da|k|fi)?sh$|^(powershell|pwsh)(\.exe)?$/.test(node.text));
  return [...starters, ...options, ...named].map(placeOf);
}

/** `/…/.exec(text)` */
const isMethodOfAPattern = (node: ts.Node): boolean => ts.isPropertyAccessExpression(node.parent) && node.parent.name === node && !/^(child_process|cp|child)$/.test(node.parent.expression.getText());

function anys({ tree }: Source): string[] {
  return nodesOf(tree)
    .filter((node) => node.kind === ts.SyntaxKind.AnyKeyword)
    .map((node) => placeOf(node.parent));
}

function foreignImports({ file, imports }: Source): string[] {
  const isOwn = (specifier: string) => /^\.|^node:(path|url|util)$/.test(specifier);
  return imports
    .filter(({ specifier }) => !isOwn(specifier))
    .map(({ specifier }) => `${file} imports ${specifier}`);
}

describe('the rooms of scripts/', () => {
  test('every folder is a room that the rules know', () => {
    expect(scripts.map(({ file }) => roomOf(file)).filter((room) => !(room in ARROWS))).toEqual([]);
  });

  test('imports follow the arrows', () => {
    expect(scripts.flatMap(wrongArrows)).toEqual([]);
  });

  test('core is pure: no packages, no clock, no randomness', () => {
    expect(scripts.filter(({ file }) => roomOf(file) === 'core').flatMap(impurities)).toEqual([]);
  });

  test('only io touches the world: commands and text import no packages and no node:fs', () => {
    const inside = scripts.filter(({ file }) => ['commands', 'text'].includes(roomOf(file)));
    expect(inside.flatMap(foreignImports)).toEqual([]);
  });

  test('only scripts/io/git*.ts runs git', () => {
    const others = scripts.filter(
      ({ file }) => roomOf(file) !== 'dev' && !/^scripts\/io\/git[\w-]*\.ts$/.test(file),
    );
    expect(others.flatMap((source) => startsOf('git', source))).toEqual([]);
  });

  test('only scripts/io/codex*.ts runs codex', () => {
    const others = scripts.filter(
      ({ file }) => roomOf(file) !== 'dev' && !/^scripts\/io\/codex[\w-]*\.ts$/.test(file),
    );
    expect(others.flatMap((source) => startsOf('codex', source))).toEqual([]);
    const ownFlags = /['"`]--(output-schema|skip-git-repo-check|ignore-user-config|ephemeral)\b/;
    expect(others.filter(({ tree }) => ownFlags.test(tree.text)).map(({ file }) => file)).toEqual([]);
  });

  test('nothing is started through a shell: programs and their arguments stay apart', () => {
    // The guard names shells to read their command lines, and starts nothing.
    const starting = scripts.filter(({ file }) => ['io', 'commands', 'entries'].includes(roomOf(file)));
    expect(starting.flatMap(shells)).toEqual([]);
    // Windows has no program that only succeeds; this one is given three fixed words.
    expect(starting.filter(({ tree }) => /cmd\.exe/.test(tree.text)).map(({ file }) => file)).toEqual(['scripts/io/codex-preflight.ts']);
  });

  test('the rules see what breaks them', () => {
    const core = (text: string) => parse('scripts/core/x.ts', text);
    expect(wrongArrows(core("import { a } from '../io/a.js';"))).toHaveLength(1);
    expect(wrongArrows(core("export * from '../text/en.js';"))).toHaveLength(1);
    expect(wrongArrows(core("import { A } from '../generated/types.js';"))).toHaveLength(1);
    expect(wrongArrows(core("import type { A } from '../generated/types.js';"))).toEqual([]);
    expect(wrongArrows(parse('scripts/io/x.ts', "await import('../../test/helpers/x.js');"))).toHaveLength(1);
    expect(impurities(core("import fs from 'node:fs';"))).toHaveLength(1);
    expect(impurities(core('const now = new Date();'))).toHaveLength(1);
    expect(impurities(core('const dice = Math.random();'))).toHaveLength(1);
    expect(startsOf('git', core("await execa('git', ['status']);"))).toHaveLength(1);
    expect(startsOf('git', core("child.spawnSync('git');"))).toHaveLength(1);
    const io = (text: string) => parse('scripts/io/x.ts', `import cp, { exec, execSync } from 'node:child_process';\n${text}`);
    const imported = shells(io('')).length;
    for (const text of ["exec('ls');", 'cp.execSync(line);', "spawn('x', { shell: true });", 'spawn(program, { shell });', "spawn('/bin/bash', ['-c', line]);"]) expect(shells(io(text)).length, text).toBeGreaterThan(imported);
    expect(shells(io("/x/.exec('y'); spawn('git', ['status']);"))).toHaveLength(imported);
    expect(anys(core('const x: any = 1;'))).toHaveLength(1);
    expect(foreignImports(parse('scripts/commands/x.ts', "import { execa } from 'execa';"))).toHaveLength(1);
  });
});

describe('how files read', () => {
  const all = [...scripts, ...sourcesBelow('test'), ...sourcesBelow('bench')];

  test('no file is longer than 400 lines', () => {
    const isTable = (file: string) => file.startsWith('test/guard/');
    expect(
      all.filter(({ file, lines }) => lines > 400 && !isTable(file)).map(({ file, lines }) => `${file} ${lines}`),
    ).toEqual([]);
  });

  test('nothing has the type any', () => {
    expect(all.flatMap(anys)).toEqual([]);
  });
});

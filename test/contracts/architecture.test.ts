import path from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { nodesOf, parse, placeOf, type Source, sourcesBelow } from '../helpers/sources.js';

const scripts = sourcesBelow('scripts');

const HOOK_ENTRIES = [
  'scripts/stop-hook.ts',
  'scripts/guard-hook.ts',
  'scripts/guard-judge.ts',
  'scripts/guard-voice.ts',
  'scripts/passed-hook.ts',
  'scripts/statusline.ts',
  'scripts/stop-failure-hook.ts',
];

/** The built files of a hook's later stages, which are loaded when needed. */
const STAGES = ['./cccc-guard-judge.cjs', './cccc-guard-voice.cjs'];

/** Lists of programs and words, one string each. */
const WORD_LISTS: readonly string[] = [
  'scripts/guard/quick/commands.ts',
  'scripts/guard/quick/git.ts',
  'scripts/guard/quick/paths.ts',
  'scripts/guard/quick/tools.ts',
  'scripts/guard/run/wrappers.ts',
];

/** Tests whose sample text is a template inside a template, whose lines cannot be wrapped. */
const NESTED_TEXT: readonly string[] = [
  'test/core/plan/milestones.test.ts',
  'test/guard/properties.test.ts',
  'test/guard/rules.test.ts',
  'test/io/review/checks.test.ts',
  'test/io/review/packet.test.ts',
  'test/scenarios/status.test.ts',
  'test/secrets/formats.test.ts',
];

/** Layer → the layers that it may import. Arrows only go down; scripts/*.ts are the entry points. */
const ARROWS: Record<string, readonly string[]> = {
  secrets: ['secrets'],
  guard: ['guard'],
  core: ['core', 'guard', 'secrets'],
  io: ['io', 'core', 'guard', 'secrets', 'generated'],
  text: ['text', 'core', 'guard'],
  render: ['render', 'text', 'core', 'guard', 'secrets'],
  flows: ['flows', 'render', 'text', 'io', 'core', 'guard', 'secrets', 'generated'],
  verbs: ['flows', 'render', 'text', 'io', 'core', 'guard', 'secrets', 'generated'],
  cli: ['cli', 'verbs', 'flows', 'render', 'text', 'io', 'core', 'secrets', 'generated'],
  entries: ['cli'],
  'hook entries': ['io', 'text'],
  dev: ['dev', 'cli', 'verbs', 'flows', 'render', 'text', 'io', 'core', 'guard', 'secrets', 'generated'],
};

/** Closed libraries: other code may import only this file of each. */
const DOORS: Record<string, string> = { guard: 'scripts/guard/index.ts', secrets: 'scripts/secrets/index.ts' };

/** The only import of the guard from outside: plain data that `npm run generate` makes from the verb table. */
const HUMAN_ONLY_TABLE = 'scripts/guard/human-only.ts scripts/generated/human-only.ts';

/** A folder with more files than this mixes subjects. */
const MOST_FILES = 15;

/** Folders that may hold more, each with its reason. */
const LARGER_FOLDERS: Record<string, string> = {
  'scripts/verbs': 'one file for each verb of the table',
};

/** The layer of a file; undefined for a file of scripts/ that no rule covers. */
function layerOf(file: string): string | undefined {
  const [, layer = '', ...rest] = file.split('/');
  if (rest.length > 0) return layer in ARROWS || layer === 'generated' ? layer : undefined;
  return HOOK_ENTRIES.includes(file) ? 'hook entries' : 'entries';
}

/** The file that a relative import names, from the project's root; undefined for packages and node:*. */
function targetOf(file: string, specifier: string): string | undefined {
  return specifier.startsWith('.')
    ? path.posix.join(path.posix.dirname(file), specifier).replace(/\.js$/, '.ts')
    : undefined;
}

function wrongArrows({ file, imports }: Source): string[] {
  const layer = layerOf(file) ?? '';
  return imports.flatMap(({ specifier, isTypeOnly }) => {
    const target = targetOf(file, specifier);
    if (target === undefined || (layer === 'hook entries' && STAGES.includes(specifier))) return [];
    if (layer === 'core' && isTypeOnly && target === 'scripts/generated/types.ts') return [];
    if (`${file} ${target}` === HUMAN_ONLY_TABLE) return [];
    const isAllowed = target.startsWith('scripts/') && ARROWS[layer]?.includes(layerOf(target) ?? '');
    return isAllowed ? [] : [`${file} imports ${specifier}`];
  });
}

/** Imports of a closed library that bypass its index.ts. */
function pastTheDoor({ file, imports }: Source): string[] {
  return imports.flatMap(({ specifier }) => {
    const target = targetOf(file, specifier);
    const layer = target === undefined ? undefined : layerOf(target);
    const door = layer === undefined ? undefined : DOORS[layer];
    return door === undefined || target === door || layerOf(file) === layer ? [] : [`${file} imports ${specifier}`];
  });
}

/** Groups of files that import each other, including types. Each group is a cycle, or several connected ones. */
function cycles(sources: readonly Source[]): string[][] {
  const targets = new Map(
    sources.map(({ file, imports }) => [file, imports.flatMap(({ specifier }) => targetOf(file, specifier) ?? [])]),
  );
  const reach = new Map<string, Set<string>>();
  for (const file of targets.keys()) {
    const seen = new Set<string>();
    const open = [...(targets.get(file) ?? [])];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      open.push(...(targets.get(next) ?? []));
    }
    reach.set(file, seen);
  }
  const isIn = (from: string, to: string) => reach.get(from)?.has(to) === true;
  const inCycle = [...targets.keys()].filter((file) => isIn(file, file));
  const groups = inCycle.map((file) => inCycle.filter((other) => isIn(file, other) && isIn(other, file)));
  return groups.filter((group, index) => groups.findIndex((other) => other[0] === group[0]) === index);
}

/** Folders with more files than allowed. */
function largeFolders(files: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const file of files) {
    const folder = path.posix.dirname(file);
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([folder, count]) => count > MOST_FILES && !(folder in LARGER_FOLDERS))
    .map(([folder, count]) => `${folder} ${count}`);
}

/** Calls that start a process with a literal name: execa('git', …), spawn('git', …). */
function startsOf(program: string, { tree }: Source): string[] {
  return nodesOf(tree)
    .filter((node) => ts.isCallExpression(node))
    .filter((node) => /^(\w+\.)?(execa|exec|spawn|fork|run)\w*$/.test(node.expression.getText()))
    .filter(({ arguments: [first] }) => first !== undefined && ts.isStringLiteral(first) && first.text === program)
    .map(placeOf);
}

/**
 * Calls that would make a shell read a command line: exec and execSync, the option `shell`, a shell by name with -c.
 */
function shells({ tree, imports }: Source): string[] {
  const nodes = nodesOf(tree);
  const starters = imports.some(({ specifier }) => /^(node:)?child_process$|^execa$/.test(specifier))
    ? nodes.filter(
        (node) =>
          ts.isIdentifier(node) && /^(exec|execSync|execaCommand\w*|\$)$/.test(node.text) && !isMethodOfAPattern(node),
      )
    : [];
  const options = nodes.filter(
    (node) =>
      (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) && node.name.getText() === 'shell',
  );
  const named = nodes.filter(
    (node) => ts.isStringLiteral(node) && /^(.*\/)?(ba|z|da|k|fi)?sh$|^(powershell|pwsh)(\.exe)?$/.test(node.text),
  );
  return [...starters, ...options, ...named].map(placeOf);
}

/** `/…/.exec(text)` */
const isMethodOfAPattern = (node: ts.Node): boolean =>
  ts.isPropertyAccessExpression(node.parent) &&
  node.parent.name === node &&
  !/^(child_process|cp|child)$/.test(node.parent.expression.getText());

function anys({ tree }: Source): string[] {
  return nodesOf(tree)
    .filter((node) => node.kind === ts.SyntaxKind.AnyKeyword)
    .map((node) => placeOf(node.parent));
}

function foreignImports({ file, imports }: Source): string[] {
  const isOwn = (specifier: string) => /^\.|^node:(path|url|util)$/.test(specifier);
  return imports.filter(({ specifier }) => !isOwn(specifier)).map(({ specifier }) => `${file} imports ${specifier}`);
}

describe('the layers of scripts/', () => {
  test('every folder is a layer that the rules know', () => {
    expect(scripts.filter(({ file }) => layerOf(file) === undefined).map(({ file }) => file)).toEqual([]);
  });

  test('the rules name nothing that does not exist', () => {
    const files = scripts.map(({ file }) => file);
    const layers = new Set(files.map(layerOf));
    expect(Object.keys(ARROWS).filter((layer) => !layers.has(layer))).toEqual([]);
    expect([...HOOK_ENTRIES, ...Object.values(DOORS)].filter((file) => !files.includes(file))).toEqual([]);
    const folders = new Set(files.map((file) => path.posix.dirname(file)));
    expect(Object.keys(LARGER_FOLDERS).filter((folder) => !folders.has(folder))).toEqual([]);
  });

  test('guard and secrets are entered by their index.ts only', () => {
    expect(scripts.flatMap(pastTheDoor)).toEqual([]);
  });

  test('no files import each other', () => {
    expect(cycles(scripts)).toEqual([]);
  });

  test('no folder holds more than 15 files of code', () => {
    expect(largeFolders(scripts.map(({ file }) => file))).toEqual([]);
  });

  test('imports follow the arrows', () => {
    expect(scripts.flatMap(wrongArrows)).toEqual([]);
  });

  test('only io touches the world: verbs, flows, render and text import no packages and no node:fs', () => {
    const inside = scripts.filter(({ file }) =>
      ['verbs', 'flows', 'render', 'text', 'cli'].includes(layerOf(file) ?? ''),
    );
    expect(inside.flatMap(foreignImports)).toEqual([]);
  });

  test('only scripts/io/git/ runs git', () => {
    const others = scripts.filter(({ file }) => layerOf(file) !== 'dev' && !file.startsWith('scripts/io/git/'));
    expect(others.flatMap((source) => startsOf('git', source))).toEqual([]);
  });

  test('only scripts/io/codex/ runs codex', () => {
    const others = scripts.filter(({ file }) => layerOf(file) !== 'dev' && !file.startsWith('scripts/io/codex/'));
    expect(others.flatMap((source) => startsOf('codex', source))).toEqual([]);
    const ownFlags = /['"`]--(output-schema|skip-git-repo-check|ignore-user-config|ephemeral)\b/;
    expect(others.filter(({ tree }) => ownFlags.test(tree.text)).map(({ file }) => file)).toEqual([]);
  });

  test('nothing is started through a shell: programs and their arguments stay apart', () => {
    // The guard names shells in order to read their command lines; it starts nothing.
    const starting = scripts.filter(({ file }) =>
      ['io', 'flows', 'verbs', 'cli', 'entries'].includes(layerOf(file) ?? ''),
    );
    // The hooks' launcher is a shell's own script, and gets its words as arguments. The user's own status line is a
    // line for a shell in the settings of Claude Code, which runs it so.
    expect(starting.flatMap(shells).map((found) => found.replace(/:\d+/, ''))).toEqual([
      "scripts/io/install/claude.ts '/bin/sh'",
      "scripts/io/loop/status-line.ts 'sh'",
      "scripts/io/loop/status-line.ts '/bin/sh'",
    ]);
    // Windows has no program that only succeeds; this one is given three fixed words.
    expect(starting.filter(({ tree }) => /cmd\.exe/.test(tree.text)).map(({ file }) => file)).toEqual([
      'scripts/io/codex/preflight.ts',
    ]);
  });

  test('the rules find violations', () => {
    const core = (text: string) => parse('scripts/core/x.ts', text);
    expect(wrongArrows(core("import { a } from '../io/a.js';"))).toHaveLength(1);
    expect(wrongArrows(core("export * from '../text/en.js';"))).toHaveLength(1);
    expect(wrongArrows(core("import { A } from '../generated/types.js';"))).toHaveLength(1);
    expect(wrongArrows(core("import type { A } from '../generated/types.js';"))).toEqual([]);
    expect(wrongArrows(parse('scripts/verbs/x.ts', "import { a } from './y.js';"))).toHaveLength(1);
    expect(wrongArrows(parse('scripts/guard/x.ts', "import { a } from '../core/y.js';"))).toHaveLength(1);
    const table = "import { HUMAN_ONLY } from '../generated/human-only.js';";
    expect(wrongArrows(parse('scripts/guard/human-only.ts', table))).toEqual([]);
    expect(wrongArrows(parse('scripts/guard/policy.ts', table))).toHaveLength(1);
    expect(layerOf('scripts/other/x.ts')).toBeUndefined();
    expect(pastTheDoor(parse('scripts/core/x.ts', "import { a } from '../guard/policy.js';"))).toHaveLength(1);
    expect(pastTheDoor(parse('scripts/core/x.ts', "import { a } from '../guard/index.js';"))).toEqual([]);
    const [a, b, c] = ['./b.js', './c.js', './b.js'].map((to, index) =>
      parse(`scripts/core/${'abc'[index]}.ts`, `import type { X } from '${to}';`),
    );
    expect(a && b && c && cycles([a, b, c])).toEqual([['scripts/core/b.ts', 'scripts/core/c.ts']]);
    expect(largeFolders(Array.from({ length: 16 }, (_, index) => `scripts/io/${index}.ts`))).toEqual(['scripts/io 16']);
    expect(wrongArrows(parse('scripts/io/x.ts', "await import('../../test/helpers/x.js');"))).toHaveLength(1);
    expect(startsOf('git', core("await execa('git', ['status']);"))).toHaveLength(1);
    expect(startsOf('git', core("child.spawnSync('git');"))).toHaveLength(1);
    const io = (text: string) =>
      parse('scripts/io/x.ts', `import cp, { exec, execSync } from 'node:child_process';\n${text}`);
    const imported = shells(io('')).length;
    for (const text of [
      "exec('ls');",
      'cp.execSync(line);',
      "spawn('x', { shell: true });",
      'spawn(program, { shell });',
      "spawn('/bin/bash', ['-c', line]);",
    ])
      expect(shells(io(text)).length, text).toBeGreaterThan(imported);
    expect(shells(io("/x/.exec('y'); spawn('git', ['status']);"))).toHaveLength(imported);
    expect(anys(core('const x: any = 1;'))).toHaveLength(1);
    expect(foreignImports(parse('scripts/verbs/x.ts', "import { execa } from 'execa';"))).toHaveLength(1);
  });
});

describe('how files read', () => {
  const all = [...scripts, ...sourcesBelow('test'), ...sourcesBelow('bench')];

  test('no file is longer than 400 lines, but tables', () => {
    const isTable = (file: string) => file.startsWith('test/guard/tables/');
    const long = all.filter(({ file, lines }) => lines > 400 && !isTable(file));
    expect(long.map(({ file, lines }) => `${file} ${lines}`)).toEqual([]);
  });

  test('no line is longer than 120 characters, but word lists and samples', () => {
    const isExempt = (file: string) =>
      WORD_LISTS.includes(file) || /^test\/(guard\/tables|helpers\/secrets)\//.test(file) || NESTED_TEXT.includes(file);
    const long = all.flatMap(({ file, tree }) =>
      tree.text.split('\n').flatMap((line, at) => (line.length > 120 && !isExempt(file) ? [`${file}:${at + 1}`] : [])),
    );
    expect(long).toEqual([]);
    const files = all.map(({ file }) => file);
    expect([...WORD_LISTS, ...NESTED_TEXT].filter((file) => !files.includes(file))).toEqual([]);
  });

  test('nothing has the type any', () => {
    expect(all.flatMap(anys)).toEqual([]);
  });
});

/**
 * Builds dist/cc-codex-collaborate/, the self-contained skill folder: `build.ts [--partial] [--out DIR]`.
 *
 * The same sources give the same bytes. `--partial` leaves out missing sources with a notice.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, cp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type OutputChunk, rolldown } from 'rolldown';
import { INTERNAL } from './generate.js';
import { filledLauncher, hookGate, scriptGate } from './node-gate.js';
import { isStarted, projectRoot } from './project.js';
import { purePackages } from './pure-packages.js';

/** The skill's name, which is also the name of its folder. */
export const NAME = 'cc-codex-collaborate';

/**
 * scripts/<name>.ts → scripts/<name>.mjs, which looks at the Node before it loads scripts/chunks/start-<name>.mjs and
 * their common code beside it.
 */
const SCRIPTS = ['cccc', 'setup', 'resume', 'doctor', 'gates', 'review-supervisor', 'delegate-supervisor'];

/**
 * scripts/<source>.ts → hooks/<name>.cjs. Each hook is one file, plus two that the guard loads, because the
 * .claude/hooks folder of users gets no other files.
 */
const HOOKS = {
  'cccc-stop': 'stop-hook',
  'cccc-guard': 'guard-hook',
  'cccc-guard-judge': 'guard-judge',
  'cccc-guard-voice': 'guard-voice',
  'cccc-stop-failure': 'stop-failure-hook',
  'cccc-passed': 'passed-hook',
  'cccc-statusline': 'statusline',
};
/** How each hook answers in a Node that is too old for it; the parts of the guard are loaded behind its answer. */
const GATES: Readonly<Record<string, string>> = {
  'cccc-stop': hookGate('stop'),
  'cccc-guard': hookGate('guard'),
  'cccc-stop-failure': hookGate(null),
  'cccc-passed': hookGate(null),
  'cccc-statusline': hookGate(null),
};
const HOOK_PARTS = ['./cccc-guard-judge.cjs', './cccc-guard-voice.cjs'];

/** What starts the hooks; the sentences come from scripts/text. */
const LAUNCHERS = { 'hooks/cccc-hook.sh': 'sh', 'hooks/cccc-hook.cmd': 'cmd' } as const;

/** What is copied as it is: place in the project → place in the skill folder. */
const COPIED = {
  'skill/SKILL.md': 'SKILL.md',
  'skill/references': 'references',
  'skill/templates': 'templates',
  'hooks/registration.json': 'hooks/registration.json',
  'commands-templates': 'commands-templates',
  'codex-skill': 'codex-skill',
  schemas: 'schemas',
  prompts: 'prompts',
  'packaging/action/action.yml': 'action.yml',
  LICENSE: 'LICENSE',
};

/** Not part of the skill: files of the operating system and of git, and the schemas of files that no user writes. */
const LEFT_OUT = new Set(['.DS_Store', '.gitkeep', 'Thumbs.db', INTERNAL]);

interface BuildOptions {
  /** The folder to build; an existing one is replaced in one step at the end. */
  out: string;
  /** Whether to leave out missing sources instead of failing. */
  partial: boolean;
}

/** The skill folder's list of its own files: path with forward slashes → SHA-256 in hex. */
export interface Manifest {
  name: string;
  version: string;
  files: Record<string, string>;
}

/**
 * Builds the skill folder.
 *
 * @returns the manifest, which is also written to manifest.json
 * @throws Error when a source is missing (unless partial), a bundle imports something that is neither part of it nor of
 * Node, or a hook contains a package that is not listed in pure-packages.ts
 */
export async function build({ out, partial }: BuildOptions): Promise<Manifest> {
  const fresh = `${out}.${process.pid}`;
  try {
    const manifest = await fill(fresh, partial);
    await rm(out, { recursive: true, force: true });
    await rename(fresh, out);
    return manifest;
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

async function fill(folder: string, partial: boolean): Promise<Manifest> {
  const root = projectRoot();
  const isPresent = presence(root, partial);
  const scripts = SCRIPTS.filter((name) => isPresent(`scripts/${name}.ts`));
  const chunks = await bundle(root, scripts, path.join(folder, 'scripts'), { file: 'chunks/start-[name].mjs' });
  await writeScripts(scripts, path.join(folder, 'scripts'));
  for (const [name, source] of Object.entries(HOOKS)) {
    if (!isPresent(`scripts/${source}.ts`)) continue;
    const how = { file: `${name}.cjs`, gate: GATES[name] ?? '' };
    const hook = await bundle(root, [source], path.join(folder, 'hooks'), how);
    verifyPackages(source, hook);
    chunks.push(...hook);
  }
  verifyImports(chunks);
  const filter = (file: string) => !LEFT_OUT.has(path.basename(file));
  for (const [from, to] of Object.entries(COPIED)) {
    if (isPresent(from)) await cp(path.join(root, from), path.join(folder, to), { recursive: true, filter });
  }
  for (const [file, kind] of Object.entries(LAUNCHERS)) {
    const template = isPresent(file) ? await readFile(path.join(root, file), 'utf8') : null;
    if (template !== null) await writeFile(path.join(folder, file), filledLauncher(template, kind));
  }
  await writeFile(path.join(folder, 'THIRD-PARTY-LICENSES.txt'), await licenses(root, chunks));
  const manifest = await manifestOf(root, folder);
  await writeFile(path.join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
}

/** Returns a test for whether a source exists. A missing one is an error, or with `partial` a notice. */
function presence(root: string, partial: boolean): (source: string) => boolean {
  return (source) => {
    if (existsSync(path.join(root, source))) return true;
    if (!partial) throw new Error(`${source} is missing; the skill folder needs it`);
    console.error(`left out: ${source} does not exist yet`);
    return false;
  };
}

/** The file that is started: it checks the version of Node, in syntax that old versions read, and loads the program. */
async function writeScripts(names: readonly string[], dir: string): Promise<void> {
  for (const name of names) {
    const file = path.join(dir, `${name}.mjs`);
    await writeFile(file, scriptGate(`./chunks/start-${name}.mjs`));
    await chmod(file, 0o755);
  }
}

interface BundleOptions {
  /** The name of an entry's file. */
  file: string;
  /** A hook is a single file: an old Node has to parse all of it after the check at its beginning. */
  gate?: string;
}

/** The syntax that Node 12 reads; a file that checks the version may use nothing newer. */
const OLD_SYNTAX = 'es2019';

async function bundle(
  root: string,
  entries: string[],
  dir: string,
  { file, gate }: BundleOptions,
): Promise<OutputChunk[]> {
  if (entries.length === 0) return [];
  const mayShare = gate === undefined;
  const made = await rolldown({
    cwd: root,
    input: Object.fromEntries(entries.map((name) => [name, path.join(root, 'scripts', `${name}.ts`)])),
    platform: 'node',
    external: HOOK_PARTS,
    ...(gate ? { transform: { target: OLD_SYNTAX, assumptions: { noDocumentAll: true } } } : {}),
    plugins: mayShare ? [] : [plainRequires],
    // Some packages have a UMD file as "main", whose own requires cannot be bundled.
    resolve: { mainFields: ['module', 'main'] },
    // Unused pure code is removed. So a hook can import guard/ through its index.ts and still load only one stage.
    treeshake: {
      moduleSideEffects: [{ test: /[\\/]scripts[\\/](generated|core|guard|secrets)[\\/]/, sideEffects: false }],
    },
  });
  const { output } = await made.write({
    dir,
    // A hook runs on every tool call, and Node starts CommonJS faster: even an empty ES module takes longer than a hook
    // may.
    format: mayShare ? 'esm' : 'cjs',
    entryFileNames: file,
    ...(gate ? { banner: gate } : {}),
    // Names and lines stay, so that users can read what runs on their tool calls; Node need not read the comments.
    comments: mayShare,
    chunkFileNames: 'chunks/[name].mjs',
    codeSplitting: mayShare,
    minify: false,
  });
  await made.close();
  return output.filter((part) => part.type === 'chunk');
}

/** In a hook, a default import of a Node module would be copied member by member on each start. */
const plainRequires = {
  name: 'plain-requires',
  transform: (code: string): string =>
    code.replaceAll(/^import (\w+) from (["']node:\w+["']);$/gm, 'const $1 = require($2);'),
};

/** Every import must be a file of the skill folder or a module of Node, because the folder has no node_modules. */
function verifyImports(chunks: OutputChunk[]): void {
  const known = new Set([...builtinModules, ...HOOK_PARTS, ...chunks.map(({ fileName }) => fileName)]);
  for (const { fileName, imports, dynamicImports } of chunks) {
    const foreign = [...imports, ...dynamicImports].filter((id) => !id.startsWith('node:') && !known.has(id));
    if (foreign.length > 0)
      throw new Error(`${fileName} imports ${foreign.join(', ')}, which the folder does not hold`);
  }
}

/** A hook may bundle only measured packages, because each package adds start time to every tool call. */
function verifyPackages(source: string, chunks: OutputChunk[]): void {
  const names = packagesIn(chunks).map((folder) => folder.replace(/^.*node_modules\//, ''));
  const unmeasured = names.filter((name) => !purePackages().includes(name));
  if (unmeasured.length > 0) {
    const allowed = ['node:*', 'our own code', ...purePackages()].join(', ');
    throw new Error(`${source} brings in ${unmeasured.join(', ')}; a hook may use ${allowed} only`);
  }
}

/** The folders of the packages whose code is in the bundles, sorted. */
function packagesIn(chunks: OutputChunk[]): string[] {
  const modules = chunks.flatMap(({ moduleIds }) => moduleIds.map((id) => id.replaceAll('\\', '/')));
  const folders = modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

/**
 * The licence texts of the packages whose code is in the bundles, including code that came through scripts/generated.
 */
async function licenses(root: string, chunks: OutputChunk[]): Promise<string> {
  const parts = [];
  const inGenerated = ['@pnpm/tabtab', 'ajv', 'fast-deep-equal'].map((name) => path.join(root, 'node_modules', name));
  for (const folder of [...packagesIn(chunks), ...inGenerated]) {
    const { name, version, license } = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
    const file = (await readdir(folder)).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file === undefined ? '' : await readFile(path.join(folder, file), 'utf8');
    parts.push(`${name} ${version} (${license})\n\n${text.replaceAll('\r\n', '\n').trim()}\n`);
  }
  const rule = `\n${'-'.repeat(80)}\n\n`;
  return ['The scripts in this folder contain code of these packages.\n', ...parts].join(rule);
}

/** The list of a folder's files with their digests, under the version of package.json. */
export async function manifestOf(root: string, folder: string): Promise<Manifest> {
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const files: Record<string, string> = {};
  for (const file of await filesBelow(folder)) {
    files[file] = createHash('sha256')
      .update(await readFile(path.join(folder, file)))
      .digest('hex');
  }
  return { name: NAME, version, files };
}

/**
 * All files below a folder.
 *
 * @returns paths relative to it, with forward slashes, sorted by code points
 */
export async function filesBelow(folder: string): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (!entry.isDirectory()) files.push(entry.name);
    else files.push(...(await filesBelow(path.join(folder, entry.name))).map((file) => `${entry.name}/${file}`));
  }
  return files.sort();
}

/** The folder that `npm run build` writes. */
export function distFolder(): string {
  return path.join(projectRoot(), 'dist', NAME);
}

if (isStarted(import.meta.url)) {
  const { values } = parseArgs({ options: { partial: { type: 'boolean' }, out: { type: 'string' } } });
  const out = path.resolve(values.out ?? distFolder());
  const { files, version } = await build({ out, partial: values.partial ?? false });
  console.log(`${path.relative(process.cwd(), out)} ${version}: ${Object.keys(files).length} files`);
}

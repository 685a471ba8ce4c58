/**
 * Generates scripts/generated/ from schemas/*.schema.json, schemas/internal/*.schema.json, core/verbs.ts and
 * package.json: types.d.ts (the types), validators.js with validators/ and validators.d.ts (compiled checks that need
 * no Ajv at run time), version.ts (the only version number), human-only.ts (the guard's table, so that a hook need not
 * load the verb table) and completion.ts (the scripts for shells).
 *
 * review.schema.json gives the type Review and `validateReview(data): data is Review`, with the faults of the last call
 * in `validateReview.errors`.
 */
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Ajv2020, type AnySchemaObject, type Options } from 'ajv/dist/2020.js';
import standalone from 'ajv/dist/standalone/index.js';
import formats from 'ajv-formats';
import { compile } from 'json-schema-to-typescript';
import { rolldown } from 'rolldown';
import { SHELLS } from '../core/say/shells.js';
import { humanOnlyMarks } from '../core/verbs.js';
import { isStarted, projectRoot } from './project.js';

const SUFFIX = '.schema.json';

/** The folder below schemas/ for files that only this program writes and reads; it is not part of the skill folder. */
export const INTERNAL = 'internal';

interface NamedSchema {
  /** The path relative to the folder of the schemas, with forward slashes. */
  file: string;
  /** Name of the type; the validator is called validate<type>. */
  type: string;
  schema: AnySchemaObject;
}

/**
 * Generates all files.
 *
 * @param schemas folder with *.schema.json, and possibly more in its folder `internal`
 * @param out the folder to write; only files whose text changed are touched
 * @param version the value for version.ts
 * @throws Error when two schemas define the same type name differently, or a schema is not valid
 */
export async function generate(schemas: string, out: string, version: string): Promise<void> {
  const all = await readSchemas(schemas);
  await mkdir(path.join(out, 'validators'), { recursive: true });
  const [types, validators] = await Promise.all([typesOf(all, schemas), validatorsOf(all)]);
  await write(path.join(out, 'types.d.ts'), types);
  for (const [file, text] of validators) await write(path.join(out, file), text);
  await write(path.join(out, 'validators.d.ts'), declarationsOf(all));
  await write(
    path.join(out, 'version.ts'),
    `/** The version in package.json. */\nexport const version = ${JSON.stringify(version)};\n`,
  );
}

async function readSchemas(folder: string): Promise<NamedSchema[]> {
  const names = await readdir(folder, { recursive: true });
  const files = names.map((name) => name.split(path.sep).join('/')).filter((name) => isSchema(name));
  return Promise.all(
    files.sort().map(async (file) => ({
      file,
      type: pascalCase(moduleName(file)),
      schema: JSON.parse(await readFile(path.join(folder, file), 'utf8')),
    })),
  );
}

const isSchema = (name: string): boolean => name.endsWith(SUFFIX) && ['.', INTERNAL].includes(path.posix.dirname(name));

function pascalCase(name: string): string {
  return name
    .split(/[-_.]/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** All schemas share one file of types, so that a definition used by two of them is written once. */
async function typesOf(all: NamedSchema[], cwd: string): Promise<string> {
  const seen = new Map<string, { text: string; file: string }>();
  for (const { schema, type, file } of all) {
    const text = await compile({ ...schema, title: type }, type, {
      bannerComment: '',
      cwd,
      // A schema that does not forbid additional fields allows them; its type lists the fields that are read.
      additionalProperties: false,
      ignoreMinAndMaxItems: true,
      unknownAny: true,
      style: { singleQuote: true, printWidth: 110 },
    });
    for (const declaration of text.split(/\n(?=\/\*\*|export )(?<!\*\/\n)/)) {
      const name = /^export (?:interface|type) (\w+)/m.exec(declaration)?.[1];
      if (name === undefined) continue;
      const earlier = seen.get(name);
      if (earlier !== undefined && earlier.text !== declaration.trim()) {
        throw new Error(
          `${file} and ${earlier.file} define the type ${name} differently; give one of them another title`,
        );
      }
      seen.set(name, { text: declaration.trim(), file });
    }
  }
  return `${[...seen.values()].map(({ text }) => text).join('\n\n') || 'export {};'}\n`;
}

/**
 * One module per schema, so that a bundle contains only the checks that it uses.
 *
 * @returns file name → text
 */
async function validatorsOf(all: NamedSchema[]): Promise<Map<string, string>> {
  // For files of users, every fault is reported. For the program's own files a yes or no is enough, and takes less
  // code.
  const ajvs = { users: ajvWith({ allErrors: true }), own: ajvWith({ allErrors: false, messages: false }) };
  const ajvOf = (file: string): Ajv2020 => (file.includes('/') ? ajvs.own : ajvs.users);
  for (const { file, schema } of all) ajvOf(file).addSchema({ ...schema, $id: file });
  // The modules are treated as if they were in the project's root, from where Ajv's own files can be found.
  const sources = new Map(
    all.map(({ file, type }) => [
      path.join(projectRoot(), `${moduleName(file)}.js`),
      standalone.default(ajvOf(file), { [`validate${type}`]: file }),
    ]),
  );
  const modules = await bundled(sources);
  const index = all.map(({ file, type }) => `export { validate${type} } from './validators/${moduleName(file)}.js';\n`);
  return modules.set('validators.js', index.join('') || 'export {};\n');
}

function ajvWith(options: Options): Ajv2020 {
  const ajv = new Ajv2020({ code: { source: true, esm: true }, allowUnionTypes: true, ...options });
  // A keyword of json-schema-to-typescript, for types that it cannot derive itself.
  ajv.addVocabulary(['tsType']);
  formats.default(ajv);
  return ajv;
}

/** Ajv's standalone code still requires a few of Ajv's own files, even as an ES module; rolldown bundles them. */
async function bundled(sources: Map<string, string>): Promise<Map<string, string>> {
  if (sources.size === 0) return new Map();
  const bundle = await rolldown({
    input: Object.fromEntries([...sources.keys()].map((id) => [path.basename(id, '.js'), id])),
    platform: 'node',
    plugins: [
      {
        name: 'sources-from-memory',
        resolveId: (id) => (sources.has(id) ? id : null),
        load: (id) => sources.get(id) ?? null,
      },
    ],
  });
  const { output } = await bundle.generate({
    format: 'esm',
    entryFileNames: 'validators/[name].js',
    chunkFileNames: 'validators/shared-[name].js',
  });
  await bundle.close();
  return new Map(output.flatMap((chunk) => (chunk.type === 'chunk' ? [[chunk.fileName, chunk.code] as const] : [])));
}

function moduleName(file: string): string {
  return path.posix.basename(file, SUFFIX);
}

function declarationsOf(all: NamedSchema[]): string {
  const validators = all.map(({ type }) => `export const validate${type}: Validator<types.${type}>;\n`);
  return `import type * as types from './types.js';

/** One fault: where in the data (a JSON pointer), which rule, and the rule's own words. */
export interface SchemaError {
  instancePath: string;
  schemaPath: string;
  keyword: string;
  params: Record<string, unknown>;
  message?: string;
}

/** True when the data has the shape; else \`errors\` holds every fault of this call. */
export interface Validator<T> {
  (data: unknown): data is T;
  errors?: SchemaError[] | null;
}

${validators.join('')}`;
}

/** Replaces a file in one step, so that a reader never sees an incomplete one. */
async function write(file: string, text: string): Promise<void> {
  const present = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (present === text) return;
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, text);
  await rename(fresh, file);
}

/**
 * The guard's table as a module.
 *
 * @param marks verb → its human-only marks
 */
const humanOnlyTable = (marks: Record<string, readonly string[]>): string =>
  `/** Verb → the sub-verbs or options that only a human may use; \`*\` is the verb itself. */
export const HUMAN_ONLY: Readonly<Record<string, readonly string[]>> = ${JSON.stringify(marks)};
`;

/** Our own: the package's script evaluates the typed words, so that a tab runs the substitutions that they contain. */
const FISH = `function _cccc_completion
  set -l line (commandline -cp)
  set -l offered (env COMP_LINE="$line" COMP_POINT=(string length -- "$line") SHELL=fish cccc completion-server)
  if test "$offered" = __tabtab_complete_files__
    __fish_complete_path (commandline -ct)
  else
    printf '%s\\n' $offered
  end
end
complete -c cccc -f -a '(_cccc_completion)'
`;

/**
 * The scripts of @pnpm/tabtab for `cccc`, as a module: the package reads them from its own folder, which an installed
 * skill does not have.
 */
async function completionScripts(root: string): Promise<string> {
  const folder = path.join(root, 'node_modules/@pnpm/tabtab/lib/templates');
  const scripts: Record<string, string> = { fish: FISH };
  for (const shell of SHELLS.filter((name) => name !== 'fish')) {
    const template = await readFile(path.join(folder, `completion.${shell}`), 'utf8');
    scripts[shell] = template.replaceAll('{pkgname}', 'cccc').replaceAll('{completer}', 'cccc');
  }
  return `import type { Shell } from '../core/say/shells.js';

/** The script of each shell that completes \`cccc\`. */
export const COMPLETION_SCRIPTS: Readonly<Record<Shell, string>> = ${JSON.stringify(scripts)};
`;
}

/** Generates scripts/generated/ of this project. */
export async function generateProject(): Promise<void> {
  const root = projectRoot();
  const { version } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'));
  const out = path.join(root, 'scripts/generated');
  await generate(path.join(root, 'schemas'), out, version);
  await write(path.join(out, 'human-only.ts'), humanOnlyTable(humanOnlyMarks()));
  await write(path.join(out, 'completion.ts'), await completionScripts(root));
}

if (isStarted(import.meta.url)) await generateProject();

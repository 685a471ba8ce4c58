/** The self-test of an installed skill folder: its manifest, its schemas, one start of each hook. Changes nothing. */
import path from 'node:path';
import { fieldAt, isObject, parseJson } from '../../core/json.js';
import { type Notice, notice } from '../../core/say/notices.js';
import { readIfThere } from '../../io/ground/files.js';
import { nowhere, runHookCommand } from '../../io/ground/inspect.js';
import { skillRoot } from '../../io/ground/workspace.js';
import { readPresent } from '../../io/install/apply.js';
import { hookCommand } from '../../io/install/claude.js';
import { filesBelow, readManifest } from '../../io/install/skill-files.js';
import type { Context } from '../context.js';
import { faultOf, RUN_HOOKS } from '../doctor/client.js';

export interface Smoke {
  /** What is wrong; empty where the folder is whole. */
  faults: Notice[];
  /** What is worth knowing and no fault. */
  remarks: Notice[];
  counts: { files: number; schemas: number; hooks: number };
}

/** Tests the folder of the running skill. Its hooks are started where they find no project. */
export async function smokeTest(context: Context): Promise<Smoke> {
  const root = skillRoot();
  const manifest = readManifest(root);
  const counts = { files: 0, schemas: 0, hooks: 0 };
  if (manifest === null) return { faults: [notice('skill-without-manifest', { dir: root })], remarks: [], counts };
  const named = Object.keys(manifest.files);
  const present = readPresent(root, named);
  const differing = named.filter((file) => present.get(file) !== manifest.files[file]);
  const extra = filesBelow(root, '').filter((file) => !isBeside(file) && !named.includes(file));
  const schemas = named.filter((file) => /^schemas\/.*\.json$/.test(file));
  const readable = named.filter((file) => file.endsWith('.json') && present.has(file));
  return {
    faults: [
      ...(differing.length > 0 ? [notice('skill-files-differ', { files: differing.join(', ') })] : []),
      ...readable.flatMap((file) => faultOfJson(root, file, schemas.includes(file))),
      ...(await brokenHooks(context, root)),
    ],
    remarks: extra.length > 0 ? [notice('skill-files-extra', { files: extra.join(', ') })] : [],
    counts: { files: named.length, schemas: schemas.length, hooks: RUN_HOOKS.length },
  };
}

/** What is no part of the release and belongs there: the list itself, and what git and the client add to a plugin. */
const isBeside = (file: string): boolean => file === 'manifest.json' || /^\.(?:git|in_use)(?:$|\/)/.test(file);

function faultOfJson(root: string, file: string, isSchema: boolean): Notice[] {
  const parsed = parseJson(readIfThere(path.join(root, file)) ?? '');
  const detail = parsed.ok ? (isSchema ? schemaFault(parsed.value) : null) : parsed.fault;
  return detail === null ? [] : [notice('skill-file-broken', { file, detail })];
}

/** Every schema of the skill describes an object, and requires only what it describes. */
function schemaFault(schema: unknown): string | null {
  const [type, properties, required] = ['type', 'properties', 'required'].map((field) => fieldAt(schema, field));
  if (type !== 'object' || !isObject(properties)) return 'type, properties';
  const unknown = Array.isArray(required) ? required.filter((name) => !Object.hasOwn(properties, String(name))) : [];
  return unknown.length > 0 ? `required: ${unknown.join(', ')}` : null;
}

async function brokenHooks({ env }: Context, root: string): Promise<Notice[]> {
  const folder = path.join(root, 'hooks');
  const runs = await Promise.all(
    RUN_HOOKS.map(async ([name, event]) => {
      const file = path.join(folder, name);
      const command = event === null ? { program: process.execPath, args: [file] } : hookCommand(folder, name, event);
      return { name, fault: faultOf(await runHookCommand(command, nowhere(), env)) };
    }),
  );
  return runs.flatMap(({ name, fault }) =>
    fault === null ? [] : [notice('hook-not-runnable', { file: `hooks/${name}`, detail: fault })],
  );
}

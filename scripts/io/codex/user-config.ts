/** The user's and the system's files from which Codex builds its configuration, in order of precedence. */
import fs from 'node:fs/promises';
import path from 'node:path';
import { parse, TomlError } from 'smol-toml';
import type { Table } from '../../core/codex/destination.js';
import { type Infrastructure, infrastructure } from '../../core/codex/reasons.js';
import { isObject } from '../../core/json.js';
import { hasCode, isMissing } from '../ground/files.js';
import { codexHome } from './environment.js';

export interface Layers {
  kind: 'layers';
  /** For all users of the machine; Codex reads it in a review too. */
  system: Table;
  user: Table;
  /** The administrator's file, which overrides all others; Codex reads it in a review too. */
  managed: Table;
}

/** @param systemFolder where the files of the machine are, in tests */
export async function readLayers(env: NodeJS.ProcessEnv, systemFolder?: string): Promise<Layers | Infrastructure> {
  const isWindows = process.platform === 'win32';
  const folder = systemFolder ?? (isWindows ? path.join(programData(env), 'OpenAI', 'Codex') : '/etc/codex');
  const home = codexHome(env);
  const files = [
    path.join(folder, 'config.toml'),
    path.join(home, 'config.toml'),
    path.join(isWindows && systemFolder === undefined ? home : folder, 'managed_config.toml'),
  ];
  const [system, user, managed] = await Promise.all(files.map(readToml));
  const broken = [system, user, managed].indexOf(null);
  if (!system || !user || !managed) return infrastructure('user-config-unreadable', files[broken] ?? '');
  return { kind: 'layers', system, user, managed };
}

const programData = (env: NodeJS.ProcessEnv): string => env['PROGRAMDATA'] || 'C:\\ProgramData';

/** null when the file is there and cannot be read or parsed. */
async function readToml(file: string): Promise<Table | null> {
  try {
    return parse(await fs.readFile(file, 'utf8'));
  } catch (error) {
    if (error instanceof TomlError || hasCode(error, 'EACCES', 'EPERM')) return null;
    if (isMissing(error)) return {};
    throw error;
  }
}

/** Merges one table over another, including nested tables, as Codex merges its files. */
export function merged(below: Table, above: Table): Table {
  const entries = Object.entries(above).map(([key, value]) => {
    const old = below[key];
    return [key, isObject(old) && isObject(value) ? merged(old, value) : value] as const;
  });
  return { ...below, ...Object.fromEntries(entries) };
}

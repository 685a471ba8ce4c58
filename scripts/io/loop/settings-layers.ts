/** The settings from which Claude Code learns whether it runs hooks: files of all layers, and its session's options. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { jsonOf, withoutBom } from '../../core/json.js';
import { type HookSettings, isYes, type SettingsLayer, SWITCHING_VARIABLES } from '../../core/loop/switches.js';
import { isSystemError, readIfThere } from '../ground/files.js';
import { clientFolder, managedFolder, type ProjectPaths, storedPath } from '../ground/workspace.js';
import { kinOf } from '../run/kin.js';

/** All settings that count in the session in which this process runs, if it runs in one. */
export function readHookSettings(paths: ProjectPaths, env: NodeJS.ProcessEnv): HookSettings {
  const session = readSession(paths, env);
  const files = readSettingsFiles(paths, env);
  const isManaged = ({ kind }: SettingsLayer): boolean => kind === 'managed';
  return {
    layers: [...files.filter(isManaged), ...session.settings, ...files.filter((layer) => !isManaged(layer))],
    flags: session.flags,
  };
}

/**
 * The files of every layer, strongest first.
 *
 * @param managed where an administrator's settings lie
 */
export function readSettingsFiles(
  paths: ProjectPaths,
  env: NodeJS.ProcessEnv,
  managed: string = managedFolder(),
): SettingsLayer[] {
  const own = clientFolder(env);
  const shown = (file: string): string => {
    const stored = storedPath(paths.project, file);
    return stored.startsWith('..') || path.isAbsolute(stored) ? file.split(path.sep).join('/') : stored;
  };
  const layer = (kind: SettingsLayer['kind'], file: string): SettingsLayer => ({
    kind,
    file: shown(file),
    value: valueIn(file),
  });
  return [
    ...managedFiles(managed, own).map((file) => layer('managed', file)),
    layer('local', path.join(paths.claude, 'settings.local.json')),
    layer('project', paths.settings),
    layer('user', path.join(own, 'settings.json')),
  ];
}

/** undefined where the file is not there or says nothing that the client would read. */
function valueIn(file: string): unknown {
  try {
    return jsonOf(withoutBom(readIfThere(file) ?? ''));
  } catch (error) {
    if (isSystemError(error)) return undefined;
    throw error;
  }
}

/** The administrator's file, those beside it that are read after it, and the client's copy of what a server sent. */
function managedFiles(managed: string, own: string): string[] {
  const beside = path.join(managed, 'managed-settings.d');
  const names = namesIn(beside)
    .filter((name) => name.endsWith('.json') && !name.startsWith('.'))
    .sort();
  return [
    ...names.reverse().map((name) => path.join(beside, name)),
    path.join(managed, 'managed-settings.json'),
    path.join(own, 'remote-settings.json'),
  ];
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (isSystemError(error)) return [];
    throw error;
  }
}

const SWITCHING_OPTIONS = ['--bare', '--safe-mode'] as const;

/** How the client of this process's session was started; empty if the user runs this process on a terminal. */
function readSession(paths: ProjectPaths, env: NodeJS.ProcessEnv): { settings: SettingsLayer[]; flags: string[] } {
  if (!env['CLAUDE_CODE_SESSION_ID']) return { settings: [], flags: [] };
  const words = clientCommand(env);
  const sources = optionIn(words, '--setting-sources');
  const given = optionIn(words, '--settings');
  return {
    settings: given === null ? [] : [{ kind: 'session', file: 'claude --settings', value: givenValue(paths, given) }],
    flags: [
      ...SWITCHING_OPTIONS.filter((name) => words.includes(name)),
      ...SWITCHING_VARIABLES.filter((name) => isYes(env[name])),
      ...(sources === null || sources.split(',').some((name) => name.trim() === 'project')
        ? []
        : [`--setting-sources ${sources}`]),
    ],
  };
}

/** The words of the client's command line; empty if the system does not reveal it. */
function clientCommand(env: NodeJS.ProcessEnv): readonly string[] {
  const kin = kinOf(process.pid) ?? [];
  const clients = kin.filter(({ command: [program = ''] }) => /^claude(?:\.exe)?$/.test(path.basename(program)));
  const client = clients.find(({ pid }) => pid === Number(env['CLAUDE_PID'])) ?? clients[0];
  return (client?.command ?? []).map((word) => Buffer.from(word, 'latin1').toString('utf8'));
}

/** The option's value; the last one if it is given several times. */
function optionIn(words: readonly string[], name: string): string | null {
  const at = words.findLastIndex((word) => word === name || word.startsWith(`${name}=`));
  const word = words[at];
  if (word === undefined) return null;
  return word === name ? (words[at + 1] ?? null) : word.slice(name.length + 1);
}

/** `--settings` takes a file or JSON. */
const givenValue = (paths: ProjectPaths, given: string): unknown =>
  given.trimStart().startsWith('{') ? jsonOf(given) : valueIn(path.resolve(paths.project, given));

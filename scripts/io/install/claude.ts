/** Claude Code's files in a project: settings.json, the hooks beside it, and what the skill brings for them. */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { type ParseError, parseTree } from 'jsonc-parser';
import type { ParseJson } from '../../core/install/client/json-node.js';
import * as settings from '../../core/install/client/settings.js';
import { withoutCommands as withoutHooksOf } from '../../core/install/update/old-entries.js';
import { fieldAt, isObject, jsonOf, parseJson } from '../../core/json.js';
import { notice, Problem } from '../../core/say/notices.js';
import { DENY_RULES } from '../../guard/index.js';
import { isMissing, readIfThere } from '../ground/files.js';
import { findWorkTree } from '../ground/hook.js';
import { installation } from '../ground/installation.js';
import { loopFile, type ProjectPaths, skillFile, skillRoot } from '../ground/workspace.js';

const BOM = '\uFEFF';

/** Parses a settings file: comments and trailing commas are read as editors write them. */
export const parse: ParseJson = (text) => {
  const faults: ParseError[] = [];
  const root = parseTree(text, faults, { allowTrailingComma: true });
  return faults.length > 0 ? null : (root ?? null);
};

/** Applies a text edit to what follows a byte order mark, which stays. */
export function besideBom<T>(text: string, edit: (bare: string) => T, restore: (edited: T, bom: string) => T): T {
  return text.startsWith(BOM) ? restore(edit(text.slice(1)), BOM) : edit(text);
}

/**
 * A settings.json without anything that `loop start` of any version put there, byte for byte what it was before.
 *
 * @param content the whole file as text
 * @returns null when `loop start` made the file; invalid JSON comes back as it is
 */
export function withoutOurs(content: string): string | null {
  return besideBom<string | null>(
    content,
    (bare) => settings.withoutOurs(bare, parse),
    (bare, bom) => (bare === null ? null : bom + bare),
  );
}

/**
 * A settings.json without what is exactly the registration of the running version, on any platform: so that the digest
 * of a work tree does not move when the loop is switched on, and that of a changed hook does.
 *
 * @param content the whole file as text
 * @returns null when nothing else is in it; invalid JSON comes back as it is
 */
export function withoutRegistration(content: string): string | null {
  const ours = (['linux', 'win32'] as const).map((platform) => copiedRegistration(platform));
  return besideBom<string | null>(
    content,
    (bare) => settings.withoutExactly(bare, ours, parse),
    (bare, bom) => (bare === null ? null : bom + bare),
  );
}

/**
 * A settings.json without hooks that run one of these commands, byte for byte otherwise.
 *
 * @param content the whole file as text
 * @returns null when nothing else is in it; invalid JSON comes back as it is
 */
export function withoutCommands(content: string, commands: readonly string[]): string | null {
  return besideBom<string | null>(
    content,
    (bare) => withoutHooksOf(bare, commands, parse),
    (bare, bom) => (bare === null ? null : bom + bare),
  );
}

/** What the client records there when the user answers its questions about permissions and servers. */
const ANSWERS = new Set([
  'permissions',
  'enableAllProjectMcpServers',
  'enabledMcpjsonServers',
  'disabledMcpjsonServers',
]);

/** Whether a settings.local.json holds nothing but the user's answers to the client; hooks and the like count. */
export function holdsOnlyAnswers(content: string): boolean {
  const root = parse(content.startsWith(BOM) ? content.slice(1) : content);
  if (root?.type !== 'object') return false;
  return (root.children ?? []).every(({ children }) => ANSWERS.has(String(children?.[0]?.value)));
}

/**
 * A settings.json with our registration.
 *
 * @param content the whole file as text, null when there is none
 * @throws Problem `settings-invalid` or `settings-shape`: the file is named and left alone
 */
export function withOurs(content: string | null, ours: settings.Registration, file: string): string {
  const edit = (bare: string | null): settings.SettingsEdit => settings.withOurs(bare, ours, parse);
  const restore = (result: settings.SettingsEdit, bom: string): settings.SettingsEdit =>
    result.ok ? { ok: true, text: bom + result.text } : result;
  return editedText(content === null ? edit(null) : besideBom(content, edit, restore), file);
}

/** @throws Problem `settings-invalid` or `settings-shape`: the file is named and left alone */
export function editedText(edit: settings.SettingsEdit, file: string): string {
  if (edit.ok) return edit.text;
  if (edit.fault === 'invalid-json') throw new Problem(notice('settings-invalid', { file }));
  throw new Problem(notice('settings-shape', { file, path: edit.path }));
}

/**
 * The text of a project's settings.json, null when there is none.
 *
 * @throws Problem `settings-invalid` when its bytes are not UTF-8: writing such a text back would change them
 */
export const readSettings = (paths: ProjectPaths): string | null => readSettingsFile(paths.settings);

/** The same for any settings file. */
export function readSettingsFile(file: string): string | null {
  const text = readIfThere(file);
  if (text !== null && !Buffer.from(text).equals(readFileSync(file)))
    throw new Problem(notice('settings-invalid', { file }));
  return text;
}

/** How our registration in a project stands; reads only. */
export interface RegistrationStatus {
  /** settings.json can be parsed, or does not exist. */
  valid: boolean;
  /** It is plain JSON: Claude Code 2.1 ignores the whole file when it has a comment or a trailing comma. */
  strict: boolean;
  /** The path of the first value for which the client ignores the whole file; null if there is none. */
  misshapen: string | null;
  /** Events and deny rules that are missing; both empty when all is there. */
  events: string[];
  deny: string[];
}

export function readRegistration(paths: ProjectPaths, ours: settings.Registration): RegistrationStatus {
  const content = readIfThere(paths.settings);
  const bare = content?.startsWith(BOM) ? content.slice(1) : content;
  const root = bare === null ? null : parse(bare);
  return {
    valid: bare === null || root !== null,
    strict: bare === null || parseJson(bare).ok,
    misshapen: root === null ? null : settings.misshapenIn(root),
    ...settings.missingOf(bare, ours, parse),
    ...(installation() === 'plugin' ? { events: isPluginLoopOn(paths) ? [] : [...PLUGIN_EVENTS] } : {}),
  };
}

/** What a plugin's hooks listen to while the loop is on. */
const PLUGIN_EVENTS = ['Stop', 'PreToolUse'] as const;

/** Whether a plugin's loop is on in the work tree around a project. */
export function isPluginLoopOn({ project }: ProjectPaths): boolean {
  const tree = findWorkTree(project);
  return tree !== null && existsSync(loopFile(tree.gitDir));
}

/**
 * The hooks' files, as they lie in a project: four hooks, the two parts that the guard loads when it needs them, and
 * what starts them.
 */
export const HOOK_FILES = [
  'cccc-hook.sh',
  'cccc-hook.cmd',
  'cccc-stop.cjs',
  'cccc-guard.cjs',
  'cccc-guard-judge.cjs',
  'cccc-guard-voice.cjs',
  'cccc-stop-failure.cjs',
  'cccc-passed.cjs',
] as const;

/**
 * Claude Code does not wait for the failure hook, and a started Node comes too late to write: a shell's own
 * words and one `cat` do not. It finds the git directory as io/ground/hook.ts does, without git.
 */
const FAILURE_COMMAND =
  'umask 077; cd "${CLAUDE_PROJECT_DIR:-.}" && while [ ! -e .git ] && [ "$PWD" != / ]; do cd ..; done; ' +
  'd=.git; [ -d .git ] || read -r _ d < .git; { cat; echo; } >> "$d/cccc-stop-failures.jsonl"';

/**
 * What the running program registers in a project's settings.json. The client knows a plugin's hooks from the plugin,
 * so that only the rules are added there.
 *
 * @throws Problem `skill-damaged`
 */
export const readOurRegistration = (platform: NodeJS.Platform = process.platform): settings.Registration =>
  installation() === 'plugin' ? { hooks: {}, deny: DENY_RULES } : copiedRegistration(platform);

/**
 * What a copied skill folder registers: hooks/registration.json, which names the files as a plugin does, with the
 * project's folder in place of the plugin's.
 *
 * @throws Problem `skill-damaged` when registration.json is missing or not what it should be
 */
function copiedRegistration(platform: NodeJS.Platform): settings.Registration {
  const file = skillFile('hooks/registration.json');
  const text = readIfThere(file);
  if (text === null) throw new Problem(notice('skill-damaged', { file }));
  const own = text.replaceAll('$CLAUDE_PLUGIN_ROOT/hooks/', '$CLAUDE_PROJECT_DIR/.claude/hooks/');
  const hooks = fieldAt(jsonOf(own), 'hooks');
  if (!areHooks(hooks)) throw new Problem(notice('skill-damaged', { file }));
  const groups =
    platform === 'win32'
      ? Object.fromEntries(Object.entries(hooks).map(([event, group]) => [event, group.map(forWindows)]))
      : { ...hooks, StopFailure: [{ hooks: [{ type: 'command', command: FAILURE_COMMAND, timeout: 10 }] }] };
  return { hooks: groups, deny: DENY_RULES };
}

/** The same hooks with the other launcher, which needs no POSIX shell. */
const forWindows = (group: settings.HookGroup): settings.HookGroup => ({
  ...group,
  hooks: group.hooks.map((hook) => {
    const [, file = '', event = ''] = /set -- (\S+) (\w+);/.exec(String(hook['command'])) ?? [];
    const { command: _, ...rest } = hook;
    const launcher = '${CLAUDE_PROJECT_DIR}/.claude/hooks/cccc-hook.cmd';
    return { ...rest, command: 'cmd', args: ['/d', '/c', launcher, file, event] };
  }),
});

/**
 * How a launcher is started by hand, as the registration starts it.
 *
 * @param folder where the hooks lie
 * @param words the hook's file and the event, or `which` for the Node that would be used
 */
export function hookCommand(folder: string, ...words: readonly string[]): { program: string; args: string[] } {
  return process.platform === 'win32'
    ? { program: 'cmd', args: ['/d', '/c', path.join(folder, 'cccc-hook.cmd'), ...words] }
    : { program: '/bin/sh', args: ['-c', 'launcher=$0; . "$0"', path.join(folder, 'cccc-hook.sh'), ...words] };
}

const areHooks = (value: unknown): value is Record<string, settings.HookGroup[]> =>
  isObject(value) && Object.values(value).every((groups) => Array.isArray(groups) && groups.every(isHookGroup));
const isHookGroup = (group: unknown): boolean => {
  const hooks = fieldAt(group, 'hooks');
  const matcher = fieldAt(group, 'matcher');
  return Array.isArray(hooks) && hooks.every(isObject) && (matcher === undefined || typeof matcher === 'string');
};

/**
 * The built hook files that the running program puts into a project: name → bytes; none for a plugin, whose hooks stay
 * with it. Throws Problem `skill-not-built` in development.
 */
export function readHookFiles(): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  if (installation() === 'plugin') return files;
  for (const name of HOOK_FILES) {
    const file = skillFile(path.join('hooks', name));
    try {
      files.set(name, readFileSync(file));
    } catch (error) {
      if (isMissing(error)) throw new Problem(notice('skill-not-built', { dir: skillRoot() }));
      throw error;
    }
  }
  return files;
}

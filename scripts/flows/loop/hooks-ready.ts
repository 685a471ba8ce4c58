/** Whether Claude Code would run the loop's hooks in a project: its settings of all layers, and a Node for them. */
import { NEEDED_NODE } from '../../core/install/tried.js';
import { type HookSwitch, hookSwitchIn } from '../../core/loop/switches.js';
import { type Notice, notice } from '../../core/say/notices.js';
import { isOlder } from '../../io/codex/locate.js';
import { installation } from '../../io/ground/installation.js';
import { type ProjectPaths, skillFile, stateDirectory, storedPath } from '../../io/ground/workspace.js';
import { hookCommand, type RegistrationStatus } from '../../io/install/claude.js';
import { findHookNode, flawOf, readHookNode } from '../../io/loop/hook-node.js';
import { hooksUnseenSince } from '../../io/loop/hooks-seen.js';
import { readHookSettings } from '../../io/loop/settings-layers.js';
import type { TaskReading } from '../../io/task/store.js';
import { localTime } from '../../render/time.js';
import type { Project } from '../task/place.js';

/** What switches off the project's hooks; null if nothing does. */
export const hookSwitch = (paths: ProjectPaths, env: NodeJS.ProcessEnv): HookSwitch | null =>
  hookSwitchIn(readHookSettings(paths, env), installation() === 'plugin');

/** Why Claude Code would ignore the registration: its file, or a switch in any of the files. */
export function unheardNotices(
  paths: ProjectPaths,
  { valid, strict, misshapen }: Pick<RegistrationStatus, 'valid' | 'strict' | 'misshapen'>,
  env: NodeJS.ProcessEnv,
): Notice[] {
  const file = storedPath(paths.project, paths.settings);
  if (!valid) return [notice('settings-invalid', { file })];
  const found = hookSwitch(paths, env);
  return [
    ...(strict ? [] : [notice('settings-not-plain', { file })]),
    ...(misshapen === null ? [] : [notice('settings-shape', { file, path: misshapen })]),
    ...(found === null ? [] : [notice('hooks-disabled', { file: found.file, key: found.key, by: found.by })]),
  ];
}

/**
 * Whether Claude Code ran no hook although the loop's session went on with the task, which it cannot do without tools,
 * and each of those has the guard asked first. That the loop was switched on by another session says nothing yet.
 */
export function unseenNotices(
  { paths, repository }: Project,
  reading: Pick<TaskReading, 'entries' | 'state'> | null,
): Notice[] {
  const since = hooksUnseenSince(repository.gitDir);
  if (since === null || reading === null || reading.state.loop.session === null) return [];
  const wentOn = reading.entries.some(({ event }) => event.at > since && !event.type.startsWith('loop-'));
  return wentOn ? [notice('hooks-unseen', { at: localTime(since).slice(0, 16), project: paths.project })] : [];
}

/** Whether this command's Node can be recorded for the hooks: why not, and whether another Node can be used. */
export function ownNodeNotices(env: NodeJS.ProcessEnv): { notices: Notice[]; isUsable: boolean } {
  const flaw = flawOf(process.execPath);
  if (flaw === null) return { notices: [], isUsable: true };
  const fault = faultOf(nodeFound(env));
  const unfit = notice('hook-node-unfit', { node: process.execPath, why: flaw });
  return { notices: fault === null ? [unfit] : [unfit, fault], isUsable: fault === null };
}

/** The hooks' Node as doctor shows it: none is a fault; one found only through this shell's PATH is a warning. */
export function hookNodeState(env: NodeJS.ProcessEnv): { node: string; fault: Notice | null; warning: Notice | null } {
  const found = nodeFound(env);
  const node = found?.node ?? '-';
  const isRecorded = node === readHookNode(stateDirectory(env));
  return { node, fault: faultOf(found), warning: isRecorded ? null : notice('hook-node-unrecorded', { node }) };
}

/** What the launcher finds in this environment. */
const nodeFound = (env: NodeJS.ProcessEnv): ReturnType<typeof findHookNode> =>
  findHookNode(hookCommand(skillFile('hooks'), 'which'), env);

function faultOf(found: ReturnType<typeof findHookNode>): Notice | null {
  if (found === null) return notice('hook-node-missing', { needed: NEEDED_NODE });
  return isOlder(found.version, NEEDED_NODE)
    ? notice('hook-node-old', { node: found.node, found: found.version, needed: NEEDED_NODE })
    : null;
}

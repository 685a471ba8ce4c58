/** Whether Claude Code would run the loop's hooks in a project: its settings of all layers, and a Node for them. */
import { NEEDED_NODE } from '../../core/install/tried.js';
import { type HookSwitch, hookSwitchIn } from '../../core/loop/switches.js';
import { type Notice, notice } from '../../core/say/notices.js';
import { isOlder } from '../../io/codex/locate.js';
import { type ProjectPaths, skillFile, stateDirectory, storedPath } from '../../io/ground/workspace.js';
import { hookCommand, type RegistrationStatus } from '../../io/install/claude.js';
import { findHookNode, flawOf, readHookNode } from '../../io/loop/hook-node.js';
import { readHookSettings } from '../../io/loop/settings-layers.js';

/** What switches off the project's hooks; null if nothing does. */
export const hookSwitch = (paths: ProjectPaths, env: NodeJS.ProcessEnv): HookSwitch | null =>
  hookSwitchIn(readHookSettings(paths, env));

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

/** Whether this command's Node can be recorded for the hooks: why not, and whether another Node can be used. */
export function ownNodeNotices(env: NodeJS.ProcessEnv): { notices: Notice[]; isUsable: boolean } {
  const flaw = flawOf(process.execPath);
  if (flaw === null) return { notices: [], isUsable: true };
  const fault = faultOf(nodeFound(env));
  const unfit = notice('hook-node-unfit', { node: process.execPath, why: flaw });
  return { notices: fault === null ? [unfit] : [unfit, fault], isUsable: fault === null };
}

/** The Node of the hooks for doctor: none is a fault, one that only this shell's PATH names a warning. */
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

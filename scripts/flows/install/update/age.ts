/** Whether a project was set up by the running version, an earlier or a later one. */

import { WORKSPACE_SCHEMA_VERSION } from '../../../core/install/initial-state.js';
import { predecessorVersion } from '../../../core/install/update/config-steps.js';
import { isPredecessorState } from '../../../core/install/update/predecessor.js';
import { editedJsonOf, fieldAt, jsonOf, textAt } from '../../../core/json.js';
import { type Notice, notice } from '../../../core/say/notices.js';
import { isOlder } from '../../../io/codex/locate.js';
import { readIfThere } from '../../../io/ground/files.js';
import type { ProjectPaths } from '../../../io/ground/workspace.js';
import { readInstallRecord } from '../../../io/install/skill-files.js';
import { hasLeftovers } from './leftovers.js';

/** `from`: the version that set the project up or updated it last. */
export type Age = { kind: 'none' | 'unrecorded' | 'current'; from: null } | { kind: 'older' | 'newer'; from: string };

/** Compares a project with the running version. Reads a few small files. */
export function ageOf(paths: ProjectPaths, version: string): Age {
  const config = readIfThere(paths.config);
  const state = jsonOf(readIfThere(paths.state) ?? '');
  if (config === null && !isPredecessorState(state)) return { kind: 'none', from: null };
  const predecessor = predecessorVersion(editedJsonOf(config ?? ''));
  if (predecessor !== null) return { kind: 'older', from: predecessor };
  if (isPredecessorState(state) || hasLeftovers(paths)) return { kind: 'older', from: '0.1' };
  const schema = fieldAt(state, 'workspace_schema_version');
  if (typeof schema === 'number' && schema > WORKSPACE_SCHEMA_VERSION)
    return { kind: 'newer', from: textAt(state, 'skill_version') ?? '?' };
  const { version: recorded } = readInstallRecord(paths);
  if (recorded === null) return { kind: 'unrecorded', from: null };
  if (isOlder(recorded, version)) return { kind: 'older', from: recorded };
  return isOlder(version, recorded) ? { kind: 'newer', from: recorded } : { kind: 'current', from: null };
}

/** Says that the project needs an update, or the program; nothing where the versions are the same. */
export function ageNotices(paths: ProjectPaths, version: string): Notice[] {
  const { kind, from } = ageOf(paths, version);
  if (kind === 'older') return [notice('workspace-older', { from, version })];
  return kind === 'newer' ? [notice('workspace-newer', { from, version })] : [];
}

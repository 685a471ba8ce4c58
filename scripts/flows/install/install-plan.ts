/** The changes that put the skill folder of the running program into a project. */
import { type Change, planFiles, planRemoval } from '../../core/install/changes.js';
import { type Notice, notice } from '../../core/say/notices.js';
import { projectPaths, storedPath } from '../../io/ground/workspace.js';
import { readPresent } from '../../io/install/apply.js';
import { type Manifest, readManifest, readSkillFiles } from '../../io/install/skill-files.js';
import { plannedNotices } from './changes.js';
import { emptied, writtenBy } from './removal.js';

export interface InstallPlan {
  manifest: Manifest;
  /** The version that is there; null where there is none. */
  from: string | null;
  /** Of all files of this version. */
  bytes: number;
  changes: Change[];
  /** Files of the earlier version that someone edited. They stay. */
  kept: string[];
}

/** The version that comes, after the one that is there if it is another. */
export const versionsOf = ({ from, manifest }: InstallPlan): string =>
  from === null || from === manifest.version ? manifest.version : `${from} → ${manifest.version}`;

/** The plan in one line, and each file of somebody's that is replaced after a backup. */
export function plannedSummary({ manifest, from, bytes, changes }: InstallPlan, dir: string): Notice[] {
  const count = (kind: Change['kind']): number => changes.filter((change) => change.kind === kind).length;
  const files = Object.keys(manifest.files).length + 1;
  const counts = { added: count('create'), replaced: count('replace'), removed: count('delete') };
  const edited = changes.filter((change) => 'backup' in change && change.backup);
  return [
    notice('install-planned', { dir, from, to: manifest.version, files, bytes, ...counts }),
    ...(edited.length > 0 ? plannedNotices(edited) : []),
  ];
}

/** Plans the installation, or the update of an older one; an edited file is backed up before it is replaced. */
export function planInstall(project: string): InstallPlan {
  const { skill } = projectPaths(project);
  const target = storedPath(project, skill);
  const { manifest, wanted } = readSkillFiles(target);
  const old = readManifest(skill);
  const written = writtenBy(old, project, skill);
  const present = readPresent(project, [...wanted.map(({ path: file }) => file), ...Object.keys(written)]);
  const dropped = Object.keys(written).filter((file) => !wanted.some(({ path: still }) => still === file));
  const { changes: removals, kept } = planRemoval(dropped, present, written);
  return {
    manifest,
    from: old?.version ?? null,
    bytes: wanted.reduce((sum, { content }) => sum + content.length, 0),
    changes: [...planFiles(wanted, present, written), ...removals, ...emptied(removals, target)],
    kept,
  };
}

/** Doctor's checks of what is installed and where: the skill, Node, git, the workspace, the configuration. */
import path from 'node:path';
import type { Check } from '../../core/install/diagnosis.js';
import { NEEDED_NODE, TRIED } from '../../core/install/tried.js';
import { notice } from '../../core/say/notices.js';
import type { State } from '../../core/task/model.js';
import { comparedWithPreset, isPlainlyLooser, looserText, presetNotices } from '../../core/task/pins/preset.js';
import { pinnedConfig } from '../../core/task/pins.js';
import type { Config } from '../../generated/types.js';
import { isOlder } from '../../io/codex/locate.js';
import { git } from '../../io/git/git.js';
import { missingFiles } from '../../io/ground/inspect.js';
import { skillRoot, storedPath, WORKSPACE_FOLDERS } from '../../io/ground/workspace.js';
import { readPresent } from '../../io/install/apply.js';
import { readManifest } from '../../io/install/skill-files.js';
import { catalogOf } from '../../text/catalog.js';
import type { Context } from '../context.js';
import { lostPlanDocuments } from '../install/repair-files.js';
import { ageNotices } from '../install/update/age.js';
import { findLeftovers } from '../install/update/leftovers.js';
import type { Project } from '../task/place.js';
import { failed, judged, passed, warned } from './check.js';

const SHOWN = 10;

const listed = (names: readonly string[]): string =>
  names.slice(0, SHOWN).join(', ') + (names.length > SHOWN ? `, … (${names.length})` : '');

/** Compares the running skill folder with its own manifest, and names the client versions that it was tried with. */
export function checkInstallation({ language }: Context): Check {
  const root = skillRoot();
  const manifest = readManifest(root);
  const words = catalogOf(language).doctor.facts;
  if (manifest === null)
    return warned('installation', words.fromSources(TRIED), [notice('skill-without-manifest', { dir: root })]);
  const present = readPresent(root, Object.keys(manifest.files));
  const differing = Object.entries(manifest.files)
    .filter(([file, digest]) => present.get(file) !== digest)
    .map(([file]) => file);
  const details = root.split(path.sep).join('/');
  if (differing.length > 0)
    return failed('installation', { facts: manifest.version, details }, [
      notice('skill-files-differ', { files: listed(differing) }),
    ]);
  const files = Object.keys(manifest.files).length;
  return passed('installation', {
    facts: words.installed({ version: manifest.version, files, tried: TRIED }),
    details,
  });
}

/** The running Node is new enough. */
export function checkNode({ language }: Context): Check {
  const version = process.versions.node;
  const found = {
    facts: catalogOf(language).doctor.facts.node({ version, needed: NEEDED_NODE }),
    details: process.execPath.split(path.sep).join('/'),
  };
  return isOlder(version, NEEDED_NODE)
    ? failed('node', found, [notice('node-too-old', { found: version, needed: NEEDED_NODE })])
    : passed('node', found);
}

/** git is new enough, and the folder is in a repository. */
export async function checkRepository({ language }: Context, { repository }: Project): Promise<Check> {
  const version = (await git(repository.top, ['version'])).stdout
    .toString('utf8')
    .trim()
    .replace(/^git version /, '');
  const { branch, kind, shallow: isShallow, format, gitDir } = repository;
  const facts = catalogOf(language).doctor.facts.repository({
    version,
    branch,
    kind,
    isShallow,
    isSha256: format === 'sha256',
  });
  return judged(
    'repository',
    { facts, details: gitDir },
    repository.empty ? [notice('no-commit', { dir: repository.top })] : [],
  );
}

/** The configured checks and preset; a warning for thresholds and safety settings that are looser than the preset. */
export function checkConfiguration({ language }: Context, config: Config): Check {
  const compared = comparedWithPreset(pinnedConfig(config), config.preset ?? null);
  const checks = config.testing.commands.map(({ name }) => name).join(', ');
  const { mode } = config;
  const facts = catalogOf(language).doctor.facts.configuration({ mode, preset: compared.preset, checks });
  // Settings that depend on the project are shown as facts, not as faults.
  if (isPlainlyLooser(compared)) return warned('configuration', facts, presetNotices(compared));
  return passed('configuration', [facts, looserText(compared)].filter(Boolean).join(' · '));
}

/**
 * The folders of docs/cccc exist, and the version that set the project up is not another one. Claude creates the
 * documents when they are due.
 */
export function checkWorkspace({ language, version }: Context, { paths }: Project, state: State | null): Check {
  const missing = missingFiles(WORKSPACE_FOLDERS.map((name) => path.join(paths.docs, name))).map((file) =>
    storedPath(paths.docs, file),
  );
  const docs = storedPath(paths.project, paths.docs);
  return judged('workspace', catalogOf(language).doctor.facts.workspace({ docs, missing: missing.length }), [
    ...ageNotices(paths, version),
    ...findLeftovers(paths).notices,
    ...(missing.length > 0 ? [notice('workspace-incomplete', { missing: listed(missing) })] : []),
    ...lostPlanDocuments(paths, state),
  ]);
}

/** Doctor's checks of what is installed and where: the skill, Node, git, the workspace, the configuration. */
import path from 'node:path';
import type { Check } from '../../core/install/diagnosis.js';
import { NEEDED_NODE, TRIED } from '../../core/install/tried.js';
import { notice } from '../../core/say/notices.js';
import { comparedWithPreset, isPlainlyLooser, looserText, presetNotices } from '../../core/task/pins/preset.js';
import { pinnedConfig } from '../../core/task/pins.js';
import type { Config } from '../../generated/types.js';
import { isOlder } from '../../io/codex/locate.js';
import { git } from '../../io/git/git.js';
import { missingFiles } from '../../io/ground/inspect.js';
import { skillRoot, storedPath } from '../../io/ground/workspace.js';
import { readPresent } from '../../io/install/apply.js';
import { readManifest } from '../../io/install/skill-files.js';
import { TEMPLATED_DOCUMENTS } from '../../io/task/documents.js';
import { catalogOf } from '../../text/catalog.js';
import type { Context } from '../context.js';
import { ageNotices } from '../install/update/age.js';
import { findLeftovers } from '../install/update/leftovers.js';
import type { Project } from '../task/place.js';
import { failed, passed, warned } from './check.js';

const SHOWN = 10;

const listed = (names: readonly string[]): string =>
  names.slice(0, SHOWN).join(', ') + (names.length > SHOWN ? `, … (${names.length})` : '');

/** Compares the running skill folder with its own manifest, and names the client versions that it was tried with. */
export function checkInstallation({ language }: Context): Check {
  const root = skillRoot();
  const manifest = readManifest(root);
  if (manifest === null) return warned('installation', '', [notice('skill-without-manifest', { dir: root })]);
  const present = readPresent(root, Object.keys(manifest.files));
  const differing = Object.entries(manifest.files)
    .filter(([file, digest]) => present.get(file) !== digest)
    .map(([file]) => file);
  const tried = catalogOf(language).doctor.tried(TRIED);
  const facts = `${manifest.version} · ${root.split(path.sep).join('/')} · ${tried}`;
  return differing.length > 0
    ? failed('installation', facts, [notice('skill-files-differ', { files: listed(differing) })])
    : passed('installation', facts);
}

/** The running Node is new enough. */
export function checkNode(): Check {
  const version = process.versions.node;
  return isOlder(version, NEEDED_NODE)
    ? failed('node', version, [notice('node-too-old', { found: version, needed: NEEDED_NODE })])
    : passed('node', version);
}

/** git is new enough, and the folder is in a repository. */
export async function checkRepository({ repository }: Project): Promise<Check> {
  const version = (await git(repository.top, ['version'])).stdout
    .toString('utf8')
    .trim()
    .replace(/^git version /, '');
  const facts = [
    'git ' + version,
    repository.kind,
    repository.format,
    ...(repository.shallow ? ['shallow'] : []),
    repository.branch ?? 'HEAD',
  ].join(' · ');
  return repository.empty
    ? warned('repository', facts, [notice('no-commit', { dir: repository.top })])
    : passed('repository', facts);
}

/** The configured checks and preset; a warning for thresholds and safety settings that are looser than the preset. */
export function checkConfiguration(config: Config): Check {
  const compared = comparedWithPreset(pinnedConfig(config), config.preset ?? null);
  const names = config.testing.commands.map(({ name }) => name).join(', ');
  const facts = `${config.mode} · testing.commands: ${names || '-'} · preset: ${compared.preset}`;
  // Settings that depend on the project are shown as facts, not as faults.
  if (isPlainlyLooser(compared)) return warned('configuration', facts, presetNotices(compared));
  return passed('configuration', [facts, looserText(compared)].filter(Boolean).join(' · '));
}

/** The documents of docs/cccc exist, and the version that set the project up is not another one. */
export function checkWorkspace({ version }: Context, { paths }: Project): Check {
  const missing = missingFiles(TEMPLATED_DOCUMENTS.map((name) => paths.document(name))).map((file) =>
    path.basename(file),
  );
  const facts = storedPath(paths.project, paths.docs);
  const notices = [
    ...ageNotices(paths, version),
    ...findLeftovers(paths).notices,
    ...(missing.length > 0 ? [notice('workspace-incomplete', { missing: listed(missing) })] : []),
  ];
  return notices.length > 0 ? warned('workspace', facts, notices) : passed('workspace', facts);
}

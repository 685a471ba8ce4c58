/** The files of the running skill, what it left in a project before, and what setup looks at in a project. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Change, Wanted, Written } from '../../core/install/changes.js';
import type { ProjectFiles } from '../../core/install/detect-checks.js';
import { fieldAt, isObject, jsonOf, textAt } from '../../core/json.js';
import { notice, Problem } from '../../core/say/notices.js';
import { isMissing, readIfThere } from '../ground/files.js';
import { type ProjectPaths, skillFile, skillRoot, storedPath } from '../ground/workspace.js';
import { digestOfContent } from './apply.js';

/** The skill folder's list of its own files: path with forward slashes → sha256 in hex. */
export interface Manifest {
  name: string;
  version: string;
  files: Written;
}

/** Whether a path stays below its folder. Only such a path in a list of files may be removed because of that list. */
const isBelow = (file: string): boolean => !/^([/\\]|[A-Za-z]:)|(^|[/\\])\.\.([/\\]|$)/.test(file);
const isWritten = (value: unknown): value is Written =>
  isObject(value) && Object.entries(value).every(([file, digest]) => typeof digest === 'string' && isBelow(file));

/** The manifest in a folder; null when none can be read, and then no file there counts as the skill's. */
export function readManifest(folder: string): Manifest | null {
  const value = jsonOf(readIfThere(path.join(folder, 'manifest.json')) ?? '');
  const [name, version, files] = [textAt(value, 'name'), textAt(value, 'version'), fieldAt(value, 'files')];
  return name === null || version === null || !isWritten(files) ? null : { name, version, files };
}

/**
 * The files of the running skill as they should exist in a project.
 *
 * @param target the skill's folder, relative to the project
 * @throws Problem `skill-not-built` when the running code is not a built skill folder; `skill-damaged` when a file
 *   differs
 * from its manifest
 */
export function readSkillFiles(target: string): { manifest: Manifest; wanted: Wanted[] } {
  const root = skillRoot();
  const manifest = readManifest(root);
  if (manifest === null) throw new Problem(notice('skill-not-built', { dir: root }));
  const wanted = [...Object.keys(manifest.files), 'manifest.json'].map((file): Wanted => {
    const source = path.join(root, file);
    if (!existsSync(source)) throw new Problem(notice('skill-damaged', { file: source }));
    const content = readFileSync(source);
    const digest = digestOfContent(content);
    if (file !== 'manifest.json' && digest !== manifest.files[file])
      throw new Problem(notice('skill-damaged', { file: source }));
    return { path: `${target}/${file}`, content, digest, executable: (statSync(source).mode & 0o111) !== 0 };
  });
  return { manifest, wanted };
}

/**
 * Returns a function that looks up files of the running skill by their path in the skill's folder; null when the
 * manifest does not name the file, or names other content. The manifest is read once.
 *
 * @throws errors of the file system, except ENOENT
 */
export function ownFiles(): (file: string) => Uint8Array | null {
  const root = skillRoot();
  const digests = readManifest(root)?.files ?? {};
  return (file) => {
    const source = path.join(root, file);
    const isNamed = file === 'manifest.json' || Object.hasOwn(digests, file);
    if (!isNamed || !existsSync(source)) return null;
    const content = readFileSync(source);
    return file === 'manifest.json' || digestOfContent(content) === digests[file] ? content : null;
  };
}

/**
 * The markdown files of one of the skill's folders: name → text.
 *
 * @throws Problem `skill-damaged` when the folder is missing
 */
export function readSkillTexts(folder: string): Map<string, string> {
  const dir = skillFile(folder);
  if (!existsSync(dir)) throw new Problem(notice('skill-damaged', { file: dir }));
  const names = readdirSync(dir)
    .filter((name) => name.endsWith('.md'))
    .sort();
  return new Map(names.map((name) => [name, readFileSync(path.join(dir, name), 'utf8')]));
}

export function wantedText(file: string, text: string): Wanted {
  return { path: file, content: text, digest: digestOfContent(text) };
}

/** What setup, update and loop start wrote into a project. */
export interface InstallRecord {
  /** The digests of the files, by path. */
  files: Written;
  /** The version that set the project up or updated it last; null where no record names one. */
  version: string | null;
  /** False when the record is damaged. */
  readable: boolean;
}

/** The record of what was written into a project; an empty one where there is none. */
export function readInstallRecord(paths: ProjectPaths): InstallRecord {
  const text = readIfThere(paths.installed);
  if (text === null) return { files: {}, version: null, readable: true };
  const value = jsonOf(text);
  const files = fieldAt(value, 'files');
  return isWritten(files)
    ? { files, version: textAt(value, 'version'), readable: true }
    : { files: {}, version: null, readable: false };
}

/**
 * The change that records what the other changes write. A record that cannot be read is kept as a backup.
 *
 * @param version the version that the project has after the changes; null: as before, since they do not bring all of it
 */
export function recordChange(paths: ProjectPaths, changes: readonly Change[], version: string | null): Change[] {
  const before = readInstallRecord(paths);
  const files: Record<string, string> = { ...before.files };
  for (const change of changes) {
    if (change.kind === 'create' || change.kind === 'replace') files[change.path] = digestOfContent(change.content);
    if (change.kind === 'delete') delete files[change.path];
  }
  const sorted = Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1)));
  const of = version ?? before.version;
  const content = `${JSON.stringify({ ...(of === null ? {} : { version: of }), files: sorted }, null, 2)}\n`;
  const path = storedPath(paths.project, paths.installed);
  const present = readIfThere(paths.installed);
  if (present === content) return [];
  if (present === null) return [{ kind: 'create', path, content }];
  return [
    { kind: 'replace', path, content, was: digestOfContent(readFileSync(paths.installed)), backup: !before.readable },
  ];
}

/** What the files in the project's top folder tell about its tests. */
export function readProjectFiles(project: string): ProjectFiles {
  return {
    names: readdirSync(project),
    packageJson: readIfThere(path.join(project, 'package.json')),
    makefile: readIfThere(path.join(project, 'Makefile')),
  };
}

/** Every file below a folder of a project, relative to the project. Links are listed, not followed. */
export function filesBelow(project: string, folder: string): string[] {
  const top = path.join(project, folder);
  if (!isFolder(top)) return [];
  return readdirSync(top, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => storedPath(project, path.join(entry.parentPath, entry.name)))
    .sort();
}

/** Which of the folders exist. */
export function existingFolders(project: string, folders: readonly string[]): Set<string> {
  return new Set(folders.filter((folder) => isFolder(path.join(project, folder))));
}

export function isFolder(dir: string): boolean {
  try {
    return statSync(dir).isDirectory();
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

/** What Codex gets to read: a copy of the present tree, files beside it, or outside of git the folder itself. */
import path from 'node:path';
import type { StartFile } from '../../../core/delegate/ask.js';
import { mayWrite } from '../../../core/delegate/roles.js';
import { notice, Problem } from '../../../core/say/notices.js';
import type { Config, DelegatedSession } from '../../../generated/types.js';
import { namesBelow } from '../../../io/delegate/below.js';
import { type NamedFile, placeBeside } from '../../../io/delegate/beside.js';
import { isInCopy, readCopy, sessionStore } from '../../../io/delegate/copy.js';
import { type SessionPlaces, sessionPlaces } from '../../../io/delegate/sessions.js';
import type { Repository } from '../../../io/git/git.js';
import { withNested } from '../../../io/git/nested.js';
import { pathsIn } from '../../../io/git/tree/paths-in.js';
import { nameTree } from '../../../io/git/tree.js';
import { projectAround, projectPaths, stateDirectory } from '../../../io/ground/workspace.js';
import { isSecretFile } from '../../../secrets/index.js';
import type { Context } from '../../context.js';
import { ownedPaths } from '../../task/owned.js';
import { openProject } from '../../task/place.js';
import { configOf } from '../settings.js';

/** Where the caller stands. */
export interface AskPlace {
  /** The work tree's root; outside of git the current folder. */
  top: string;
  /** The project in the work tree. */
  project: string;
  repository: Repository | null;
  stateDir: string;
  config: Config;
}

/** What Codex gets. */
export interface Material {
  /** The git tree that is copied before Codex runs; null when there is no copy, or a writer has one. */
  tree: string | null;
  isCopy: boolean;
  /** The folder itself where there is no copy. */
  place: string;
  files: StartFile[];
  /** Files that Codex's commands may not read. */
  denied: string[];
}

/** Where the caller stands; a folder outside of git is a project too. */
export async function askPlace(context: Context): Promise<AskPlace> {
  try {
    const { repository, paths, stateDir } = await openProject(context);
    return { top: repository.top, project: paths.project, repository, stateDir, config: configOf({ paths }) };
  } catch (error) {
    if (!(error instanceof Problem) || error.notice.code !== 'not-a-repository') throw error;
    const paths = projectPaths(projectAround(context.cwd, context.cwd));
    return {
      ...{ top: context.cwd, project: context.cwd, repository: null },
      ...{ stateDir: stateDirectory(context.env), config: configOf({ paths }) },
    };
  }
}

/** The content of the work tree from which a writer's copy is made; its objects belong to the session. */
export async function presentBase(
  { project }: AskPlace,
  repository: Repository,
  places: SessionPlaces,
): Promise<NonNullable<DelegatedSession['base']>> {
  const store = sessionStore(repository, places);
  const { tree, nested } = await nameTree(store, ownedPaths(repository, projectPaths(project)));
  return { tree, nested };
}

/** Prepares what Codex reads, and the files that it should begin with. */
export async function materialFor(
  place: AskPlace,
  session: DelegatedSession,
  files: readonly NamedFile[],
): Promise<Material> {
  const { top, project, repository, stateDir } = place;
  if (repository === null) return folderItself(top, files);
  const places = sessionPlaces(stateDir, session.id);
  if (mayWrite(session.access)) {
    const store = sessionStore(repository, places);
    const there = await pathsIn(store, session.base?.tree ?? '', files);
    const isThere = (file: NamedFile): boolean =>
      readCopy(places) === null ? there.has(file.stored) : isInCopy(places, file.stored);
    return { tree: null, ...inCopy(top, places, files, isThere) };
  }
  const owned = ownedPaths(repository, projectPaths(project));
  const name = await nameTree(repository, owned);
  const { to } = await withNested(repository, owned, name.tree, name);
  const there = await pathsIn(repository, to, files);
  return { tree: to, ...inCopy(top, places, files, ({ stored }) => there.has(stored)) };
}

function inCopy(
  top: string,
  places: SessionPlaces,
  files: readonly NamedFile[],
  isThere: (file: NamedFile) => boolean,
): Omit<Material, 'tree'> {
  const placed = files.map((file) =>
    isThere(file) ? { at: `tree/${file.stored}`, stands_for: null } : placeBeside(top, file, places.files),
  );
  return { isCopy: true, place: places.tree, files: placed, denied: [] };
}

/** A folder with more files is no project, and each of them would have to be looked at. */
const MOST_FILES = 50_000;

/**
 * The folder itself, without its secret files.
 *
 * @throws Problem `ask-folder-large`
 */
export function folderItself(top: string, files: readonly NamedFile[]): Material {
  const denied: string[] = [];
  let count = 0;
  for (const name of namesBelow(top)) {
    count += 1;
    if (count > MOST_FILES) throw new Problem(notice('ask-folder-large', { dir: top, most: MOST_FILES }), 1);
    if (isSecretFile(name)) denied.push(path.join(top, name));
  }
  return {
    ...{ tree: null, isCopy: false, place: top, denied },
    files: files.map(({ stored }) => ({ at: path.join(top, stored), stands_for: null })),
  };
}

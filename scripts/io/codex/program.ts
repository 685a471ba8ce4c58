/** Which program a review runs, decided in the project and named by its files. */
import { openSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Infrastructure, infrastructure } from '../../core/codex/reasons.js';
import type { CodexProgram } from '../../core/task/pins/program.js';
import { fileIdentity, isMissing } from '../ground/files.js';
import { openDigest, programDigest } from './hashes.js';
import { insideProject, type LocatedCodex, locateCodex, nativeOf, readVersion, versionIn } from './locate.js';
import { isShellScript, managersChoice } from './managers.js';
import { choiceOf, runningProgram } from './running.js';

export interface ProgramPlaces {
  /** As the user's shell has it: a launcher may choose by it. */
  env: NodeJS.ProcessEnv;
  /** The work tree; null outside of one. */
  top: string | null;
  /** Where the review runs, outside the repository; null where none is begun, which leaves any other folder. */
  folder: string | null;
  stateDir: string;
}

export interface NamedCodex {
  kind: 'named';
  codex: LocatedCodex;
  program: CodexProgram;
}

/** Codex before its files are hashed, which takes longer than all the rest. */
export interface FoundCodex {
  kind: 'found';
  codex: LocatedCodex;
  version: string;
  /** The file that runs in the end. */
  native: string;
}

/**
 * Finds Codex. A launcher that chooses by the folder (volta, asdf, mise and the like) is asked in the project, and its
 * choice is what is started.
 *
 * @param env the environment in which Codex runs
 */
export async function findCodex(
  cliCommand: string,
  places: ProgramPlaces,
  env: NodeJS.ProcessEnv,
): Promise<FoundCodex | Infrastructure> {
  const located = await locateCodex(cliCommand, places.env, places.top);
  if (located.kind !== 'codex') return located;
  const { codex, native, said } = await chosen(located, places, env);
  if (places.top !== null && (await insideProject([native, codex.native, ...codex.leading], places.top)))
    return infrastructure('codex-inside-project', native);
  const version = (said === null ? null : versionIn(said)) ?? (await readVersion(codex, env));
  return version.kind === 'version' ? { kind: 'found', codex, version: version.version, native } : version;
}

/** Names what will run, by the digests of its files. */
export async function nameProgram(
  { codex, version, native }: Omit<FoundCodex, 'kind'>,
  stateDir: string,
): Promise<CodexProgram> {
  const isOne = codex.command === native;
  const file = named(native, stateDir);
  const [launcher, behind] = await Promise.all([isOne ? file : named(codex.command, stateDir), file]);
  return { version, launcher, native: behind, ran: false };
}

/** Finds Codex and names it; in: as for findCodex. */
export async function nameCodex(
  cliCommand: string,
  places: ProgramPlaces,
  env: NodeJS.ProcessEnv,
): Promise<NamedCodex | Infrastructure> {
  const found = await findCodex(cliCommand, places, env);
  if (found.kind !== 'found') return found;
  return { kind: 'named', codex: found.codex, program: await nameProgram(found, places.stateDir) };
}

/** The program that is started, the file that runs in the end, and what it says of its version if it was started. */
async function chosen(
  located: LocatedCodex,
  { env: usual, top, folder }: ProgramPlaces,
  env: NodeJS.ProcessEnv,
): Promise<{ codex: LocatedCodex; native: string; said: string | null }> {
  const file = located.leading[0] ?? located.native;
  const first = await nativeOf(located.command);
  if (top === null || 'kind' in first || first.isFinal) return { codex: located, native: file, said: null };
  const [here, there] = await Promise.all([
    choiceIn(top, located.command, usual),
    choiceOf(located.command, '--version', folder ?? tmpdir(), env),
  ]);
  const behind = here === null ? null : await nativeOf(here);
  const isKnown = behind !== null && !('kind' in behind);
  const choice = isKnown ? { native: behind.native, leading: behind.leading } : null;
  const native = choice?.leading[0] ?? choice?.native ?? file;
  if (choice !== null && here !== there.file) return { codex: { ...located, ...choice }, native, said: null };
  // A launcher may go by the name that it is called by, so its links stay.
  const isLink = path.basename(located.native) !== path.basename(located.command) || native !== located.native;
  // There, it was started as a review starts it.
  return { codex: isLink ? { ...located, native: located.command } : located, native, said: there.said };
}

/** How often to look: the program that a waiting launcher starts may end before it is seen. */
const LOOKS = 5;

/** The program that the launcher chooses in the project: the one seen running, or else the one its manager names. */
async function choiceIn(top: string, command: string, env: NodeJS.ProcessEnv): Promise<string | null> {
  const [own, isWaiting] = await Promise.all([realpath(command), isShellScript(command)]);
  for (let looks = isWaiting ? LOOKS : 1; looks > 0; looks--) {
    const { file: seen } = await choiceOf(command, '--version', top, env);
    if (seen !== null && (await realpath(seen)) !== own) return seen;
    const said = await managersChoice(command, top, env);
    if (said !== null) return said;
    if (looks === 1) return seen;
  }
  return null;
}

const named = async (file: string, stateDir: string): Promise<{ path: string; digest: string }> => ({
  path: file,
  digest: await programDigest(file, stateDir, false),
});

/** Whether the files of a program are still what they were, without starting anything. In: the launcher found now. */
export async function isAsNamed(program: CodexProgram, command: string | null, stateDir: string): Promise<boolean> {
  if (command !== program.launcher.path) return false;
  const digests = await Promise.all([program.launcher, program.native].map((file) => digestThere(file.path, stateDir)));
  return digests[0] === program.launcher.digest && digests[1] === program.native.digest;
}

async function digestThere(file: string, stateDir: string, isKept = false): Promise<string | null> {
  try {
    return await programDigest(file, stateDir, isKept);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/** Watches that the file which was named is the one that runs. */
export interface ProgramWatch {
  /** To be called while Codex runs; see CodexCall.onOutput. */
  look(pid: number): void;
  /** Whether another program ran, or the file has been replaced since. Errors: those of the file system. */
  isReplaced(): Promise<boolean>;
}

/**
 * Null where the file is not the named one any more. Only its content counts: a hard link or a backup changes its
 * times, and an update to the same version its inode. Errors: those of the file system.
 */
export async function watchProgram({ native }: CodexProgram, stateDir: string): Promise<ProgramWatch | null> {
  const before = identityThere(native.path);
  if ((await digestThere(native.path, stateDir, true)) !== native.digest) return null;
  let ran: Promise<string | null> | null = null;
  return {
    look: (pid) => {
      const seen = runningProgram(pid, 'exec');
      if (seen === null || identityThere(seen.content) === before) return;
      ran = digestNow(seen.content);
    },
    isReplaced: async () => {
      if (identityThere(native.path) !== before && (await digestThere(native.path, stateDir)) !== native.digest)
        return true;
      const other = await ran;
      return other !== null && other !== native.digest;
    },
  };
}

/** Opens the file at once, because the process that runs it may end at any moment; null if it has ended. */
async function digestNow(file: string): Promise<string | null> {
  try {
    return await openDigest(openSync(file, 'r'));
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function identityThere(file: string): string | null {
  try {
    return fileIdentity(file);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

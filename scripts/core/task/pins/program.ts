/** The program that reviews: the launcher as it is found, the executable behind it, and the version that it tells. */

/** A file with the SHA-256 of its content. */
export interface ProgramFile {
  path: string;
  digest: string;
}

export interface CodexProgram {
  version: string;
  /** What PATH or the configuration leads to. */
  launcher: ProgramFile;
  /** What runs in the end: the native executable, or the user's own script. */
  native: ProgramFile;
  /** Whether a review ran with it; until then it was only found. */
  ran: boolean;
}

const isSameFile = (a: CodexProgram, b: CodexProgram): boolean =>
  a.launcher.digest === b.launcher.digest && a.native.digest === b.native.digest;

/** Whether another program stands where one has reviewed, although it tells the same version. */
export const isReplaced = (pinned: CodexProgram, present: CodexProgram): boolean =>
  pinned.ran && pinned.version === present.version && !isSameFile(pinned, present);

/** Whether it is another one at all: another version is named, and closes nothing. */
export const isOther = (pinned: CodexProgram, present: CodexProgram): boolean =>
  pinned.version !== present.version || !isSameFile(pinned, present);

/** `0.169.0 /usr/lib/codex/bin/codex (sha256:1f2e3d4c5b6a)`, and the launcher where that is another file. */
export function programText({ version, launcher, native }: CodexProgram): string {
  const one = ({ path, digest }: ProgramFile): string => `${path} (sha256:${digest.slice(0, 12)})`;
  return `${version} ${one(native)}${launcher.path === native.path ? '' : `, found as ${launcher.path}`}`;
}

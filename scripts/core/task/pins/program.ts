/** The program that reviews: the launcher that is found, the executable behind it, and the version that it reports. */

/** A file with the SHA-256 of its content. */
export interface ProgramFile {
  path: string;
  digest: string;
}

export interface CodexProgram {
  version: string;
  /** The file to which PATH or the configuration leads. */
  launcher: ProgramFile;
  /** The file that finally runs: the native executable, or the user's own script. */
  native: ProgramFile;
  /** Whether a review has run with it; before that it was only found. */
  ran: boolean;
}

const isSameFile = (a: CodexProgram, b: CodexProgram): boolean =>
  a.launcher.digest === b.launcher.digest && a.native.digest === b.native.digest;

/** Whether the program was replaced by another one that reports the same version. */
export const isReplaced = (pinned: CodexProgram, present: CodexProgram): boolean =>
  pinned.ran && pinned.version === present.version && !isSameFile(pinned, present);

/** Whether the program or its version changed at all. Another version is named, but closes no gate. */
export const isOther = (pinned: CodexProgram, present: CodexProgram): boolean =>
  pinned.version !== present.version || !isSameFile(pinned, present);

/**
 * The program as text, such as `0.169.0 /usr/lib/codex/bin/codex (sha256:1f2e3d4c5b6a)`, with the launcher if that is
 * another file.
 */
export function programText({ version, launcher, native }: CodexProgram): string {
  const one = ({ path, digest }: ProgramFile): string => `${path} (sha256:${digest.slice(0, 12)})`;
  return `${version} ${one(native)}${launcher.path === native.path ? '' : `, found as ${launcher.path}`}`;
}

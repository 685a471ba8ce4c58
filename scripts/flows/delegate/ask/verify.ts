/** Runs the verification of a writer's work, which nobody has read yet: in the sandbox in which it was written. */
import path from 'node:path';
import { lineOf } from '../../../core/install/wizard/command-lines.js';
import { redirected } from '../../../core/review/redirect.js';
import type { DelegatedWork } from '../../../generated/types.js';
import { PROFILE, sandboxProfile, type Writable } from '../../../io/codex/arguments.js';
import type { DelegatedJob } from '../../../io/delegate/job.js';
import { sessionPlaces } from '../../../io/delegate/sessions.js';
import { rawOf } from '../../../io/git/paths.js';
import { makeFolder } from '../../../io/ground/files.js';
import { checkEnvironment } from '../../../io/review/check-environment.js';
import type { CheckResult } from '../../../io/review/checks.js';
import type { Run } from '../../../io/run/run.js';
import { type WriterJob, writableOf } from './writer.js';

/** Unread work, and the sandbox in which it was written. */
export interface Unread extends Pick<DelegatedJob, 'access' | 'codex'>, Pick<Run, 'trace'> {
  /** Root of the work tree. */
  top: string;
  /** The copy, and the folder of the project below it. */
  tree: string;
  project: string;
  writable: Writable;
  seconds: number;
}

/** What the writer of a session did. */
export const unreadWork = (job: WriterJob): Unread => ({
  ...job,
  tree: sessionPlaces(job.state_dir, job.writer.session).tree,
  project: job.writer.project,
  writable: writableOf(job),
  seconds: job.limits.wall_seconds,
});

/**
 * Runs the verification in the copy, with the discipline of checks: no shell, a time limit, and no process left.
 *
 * @param signal aborting it ends the command
 */
export async function verifyWork(
  dir: string,
  unread: Unread,
  verify: readonly string[],
  signal: AbortSignal,
): Promise<DelegatedWork['verification']> {
  // Loaded only when something has to run, because it imports execa.
  const { runChecks } = await import('../../../io/review/checks.js');
  const { top, trace, tree, project } = unread;
  const into = (text: string): string => redirected(text, top, tree);
  const caches = path.join(trace.scratch, 'cache');
  const home = path.join(trace.scratch, 'codex-home');
  for (const folder of [caches, home]) makeFolder(folder);
  const given = Object.entries(checkEnvironment(process.env)).map(([name, value]) => [name, into(value)]);
  const command = { name: lineOf(verify), required: true, timeout_seconds: Math.ceil(unread.seconds) };
  const { results } = await runChecks({
    commands: [{ ...command, run: inSandbox(unread, verify.map(into)) }],
    cwd: tree,
    place: () => ({
      cwd: path.join(tree, project),
      in_place: null,
      into: (text) => text,
      outOf: (bytes) => redirected(bytes, tree, top, rawOf),
    }),
    env: process.env,
    // The sandbox is Codex's, which reads a configuration: an empty one.
    more: { ...Object.fromEntries(given), XDG_CACHE_HOME: caches, CODEX_HOME: home },
    outputDir: path.join(dir, 'verification'),
    trace,
    signal,
  });
  const [result] = results;
  return result === undefined ? null : verificationOf(result);
}

const verificationOf = (result: CheckResult): DelegatedWork['verification'] => ({
  command: result.name,
  passed: result.passed,
  how: result.problem ?? `exit ${result.exit_code ?? result.signal ?? '-'}`,
  tail: result.tail,
  output_file: result.output_file,
});

/** The command in Codex's sandbox; as it is where the user gave Codex the whole machine. */
function inSandbox({ access, codex, writable }: Unread, words: string[]): string[] {
  if (access === 'danger-full-access') return words;
  const { native, leading } = codex.codex;
  const { denied } = codex.reads;
  const profile =
    denied === null
      ? ['-P', ':workspace']
      : ['-P', PROFILE, ...sandboxProfile(denied, writable).flatMap((setting) => ['-c', setting])];
  return [native, ...leading, 'sandbox', ...profile, '--', ...words];
}

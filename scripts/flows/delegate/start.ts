/** Starts a delegated run: look at Codex, describe the run, launch its supervisor. */
import path from 'node:path';
import { type Infrastructure, infrastructure } from '../../core/codex/reasons.js';
import { notice, Problem } from '../../core/say/notices.js';
import type { Config } from '../../generated/types.js';
import { callArguments } from '../../io/codex/arguments.js';
import { preflight, type ReadyCodex } from '../../io/codex/preflight.js';
import { type DelegatedPayload, writeDelegatedJob } from '../../io/delegate/job.js';
import {
  type DelegatedRequest,
  delegatedFile,
  delegatedFolder,
  digestsOfRequest,
  removeDelegated,
  writeDelegatedRequest,
} from '../../io/delegate/record.js';
import type { Repository } from '../../io/git/git.js';
import { makeFolder } from '../../io/ground/files.js';
import { delegateSupervisor } from '../../io/ground/workspace.js';
import { keep } from '../../io/review/receipts.js';
import { launchSupervisor } from '../../io/run/launch.js';
import { announceRun, cameUp } from '../../io/run/run.js';
import { makeScratch, newTrace, removeScratch, withTemporaries } from '../../io/run/run-trace.js';
import type { Context } from '../context.js';

/** What Codex is to do, and with what. */
export interface Delegation
  extends Pick<DelegatedPayload, 'kind' | 'tree' | 'access' | 'thread' | 'keeps_thread' | 'limits'> {
  request: DelegatedRequest;
  /** The work tree; null outside of one. */
  repository: Repository | null;
  stateDir: string;
  /** Codex's working directory; null for one of the run's own, outside of the work tree. */
  folder: string | null;
  /** With the model and the effort of this call. */
  config: Config;
  /** Further files that Codex's commands may not read. */
  secrets?: readonly string[];
  /** The folder that Codex reads where it is outside of git: only a profile keeps its secret files from Codex. */
  reading?: string | null;
  writer?: DelegatedPayload['writer'];
  /** From lookAtCodex, where the caller began to look while it prepared the rest. */
  ready?: Promise<ReadyCodex | Infrastructure>;
}

/** A run that is described and running. */
export interface StartedRun {
  kind: 'started';
  id: string;
  dir: string;
}

/**
 * Starts a run.
 *
 * @param id from runName; the caller may have put files of its own into the run's folder
 * @returns the run once its supervisor gave a sign of life, or why it does not run; no token is spent before
 */
export async function startDelegated(
  context: Context,
  id: string,
  delegation: Delegation,
): Promise<StartedRun | Infrastructure> {
  const dir = delegatedFolder(delegation.stateDir, id);
  const folder = delegation.folder ?? path.join(dir, 'work');
  const made = keep(() => [dir, folder].map(makeFolder));
  if (made.kind === 'infrastructure') return made;
  const codex = await (delegation.ready ?? lookAtCodex(context, delegation, folder));
  if (codex.kind === 'infrastructure') return codex;
  if (delegation.reading && codex.reads.denied === null)
    throw new Problem(notice('ask-no-profile', { dir: delegation.reading, detail: codex.reads.because ?? '' }), 1);
  const described = keep(() => {
    announceRun(dir);
    writeDelegatedRequest(dir, delegation.request);
    writeDelegatedJob(dir, payloadOf(id, folder, delegation, codex));
  });
  if (described.kind === 'infrastructure') return described;
  launchSupervisor(delegateSupervisor(), dir, context.env);
  return (await cameUp(dir)) ? { kind: 'started', id, dir } : infrastructure('supervisor-killed', 'no heartbeat');
}

/** The command line of a run, word by word; `schema` names the file that would hold the schema. */
export interface Preview {
  kind: 'preview';
  words: string[];
}

/**
 * The command line with which a run would start Codex. Nothing is asked, and nothing is kept.
 *
 * @param id from runName
 */
export async function previewDelegated(
  context: Context,
  id: string,
  delegation: Delegation,
): Promise<Preview | Infrastructure> {
  const dir = delegatedFolder(delegation.stateDir, id);
  const folder = delegation.folder ?? path.join(dir, 'work');
  try {
    const ready = await lookAtCodex(context, delegation, folder);
    if (ready.kind === 'infrastructure') return ready;
    const { codex, settings, reads } = ready;
    const { access, thread, keeps_thread: keepsThread, request, config } = delegation;
    const schemaFile = request.schema && delegatedFile(dir, 'schema');
    // A run has a mark of its own, which is not known before.
    const marks = '0'.repeat(32);
    const places = { folder, schemaFile, denied: reads.denied, marks, access, thread, keepsThread };
    return {
      kind: 'preview',
      words: [codex.native, ...codex.leading, ...callArguments(config.codex, settings, places)],
    };
  } finally {
    removeDelegated(dir);
  }
}

type Look = Pick<Delegation, 'config' | 'repository' | 'stateDir' | 'secrets' | 'reading'>;

/** Looks at Codex as before a review: program, settings, sandbox, login. */
export async function lookAtCodex(
  context: Context,
  { config, repository, stateDir, secrets, reading }: Look,
  folder: string,
): Promise<ReadyCodex | Infrastructure> {
  const trace = newTrace();
  makeScratch(trace);
  try {
    return await preflight(config.codex, {
      env: withTemporaries(context.env, trace.scratch),
      repository,
      stateDir,
      folder,
      secrets: secrets ?? [],
      ...(reading ? { reading } : {}),
    });
  } finally {
    removeScratch(trace);
  }
}

function payloadOf(
  id: string,
  folder: string,
  { repository, stateDir, request, config, ...rest }: Omit<Delegation, 'ready'>,
  { env: _env, ...codex }: ReadyCodex,
): DelegatedPayload {
  const { kind, tree, access, thread, keeps_thread, limits, writer = null } = rest;
  return {
    writer,
    ...{ id, kind, tree, access, thread, keeps_thread, limits, folder, config, codex },
    state_dir: stateDir,
    top: repository?.top ?? null,
    request: digestsOfRequest(request),
  };
}

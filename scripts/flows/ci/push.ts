/** The pre-push hook: offered by its own command, and what it runs. */
import { call, forUser } from '../../core/call.js';
import { isNamed, type PushedRef, refsIn } from '../../core/ci/push.js';
import { fieldAt } from '../../core/json.js';
import { type Notice, notice } from '../../core/say/notices.js';
import { shellPath } from '../../core/say/packet-text.js';
import { PROTECTED_BRANCHES } from '../../guard/index.js';
import { findPushHook, hookProgram, removePushHook, writePushHook } from '../../io/ci/push-hook.js';
import { commitNamed } from '../../io/git/change/compared.js';
import { readStdin } from '../../io/ground/files.js';
import { readConfigValue } from '../../io/task/config.js';
import { catalogOf } from '../../text/catalog.js';
import { type Context, done, type Result, refused } from '../context.js';
import { askUser } from '../human.js';
import type { Project } from '../task/place.js';
import { verifyPullRequest } from './verify.js';

/** Puts the hook in place, or removes it. A hook of the user's stays as it is. */
export async function hookOf(
  context: Context,
  { repository }: Project,
  { remove, dryRun }: { remove: boolean; dryRun: boolean },
): Promise<Result> {
  const { file, is } = await findPushHook(repository);
  const data = { file, found: is };
  if (is === 'foreign') {
    if (!remove) context.print(`node ${shellPath(hookProgram())} ci pushed "$@"`);
    return refused([notice('push-hook-foreign', { file })], { data });
  }
  if (remove ? is === 'none' : is === 'own')
    return done([remove ? notice('push-hook-none', {}) : notice('push-hook-present', { file })], { data });
  if (dryRun)
    return done([notice('change-planned', { kind: remove ? 'delete' : 'create', file, backup: false })], { data });
  if (remove) {
    const { refusal } = askUser(context, call('ci', 'hook', '--remove'));
    if (refusal) return { ...refusal, data };
    removePushHook(file);
    return done([notice('push-hook-removed', { file })], { data });
  }
  const isWritten = writePushHook(file, catalogOf(context.language).team.hookGone);
  return isWritten
    ? done([notice('push-hook-added', { file })], { next: forUser(call('ci', 'hook', '--remove')), data })
    : refused([notice('push-hook-foreign', { file })], { data });
}

/** Removes the hook for `uninstall`; null where there is none of this program. */
export async function withdrawPushHook({ repository }: Project, dryRun: boolean): Promise<Notice | null> {
  const { file, is } = await findPushHook(repository);
  if (is !== 'own') return null;
  if (dryRun) return notice('change-planned', { kind: 'delete', file, backup: false });
  removePushHook(file);
  return notice('push-hook-removed', { file });
}

/**
 * What the hook runs: a push to a protected branch needs an approval of exactly what is pushed; elsewhere a missing one
 * is only said. This is a convenience on the user's own machine, so a ledger without a trusted signature is enough.
 */
export async function pushed(project: Project, remote: string | null): Promise<Result> {
  const refs = refsIn(readStdin()).filter(({ commit, branch }) => commit !== null && branch !== null);
  const patterns = protectedIn(project);
  const answers = await Promise.all(
    refs.map((ref) => answerOf(project, ref, { remote: remote ?? 'origin', patterns })),
  );
  const refusedBranches = answers.filter(({ isRefused }) => isRefused);
  const told = answers.flatMap(({ notices }) => notices);
  const data = { refs: answers.map(({ branch, result }) => ({ branch, result })) };
  return refusedBranches.length > 0 ? refused(told, { data }) : done(told, { data });
}

interface PushAnswer {
  branch: string;
  result: string;
  isRefused: boolean;
  notices: Notice[];
}

async function answerOf(
  project: Project,
  { commit, branch, before }: PushedRef,
  { remote, patterns }: { remote: string; patterns: readonly string[] },
): Promise<PushAnswer> {
  const name = branch ?? '';
  const base = await baseOf(project, before, remote);
  // The first push of a repository has nothing to be compared with.
  if (base === null || commit === null) return { branch: name, result: 'unknown', isRefused: false, notices: [] };
  const { result, remarks } = await verifyPullRequest(project, {
    base,
    head: commit,
    accept: { attested: true, overridden: true },
  });
  if (result !== 'failed') return { branch: name, result, isRefused: false, notices: [] };
  if (!isNamed(name, patterns))
    return { branch: name, result, isRefused: false, notices: [notice('push-unapproved-branch', { branch: name })] };
  const why = remarks.filter(({ level }) => level === 'error').map((one) => one.notice);
  return { branch: name, result, isRefused: true, notices: [...why, notice('push-not-approved', { branch: name })] };
}

/** Where the branch is on the remote, if that commit is here, else the remote's default branch. */
async function baseOf({ repository }: Project, before: string | null, remote: string): Promise<string | null> {
  const names = [...(before === null ? [] : [before]), `refs/remotes/${remote}/HEAD`];
  for (const name of [...names, `refs/remotes/${remote}/main`, `refs/remotes/${remote}/master`]) {
    const commit = await commitNamed(repository, name);
    if (commit !== null) return commit;
  }
  return null;
}

function protectedIn({ paths }: Project): readonly string[] {
  const listed = fieldAt(readConfigValue(paths), 'safety', 'protected_branches');
  return Array.isArray(listed) ? listed.filter((one) => typeof one === 'string') : PROTECTED_BRANCHES;
}

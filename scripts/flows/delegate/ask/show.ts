/** Prints what Codex answered in a session, and what it changed. */
import { call, given } from '../../../core/call.js';
import type { DelegatedSession } from '../../../generated/types.js';
import { delegatedFile, delegatedFolder, readAnswer, readWork } from '../../../io/delegate/record.js';
import { isRunning } from '../../../io/delegate/sessions.js';
import { readIfThere } from '../../../io/ground/files.js';
import { stateDirectory } from '../../../io/ground/workspace.js';
import { type Context, done, type Result } from '../../context.js';
import { readDelegated } from '../settle.js';
import { noteShown } from './apply.js';
import { endOf, workNotices } from './ending.js';

/** Shows the last run of a session. A change that was shown can be applied. */
export async function showSession(context: Context, session: DelegatedSession): Promise<Result> {
  const stateDir = stateDirectory(context.env);
  const last = session.runs.at(-1)?.id ?? session.id;
  const dir = delegatedFolder(stateDir, last);
  const run = await readDelegated(dir);
  if (run.result === null) return endOf(context, run);
  const answer = readAnswer(dir);
  const work = readWork(dir);
  const patch = work === null ? null : readIfThere(delegatedFile(dir, 'patch'));
  for (const text of [answer, patch]) if (text !== null && text !== '') context.print(text.trimEnd());
  if (work !== null && !isRunning(stateDir, session)) noteShown(stateDir, session, work);
  const canApply = work !== null && work.files.length > 0 && work.refused.length === 0;
  return done(work === null ? [] : workNotices(work, session.id), {
    data: { session: session.id, role: session.role, runs: session.runs, answer, patch, result: run.result, work },
    ...(canApply ? { next: call('ask', 'apply', given(session.id)) } : {}),
  });
}

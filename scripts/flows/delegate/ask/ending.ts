/** How a delegated run stands or ended, as the command that followed it says. */
import { call, given } from '../../../core/call.js';
import { isReasonCode } from '../../../core/codex/reasons.js';
import { questionIn } from '../../../core/delegate/ask.js';
import { EXIT, endingOf } from '../../../core/delegate/exit-codes.js';
import { type Notice, notice } from '../../../core/say/notices.js';
import type { DelegatedWork } from '../../../generated/types.js';
import { delegatedFile, readAnswer, readWork } from '../../../io/delegate/record.js';
import type { Context, Result } from '../../context.js';
import type { DelegatedRun } from '../settle.js';

/** Prints where things lie, and gives the result of the command. */
export function endOf(context: Context, { job, dir, result }: DelegatedRun): Result {
  if (result === null)
    return {
      code: EXIT['still-running'],
      notices: [notice('delegated-running', { id: job.id })],
      next: call('ask', 'wait', given(job.id)),
      data: { id: job.id },
    };
  const work = readWork(dir);
  const answer = result.has_answer ? delegatedFile(dir, 'answer') : null;
  const patch = work !== null && work.files.length > 0 ? delegatedFile(dir, 'patch') : null;
  // A conversation that could not be continued still has its name.
  const thread = result.thread ?? job.thread;
  if (thread !== null) context.print(`session_id=${thread}`);
  if (answer !== null) context.print(`output_path=${answer}`);
  if (patch !== null) context.print(`patch_path=${patch}`);
  const question = result.kind === 'answer' ? questionIn(readAnswer(dir) ?? '') : null;
  const data = { id: job.id, session_id: thread, output_path: answer, patch_path: patch, question, result, work };
  const { code, said } = outcomeOf(result, question);
  return {
    code,
    notices: [said, ...(work === null ? [] : workNotices(work, job.id))],
    ...(patch === null ? {} : { next: call('ask', 'show', given(job.id)) }),
    data,
  };
}

function outcomeOf(
  result: NonNullable<DelegatedRun['result']>,
  question: string | null,
): { code: Result['code']; said: Notice } {
  if (question !== null) return { code: EXIT.question, said: notice('delegated-question', { question }) };
  const { seconds, tokens } = result;
  if (result.kind === 'answer') return { code: EXIT.answered, said: notice('delegated-answered', { seconds, tokens }) };
  const named = result.reason ?? '';
  const reason = isReasonCode(named) ? named : 'codex-failed';
  return {
    code: EXIT[endingOf(reason)],
    said: notice('delegated-fault', { reason, resets_at: result.resets_at ?? '' }),
  };
}

/** What a writer changed, what its verification said, and what is in the way of applying it. */
export function workNotices({ files, refused, verification }: DelegatedWork, id: string): Notice[] {
  if (files.length === 0 && refused.length === 0) return [notice('ask-unchanged', {})];
  const { command, passed, how, tail } = verification ?? { command: '', passed: false, how: '', tail: '' };
  return [
    ...(files.length === 0 ? [] : [notice('ask-changed', { files: files.length, id })]),
    ...(verification === null
      ? []
      : [passed ? notice('ask-verified', { command }) : notice('ask-not-verified', { command, how, tail })]),
    ...refused.map((one) => notice('ask-change-refused', one)),
  ];
}

/** What a command of CTO mode answers: how the run stands, and the next step. */

import type { CtoState, Reviewed } from '../../core/cto/model.js';
import { ctoNext } from '../../core/cto/next.js';
import { runnableTasks } from '../../core/cto/order.js';
import { type Notice, notice } from '../../core/say/notices.js';
import { editedArtifacts } from '../../io/cto/artifacts.js';
import { ctoCard, ctoStepText, ctoText } from '../../render/delegate/cto.js';
import type { Context, ExitCode, Result } from '../context.js';
import { placeOf } from '../task/place.js';
import { type OpenCto, presentTree } from './place.js';
import { isApprovalProven, reasonCode } from './settle.js';
import { askedCommands } from './verify.js';

/**
 * The answer of a command: its notices, then how the run stands and what comes next.
 *
 * @param code the exit code; by default as the run stands
 * @param isWhole whether the whole run is shown
 */
export async function answerCto(
  context: Context,
  cto: OpenCto,
  notices: readonly Notice[],
  { code, isWhole = false }: { code?: ExitCode; isWhole?: boolean } = {},
): Promise<Result> {
  const { project, reading } = cto;
  const { state } = reading;
  const tree = state.status === 'approved' ? (await presentTree(project)).digest : null;
  const verification = state.plan?.verification ?? [];
  const asked = askedCommands(project, verification);
  const next = ctoNext(state, { tree, asked });
  const approval = approvalOf(cto, tree);
  const { language } = context;
  const edited = editedArtifacts(state.project, state.artifacts);
  const all = [
    ...notices,
    ...(approval === null ? [] : [approval.notice]),
    ...(edited.length === 0 ? [] : [notice('cto-artifact-edited', { files: edited.join(', ') })]),
  ];
  const commands = state.tasks.filter(({ action }) => action === 'run_command').map(({ target }) => target);
  if (isWhole) context.print(ctoText(state, [...asked, ...askedCommands(project, commands)], language));
  for (const said of all) context.say(said);
  if (state.status === 'needs-human') context.print(`\n${ctoCard(state, language, placeOf(context))}`);
  context.print(`\n${ctoStepText(next, language)}`);
  return {
    code: code ?? (state.pending === null ? 0 : 4),
    // Elsewhere they were said before the step, which comes last.
    notices: context.json ? all : [],
    next: next.run,
    data: { ...dataOf(state, asked), step: next.step, approved: approval?.counts ?? false, edited },
  };
}

/** Whether the run's approval counts for the present content; null when it has none. */
function approvalOf(cto: OpenCto, tree: string | null): { notice: Notice; counts: boolean } | null {
  const { state } = cto.reading;
  const last = state.reviews.at(-1);
  if (state.status !== 'approved' || last === undefined) return null;
  if (last.tree !== tree) return { notice: notice('cto-approval-void', {}), counts: false };
  if (!isApprovalProven(cto)) return { notice: notice('cto-approval-unproven', {}), counts: false };
  return { notice: notice('cto-approval-stands', { tree: last.tree, thread: last.thread }), counts: true };
}

function dataOf(state: CtoState, asked: readonly string[]): object {
  const { run, objective, status, plan, tasks, reviews, reviews_allowed, artifacts, pending } = state;
  return {
    ...{ run, objective, status, plan, tasks, reviews, reviews_allowed },
    next_tasks: runnableTasks(tasks).map(({ id }) => id),
    asked_commands: asked,
    artifacts: artifacts.map(({ file }) => file),
    job: pending?.job ?? null,
  };
}

/** What is said after Codex was followed: its plan, its verdict, or why there is none. */
export async function answerSettled(context: Context, cto: OpenCto): Promise<Result> {
  const { state, events } = cto.reading;
  if (state.pending !== null)
    return answerCto(context, cto, [notice('delegated-running', { id: state.pending.job })], { code: 4 });
  if (state.outage !== null) {
    const { reason, resets_at } = state.outage;
    return answerCto(context, cto, [notice('delegated-fault', { reason: reasonCode(reason), resets_at })], { code: 3 });
  }
  if (state.faults.length > 0) {
    const kind = state.plan === null ? 'plan' : 'review';
    const faults = state.faults.map(({ code, ...fault }) => notice('cto-fault', { fault: code, ...fault }));
    return answerCto(context, cto, [...faults, notice('cto-unusable', { kind })], { code: 1 });
  }
  const last = state.reviews.at(-1);
  const isReview = events.at(-1)?.type === 'reviewed' && last !== undefined;
  if (isReview) return answerCto(context, cto, verdictOf(state, last), { code: last.outcome === 'approve' ? 0 : 1 });
  return answerCto(context, cto, plannedNotices(state), { isWhole: true });
}

function plannedNotices({ tasks, artifacts, project }: CtoState): Notice[] {
  const [first] = artifacts;
  const planned = notice('cto-planned', { tasks: tasks.length, file: first?.file ?? '' });
  return first === undefined ? [planned, notice('cto-no-artifact', { folder: project })] : [planned];
}

function verdictOf({ tasks }: CtoState, { said, outcome, number, reason, verified }: Reviewed): Notice[] {
  const open = tasks.filter(({ review }) => review !== null && review.status !== 'pass');
  const ids = open.map(({ id, review }) => `${id} ${review?.status}`).join(', ');
  const commands = verified.filter(({ passed }) => !passed).map(({ command }) => command);
  const worse = said === 'approve' && outcome !== 'approve';
  const doubted = worse ? [notice('cto-not-approved', { tasks: ids, commands: commands.join(' · ') })] : [];
  switch (outcome) {
    case 'approve':
      return [notice('cto-approved', { number })];
    case 'revise':
      return [...doubted, notice('cto-revise', { number, tasks: ids, reason })];
    case 'abort':
      return [notice('cto-aborted', { reason })];
    default:
      return outcome satisfies never;
  }
}

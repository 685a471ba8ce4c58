/** `cccc codex-check [--live]`: whether Codex can review. Changes nothing; only --live uses tokens. */
import type { Infrastructure } from '../core/codex/reasons.js';
import { type Notice, notice, Problem } from '../core/say/notices.js';
import { programText } from '../core/task/pins/program.js';
import { type LiveAnswer, tryLive } from '../flows/codex/live.js';
import { type Arguments, type Context, done, flag, type Result, refused } from '../flows/context.js';
import { routeOf } from '../flows/doctor/client.js';
import { isInsideRun } from '../flows/human.js';
import { type ConfiguredProject, locateTask, openConfigured } from '../flows/task/place.js';
import { preflight, type ReadyCodex } from '../io/codex/preflight.js';
import { withTemporaryFolder } from '../io/ground/inspect.js';
import { Interrupt } from '../io/ground/interrupt.js';
import { isPreparing, readPreparation } from '../io/review/preparation.js';
import { withTemporaries } from '../io/run/run-trace.js';

export async function run(context: Context, args: Arguments): Promise<Result> {
  const project = await openConfigured(context);
  const isLive = flag(args, 'live');
  const inTheWay = isLive ? obstacle(context, project) : null;
  if (inTheWay) return refused([inTheWay]);
  const { config, repository, stateDir } = project;
  // From here on: Ctrl-C while Codex is tried must not be followed by a call that costs tokens.
  const interrupt = new Interrupt();
  const checked = withTemporaryFolder(async (folder) => {
    const env = withTemporaries(context.env, folder);
    const codex = await preflight(config.codex, { env, repository, stateDir, folder });
    if (codex.kind === 'infrastructure') return unavailable(codex);
    const ready = readyNotices(codex);
    const data = { ready: true, ...factsOf(codex) };
    const { signal } = interrupt;
    if (!isLive || signal.aborted) return done(ready, { data });
    const answer = await tryLive({ ...context, env }, { config: config.codex, codex, stateDir, folder, signal });
    return answered(ready, data, answer);
  });
  return checked.finally(() => interrupt.passOn());
}

/** Why Codex must not be called now: a run would call itself, and a running review has its own call. */
function obstacle(context: Context, project: ConfiguredProject): Notice | null {
  if (isInsideRun(context)) return notice('live-inside-a-run', {});
  try {
    const { place, reading } = locateTask(project);
    if (reading === null) return null;
    const preparing = readPreparation(place);
    const gate = reading.state.reviews.running?.gate ?? (preparing && isPreparing(preparing) ? preparing.gate : null);
    return gate === null ? null : notice('codex-in-use', { gate });
  } catch (error) {
    // A ledger that cannot be believed has no review that goes on.
    if (error instanceof Problem) return null;
    throw error;
  }
}

/** An outage with its reason and the command that helps; `cause`: what this machine refused. */
function unavailable({ reason, detail, cause, resetsAt }: Infrastructure, data: object = {}): Result {
  const said = notice('codex-not-ready', { reason, detail });
  return {
    code: 3,
    notices: [said, ...(cause ? [cause] : [])],
    data: { ...data, ready: false, reason, detail, resets_at: resetsAt },
  };
}

function answered(ready: Notice[], data: object, { evaluation, seconds }: LiveAnswer): Result {
  if (evaluation.kind === 'infrastructure') return unavailable(evaluation, data);
  const { model, usage, warnings } = evaluation;
  const tokens = usage.input_tokens + usage.output_tokens;
  const live = { model, seconds, usage, warnings };
  const said = notice('codex-live-passed', { model: model ?? '-', seconds, tokens });
  return done([...ready, said], { data: { ...data, live } });
}

function readyNotices(codex: ReadyCodex): Notice[] {
  const { because } = codex.reads;
  return [
    notice('codex-ready', {
      program: programText(codex.program),
      login: codex.login,
      model: codex.settings.model,
      route: routeOf(codex),
    }),
    ...(because === null ? [] : [notice('codex-reads-open', { because })]),
  ];
}

const factsOf = ({ version, program, settings, login, reads }: ReadyCodex) => ({
  version,
  program: program.native.path,
  login,
  provider: settings.provider,
  model: settings.model,
  reads_denied: reads.denied !== null,
});

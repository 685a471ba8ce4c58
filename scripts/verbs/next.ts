/** `cccc next`: what Claude must do now: from the state, and at a gate from the settings as they are. */

import { notice } from '../core/say/notices.js';
import { isTerminal, type State } from '../core/task/model.js';
import { confirmStep, isAtGate, type NextStep, needsHuman, nextStep } from '../core/task/next-step.js';
import { loosenedPins } from '../core/task/pins.js';
import { type Context, done, type Result } from '../flows/context.js';
import { isUnattended } from '../flows/human.js';
import { settleDeadReview } from '../flows/review/settle.js';
import { foldFailures } from '../flows/task/failures.js';
import { presentPins } from '../flows/task/observe.js';
import { cliCommand, findTask, type OpenTask, skillPlace } from '../flows/task/place.js';
import { labelsOf, nextText } from '../render/say.js';

export async function run(context: Context): Promise<Result> {
  const { task } = await findTask(context);
  const folded = task ? await foldFailures(context, task) : null;
  const settled = folded ? await settleDeadReview(context, folded) : null;
  const step = await presentStep(context, folded && settled ? { ...folded, state: settled.state } : null);
  // Without a user, the words and the data say what an unattended run ends in.
  const ends = needsHuman(step) && isUnattended(context.env) ? 'NEEDS_HUMAN' : null;
  const said = nextText(step, context.language, { cli: cliCommand(context.cwd), skill: skillPlace(context.cwd) });
  const text = ends === null ? said : `${said}\n${labelsOf(context.language).nobodyHere}`;
  context.print(text);
  const otherSession = settled && isOtherSession(context, settled.state) ? [notice('loop-other-session', {})] : [];
  return done([...(settled?.notices ?? []), ...otherSession], {
    next: null,
    data: {
      action: step.action,
      args: step.args,
      read: step.read,
      run: step.run,
      waits: step.waits,
      ends,
      status: settled?.state.status ?? null,
      text,
    },
  });
}

/** The state's step; where it needs a gate and what was pinned has been loosened since, that comes first. */
async function presentStep(context: Context, task: OpenTask | null): Promise<NextStep> {
  const step = nextStep(task?.state ?? null);
  if (task === null || !isAtGate(step)) return step;
  const loosened = loosenedPins(task.state.pins, await presentPins(context, task));
  return loosened.length > 0 ? confirmStep(loosened) : step;
}

/** A forked or cleared session has another id: the Stop hook leaves it alone until it claims the loop. */
const isOtherSession = (context: Context, state: State): boolean =>
  state.mode === 'full-auto-safe' &&
  !isTerminal(state.status) &&
  context.env['CLAUDE_CODE_SESSION_ID'] !== undefined &&
  state.loop.session !== context.env['CLAUDE_CODE_SESSION_ID'];

/** `cccc next`: what Claude must do now, from the state alone. */
import { isTerminal, type State } from '../core/model.js';
import { notice } from '../core/notices.js';
import { nextStep } from '../core/next-step.js';
import { nextText } from '../text/say.js';
import { done, type Context, type Options, type Result } from './context.js';
import { foldFailures } from './failures.js';
import { cliCommand, findTask, skillPlace } from './place.js';
import { settleDeadReview } from './settle.js';

export const options: Options = {};

export async function run(context: Context): Promise<Result> {
  const { task } = await findTask(context);
  const folded = task ? await foldFailures(context, task) : null;
  const settled = folded ? await settleDeadReview(context, folded) : null;
  const step = nextStep(settled?.state ?? null);
  const text = nextText(step, context.language, { cli: cliCommand(context.cwd), skill: skillPlace(context.cwd) });
  context.print(text);
  const otherSession = settled && isOtherSession(context, settled.state) ? [notice('loop-other-session', {})] : [];
  return done([...(settled?.notices ?? []), ...otherSession], { next: null, data: { action: step.action, args: step.args, read: step.read, run: step.run, waits: step.waits, status: settled?.state.status ?? null, text } });
}

/** A forked or cleared session has another id: the Stop hook leaves it alone until it claims the loop. */
const isOtherSession = (context: Context, state: State): boolean =>
  state.mode === 'full-auto-safe' && !isTerminal(state.status) && context.env['CLAUDE_CODE_SESSION_ID'] !== undefined && state.loop.session !== context.env['CLAUDE_CODE_SESSION_ID'];

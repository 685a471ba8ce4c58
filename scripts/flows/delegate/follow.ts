/** Waits for a delegated run and shows what Codex does. */
import { parseEventLine } from '../../core/codex/events.js';
import { LINE_EVERY_MS, REWRITTEN_EVERY_MS } from '../../core/review/progress.js';
import { notice } from '../../core/say/notices.js';
import { readDelegatedProgress } from '../../io/delegate/job.js';
import { delegatedFile, readResult } from '../../io/delegate/record.js';
import { Tail } from '../../io/ground/tail.js';
import { pause } from '../../io/run/clock.js';
import { activityAfter, eventText } from '../../render/review.js';
import { phrased } from '../../render/say.js';
import { clockText } from '../../render/time.js';
import type { Context } from '../context.js';
import { untilInterrupted } from '../interrupt.js';
import { placeOf } from '../task/place.js';
import { type DelegatedRun, readDelegated } from './settle.js';

/** Milliseconds between two looks for a result; whether the supervisor lives is looked at once a second. */
const POLL_MS = 20;
const LOOK_MS = 1000;

/**
 * Waits until a run has ended, at most `maxSeconds`, or until Ctrl-C, which ends only the waiting.
 *
 * @throws Problem `record-corrupt`
 */
export async function followDelegated(context: Context, dir: string, maxSeconds: number): Promise<DelegatedRun> {
  return untilInterrupted((interrupted) => followUntil(context, dir, maxSeconds, interrupted));
}

async function followUntil(
  context: Context,
  dir: string,
  maxSeconds: number,
  stop: AbortSignal,
): Promise<DelegatedRun> {
  const began = performance.now();
  const shown = new Shown(context, dir, began);
  for (let looked = Number.NEGATIVE_INFINITY; ; ) {
    const now = performance.now();
    shown.say(now);
    if (readResult(dir) !== null || now - looked >= LOOK_MS) {
      looked = now;
      const run = await readDelegated(dir);
      if (run.result !== null) {
        shown.say(now);
        return run;
      }
    }
    if (stop.aborted || now - began >= maxSeconds * 1000) return readDelegated(dir);
    await pause(POLL_MS);
  }
}

/** What a waiting command has printed of a run. */
class Shown {
  private readonly context: Context;
  private readonly dir: string;
  private readonly began: number;
  private readonly events: Tail;
  private doing: string | null = null;
  private told: number;

  constructor(context: Context, dir: string, began: number) {
    this.context = context;
    this.dir = dir;
    this.began = began;
    this.told = began;
    this.events = new Tail(delegatedFile(dir, 'events'));
  }

  say(now: number): void {
    const { language } = this.context;
    for (const line of this.events.lines()) {
      const event = parseEventLine(line);
      if (event === null) continue;
      this.doing = activityAfter(event, this.doing, language);
      const text = eventText(event, language);
      if (text) this.context.print(`${clockText(Math.round((now - this.began) / 1000))}  ${text}`);
    }
    if (now - this.told < (this.context.rewrites ? REWRITTEN_EVERY_MS : LINE_EVERY_MS)) return;
    this.told = now;
    const seconds = Math.round((now - this.began) / 1000);
    const tokens = readDelegatedProgress(this.dir)?.tokens ?? 0;
    const said = notice('delegated-working', { seconds, tokens, doing: this.doing });
    this.context.progress(
      phrased(said, language, placeOf(this.context)),
      { type: said.code, ...said.args },
      { passing: true },
    );
  }
}

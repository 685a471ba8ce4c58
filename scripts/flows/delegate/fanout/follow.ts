/** Waits for a fan-out and shows what each worker does. */
import { parseEventLine } from '../../../core/codex/events.js';
import { LINE_EVERY_MS, REWRITTEN_EVERY_MS } from '../../../core/review/progress.js';
import { notice } from '../../../core/say/notices.js';
import { hasBegun, workerFolder } from '../../../io/delegate/fanout.js';
import { readDelegatedProgress } from '../../../io/delegate/job.js';
import { delegatedFile, readResult } from '../../../io/delegate/record.js';
import { Tail } from '../../../io/ground/tail.js';
import { pause } from '../../../io/run/clock.js';
import { eventText } from '../../../render/review.js';
import { phrased } from '../../../render/say.js';
import { clockText } from '../../../render/time.js';
import type { Context } from '../../context.js';
import { untilInterrupted } from '../../interrupt.js';
import { placeOf } from '../../task/place.js';
import { type FanoutStanding, readStanding } from './read.js';

const POLL_MS = 50;
const LOOK_MS = 1000;

/** Waits until a fan-out has ended, at most `maxSeconds`, or until Ctrl-C, which ends only the waiting. */
export async function followFanout(context: Context, dir: string, maxSeconds: number): Promise<FanoutStanding> {
  return untilInterrupted((interrupted) => followUntil(context, dir, maxSeconds, interrupted));
}

async function followUntil(
  context: Context,
  dir: string,
  maxSeconds: number,
  stop: AbortSignal,
): Promise<FanoutStanding> {
  const began = performance.now();
  const { fanout } = await readStanding(dir);
  const workers = fanout.stages.flatMap((stage) => stage.workers.map(({ name }) => name));
  const shown = new Shown(context, dir, workers, began);
  for (let looked = began; ; ) {
    const now = performance.now();
    const isOver = readResult(dir) !== null;
    shown.say(now);
    if (isOver || stop.aborted || now - began >= maxSeconds * 1000) return readStanding(dir);
    if (now - looked >= LOOK_MS) {
      looked = now;
      // Settles a run whose supervisor is gone.
      await readStanding(dir);
    }
    await pause(POLL_MS);
  }
}

/** What a waiting command has printed of the workers. */
class Shown {
  private readonly context: Context;
  private readonly dir: string;
  private readonly workers: readonly { name: string; folder: string; events: Tail }[];
  private readonly began: number;
  private told: number;

  constructor(context: Context, dir: string, workers: readonly string[], began: number) {
    this.context = context;
    this.dir = dir;
    this.workers = workers.map((name) => {
      const folder = workerFolder(dir, name);
      return { name, folder, events: new Tail(delegatedFile(folder, 'events')) };
    });
    this.began = began;
    this.told = began;
  }

  say(now: number): void {
    const { language } = this.context;
    const seconds = Math.round((now - this.began) / 1000);
    for (const { name, events } of this.workers) {
      for (const line of events.lines()) {
        const event = parseEventLine(line);
        const text = event && eventText(event, language);
        if (text) this.context.print(`${clockText(seconds)}  [${name}] ${text}`);
      }
    }
    if (now - this.told < (this.context.rewrites ? REWRITTEN_EVERY_MS : LINE_EVERY_MS)) return;
    this.told = now;
    this.tell(seconds);
  }

  private tell(seconds: number): void {
    const { language } = this.context;
    const open = this.workers.filter(({ folder }) => hasBegun(folder) && readResult(folder) === null);
    const tokens = readDelegatedProgress(this.dir)?.tokens ?? 0;
    const said = notice('runs-working', { seconds, tokens, names: open.map(({ name }) => name).join(', ') });
    const line = phrased(said, language, placeOf(this.context));
    this.context.progress(line, { type: said.code, ...said.args }, { passing: true });
  }
}

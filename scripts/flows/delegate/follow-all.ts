/** Waits for several runs at once and shows what Codex does in each. */

import { parseEventLine } from '../../core/codex/events.js';
import { LINE_EVERY_MS, REWRITTEN_EVERY_MS } from '../../core/review/progress.js';
import { notice } from '../../core/say/notices.js';
import { readDelegatedProgress } from '../../io/delegate/job.js';
import { delegatedFile, readResult } from '../../io/delegate/record.js';
import { Tail } from '../../io/ground/tail.js';
import { pause } from '../../io/run/clock.js';
import { eventText } from '../../render/review.js';
import { phrased } from '../../render/say.js';
import { clockText } from '../../render/time.js';
import type { Context } from '../context.js';
import { untilInterrupted } from '../interrupt.js';
import { placeOf } from '../task/place.js';
import { readDelegated } from './settle.js';

/** A run with the name under which its lines are shown; an empty name where there is only one. */
export interface NamedRun {
  name: string;
  dir: string;
}

const POLL_MS = 50;
const LOOK_MS = 1000;

/** Waits until all runs have ended, at most `maxSeconds`, or until Ctrl-C, which ends only the waiting. */
export async function followAll(context: Context, runs: readonly NamedRun[], maxSeconds: number): Promise<void> {
  await untilInterrupted((interrupted) => followUntil(context, runs, maxSeconds, interrupted));
}

async function followUntil(
  context: Context,
  runs: readonly NamedRun[],
  maxSeconds: number,
  stop: AbortSignal,
): Promise<void> {
  const began = performance.now();
  const shown = new Shown(context, runs, began);
  for (let looked = Number.NEGATIVE_INFINITY; ; ) {
    const now = performance.now();
    shown.say(now);
    if (now - looked >= LOOK_MS) {
      looked = now;
      // Settles a run whose supervisor is gone.
      for (const { dir } of runs) await readDelegated(dir);
    }
    if (runs.every(({ dir }) => readResult(dir) !== null)) return shown.say(now);
    if (stop.aborted || now - began >= maxSeconds * 1000) return;
    await pause(POLL_MS);
  }
}

/** What a waiting command has printed of the runs. */
class Shown {
  private readonly context: Context;
  private readonly runs: readonly (NamedRun & { events: Tail })[];
  private readonly began: number;
  private told: number;

  constructor(context: Context, runs: readonly NamedRun[], began: number) {
    this.context = context;
    this.runs = runs.map((run) => ({ ...run, events: new Tail(delegatedFile(run.dir, 'events')) }));
    this.began = began;
    this.told = began;
  }

  say(now: number): void {
    const seconds = Math.round((now - this.began) / 1000);
    for (const { name, events } of this.runs) {
      for (const line of events.lines()) {
        const event = parseEventLine(line);
        const text = event && eventText(event, this.context.language);
        if (text) this.context.print(`${clockText(seconds)}  ${name === '' ? '' : `[${name}] `}${text}`);
      }
    }
    if (now - this.told < (this.context.rewrites ? REWRITTEN_EVERY_MS : LINE_EVERY_MS)) return;
    this.told = now;
    this.tell(seconds);
  }

  private tell(seconds: number): void {
    const { language } = this.context;
    const open = this.runs.filter(({ dir }) => readResult(dir) === null);
    const tokens = this.runs.reduce((sum, { dir }) => sum + (readDelegatedProgress(dir)?.tokens ?? 0), 0);
    const names = open.map(({ name }) => name).filter(Boolean);
    const said = notice('runs-working', { seconds, tokens, names: names.join(', ') });
    const line = phrased(said, language, placeOf(this.context));
    this.context.progress(line, { type: said.code, ...said.args }, { passing: true });
  }
}

/** Reports how a review goes while a command waits for it, even while nothing happens. */
import { Cadence, LINE_EVERY_MS, REWRITTEN_EVERY_MS, type ReviewProgress } from '../../core/review/progress.js';
import type { Notice } from '../../core/say/notices.js';
import { progressText } from '../../render/review.js';
import { phrased } from '../../render/say.js';
import type { Context } from '../context.js';
import { placeOf } from '../task/place.js';

/** Reports a step that began or ended, as a line that stays. */
export const tellStep = (context: Context, said: Notice): void =>
  context.progress(phrased(said, context.language, placeOf(context)), { type: said.code, ...said.args });

export class Reporter {
  private readonly context: Context;
  private readonly cadence: Cadence;

  constructor(context: Context) {
    this.context = context;
    this.cadence = new Cadence(context.rewrites ? REWRITTEN_EVERY_MS : LINE_EVERY_MS);
  }

  /**
   * Prints a line if one is due: each second where a line can be rewritten, otherwise each 20 s.
   *
   * @param nowMs time of the monotonic clock
   */
  tell(nowMs: number, progress: () => ReviewProgress): void {
    if (!this.cadence.isDue(nowMs)) return;
    const seen = progress();
    this.context.progress(progressText(seen, this.context.language), { type: 'progress', ...seen }, { passing: true });
  }
}

/** Reports how a preparation goes, on each tick of this process's clock. */
export class PreparationReport {
  private readonly reporter: Reporter;
  private readonly timer: NodeJS.Timeout;
  private readonly began = performance.now();
  private now: Pick<ReviewProgress, 'phase' | 'limit_seconds' | 'doing'> = {
    phase: 'looking',
    limit_seconds: null,
    doing: null,
  };

  constructor(context: Context, gate: ReviewProgress['gate']) {
    this.reporter = new Reporter(context);
    const tick = (): void =>
      this.reporter.tell(performance.now(), () => ({
        gate,
        ...this.now,
        seconds: Math.round((performance.now() - this.began) / 1000),
        tokens: 0,
        token_limit: null,
      }));
    this.timer = setInterval(tick, REWRITTEN_EVERY_MS);
  }

  enter(phase: ReviewProgress['phase'], more: { doing?: string; limit_seconds?: number } = {}): void {
    this.now = { phase, doing: more.doing ?? null, limit_seconds: more.limit_seconds ?? null };
  }

  end(): void {
    clearInterval(this.timer);
  }
}

/** The limits of all workers of a fan-out together, and what they have used. */
import { type Infrastructure, infrastructure } from '../../../core/codex/reasons.js';
import type { DelegatedProgress, Fanout } from '../../../generated/types.js';
import type { Pulse } from '../../../io/run/heartbeat.js';

type Reached = Extract<Infrastructure['reason'], 'cancelled' | 'wall-clock' | 'token-budget'>;

export class Limits {
  private readonly limits: Fanout['limits'];
  private readonly pulse: Pulse<DelegatedProgress>;
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;
  private readonly outer: AbortSignal;
  private readonly used = new Map<string, number>();
  private readonly onCancel = (): void => this.stop('cancelled');
  private stopped: Reached | null = null;

  constructor(limits: Fanout['limits'], outer: AbortSignal, pulse: Pulse<DelegatedProgress>) {
    this.limits = limits;
    this.pulse = pulse;
    this.outer = outer;
    // A longer timer would fire at once.
    const ms = Math.min(limits.total_seconds * 1000, 2 ** 31 - 1);
    this.timer = setTimeout(() => this.stop('wall-clock'), ms);
    if (outer.aborted) this.onCancel();
    else outer.addEventListener('abort', this.onCancel, { once: true });
  }

  /** Aborted when no worker may go on. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Why no worker may go on; null while they may. */
  get reached(): Infrastructure | null {
    return this.stopped === null ? null : infrastructure(this.stopped, this.stopped === 'cancelled' ? '' : 'total');
  }

  /** Notes how many tokens a worker has used so far. */
  note(worker: string, tokens: number): void {
    // This is called for every line that Codex logs, and few of them change it.
    if (this.used.get(worker) === tokens) return;
    this.used.set(worker, tokens);
    const total = [...this.used.values()].reduce((sum, one) => sum + one, 0);
    this.pulse.note({ tokens: total, workers: Object.fromEntries(this.used) });
    if (this.limits.total_tokens !== null && total > this.limits.total_tokens) this.stop('token-budget');
  }

  release(): void {
    clearTimeout(this.timer);
    this.outer.removeEventListener('abort', this.onCancel);
  }

  private stop(why: Reached): void {
    this.stopped ??= why;
    this.controller.abort();
  }
}

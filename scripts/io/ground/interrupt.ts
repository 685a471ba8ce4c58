/** Receives Ctrl-C, a closed terminal and SIGTERM for work that can end in an orderly way. */

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** Receives these signals from its construction until it is released. The first reason counts. */
export class Interrupt {
  private readonly controller = new AbortController();
  private heard: NodeJS.Signals | null = null;
  private readonly hear = (name: NodeJS.Signals): void => {
    this.heard ??= name;
    this.request(name);
  };

  constructor() {
    for (const name of SIGNALS) process.on(name, this.hear);
  }

  /** Aborted as soon as the work should end. */
  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** The signal's name, or what was requested; null as long as nothing was. */
  get reason(): string | null {
    return this.signal.aborted ? String(this.signal.reason) : null;
  }

  request(why: string): void {
    if (!this.signal.aborted) this.controller.abort(why);
  }

  release(): void {
    for (const name of SIGNALS) process.off(name, this.hear);
  }

  /** Stops receiving. A signal that was received now ends this process, unless another listener handles it. */
  passOn(): void {
    this.release();
    if (this.heard) process.kill(process.pid, this.heard);
  }
}

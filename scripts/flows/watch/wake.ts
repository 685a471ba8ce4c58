/** Waits for the next moment at which there may be something to draw. */
export class Wake {
  isOver = false;
  private release: () => void = () => undefined;
  private timer: NodeJS.Timeout | null = null;
  private readonly over: Promise<null>;
  private finish: (none: null) => void = () => undefined;

  constructor() {
    this.over = new Promise((resolve) => {
      this.finish = resolve;
    });
  }

  /** Now. */
  up(): void {
    this.release();
  }

  /** In a moment, so that many changes at once are one. */
  soon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.up();
    }, 100);
  }

  /** For good. */
  end(): void {
    this.isOver = true;
    if (this.timer !== null) clearTimeout(this.timer);
    this.finish(null);
    this.up();
  }

  /** Resolves when woken, and after this time at the latest. */
  within(ms: number): Promise<void> {
    if (this.isOver) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.release = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** The value, or null where the end comes first. */
  unlessOver<T>(value: Promise<T>): Promise<T | null> {
    return Promise.race([value, this.over]);
  }
}

/** The whole terminal, as a view that stays uses it; cli/full-screen.ts draws it. */
import type { Page } from '../render/page/page.js';

/** What stands on the screen: the body gives way where there are too few rows, and can be scrolled. */
export interface Sheet {
  head: Page;
  body: Page;
  foot: Page;
}

export interface FullScreen {
  /** Draws what differs from before; a new size is followed without another call. */
  draw(sheet: Sheet): void;
  /** Resolves when a signal arrives or the terminal is gone. */
  readonly ended: Promise<unknown>;
  /** Gives the terminal back as it was; after a signal, the process then ends by it. */
  close(): void;
}

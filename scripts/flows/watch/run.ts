/** Keeps a view of the task on the screen, until the user leaves it. */
import type { GuardLine } from '../../core/guard/log.js';
import { FileChanges } from '../../io/screen/changes.js';
import { guardPhrase } from '../../render/views/trace.js';
import { watchSheet } from '../../render/views/watch.js';
import { catalogOf } from '../../text/catalog.js';
import { attendUser, attentionTitle } from '../attention/tell.js';
import type { Context } from '../context.js';
import type { FullScreen } from '../screen.js';
import { placeOf } from '../task/place.js';
import { filesOf, look, type Seen, stateOf, viewAt } from './look.js';
import { Wake } from './wake.js';

/** How often the times on the screen move: while a review runs, and else. */
const TICK_MS = 1000;
const SLOW_TICK_MS = 5000;

const LEAVE: readonly string[] = ['q', 'Q', '\u0003', '\u001b'];

/** Runs until `q`, Ctrl-C, Escape, a signal, or until the terminal is gone. */
export async function watchTask(context: Context, first: Seen): Promise<void> {
  const wake = new Wake();
  let isAsked = false;
  const screen = await context.openScreen((key) => {
    if (LEAVE.includes(key)) wake.end();
    isAsked ||= key === 'r';
    wake.up();
  }, catalogOf(context.language).watch.more);
  void screen.ended.then(() => wake.end());
  const changes = new FileChanges(() => wake.soon());
  let seen = first;
  try {
    changes.follow(filesOf(seen));
    while (!wake.isOver) {
      draw(context, screen, seen);
      // Something may have changed while the work tree was read.
      if (!isAsked && !changes.moved) await wake.within(seen.job === null ? SLOW_TICK_MS : TICK_MS);
      if (!isAsked && !changes.moved) continue;
      // What changes while the work tree is read is read after that.
      changes.follow(filesOf(seen));
      const next = await wake.unlessOver(look(context, seen));
      if (next === null) return;
      tell(context, seen, next);
      isAsked = filesOf(next).join('\n') !== filesOf(seen).join('\n');
      seen = next;
    }
  } finally {
    changes.close();
    screen.close();
  }
}

function draw(context: Context, screen: FullScreen, seen: Seen): void {
  const { view, notices } = viewAt(context, seen);
  screen.draw(watchSheet(view, notices, { language: context.language, place: placeOf(context) }));
}

/** Rings where the user is needed, or where something has ended. */
function tell(context: Context, before: Seen, after: Seen): void {
  const state = stateOf(after);
  const { project } = after.project.paths;
  const isTold = state !== null && attendUser(context, project, stateOf(before), state);
  const asked = newQuestion(before, after);
  if (!isTold && asked !== null) context.attend(attentionTitle(project), guardPhrase(asked, context.language));
}

/** What the guard has asked since. */
function newQuestion(before: Seen, after: Seen): GuardLine | null {
  const last = lastQuestion(after);
  return last === null || last.at <= (lastQuestion(before)?.at ?? before.at) ? null : last;
}

const lastQuestion = ({ guard }: Seen): GuardLine | null => guard.findLast(({ verdict }) => verdict === 'ask') ?? null;

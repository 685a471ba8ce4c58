/** What `watch` shows, as one plain value for people and programs: the view of `status`, and what happens now. */
import type { GuardLine } from '../guard/log.js';
import type { ReviewProgress } from '../review/progress.js';
import type { Gate, State } from '../task/model.js';
import type { StatusView } from '../task/views/status.js';

/** What Codex does in the running review. */
export interface WatchedReview {
  progress: ReviewProgress;
  /** The latest of its steps, oldest first, each with its seconds since the review began. */
  steps: { seconds: number; text: string }[];
}

/** An open task of the repository in another work tree. */
export interface OtherTask {
  task: string;
  text: string;
  status: State['status'];
  work_tree: string;
}

export interface WatchView {
  /** null where there is no task, or none that can be read. */
  status: StatusView | null;
  /** null when no review is running. */
  review: WatchedReview | null;
  /** The gate whose review is being prepared; null when none is. */
  preparing: Gate | null;
  /** When the service's limit is over, as Codex said; null: it has not said anything about limits. */
  codex_resets_at: string | null;
  /** The latest questions and denials of the guard, oldest first. */
  guard: GuardLine[];
  others: OtherTask[];
  /** When the gates were last compared with the work tree. */
  looked_at: string;
}

/** As many steps of Codex, and answers of the guard, as fit beside the rest. */
export const STEPS = 6;
export const ANSWERS = 4;

/** The command that helps, for each notice of ./diff-notices.ts. */
import { type Command, call, given, shell, slot } from '../../call.js';
import type { DiffNotices } from './diff-notices.js';

const wholeHistory = ({ shallow }: { shallow: boolean }): Command =>
  shallow ? shell('git fetch --unshallow') : shell('git branch --all');

export const DIFF_REMEDY: { [C in keyof DiffNotices]: (args: DiffNotices[C]) => Command | null } = {
  'diff-unmerged': () => shell('git status'),
  'diff-nothing': () => call('review', 'diff', '--base', slot('ref')),
  'diff-base-unknown': wholeHistory,
  'diff-base-unrelated': wholeHistory,
  'diff-secret': () => call('review', 'diff'),
  'diff-too-large': () => call('review', 'diff', '--base', slot('ref')),
  'diff-name-unprintable': () => call('review', 'diff'),
  'diff-inside-a-run': () => call('review', 'diff'),
  'diff-busy': () => call('review', 'wait', given('diff')),
  'diff-started': () => null,
  'diff-not-begun': () => call('codex-check'),
  'runs-working': () => null,
  'diff-running': () => null,
  'diff-passed': () => null,
  'diff-found': () => null,
  'diff-lens-failed': () => call('review', 'diff', '--retry'),
  'diff-moved': () => call('review', 'diff'),
  'diff-retry-moved': () => call('review', 'diff'),
  'diff-none': () => call('review', 'diff'),
  'diff-damaged': () => call('review', 'diff'),
  'diff-whole': () => call('review', 'show', given('diff')),
  'diff-cancelled': () => null,
};

import type { NoticeArgs, NoticeCode } from '../../core/say/notices.js';

/**
 * The sentences of one language. Each says what is wrong, or what was done, and why. The command that helps is the
 * remedy in core/say/remedies.ts.
 */
export type Notices = { [C in NoticeCode]: (args: NoticeArgs[C]) => string };

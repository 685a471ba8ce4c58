import type { NoticeArgs, NoticeCode } from '../core/say/notices.js';

/** The sentences of one language: each says what is so and why; the command is in core/notices REMEDY. */
export type Catalog = { [C in NoticeCode]: (args: NoticeArgs[C]) => string };

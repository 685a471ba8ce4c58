/** What the verification of a pull request finds, as plain values. */

import type { Config } from '../../generated/types.js';
import type { Notice, NoticeCode } from '../say/notices.js';
import type { TrustedKey, Verifier } from '../team/trust.js';

/** One thing that was found, with its place in the pull request. */
export interface Remark {
  level: 'error' | 'warning' | 'notice';
  notice: Notice;
  file: string | null;
  line: number | null;
}

/** Everything that is not among these fails a pull request. */
const ONLY_TOLD: ReadonlySet<NoticeCode> = new Set<NoticeCode>([
  'ci-settings-changed',
  'ci-trust-changed',
  'ci-key-unlisted',
  'ci-version-differs',
]);

/** Where a notice points to: its own file and line, where it names them. */
export function remark(notice: Notice): Remark {
  const file: unknown = Reflect.get(notice.args, 'file');
  const line: unknown = Reflect.get(notice.args, 'line');
  return {
    level: ONLY_TOLD.has(notice.code) ? 'warning' : 'error',
    notice,
    file: typeof file === 'string' ? file : null,
    line: typeof line === 'number' ? line : null,
  };
}

/** The rules of the base, by which the pull request is judged. */
export interface BaseRules {
  config: Config;
  /** The keys that the base trusts; null where it has no list. */
  trusted: readonly TrustedKey[] | null;
  /** The keys that only the pull request would trust. */
  brought: readonly TrustedKey[];
  accept: { attested: boolean; overridden: boolean };
}

/** What the pure part needs from outside. */
export interface Tools {
  hash(text: string): string;
  verifies: Verifier;
}

export type Result = 'signed' | 'attested' | 'unchanged' | 'failed';

/** The answer about one pull request. */
export interface PullRequestView {
  result: Result;
  /** Who signed what counts; empty where nobody did. */
  by: string[];
  base: string;
  head: string;
  merge_base: string;
  /** The tasks whose approvals lead from the base to the head, newest first. */
  tasks: { id: string; text: string; file: string }[];
  remarks: Remark[];
}

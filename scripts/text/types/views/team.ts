import type { Standing } from '../../../core/team/trust.js';

/** The words of `keys` and `ci`. */
export interface TeamWords {
  since(day: string): string;
  revoked(day: string): string;
  own: string;
  unknown(id: string): string;
  signed(given: { signed: number; entries: number; names: string }): string;
  comma: string;
  /** In front of the key's owner. */
  standing: Record<Standing, string>;
  /** What the pre-push hook says once this program is gone; without an apostrophe, which would end its quotes. */
  hookGone: string;
  /** The summary of a pull request. */
  summary: {
    title: string;
    problems: string;
    remarks: string;
    findings: string;
    task: string;
    base: string;
    head: string;
    result: Record<'signed' | 'attested' | 'unchanged' | 'failed', string>;
    more(count: number): string;
  };
}

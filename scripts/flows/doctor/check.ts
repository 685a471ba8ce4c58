/** How doctor runs a check: an error with a known cause becomes the diagnosis. */

import type { Check, CheckName } from '../../core/install/diagnosis.js';
import type { Notice } from '../../core/say/notices.js';
import { causeOf } from '../../io/ground/faults.js';

/** What a check found: a phrase, and the paths and digests that only `--verbose` shows. */
export type Facts = string | { facts: string; details: string };

const check = (name: CheckName, level: Check['level'], found: Facts, notices: Notice[]): Check => ({
  name,
  level,
  ...(typeof found === 'string' ? { facts: found, details: '' } : found),
  notices,
});
export const passed = (name: CheckName, found: Facts): Check => check(name, 'pass', found, []);
export const warned = (name: CheckName, found: Facts, notices: Notice[]): Check => check(name, 'warn', found, notices);
export const failed = (name: CheckName, found: Facts, notices: Notice[]): Check => check(name, 'fail', found, notices);
/** A pass without notices, else a warning. */
export const judged = (name: CheckName, found: Facts, notices: Notice[]): Check =>
  notices.length > 0 ? warned(name, found, notices) : passed(name, found);

/** Returns the value, or the Problem that was thrown instead. */
export async function found<T>(look: () => Promise<T> | T): Promise<{ value: T } | { problem: Notice }> {
  try {
    return { value: await look() };
  } catch (error) {
    const cause = causeOf(error);
    if (cause === null) throw error;
    return { problem: cause };
  }
}

/** Runs one check; a Problem becomes its FAIL. */
export async function diagnose(name: CheckName, check: () => Promise<Check> | Check): Promise<Check> {
  const result = await found(check);
  return 'value' in result ? result.value : failed(name, '', [result.problem]);
}

/** How doctor runs a check: an error with a known cause becomes the diagnosis. */

import type { Check, CheckName } from '../../core/install/diagnosis.js';
import type { Notice } from '../../core/say/notices.js';
import { causeOf } from '../../io/ground/faults.js';

export const passed = (name: CheckName, facts: string): Check => ({ name, level: 'pass', facts, notices: [] });
export const warned = (name: CheckName, facts: string, notices: Notice[]): Check => ({
  name,
  level: 'warn',
  facts,
  notices,
});
export const failed = (name: CheckName, facts: string, notices: Notice[]): Check => ({
  name,
  level: 'fail',
  facts,
  notices,
});

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

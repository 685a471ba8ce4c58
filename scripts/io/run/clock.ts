/**
 * Time that can be compared between processes of one boot: the machine's monotonic clock, which a change of the date
 * does not affect.
 */
import { setTimeout as delay } from 'node:timers/promises';

/** The current time in nanoseconds, as text; comparable between processes of one boot. */
export const monotonic = (): string => process.hrtime.bigint().toString();

/** Milliseconds since a value of `monotonic`; negative when the clock has restarted since. */
export const elapsedMs = (since: string): number => Number((process.hrtime.bigint() - BigInt(since)) / 1_000_000n);

/** Waits; used to poll what another process does. */
export const pause = (ms: number): Promise<void> => delay(ms);

/** Time between processes of one boot: the monotonic clock of the machine, which no change of the date moves. */
import { setTimeout as delay } from 'node:timers/promises';

/** Now, in nanoseconds, as text; comparable between processes of one boot. */
export const monotonic = (): string => process.hrtime.bigint().toString();

/** Milliseconds since a stamp of `monotonic`; negative where the clock started again after the stamp. */
export const elapsedMs = (since: string): number => Number((process.hrtime.bigint() - BigInt(since)) / 1_000_000n);

/** Waits; for polling what another process does. */
export const pause = (ms: number): Promise<void> => delay(ms);

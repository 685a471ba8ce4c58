/** What a review with lenses is expected to cost: a packet for each reviewer, and what earlier ones made of theirs. */
import type { CostEstimate } from '../../task/ledger/events.js';
import type { Entry } from '../../task/ledger.js';

/**
 * Estimates the cost before the start. A reviewer that reads much sends its packet again with each command, so that the
 * tokens used are a multiple of the packet; earlier reviews of the task tell which one.
 *
 * @param packetTokens of one packet
 * @param reviewers how many are asked
 */
export function costOf(
  packetTokens: number,
  reviewers: number,
  entries: readonly Pick<Entry, 'event'>[],
): CostEstimate {
  const earlier = entries.flatMap(({ event }) => {
    const {
      packet_tokens: packet = 0,
      reviewers: count = 1,
      tokens = 0,
    } = (event.type === 'review-returned' && event.details) || {};
    return packet > 0 && tokens > 0 ? [{ sent: packet * count, used: tokens, count }] : [];
  });
  const sent = sum(earlier.map((one) => one.sent));
  const ratio = sent === 0 ? null : sum(earlier.map((one) => one.used)) / sent;
  return {
    reviewers,
    packet_tokens: packetTokens,
    tokens: ratio === null ? null : Math.round(packetTokens * reviewers * ratio),
    based_on: sum(earlier.map((one) => one.count)),
  };
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** What is said about what a review sends, and about the reviewers of a gate with lenses. */

/** The gates that a review can open. */
export type GateName = 'plan' | 'milestone' | 'final';

export interface LensNotices {
  'packet-building': { gate: GateName };
  /** What the review will cost: tokens in the packet, and in the files that Codex must read. */
  'packet-built': { gate: GateName; files: number; tokens: number; unshown: number; reading: number };
  /** The reviewers of a gate with lenses: who is asked, who has answered before, and what it will cost. */
  'lenses-asked': {
    gate: GateName;
    asked: string;
    kept: string;
    packet_tokens: number;
    tokens: number | null;
    based_on: number;
  };
  'receipt-lens-missing': { lens: string };
  'receipt-lens-unknown': { lens: string };
  'receipt-lens-twice': { lens: string };
  'receipt-lens-other': { lens: string };
  'receipt-lens-altered': { lens: string };
}

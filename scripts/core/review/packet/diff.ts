/** The packet of a review without a task: the change alone, shown, listed, redacted and limited as in every review. */
import { Budget } from '../../say/packet-text.js';
import { redact } from '../../say/redact.js';
import { type ChangedFile, type CoverageEntry, cover, type Focus } from '../coverage.js';
import type { Thresholds } from '../findings.js';
import { manifestOf } from '../manifest.js';
import {
  atWorst,
  leftUnread,
  type PartText,
  rendered,
  type Unreadable,
  withSecretsCounted,
  withSecretsNamed,
} from './build.js';
import { changeSummary, gitText } from './change.js';
import type { PacketInput } from './input.js';

export interface DiffInput
  extends Pick<PacketInput, 'git_status' | 'git_log' | 'withheld' | 'by_codex' | 'boundary' | 'limits'> {
  /** The change, with both sides named as the reviewer is told them. */
  diff: { base: string; tree: string; files: ChangedFile[]; lines: number };
  thresholds: Thresholds;
}

export interface DiffPacket {
  text: string;
  coverage: CoverageEntry[];
}

/** Room for the heading lines and the notes that name what was left out. */
const MARGIN = 24_000;

/** Nothing makes one file of the change more important than its kind and size do. */
const NO_FOCUS: Focus = { expected: [], findings: [], sinceLastRound: null };

/** Builds the packet, or says why no reviewer could see the whole change. */
export function buildDiffPacket(
  input: DiffInput,
): { ok: true; packet: DiffPacket } | { ok: false; refused: Unreadable } {
  const budget = new Budget(input.limits.characters - MARGIN, input.limits.tokens);
  const files = [...input.diff.files].sort((a, b) => (a.path < b.path ? -1 : 1)).map(withSecretsCounted);
  budget.spend(rendered(partsOf(input, manifestOf(files, files.map(atWorst), NO_FOCUS), '')));
  const { entries, blocks } = cover(files, NO_FOCUS, budget, input.boundary);
  const refused = leftUnread(entries);
  if (refused) return { ok: false, refused };
  const texts = partsOf(input, manifestOf(files, entries, NO_FOCUS), blocks.join('').trim());
  const safe = texts.map(({ part, text }) => ({ part, text: redact(text) }));
  return { ok: true, packet: { text: rendered(withSecretsNamed(safe)), coverage: entries } };
}

const partsOf = (input: DiffInput, manifest: string, diff: string): PartText[] => [
  {
    part: { key: 'git', title: 'Git status' },
    text: gitText({ ...input, left_out: [], present_before: [], left_behind: [] }),
  },
  { part: { key: 'coverage', title: 'Diff summary and coverage' }, text: `${changeSummary(input)}\n${manifest}` },
  { part: { key: 'diff', title: 'Relevant diff' }, text: diff },
  { part: { key: 'thresholds', title: 'Current thresholds' }, text: thresholdsText(input.thresholds) },
];

const thresholdsText = ({ block_on_p0, block_on_p1, allow_continue_with_p2 }: Thresholds): string =>
  Object.entries({ block_on_p0, block_on_p1, allow_continue_with_p2 })
    .map(([name, value]) => `review.${name}: ${value}`)
    .join('\n');

/** Findings across rounds: stable ids, the severities that block, and the rule that makes reviews converge. */
import type { Config, Review } from '../../generated/types.js';
import { withDollars } from '../say/packet-text.js';
import type { AcceptedRisk, Gate, OpenFinding } from '../task/model.js';
import { isAboutSecurity } from '../task/pauses.js';

export type ReportedFinding = Review['findings'][number];
export type Severity = OpenFinding['severity'];
export type Thresholds = Pick<Config['review'], 'block_on_p0' | 'block_on_p1' | 'allow_continue_with_p2'>;

/** Changed lines since the last round: by path in the repository, inclusive line ranges in the new version. */
export type ChangedLines = Record<string, readonly (readonly [from: number, to: number])[]>;

/** Whether a severity blocks under the thresholds of config.json. P3 never blocks. */
export function blocks(severity: Severity, thresholds: Thresholds): boolean {
  switch (severity) {
    case 'P0':
      return thresholds.block_on_p0;
    case 'P1':
      return thresholds.block_on_p1;
    case 'P2':
      return !thresholds.allow_continue_with_p2;
    case 'P3':
      return false;
    default:
      return severity satisfies never;
  }
}

/**
 * Whether a finding of a blocking severity came too late to block. It is kept and shown, but is out of scope for its
 * round.
 */
export const isAdvisory = (finding: OpenFinding, thresholds: Thresholds): boolean =>
  !finding.blocking && blocks(finding.severity, thresholds);

/**
 * The id of a finding: it depends on title, file, gate and milestone, but not on the line, so that it stays the same in
 * every round. It is a name and not a proof of anything; if two findings of one reply get the same id, the caller makes
 * them different.
 *
 * @param gate null for a review that opens none
 * @param milestone the milestone at a milestone gate, so that two milestones do not share ids; else null
 */
export function findingId(gate: Gate | null, milestone: string | null, title: string, file: string | null): string {
  const key = JSON.stringify([gate, milestone, titleWords(title), file]);
  return `F-${hash(key, 0x811c9dc5)}${hash(key, 0x01000193).slice(0, 2)}`;
}

/** A title without case, punctuation and spacing: titles that differ only in these count as the same. */
const titleWords = (title: string): string =>
  (
    title
      .normalize('NFKC')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).join(' ');

/**
 * Whether the user has accepted this finding as a risk: it names the risk's id, or has its title and file. A finding
 * about security, or one that has become more severe since, does not count as accepted.
 */
export function isAccepted(
  finding: Pick<OpenFinding, 'title' | 'severity' | 'category'> & Pick<ReportedFinding, 'same_as'>,
  file: string | null,
  risks: readonly AcceptedRisk[],
): boolean {
  return risks.some((risk) => {
    const isSame =
      finding.same_as === risk.id || (titleWords(finding.title) === titleWords(risk.title) && file === risk.file);
    return isSame && !isAboutSecurity(finding) && ORDER[finding.severity] >= ORDER[risk.severity];
  });
}

/** The accepted risks in a finding's file: the finding may be one of them if the reviewer says so. */
export const risksWithin = (
  finding: Pick<OpenFinding, 'title' | 'severity' | 'category'>,
  file: string | null,
  risks: readonly AcceptedRisk[],
): AcceptedRisk[] =>
  risks.filter((risk) => risk.file === file && isAccepted({ ...finding, same_as: risk.id }, file, [risk]));

/** FNV-1a, 32 bits, as eight hex digits. */
function hash(key: string, seed: number): string {
  let value = seed;
  for (let at = 0; at < key.length; at++) value = Math.imul(value ^ key.charCodeAt(at), 0x01000193) >>> 0;
  return value.toString(16).padStart(8, '0');
}

/** Reviewers often name a line close to the change: up to this distance it still counts as the change. */
const NEARBY = 3;

/**
 * Whether a finding points at something that changed since the last round. Where the changed lines are known, they
 * decide and not the reviewer's word. A finding about a whole file counts when that file changed and the reviewer says
 * so.
 */
export function isOnChange(finding: ReportedFinding, file: string | null, changed: ChangedLines | null): boolean {
  if (changed === null) return finding.on_changed_line;
  const ranges = file === null ? undefined : changed[file];
  if (!ranges) return false;
  const { line } = finding;
  if (line === null) return finding.on_changed_line;
  return ranges.some(([from, to]) => line >= from - NEARBY && line <= to + NEARBY);
}

/** Converts a path in the snapshot, as the reviewer sees it, to a path in the repository. */
export function repositoryPath(path: string | null, snapshotFolder: string): string | null {
  const plain = withDollars(path?.trim() ?? '')
    .replaceAll('\\', '/')
    .replace(/^(\.\/)+/, '');
  const inside = plain.startsWith(`${snapshotFolder}/`) ? plain.slice(snapshotFolder.length + 1) : plain;
  return inside === '' ? null : inside;
}

const ORDER: Record<Severity, number> = { P0: 0, P1: 1, P2: 2, P3: 3 };

/** Sorts blocking findings first, then by severity, and numbers them from 1. */
export function numbered(findings: OpenFinding[]): OpenFinding[] {
  const rank = (finding: OpenFinding): number => (finding.blocking ? 0 : 10) + ORDER[finding.severity];
  return findings.toSorted((a, b) => rank(a) - rank(b)).map((finding, index) => ({ ...finding, number: index + 1 }));
}

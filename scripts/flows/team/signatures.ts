/**
 * What teammates' signatures prove of a task's ledger. The list that counts is the one at the task's base, so that no
 * change can bring the key that signs it; a caller may name another commit.
 */
import { type Notice, notice, Problem } from '../../core/say/notices.js';
import type { Entry } from '../../core/task/ledger.js';
import type { Observation, State } from '../../core/task/model.js';
import {
  type SignedBy,
  type Standing,
  signedBy,
  signedReviews,
  standingsOf,
  type TrustedKey,
  trustChange,
  trustChangeText,
} from '../../core/team/trust.js';
import { hasCommit } from '../../io/git/base.js';
import { storedPath } from '../../io/ground/workspace.js';
import { verifies } from '../../io/team/key.js';
import { readTrustList, trustedAt, trustedIn } from '../../io/team/trust-list.js';
import type { Project } from '../task/place.js';

export interface Signatures {
  trusted: TrustedKey[];
  standings: Standing[];
  by: SignedBy;
  notices: Notice[];
}

type Place = Pick<Project, 'repository' | 'paths'>;

/**
 * Looks at the signatures of a ledger.
 *
 * @param commit whose trust list counts; null: the task's base
 * @throws Problem trust-list-broken
 */
export async function signaturesOf(
  { repository, paths }: Place,
  { state, entries }: { state: State; entries: readonly Entry[] },
  commit: string | null = null,
): Promise<Signatures> {
  const at = commit ?? state.base.commit;
  const file = storedPath(repository.top, paths.trustedKeys);
  const trusted = (await hasCommit(repository, at)) ? ((await trustedAt(repository, at, file)) ?? []) : [];
  const standings = standingsOf(entries, trusted, verifies);
  const forged = standings.indexOf('forged');
  const present = listOf(paths);
  const change = 'problem' in present ? '' : trustChangeText(trustChange(trusted, present.keys));
  return {
    trusted,
    standings,
    by: signedBy(entries, standings, trusted),
    notices: [
      ...('problem' in present ? [present.problem] : []),
      ...(forged < 0 ? [] : [notice('signature-forged', { line: forged + 1 })]),
      ...(change === '' ? [] : [notice('trust-list-changed', { changes: change, commit: at.slice(0, 12) })]),
    ],
  };
}

/** The keys of the work tree's list. A list that cannot be read is named, and stops nothing: it does not count here. */
function listOf(paths: Project['paths']): { keys: TrustedKey[] } | { problem: Notice } {
  try {
    return { keys: trustedIn(readTrustList(paths)) };
  } catch (error) {
    if (error instanceof Problem) return { problem: error.notice };
    throw error;
  }
}

/** The receipts of an observation; where only the proof of this machine is missing, signatures stand in for it. */
export function withSignatures(
  receipts: Observation['receipts'],
  entries: readonly Entry[],
  { standings }: Signatures,
): Observation['receipts'] {
  const signed = signedReviews(entries, standings);
  return Object.fromEntries(
    Object.entries(receipts).map(([job, verdict]) => {
      const found = signed[job];
      if (verdict.assurance !== 'attested' || found === undefined || found === 'attested') return [job, verdict];
      return [
        job,
        found === 'signed'
          ? { ...verdict, assurance: found }
          : { assurance: found, problem: 'signature-forged' as const },
      ];
    }),
  );
}

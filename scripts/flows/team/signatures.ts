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
 * Looks at the signatures of a ledger. A list that cannot be read is named, and trusts nobody.
 *
 * @param commit whose trust list counts; null: the task's base
 */
export async function signaturesOf(
  { repository, paths }: Place,
  { state, entries }: { state: State; entries: readonly Entry[] },
  commit: string | null = null,
): Promise<Signatures> {
  const at = commit ?? state.base.commit;
  const file = storedPath(repository.top, paths.trustedKeys);
  const [then, now] = await Promise.all([
    listed(async () => ((await hasCommit(repository, at)) ? trustedAt(repository, at, file) : null)),
    listed(() => trustedIn(readTrustList(paths))),
  ]);
  const standings = standingsOf(entries, then.keys, verifies);
  const forged = standings.indexOf('forged');
  const problems = [...then.problems, ...now.problems];
  const change = problems.length > 0 ? '' : trustChangeText(trustChange(then.keys, now.keys));
  return {
    trusted: then.keys,
    standings,
    by: signedBy(entries, standings, then.keys),
    notices: [
      ...problems,
      ...(forged < 0 ? [] : [notice('signature-forged', { line: forged + 1 })]),
      ...(change === '' ? [] : [notice('trust-list-changed', { changes: change, commit: at.slice(0, 12) })]),
    ],
  };
}

/** The keys of a list, none where there is no list; or why it cannot be read. */
async function listed(
  read: () => Promise<TrustedKey[] | null> | TrustedKey[] | null,
): Promise<{ keys: TrustedKey[]; problems: Notice[] }> {
  try {
    return { keys: (await read()) ?? [], problems: [] };
  } catch (error) {
    if (error instanceof Problem) return { keys: [], problems: [error.notice] };
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

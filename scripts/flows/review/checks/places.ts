/** Where each check runs: in a clean copy of exactly the tree under review, or in place, with the reason. */
import { CARRIED } from '../../../core/install/carry.js';
import { type Notice, notice } from '../../../core/say/notices.js';
import { redact } from '../../../core/say/redact.js';
import { bringCopy, type CheckCopy, copyChanges, inCopy } from '../../../io/copy/copy.js';
import { editableInstall } from '../../../io/copy/editable.js';
import type { TreeName } from '../../../io/git/tree-name.js';
import { type Check, type CheckPlace, inPlace } from '../../../io/review/checks.js';
import { catalogOf } from '../../../text/catalog.js';
import type { Context } from '../../context.js';
import type { ConfiguredProject } from '../../task/place.js';

export interface CheckPlaces {
  place: (check: Check) => CheckPlace;
  /** Lists what the checks changed in the copy; empty when none ran there. */
  changes: () => Promise<string[]>;
}

/** How many names to show; the rest is only counted. */
const SHOWN = 5;

/**
 * Brings the copy up to date if a check runs in it.
 *
 * @param name the tree under review; the caller must hold the copy (io/copy/claim.ts)
 */
export async function placesOfChecks(
  context: Context,
  project: ConfiguredProject,
  name: TreeName,
  commands: readonly Check[],
  signal?: AbortSignal,
): Promise<CheckPlaces> {
  const { repository, paths, stateDir, config } = project;
  const because = reasonFor(context, project);
  for (const check of commands) {
    const reason = because(check);
    if (reason !== null) context.say(notice('check-in-place', { name: redact(check.name), reason }));
  }
  if (commands.every((check) => because(check) !== null))
    return { place: (check) => inPlace(paths.project, because(check)), changes: () => Promise.resolve([]) };
  const copy = await bringCopy(stateDir, repository, name, config.testing.carry ?? CARRIED, signal);
  for (const said of noticesOf(copy)) context.say(said);
  const there = inCopy(copy, paths.project);
  return {
    place: (check) => {
      const reason = because(check);
      return reason === null ? there : inPlace(paths.project, reason);
    },
    changes: () => copyChanges(copy),
  };
}

/**
 * Why a check runs in place; null for the copy. One reason is an environment outside the project that leads into the
 * work tree, because a check in the copy would test the work tree through it.
 */
function reasonFor(context: Context, { repository }: ConfiguredProject): (check: Check) => string | null {
  const words = catalogOf(context.language).gates.inPlace;
  const file = editableInstall(repository.top, context.env);
  return ({ where, reason }) => {
    if (where === 'in-place') return redact(reason || words.configured);
    return file === null ? null : words.leadsBack({ file });
  };
}

function noticesOf({ redirected, unfiltered }: CheckCopy): Notice[] {
  const listed = (code: 'check-redirected' | 'check-unfiltered', paths: readonly string[]): Notice[] =>
    paths.length === 0
      ? []
      : [notice(code, { paths: paths.slice(0, SHOWN).join(', '), more: Math.max(0, paths.length - SHOWN) })];
  return [...listed('check-redirected', redirected), ...listed('check-unfiltered', unfiltered)];
}

/** The committed records of reviews against what the ledgers of the same pull request name. */

import type { ReadLedger } from '../../core/ci/ledger.js';
import { type BaseRules, type Remark, remark } from '../../core/ci/model.js';
import { jsonOf } from '../../core/json.js';
import { receiptIn } from '../../core/review/artifact.js';
import { notice } from '../../core/say/notices.js';
import { standingOf } from '../../core/team/trust.js';
import { validateReceipt } from '../../generated/validators.js';
import { sha256 } from '../../io/ground/signing.js';
import { receiptHash } from '../../io/review/receipts.js';
import { verifies } from '../../io/team/key.js';
import type { ReadFile } from './facts.js';

type Review = ReadLedger['reviews'][number];

/**
 * Every record that the pull request adds is one that a ledger names, with exactly that content, and the record of each
 * approval that counts is there.
 *
 * @param project the project's folder in the repository, empty for all of it
 */
export function artifactRemarks(
  artifacts: readonly ReadFile[],
  ledgers: readonly ReadLedger[],
  used: readonly ReadLedger[],
  { project, rules }: { project: string; rules: BaseRules },
): Remark[] {
  const reviews = ledgers.flatMap((ledger) => ledger.reviews);
  const placeOf = (file: string): string => (project === '' ? file : `${project}/${file}`);
  const doubts = artifacts.flatMap(({ path, text }): Remark[] => {
    const review = reviews.find(({ file }) => typeof file === 'string' && placeOf(file) === path);
    if (review === undefined) return [remark(notice('ci-artifact-unnamed', { file: path }))];
    return isAsNamed(text, review, rules) ? [] : [remark(notice('ci-artifact-swapped', { file: path }))];
  });
  const missing = used.flatMap(({ state, reviews: own }): Remark[] => {
    const review = own.find(({ job }) => job === state.approvals.final?.job);
    const file = typeof review?.file === 'string' ? placeOf(review.file) : null;
    const isThere = file !== null && artifacts.some(({ path }) => path === file);
    return file === null || isThere ? [] : [remark(notice('ci-artifact-missing', { file }))];
  });
  return [...doubts, ...missing];
}

/** The whole text, where the ledger names its digest; always the receipt in it, and the receipt's own signature. */
function isAsNamed(text: string, { artifact, receipt, at }: Review, rules: BaseRules): boolean {
  if (artifact !== undefined && sha256(text) !== artifact) return false;
  const inside = receiptIn(text);
  if (inside === null || sha256(inside) !== receipt) return false;
  const value = jsonOf(inside);
  if (!validateReceipt(value)) return false;
  const trusted = [...(rules.trusted ?? []), ...rules.brought];
  return standingOf({ hash: receiptHash(value), at, sig: value.sig }, trusted, verifies) !== 'forged';
}

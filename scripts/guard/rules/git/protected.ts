/** Branches that are never force-pushed, overwritten or deleted. */
import type { Context } from '../../model.js';
import { globPattern } from '../files/disposable.js';

export const isProtected = (branch: string, { policy }: Context): boolean =>
  policy.protectedBranches.some((pattern) => globPattern(pattern).test(branch.replace(/^refs\/heads\//, '')));

/** Where a link of the work tree leads when it stands in the copy. */
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { hasCode, isMissing } from '../ground/files.js';

interface Link {
  /** The work tree and the copy, absolute. */
  from: string;
  to: string;
  /** The link, relative to either. */
  name: string;
  target: string;
}

/**
 * A link inside the work tree leads to the same place of the copy: one that stays inside by relative steps does so by
 * itself, any other is redirected. What lies outside is reached as before.
 */
export function linkTarget({ from, to, name, target }: Link): { target: string; isRedirected: boolean } {
  const aim = path.resolve(path.dirname(path.join(from, name)), target);
  const inside = isBelow(aim, from) ? aim : throughOthers(aim, from);
  if (inside === null)
    return { target: path.isAbsolute(target) || isOdd(aim, from) ? target : aim, isRedirected: false };
  if (!path.isAbsolute(target) && inside === aim && staysInside(name, target)) return { target, isRedirected: false };
  return { target: path.join(to, path.relative(from, inside)), isRedirected: true };
}

/** A link to a link outside that leads back, as `npm link` makes them. */
function throughOthers(aim: string, from: string): string | null {
  try {
    const [real, top] = [realpathSync(aim), realpathSync(from)];
    return isBelow(real, top) ? path.join(from, path.relative(top, real)) : null;
  } catch (error) {
    if (isMissing(error) || hasCode(error, 'ELOOP', 'EACCES')) return null;
    throw error;
  }
}

/** Whether no step of a relative target leaves the top. */
function staysInside(name: string, target: string): boolean {
  let depth = name.split('/').length - 1;
  return target.split(/[\\/]/).every((step) => {
    depth += step === '..' ? -1 : step === '.' || step === '' ? 0 : 1;
    return depth >= 0;
  });
}

const isOdd = (aim: string, from: string): boolean => aim === path.parse(from).root;

const isBelow = (place: string, folder: string): boolean => place === folder || place.startsWith(folder + path.sep);

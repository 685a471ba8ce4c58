/** Decides where a link of the work tree leads when it stands in the copy. */
import { realpathSync } from 'node:fs';
import path from 'node:path';
import { hasCode, isMissing } from '../ground/files.js';

interface Link {
  /** Absolute path of the work tree; `to` is that of the copy. */
  from: string;
  to: string;
  /** The link's path, relative to either folder. */
  name: string;
  target: string;
}

/**
 * The target of the link in the copy. A relative link that stays inside keeps its target; any other link into the work
 * tree is redirected to the same place in the copy. A link to the outside keeps its target.
 */
export function linkTarget({ from, to, name, target }: Link): { target: string; isRedirected: boolean } {
  const aim = path.resolve(path.dirname(path.join(from, name)), target);
  const inside = isBelow(aim, from) ? aim : throughOthers(aim, from);
  if (inside === null)
    return { target: path.isAbsolute(target) || isOdd(aim, from) ? target : aim, isRedirected: false };
  if (!path.isAbsolute(target) && inside === aim && staysInside(name, target)) return { target, isRedirected: false };
  return { target: path.join(to, path.relative(from, inside)), isRedirected: true };
}

/**
 * The target in the work tree that a link reaches through another link outside, as `npm link` makes them; null when it
 * does not lead back.
 */
function throughOthers(aim: string, from: string): string | null {
  try {
    const [real, top] = [realpathSync(aim), realpathSync(from)];
    return isBelow(real, top) ? path.join(from, path.relative(top, real)) : null;
  } catch (error) {
    if (isMissing(error) || hasCode(error, 'ELOOP', 'EACCES')) return null;
    throw error;
  }
}

/** Whether no step of a relative target leaves the top folder. */
function staysInside(name: string, target: string): boolean {
  let depth = name.split('/').length - 1;
  return target.split(/[\\/]/).every((step) => {
    depth += step === '..' ? -1 : step === '.' || step === '' ? 0 : 1;
    return depth >= 0;
  });
}

const isOdd = (aim: string, from: string): boolean => aim === path.parse(from).root;

const isBelow = (place: string, folder: string): boolean => place === folder || place.startsWith(folder + path.sep);

/** Rules about databases: `asks` is compared with all arguments. */
import type { Programs } from '../../args.js';
import type { Kind } from '../../model.js';
import type { Rule, Wording } from '../rule.js';

export interface DatabaseRule extends Rule {
  /** Asks whatever the database's name; other rules leave databases of tests alone. */
  always: boolean;
}

export const database = (
  name: string,
  programs: Programs,
  asks: Wording,
  kind: Kind,
  always = false,
): DatabaseRule => ({ name, programs, asks, category: 'database', kind, always });

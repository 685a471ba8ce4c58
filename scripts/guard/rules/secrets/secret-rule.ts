/** Rules about programs that show secrets: `asks` is compared with words and flags, and with all arguments. */
import type { Programs } from '../../args.js';
import { type Rule, rule, type Wording } from '../rule.js';

export const secret = (name: string, programs: Programs, asks: Wording): Rule =>
  rule(name, programs, asks, 'secrets', 'secret-command');

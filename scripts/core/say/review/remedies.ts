/** The commands that help with the notices of ./notices.ts. */
import { type Command, call } from '../../call.js';
import type { LensNotices } from './notices.js';

export const LENS_REMEDY: { [C in keyof LensNotices]: () => Command | null } = {
  'packet-building': () => null,
  'packet-built': () => null,
  'lenses-asked': () => null,
  'receipt-lens-missing': () => call('gates'),
  'receipt-lens-unknown': () => call('gates'),
  'receipt-lens-twice': () => call('gates'),
  'receipt-lens-other': () => call('gates'),
  'receipt-lens-altered': () => call('gates'),
};

/** Long patterns from short ones, so that each part can be read, named and checked by itself. */

/** One pattern of parts that follow each other, with these flags; the flags of the parts do not count. */
export const inSequence = (flags: string, ...parts: readonly RegExp[]): RegExp =>
  new RegExp(parts.map(({ source }) => source).join(''), flags);

/** A pattern that matches any of the alternatives, tried in this order. */
export const anyOf = (flags: string, ...parts: readonly RegExp[]): RegExp =>
  new RegExp(parts.map(({ source }) => source).join('|'), flags);

/** A part of a sequence that matches any of the alternatives. */
export const group = (...parts: readonly RegExp[]): RegExp => new RegExp(`(?:${anyOf('', ...parts).source})`);

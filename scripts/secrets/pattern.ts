/** Long patterns from short ones, so that each part can be read, named and checked by itself. */

/** In: parts that follow each other. Out: one pattern with these flags; flags of the parts do not count. */
export const inSequence = (flags: string, ...parts: readonly RegExp[]): RegExp =>
  new RegExp(parts.map(({ source }) => source).join(''), flags);

/** In: alternatives. Out: a pattern that matches any of them, tried in this order. */
export const anyOf = (flags: string, ...parts: readonly RegExp[]): RegExp =>
  new RegExp(parts.map(({ source }) => source).join('|'), flags);

/** In: alternatives. Out: a part of a sequence, which matches any of them. */
export const group = (...parts: readonly RegExp[]): RegExp => new RegExp(`(?:${anyOf('', ...parts).source})`);

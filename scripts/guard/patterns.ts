/** Regular expressions in pieces that can be read. */

/** One regular expression, or several of which one is enough. */
export type Tests = RegExp | readonly RegExp[];

export const meets = (tests: Tests, text: string): boolean =>
  tests instanceof RegExp ? tests.test(text) : tests.some((test) => test.test(text));

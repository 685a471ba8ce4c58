/** Regular expressions in readable pieces. */

/** One regular expression, or several of which one has to match. */
export type Tests = RegExp | readonly RegExp[];

export const meets = (tests: Tests, text: string): boolean =>
  tests instanceof RegExp ? tests.test(text) : tests.some((test) => test.test(text));

/** What a reviewer looks for; prompts/lenses/ tells it so. */
export const LENSES = [
  'all',
  'correctness',
  'security',
  'tests',
  'performance',
  'maintainability',
  'documentation',
] as const;
export type Lens = (typeof LENSES)[number];

/** Whether a word names a lens. */
export const isLens = (word: string): word is Lens => LENSES.some((lens) => lens === word);

/** The lenses that the values of `--lens` name, each once; a value may name several, with commas between them. */
export function lensesIn(values: readonly string[]): { lenses: Lens[]; unknown: string | null } {
  const words = values.flatMap((value) => value.split(',')).map((word) => word.trim());
  const unknown = words.find((word) => !isLens(word));
  return { lenses: [...new Set(words.filter(isLens))], unknown: unknown ?? null };
}

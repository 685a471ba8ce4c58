/** What a review costs at most before Codex thinks: the tokens of its packet, and of what is left for it to read. */
import { estimateTokens } from '../../say/packet-text.js';
import type { ReviewContext } from '../context.js';

/** The number that `estimateTokens` uses for code. */
const CHARACTERS_PER_TOKEN = 2.8;

/** Tokens that reading takes at most. In: how many characters have to be read of each file. */
export const readingTokens = (needs: readonly number[]): number =>
  Math.ceil(needs.reduce((sum, characters) => sum + characters, 0) / CHARACTERS_PER_TOKEN);

export interface Estimate {
  /** The changed files. */
  files: number;
  /** Tokens of the packet, with the instructions. */
  tokens: number;
  /** The files that Codex has to read itself. */
  unshown: number;
  /** Their tokens. */
  reading: number;
}

/** In: the prompt as Codex gets it, and what the packet says about each changed file. */
export const estimateOf = ({
  prompt,
  context,
}: {
  prompt: string;
  context: Pick<ReviewContext, 'seen' | 'coverage'>;
}): Estimate => ({
  files: Object.keys(context.seen ?? {}).length,
  tokens: estimateTokens(prompt),
  unshown: context.coverage.onDemand.length,
  reading: readingTokens(context.coverage.onDemand.map((file) => context.coverage.needs?.[file] ?? 1)),
});

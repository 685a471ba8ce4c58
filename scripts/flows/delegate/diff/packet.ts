/** What the reviewers of a change are asked: one packet for all of them, and a lens for each. */

import type { Lens } from '../../../core/delegate/lenses.js';
import type { CoverageEntry } from '../../../core/review/coverage.js';
import { writtenByCodex } from '../../../core/review/packet/by-codex.js';
import { buildDiffPacket } from '../../../core/review/packet/diff.js';
import { estimateOf } from '../../../core/review/packet/estimate.js';
import { INPUT_LIMIT, packetTokens } from '../../../core/review/packet/input.js';
import { type Notice, notice } from '../../../core/say/notices.js';
import { named, withoutMentions } from '../../../core/say/packet-text.js';
import type { Config, DiffReview } from '../../../generated/types.js';
import { readWritten } from '../../../io/delegate/written.js';
import { shortLog, statusSummary, treeFiles } from '../../../io/git/diff.js';
import type { Repository } from '../../../io/git/git.js';
import { changedFiles } from '../../../io/git/patches.js';
import { newBoundary, renderPrompt } from '../../../io/review/prompts.js';
import { isSecretFile } from '../../../secrets/index.js';
import type { Change } from './change.js';

export interface DiffPrompts extends Pick<DiffReview, 'files' | 'lines' | 'estimate' | 'coverage'> {
  prompts: { lens: Lens; prompt: string }[];
}

const LOG_COMMITS = 10;

/**
 * Builds the prompts. They begin alike, so that a provider can cache what all reviewers are told.
 *
 * @returns the prompts, or why no reviewer could see the whole change
 */
export async function diffPrompts(
  repository: Repository,
  { base, digest, from, to }: Change,
  {
    config,
    language,
    lenses,
    stateDir,
  }: { config: Config; language: string; lenses: readonly Lens[]; stateDir: string },
): Promise<DiffPrompts | { refused: Notice }> {
  const boundary = newBoundary();
  const texts = await Promise.all(lenses.map((lens) => renderPrompt(`lenses/${lens}`, {})));
  const slots = { BOUNDARY: boundary, LANGUAGE: language, LENS: '', PACKET: '' };
  const around = (await renderPrompt('diff-review', slots)).length + Math.max(...texts.map(({ length }) => length));
  const [changes, git_status, git_log, all] = await Promise.all([
    changedFiles(repository, from, to),
    statusSummary(repository),
    shortLog(repository, LOG_COMMITS),
    treeFiles(repository, to),
  ]);
  const built = buildDiffPacket({
    diff: { base: `${base.commit} (${named(base.name)})`, tree: digest, ...changes },
    ...{ git_status, git_log, boundary },
    withheld: all.map((file) => file.path).filter((file) => isSecretFile(file)),
    by_codex: writtenByCodex(changes.files, readWritten(stateDir, repository)),
    thresholds: config.review,
    limits: { characters: INPUT_LIMIT - around, tokens: packetTokens(config.codex.token_budget) },
  });
  if (!built.ok) return { refused: refusalOf(built.refused) };
  const { text, coverage: entries } = built.packet;
  const prompts = await Promise.all(
    texts.map((lens) => renderPrompt('diff-review', { ...slots, LENS: lens.trim(), PACKET: text })),
  );
  const coverage = coverageOf(entries);
  const [first = ''] = prompts;
  const { tokens, unshown, reading } = estimateOf({ prompt: first, context: { coverage } });
  return {
    prompts: lenses.map((lens, index) => ({ lens, prompt: withoutMentions(prompts[index] ?? '') })),
    files: entries.length,
    lines: changes.lines,
    estimate: { tokens, unshown, reading },
    coverage,
  };
}

function refusalOf(given: Extract<ReturnType<typeof buildDiffPacket>, { ok: false }>['refused']): Notice {
  switch (given.kind) {
    case 'unnamed':
      return notice('diff-name-unprintable', { files: given.files });
    case 'too-large': {
      const { kind: _kind, ...facts } = given;
      return notice('diff-too-large', facts);
    }
    default:
      return given satisfies never;
  }
}

function coverageOf(entries: readonly CoverageEntry[]): DiffReview['coverage'] {
  const onDemand = entries.filter(({ state }) => state === 'on-demand');
  return {
    excluded: entries.filter(({ state, code }) => state === 'excluded' && code).map(({ path }) => path),
    onDemand: onDemand.map(({ path }) => path),
    needs: Object.fromEntries(onDemand.map(({ path, needs = 1 }) => [path, needs])),
  };
}

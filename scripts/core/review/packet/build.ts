/**
 * Builds the review packet from values that were read before. The parts come in a fixed order, and the same input gives
 * the same text. What does not fit is left out by importance and named; nothing is cut.
 */
import { findSecrets } from '../../../secrets/index.js';
import { type Notice, notice } from '../../say/notices.js';
import { Budget, isPlain } from '../../say/packet-text.js';
import { countPlaceholders, redact } from '../../say/redact.js';
import { type ChangedFile, type CoverageEntry, cover, type Focus } from '../coverage.js';
import { manifestOf } from '../manifest.js';
import { sinceBlock } from './change.js';
import { type DocumentBlock, documentBlocks } from './documents.js';
import { readingTokens } from './estimate.js';
import { INPUT_LIMIT, type Packet, type PacketInput, READING_TOKENS } from './input.js';
import { PARTS, type Part } from './parts.js';
import { touchedBlocks } from './touched.js';

/** Characters reserved for the notes that name what was left out. */
const MARGIN = 24_000;

type Built = { ok: true; packet: Packet } | { ok: false; refused: Notice };

/**
 * Builds the packet.
 *
 * @returns refused with `packet-too-large` when the required parts are longer than Codex accepts, or with
 *   `change-too-large` when more would be left to read than a reviewer can read
 */
export function buildPacket(input: PacketInput): Built {
  const budget = new Budget(input.limits.characters - MARGIN, input.limits.tokens);
  const files = [...(input.diff?.files ?? [])].sort((a, b) => (a.path < b.path ? -1 : 1)).map(withSecretsCounted);
  const focus = focusOf(input);
  const longest = manifestOf(files, files.map(atWorst), focus);
  const bare = rendered(PARTS.map((part) => ({ part, text: part.build({ input, manifest: longest, diff: '' }) })));
  budget.spend(bare);
  if (budget.characters < 0) {
    const characters = bare.length + MARGIN;
    return { ok: false, refused: notice('packet-too-large', { characters, limit: input.limits.characters }) };
  }
  const documents = documentBlocks(input, budget);
  const since = sinceBlock(input, budget);
  const earlier = input.kept ? { kept: input.kept, deltas: since.shown } : null;
  const covered = cover(files, focus, budget, input.boundary, earlier);
  const refused = leftUnread(covered.entries);
  if (refused) return { ok: false, refused: unreadNotice(refused, input.gate) };
  const touched = earlier ? touchedBlocks(input, files, covered.entries, budget) : '';
  const manifest = manifestOf(files, covered.entries, focus);
  const diff = [since.text, ...covered.blocks, touched].join('').trim();
  const texts = PARTS.map((part) => ({
    part,
    // Redacts the whole text once more, because names of files and checks and settings stand outside the fences.
    text: redact(withDocuments(part, part.build({ input, manifest, diff }), documents)),
  }));
  const text = rendered(withSecretsNamed(texts));
  return { ok: true, packet: { text, coverage: covered.entries, deltas: since.shown } };
}

/** Why a reviewer could not see the whole change: a name that no command can contain, or too much to read. */
export type Unreadable =
  | { kind: 'unnamed'; files: string }
  | { kind: 'too-large'; files: number; unshown: number; tokens: number; limit: number };

/** Why what the packet leaves to read cannot be read; null when it can. */
export function leftUnread(entries: CoverageEntry[]): Unreadable | null {
  const left = entries.filter(({ state }) => state === 'on-demand');
  const unnamed = left.filter(({ path }) => !isPlain(path)).map(({ path }) => JSON.stringify(path));
  if (unnamed.length > 0) return { kind: 'unnamed', files: unnamed.slice(0, SHOWN_FILES).join(', ') };
  const tokens = readingTokens(left.map(({ needs = 1 }) => needs));
  if (tokens <= READING_TOKENS) return null;
  return { kind: 'too-large', files: entries.length, unshown: left.length, tokens, limit: READING_TOKENS };
}

const unreadNotice = ({ kind, ...facts }: Unreadable, gate: PacketInput['gate']): Notice =>
  'unshown' in facts ? notice('change-too-large', { gate, ...facts }) : notice('name-unprintable', facts);

const SHOWN_FILES = 5;

const focusOf = (input: PacketInput): Focus => ({
  expected: (input.milestone ? [input.milestone] : input.milestones).flatMap((milestone) => milestone.expected_files),
  findings: input.findings.flatMap(({ file }) => file ?? []),
  sinceLastRound: input.since?.map(({ path }) => path) ?? null,
});

/** The file with the number of secrets in its changes. */
export const withSecretsCounted = (file: ChangedFile): ChangedFile => ({
  ...file,
  // A longer patch is not shown.
  secrets: file.patch === null || file.patch.length > INPUT_LIMIT ? 0 : findSecrets(file.patch).length,
});

/** The longest possible list entry of a file, so that no decision about the file can exceed the limit. */
export const atWorst = ({ path }: ChangedFile): CoverageEntry => ({
  path,
  state: 'on-demand',
  reason: 'cannot be shown as a patch',
  code: true,
});

export interface PartText {
  part: Pick<Part, 'key' | 'title'>;
  text: string;
}

/** The numbered parts as one text. */
export const rendered = (texts: readonly PartText[]): string =>
  texts.map(({ part, text }, index) => `## ${index + 1}. ${part.title}\n${text.trim() || 'none'}\n`).join('\n');

const withDocuments = ({ key }: PartText['part'], text: string, documents: readonly DocumentBlock[]): string =>
  documents.filter(({ part }) => part === key).reduce((filled, { block }) => `${filled}\n${block}`.trim(), text);

/** Adds to the coverage part how many secrets were removed from the whole packet, by kind. */
export function withSecretsNamed(texts: readonly PartText[]): PartText[] {
  const counts = Object.entries(countPlaceholders(rendered(texts))).sort();
  if (counts.length === 0) return [...texts];
  const line = `secrets removed from this packet: ${counts.map(([kind, count]) => `${count} ${kind}`).join(', ')}`;
  return texts.map(({ part, text }) => ({
    part,
    text: part.key === 'coverage' ? `${text.trim()}\n${line}` : text,
  }));
}

/** docs/cccc/context-bundle.md: the packet without its random boundary, for people to read. */
export const contextBundle = (packet: Packet, boundary: string): string =>
  `# Context bundle\n\n${packet.text.replaceAll(boundary, 'material')}`;

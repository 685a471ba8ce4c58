/** Prepares material for a review packet: fences it, makes it harmless, measures it, and shortens it by sections. */
import { headingOf, scan } from '../plan/markdown.js';
import { redact } from './redact.js';

/** The room that is left in a packet. Both limits apply. */
export class Budget {
  characters: number;
  tokens: number;

  constructor(characters: number, tokens: number) {
    this.characters = characters;
    this.tokens = tokens;
  }

  fits(text: string): boolean {
    return text.length <= this.characters && estimateTokens(text) <= this.tokens;
  }

  /** Takes the room for a text; false when there is not enough. */
  take(text: string): boolean {
    if (!this.fits(text)) return false;
    this.spend(text);
    return true;
  }

  spend(text: string): void {
    this.characters -= text.length;
    this.tokens -= estimateTokens(text);
  }

  /** A new budget with a share of what is left. */
  share(part: number): Budget {
    return new Budget(Math.max(0, Math.floor(this.characters * part)), Math.max(0, Math.floor(this.tokens * part)));
  }
}

/**
 * An upper estimate of a text's tokens: about 2.8 ASCII characters per token as in code, and one token per other
 * character.
 */
export function estimateTokens(text: string): number {
  const other = text.length - text.replace(/[^\u0000-\u007f]/g, '').length;
  return Math.ceil((text.length - other) / 2.8 + other * 1.1);
}

/**
 * Characters that would make a reader see another order, other lines or less text than there is: control characters, a
 * lone carriage return, separators that only some readers treat as line breaks, direction marks, and the invisible
 * characters of U+E0000, which can hide another text.
 */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\r(?!\n)/u;
const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/u;
const INVISIBLE = new RegExp(`${CONTROL.source}|${UNSEEN.source}`, 'gu');

/** A text with invisible and misleading characters shown as `<U+200B>`. */
export const visible = (text: string): string =>
  text.replace(
    INVISIBLE,
    (character) => `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
  );

/**
 * Material between two lines that carry the boundary. Its author could not know the boundary, so nothing in the
 * material can pretend to be outside. Secrets are removed, and invisible characters are made visible.
 */
export function fenced(boundary: string, name: string, text: string): string {
  const safe = visible(redact(text)).replaceAll(boundary, '(boundary)').replace(/\n+$/, '');
  return `<<<${boundary} ${visible(name).replace(/\s+/g, ' ')}>>>\n${safe}\n<<<${boundary} end>>>`;
}

/** A name in quotes on one line, with invisible characters made visible. */
export const named = (name: string): string => visible(JSON.stringify(name));

/**
 * Matches what Codex would take for the name of a skill: wherever a prompt has `$` and such a name, Codex adds the
 * skill's text to the conversation (docs/facts/codex-cli.md, instructions).
 */
const MENTION = /\$(?=[\p{L}\p{N}_:-])/gu;
const INERT = '\uff04';

/** A prompt that names no skill: `$` before a word becomes `＄`, which has the same length. The prompts explain this. */
export const withoutMentions = (prompt: string): string => prompt.replace(MENTION, INERT);

/** The reviewer's words with `＄`, which it saw in the packet, turned back into `$`. */
export const withDollars = (text: string): string => text.replace(/\uff04(?=[\p{L}\p{N}_:-])/gu, '$');

/** A text as one argument of a POSIX shell, which expands nothing in it. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * A path as an argument of a POSIX shell. After a `$` the quotes are closed and reopened, so that the path names no
 * skill and the command still works.
 */
export const shellPath = (path: string): string =>
  /^[\w@%+=:,./-]+$/.test(path) ? path : shellQuoted(path).replace(MENTION, "$$''");

/** Whether a text is on one line and all of it is visible. */
export const isPlain = (text: string): boolean => visible(text) === text && !/[\r\n]/.test(text);

interface Section {
  heading: string;
  text: string;
}

/** The sections of a document, each from one heading of the first two levels to the next. */
export function sectionsOf(text: string): Section[] {
  const sections: Section[] = [];
  for (const line of scan(text)) {
    const heading = headingOf(line);
    const last = sections.at(-1);
    if (!last || (heading && heading.level <= 2)) sections.push({ heading: heading?.text ?? '', text: line.text });
    else last.text += `\n${line.text}`;
  }
  return sections;
}

/**
 * A document shortened to fit a budget. Text is never cut within a section: whole sections are left out, each one
 * named; the longest go first, or in a log the oldest.
 */
export function shortened(text: string, budget: Budget, order: 'short-first' | 'new-first'): string {
  const sections = sectionsOf(text);
  const ranked = sections.map((section, index) => ({ section, index }));
  if (order === 'new-first') ranked.sort((a, b) => Number(b.index === 0) - Number(a.index === 0) || b.index - a.index);
  else ranked.sort((a, b) => a.section.text.length - b.section.text.length || a.index - b.index);
  const kept = new Set<number>();
  for (const { section, index } of ranked) {
    if (budget.take(`${section.text}\n`)) kept.add(index);
  }
  const leftOut = sections.filter((_, index) => !kept.has(index));
  const note = `[left out: ${leftOut
    .map(({ heading, text: body }) => `"${heading.slice(0, 80)}" (${body.length} characters)`)
    .slice(0, 20)
    .join(', ')}${leftOut.length > 20 ? ` and ${leftOut.length - 20} more` : ''}]`;
  return [
    ...sections.filter((_, index) => kept.has(index)).map((section) => section.text),
    ...(leftOut.length > 0 ? [note] : []),
  ].join('\n');
}

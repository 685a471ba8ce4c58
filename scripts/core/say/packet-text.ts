/** How material is put into a review packet: fenced, made harmless, measured, and shortened by sections. */
import { headingOf, scan } from '../plan/markdown.js';
import { redact } from './redact.js';

/** What a packet may still take; both limits hold. */
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

  /** Takes the room of a text if there is enough. */
  take(text: string): boolean {
    if (!this.fits(text)) return false;
    this.spend(text);
    return true;
  }

  spend(text: string): void {
    this.characters -= text.length;
    this.tokens -= estimateTokens(text);
  }

  /** A part of what is left. */
  share(part: number): Budget {
    return new Budget(Math.max(0, Math.floor(this.characters * part)), Math.max(0, Math.floor(this.tokens * part)));
  }
}

/**
 * Tokens of a text, rather too many than too few: code has about 3 ASCII characters a token, other scripts about one.
 */
export function estimateTokens(text: string): number {
  const other = text.length - text.replace(/[^\u0000-\u007f]/g, '').length;
  return Math.ceil((text.length - other) / 2.8 + other * 1.1);
}

/**
 * Characters that would show a reader another order, other lines or less than is there: control characters, a carriage
 * return alone, separators that break a line for some readers only, marks of direction, and the invisible alphabet of
 * U+E0000 in which a text can hide another one.
 */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]|\r(?!\n)/u;
const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/u;
const INVISIBLE = new RegExp(`${CONTROL.source}|${UNSEEN.source}`, 'gu');

export const visible = (text: string): string =>
  text.replace(
    INVISIBLE,
    (character) => `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}>`,
  );

/**
 * Material between two lines that carry the boundary, which nobody who wrote the material could know: so
 * nothing in it can pretend to be outside of it. Secrets are taken out, what is invisible is shown.
 */
export function fenced(boundary: string, name: string, text: string): string {
  const safe = visible(redact(text)).replaceAll(boundary, '(boundary)').replace(/\n+$/, '');
  return `<<<${boundary} ${visible(name).replace(/\s+/g, ' ')}>>>\n${safe}\n<<<${boundary} end>>>`;
}

/** A name on one line, in quotes, with nothing in it that is not seen. */
export const named = (name: string): string => visible(JSON.stringify(name));

/**
 * Codex puts the text of a skill into the conversation wherever the prompt has `$` and its name
 * (docs/facts/codex-cli.md, instructions).
 */
const MENTION = /\$(?=[\p{L}\p{N}_:-])/gu;
const INERT = '\uff04';

/** A prompt in which nothing names a skill: `$` before a word is `＄`, of the same length. The prompts explain it. */
export const withoutMentions = (prompt: string): string => prompt.replace(MENTION, INERT);

/** The reviewer's words with the dollar signs that it saw as `＄`. */
export const withDollars = (text: string): string => text.replace(/\uff04(?=[\p{L}\p{N}_:-])/gu, '$');

/** A text as one argument of a POSIX shell, in which nothing is expanded. */
export const shellQuoted = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/**
 * A path as an argument of a POSIX shell. After a `$` the quotes end and begin again, so that it names no skill and the
 * command stays right.
 */
export const shellPath = (path: string): string =>
  /^[\w@%+=:,./-]+$/.test(path) ? path : shellQuoted(path).replace(MENTION, "$$''");

/** Whether all of a text is seen, and on one line. */
export const isPlain = (text: string): boolean => visible(text) === text && !/[\r\n]/.test(text);

interface Section {
  heading: string;
  text: string;
}

/** A document's parts, each from one heading of the first two levels to the next. */
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
 * A document within a budget. It is never cut off: whole sections are left out, each named, the longest first;
 * of a log the oldest first.
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

/**
 * Removes secrets from whatever is sent, stored or shown. Every text that leaves the program goes through here. This
 * finds many secrets but not all: some look like ordinary words.
 */
import { type Found, findSecrets, PLACEHOLDER } from '../../secrets/index.js';

const LENGTHS = [8, 12, 16, 20, 24, 32, 40, 48, 64, 96, 128, 256, 512, 1024, 2048, 4096];

/**
 * The replacement for a secret: it tells the kind and the length class (the next of a few lengths), but not the exact
 * length.
 */
export function placeholder(kind: string, length: number): string {
  return `⟨redacted:${kind}:${LENGTHS.find((most) => length <= most) ?? '4096+'}⟩`;
}

export interface Redaction {
  text: string;
  found: Found[];
}

/** The text with placeholders for secrets, and the secrets that were found. Line breaks stay where they were. */
export function redaction(text: string, file: string | null = null): Redaction {
  const found = findSecrets(text, file);
  let rest = 0;
  let out = '';
  for (const { start, end, kind } of found) {
    const secret = text.slice(start, end);
    out += text.slice(rest, start) + placeholder(kind, secret.length) + secret.replace(/[^\n]/g, '');
    rest = end;
  }
  return { text: out + text.slice(rest), found };
}

/**
 * The text with placeholders in place of secrets.
 *
 * @param file the file that the text is from, whose name may say that it holds secrets; null when there is none
 */
export const redact = (text: string, file: string | null = null): string => redaction(text, file).text;

/** How many placeholders of each kind a text contains. */
export function countPlaceholders(text: string): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const [, kind = ''] of text.matchAll(PLACEHOLDER)) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}

/**
 * Redacts a string, or every string inside a value; the keys of objects stay. A ledger says the same names and digests
 * again and again, and each text is looked into once.
 */
export function redactDeep<T>(value: T): T;
export function redactDeep(value: unknown): unknown {
  return redactWithin(value, new Map());
}

/** A time of the ledger, which is nobody's secret and stands in every entry. */
const IS_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function redactWithin(value: unknown, known: Map<string, string>): unknown {
  if (typeof value === 'string') {
    const text = known.get(value) ?? (IS_TIME.test(value) ? value : redact(value));
    known.set(value, text);
    return text;
  }
  if (Array.isArray(value)) return value.map((one: unknown) => redactWithin(one, known));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, one]: [string, unknown]) => [name, redactWithin(one, known)]),
  );
}

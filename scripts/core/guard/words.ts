/**
 * The types of what the guard can say; the sentences are in text/en/hooks/guard.ts and text/zh-CN/hooks/guard.ts. They
 * are separate from the other texts so that the hook's file stays small.
 */
import type { Category, Judged, Judgement, Kind } from '../../guard/index.js';
import { redact } from '../say/redact.js';

/** What an answer about one finding is made of. */
export interface AnswerParts {
  category: string;
  reason: string;
  risk: string;
  safer: string;
  subject: string;
}

export interface GuardWords {
  /**
   * For Claude, whose call does not run. The client shows the user the first 200 characters, of which up to 36 are its
   * own (docs/facts/claude-code.md, PreToolUse hook), so the safer way comes first.
   */
  denial(parts: AnswerParts & { byPolicy: boolean }): string;
  /** For the user, whom the client asks, and who reads it whole. */
  question(parts: AnswerParts): string;
  category: Record<Category, string>;
  risk: Record<Category, string>;
  /** The reason, a safer alternative, and the reason as the user reads it where that differs. */
  kind: Record<Kind, readonly [reason: string, safer: string, asked?: string]>;
  evidence(path: string): string;
  registration(path: string): string;
  /** For Claude, and for the user. */
  evidenceUnclear(path: string): string;
  evidenceAsked(path: string): string;
  explain: { seen: string; verdict: string; silent: string; ask: string; deny: string; allow: string; nothing: string };
}

/**
 * Returns the sentences for a language tag: Chinese for a Chinese tag, English for any other.
 *
 * @param cli how the program is called where Claude works, for the commands that the sentences name
 */
export type GuardText = (language: string, cli: string) => GuardWords;

/**
 * A judgement that is fit to be shown and logged. Secrets are removed before the text is shortened; the other way
 * round, half of a secret could remain.
 */
export function presentable(judgement: Judgement): Judgement {
  const short = (text: string): string => (text.length > 120 ? `${text.slice(0, 117)}…` : text);
  return {
    ...judgement,
    findings: judgement.findings.map((finding) => ({ ...finding, subject: short(redact(finding.subject)) })),
  };
}

/**
 * Why a call is asked about or denied; null when the guard stays silent.
 *
 * @param isRead whether the user reads a question; if not, Claude does, whose call then does not run
 */
export function reasonOf({ verdict, evidence, findings }: Judgement, words: GuardWords, isRead = true): string | null {
  if (verdict === 'silent') return null;
  const first = findings.find((finding) => finding.verdict === verdict);
  if (first !== undefined) return sentenceOf(first, words, isRead);
  if (evidence === null) return null;
  if (evidence.why !== 'unclear') return words[evidence.why](evidence.path);
  return isRead ? words.evidenceAsked(evidence.path) : words.evidenceUnclear(evidence.path);
}

/** The complete answer about one finding of the guard; `isRead` as for reasonOf. */
export function sentenceOf(finding: Judged, words: GuardWords, isRead = true): string {
  const [reason, safer, asked = reason] = words.kind[finding.kind];
  const { category, subject, verdict } = finding;
  const parts = { category: words.category[category], risk: words.risk[category], safer, subject };
  return verdict === 'deny' || !isRead
    ? words.denial({ ...parts, reason, byPolicy: verdict === 'deny' })
    : words.question({ ...parts, reason: asked });
}

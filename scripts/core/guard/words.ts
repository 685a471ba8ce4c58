/**
 * The types of what the guard can say; the sentences are in text/en/hooks/guard.ts and text/zh-CN/hooks/guard.ts. They
 * are separate from the other texts so that the hook's file stays small.
 */
import type { Category, Judged, Judgement, Kind } from '../../guard/index.js';
import { redact } from '../say/redact.js';

export interface GuardWords {
  /** The complete answer. */
  answer(parts: {
    category: string;
    reason: string;
    risk: string;
    safer: string;
    subject: string;
    denied: boolean;
  }): string;
  category: Record<Category, string>;
  risk: Record<Category, string>;
  /** The reason, and a safer alternative. */
  kind: Record<Kind, readonly [reason: string, safer: string]>;
  evidence(path: string): string;
  registration(path: string): string;
  evidenceUnclear(path: string): string;
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

/** Why a call is asked about or denied; null when the guard stays silent. */
export function reasonOf({ verdict, evidence, findings }: Judgement, words: GuardWords): string | null {
  if (verdict === 'silent') return null;
  const first = findings.find((finding) => finding.verdict === verdict);
  if (first !== undefined) return sentenceOf(first, words);
  if (evidence === null) return null;
  return evidence.why === 'unclear' ? words.evidenceUnclear(evidence.path) : words[evidence.why](evidence.path);
}

/** The complete answer about one finding of the guard. */
export function sentenceOf(finding: Judged, words: GuardWords): string {
  const [reason, safer] = words.kind[finding.kind];
  const { category } = finding;
  return words.answer({
    category: words.category[category],
    reason,
    risk: words.risk[category],
    safer,
    subject: finding.subject,
    denied: finding.verdict === 'deny',
  });
}

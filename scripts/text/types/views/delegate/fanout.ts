import type { WorkerResult } from '../../../../core/delegate/fanout/result.js';

/** The words about a fan-out. */
export interface FanoutWords {
  /** The heading of the report. */
  title: (id: string) => string;
  workers: string;
  state: Record<WorkerResult['state'], string>;
  /** Why a worker gave no answer. In: a reason's code. */
  fault: (reason: string) => string;
  /** A worker that gave no answer, and why. */
  because: (state: string, why: string) => string;
  findings: string;
  noFindings: string;
  foundBy: (names: string) => string;
  alsoBy: (name: string) => string;
  evidence: string;
  fix: string;
  rewrite: string;
  notJudged: string;
  change: string;
  /** What became of an implementer's change. */
  merged: (files: number) => string;
  notMerged: (files: number) => string;
  verified: (command: string) => string;
  notVerified: (command: string, how: string) => string;
  answer: (name: string) => string;
  webSearch: string;
}

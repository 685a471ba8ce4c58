import type { PromptWords } from '../../core/install/setup.js';
import type { Language } from '../../core/say/language.js';
import type { Mode } from '../../core/task/model.js';

/** What setup's wizard says. */
export interface WizardWords {
  /** Words of the terminal prompts themselves. */
  prompt: PromptWords;
  intro: string;
  existing: string;
  existingKeep: string;
  existingUpdate: string;
  existingRebuild: string;
  exit: string;
  preset: string;
  recommended: string;
  strict: string;
  custom: string;
  import: string;
  language: string;
  languageAuto: string;
  /** The languages to choose from, each in its own language. */
  languages: Record<Language, string>;
  languageOther: string;
  languageTag: string;
  languageBad: string;
  mode: string;
  modes: Record<Mode, string>;
  planRounds: string;
  milestoneSize: string;
  size: (args: { files: number; lines: number }) => string;
  sizeOwn: string;
  diffLines: string;
  changedFiles: string;
  reviewRounds: string;
  fixAttempts: string;
  blockP1: string;
  allowP2: string;
  keepGoing: string;
  checks: string;
  checksUse: (args: { checks: string }) => string;
  checksOwn: string;
  checksNone: string;
  checksLine: string;
  checksBad: string;
  gitignore: string;
  loop: string;
  loopNo: string;
  loopLater: string;
  loopNow: string;
  loopWarning: string;
}

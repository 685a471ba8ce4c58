import type { TerminalCommandWords } from '../../core/install/terminal-command.js';
import type { CHOICES, ChoiceId, Question, QuestionId } from '../../core/install/wizard/questions.js';

/** The settings that the summary names in words; the others are named as in config.json. */
export const NAMED_SETTINGS = [
  'language.user_language',
  'mode',
  'planning.max_plan_review_rounds',
  'milestones.max_diff_lines_per_milestone',
  'milestones.max_changed_files_per_milestone',
  'review.max_review_rounds_per_milestone',
  'review.max_fix_attempts_per_milestone',
  'review.block_on_p1',
  'review.allow_continue_with_p2',
  'automation.stop_hook_reentry',
  'testing.commands',
] as const;
export type NamedSetting = (typeof NAMED_SETTINGS)[number];

/** What setup asks and shows before it writes. */
export interface WizardWords {
  intro: string;
  /** How questions are answered on a terminal. */
  keys: string;
  yes: string;
  no: string;
  /** Marks the present value among the choices. */
  now: (choice: string) => string;
  questions: Record<QuestionId, string>;
  /** What a question is about, in at most 12 columns: Claude Code shows it as a tab. */
  headers: Record<QuestionId, string>;
  /** The question about a config.json of another form. */
  existingOlder: string;
  choices: { [I in ChoiceId]: Record<(typeof CHOICES)[I][number], string> };
  checks: { of: (args: { checks: string }) => string; none: string };
  /** The choice to answer something else, and the question that follows it. */
  other: Record<NonNullable<Question['other']>, { choice: string; ask: string }>;
  /** Asks for one more command; an empty answer ends the list. */
  anotherCommand: string;
  /** What is not asked, because it cannot be chosen. */
  codexAway: string;
  /** For Claude, who asks the questions in the user's client. */
  how: string;
  when: (conditions: string) => string;
  summary: {
    title: string;
    same: string;
    settings: Record<NamedSetting, string>;
    none: string;
    install: (version: string) => string;
    /** `folders`: where the new files lie. */
    files: (count: number, folders: readonly string[]) => string;
    gitignore: (lines: string) => string;
    backup: (file: string) => string;
    command: (file: string) => string;
    loop: string;
  };
  confirm: string;
  /** What the terminal's `cccc` command says where it starts nothing. */
  terminal: TerminalCommandWords;
}

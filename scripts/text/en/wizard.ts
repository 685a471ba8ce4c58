import { counted } from '../../core/say/plain.js';
import type { WizardWords } from '../types/wizard.js';

/** The questions of setup. */
export const wizard: WizardWords = {
  intro: 'cc-codex-collaborate: setup',
  keys:
    'Writes docs/cccc and .claude/commands after your last yes. Enables no hook, starts no task. ' +
    '↑ ↓ choose, Enter confirms, Ctrl-C leaves everything as it is.',
  yes: 'Yes',
  no: 'No',
  now: (choice) => `${choice} (now)`,
  questions: {
    language: 'In which language should Claude answer?',
    existing: 'docs/cccc/config.json exists. What should happen to it?',
    settings: 'Which settings?',
    mode: 'How far may Claude go by itself?',
    plan_rounds: 'How many Codex reviews of a plan before you decide?',
    milestone_size: 'How large may a milestone be?',
    diff_lines: 'Changed lines in a milestone, at most',
    changed_files: 'Changed files in a milestone, at most',
    review_rounds: 'How many Codex reviews of a milestone before you decide?',
    fix_attempts: 'How many fix attempts on a milestone before you decide?',
    block_p1: 'Does a P1 finding (wrong behaviour, broken build) block?',
    allow_p2: 'May work go on with P2 findings (edge cases, test gaps)?',
    checks: 'Which tests run before each review?',
    keep_going: 'Once the loop is started: may it go on as long as it makes progress?',
    loop: 'Start the loop? Its Stop hook lets Claude go on by itself.',
    loop_agreed:
      'The loop changes when Claude Code stops: it adds hooks to .claude/settings.json. Start it after this setup?',
    gitignore: 'Add the logs, copies and state of docs/cccc to .gitignore?',
    command: 'Put a cccc command into your own bin folder, for your terminal?',
  },
  headers: {
    language: 'Language',
    existing: 'config.json',
    settings: 'Settings',
    mode: 'Mode',
    plan_rounds: 'Plan reviews',
    milestone_size: 'Milestones',
    diff_lines: 'Lines',
    changed_files: 'Files',
    review_rounds: 'Reviews',
    fix_attempts: 'Fixes',
    block_p1: 'P1 findings',
    allow_p2: 'P2 findings',
    checks: 'Tests',
    keep_going: 'Keep going',
    loop: 'Loop',
    loop_agreed: 'Start loop',
    gitignore: '.gitignore',
    command: 'Command',
  },
  existingOlder: 'docs/cccc/config.json was written by another version. What should happen to it?',
  choices: {
    language: { auto: 'The language of the task', en: 'English', 'zh-CN': '简体中文' },
    existing: {
      keep: 'Keep it, add missing files',
      update: 'Go through its settings',
      import: 'Take over what fits (with a backup)',
      rebuild: 'Back it up and start again',
      exit: 'Exit, write nothing',
    },
    settings: {
      recommended: 'Recommended: 3 reviews, 1200 lines and 20 files a milestone; P1 blocks, P2 does not',
      strict: 'Strict: 4 reviews, 600 lines and 10 files a milestone; P2 blocks too',
      custom: 'Custom: step by step',
      exit: 'Exit, write nothing',
    },
    mode: {
      'supervised-auto': 'supervised-auto: works until a risk or a limit',
      manual: 'manual: pauses after the plan and each milestone',
      'full-auto-safe': 'full-auto-safe: goes on at each stop, once the loop is on',
    },
    milestone_size: {
      small: 'Small: 600 lines, 10 files',
      medium: 'Medium: 1200 lines, 20 files',
      large: 'Large: 2500 lines, 40 files',
      own: 'Other numbers',
    },
    loop: { no: 'No', later: 'Later, with /cccc-loop-start', now: 'Now, right after this setup' },
  },
  checks: { of: ({ checks }) => checks, none: 'None; the reviews will say so' },
  other: {
    'language-tag': { choice: 'Another language', ask: 'Its language tag, such as ja or pt-BR' },
    'command-lines': { choice: 'Other commands', ask: 'A program with its arguments, such as: npm test' },
  },
  anotherCommand: 'One more? Enter alone ends the list',
  codexAway: 'When Codex cannot be reached, the task pauses; nothing counts as reviewed. This cannot be changed.',
  how:
    'Ask the user these questions in order, as they are: give `ask` to AskUserQuestion where you have it, otherwise ' +
    'ask as text. Ask one with `when` only if one of its conditions holds. Give the answers by id, as one JSON ' +
    'object: for an option what stands at its place in `values`, otherwise what the user typed, of the same type. ' +
    'What you leave out keeps its default. Show the user what --dry-run prints, and ask for a yes, before you write.',
  when: (conditions) => `only if ${conditions}`,
  summary: {
    title: 'Summary',
    same: 'The settings stay as they are.',
    settings: {
      'language.user_language': 'Language',
      mode: 'Mode',
      'planning.max_plan_review_rounds': 'Reviews of a plan',
      'milestones.max_diff_lines_per_milestone': 'Lines in a milestone',
      'milestones.max_changed_files_per_milestone': 'Files in a milestone',
      'review.max_review_rounds_per_milestone': 'Reviews of a milestone',
      'review.max_fix_attempts_per_milestone': 'Fix attempts',
      'review.block_on_p1': 'P1 blocks',
      'review.allow_continue_with_p2': 'Goes on with P2',
      'automation.stop_hook_reentry': 'Loop goes on',
      'testing.commands': 'Tests',
    },
    none: 'none',
    files: (count) => `${counted(count, 'new file')} in docs/cccc and .claude/commands`,
    gitignore: (lines) => `Lines added to .gitignore: ${lines}`,
    backup: (file) => `The present settings are kept in ${file}`,
    command: (file) => `The cccc command: ${file}`,
    loop: 'Then the loop is started.',
  },
  confirm: 'Write this?',
  terminal: {
    outside: 'cccc: this folder is in no project with cc-codex-collaborate. Go into one, or install it there first.',
    notYours: 'cccc: this program belongs to another user, so it is not started:',
  },
};

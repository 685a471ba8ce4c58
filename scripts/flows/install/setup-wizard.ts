/**
 * The questions of `cccc setup` on a terminal. A question is left out if a flag has answered it. Nothing is written
 * here.
 */
import { type Check, type CustomAnswers, defaultConfig, type Preset } from '../../core/install/config.js';
import { isLanguageTag } from '../../core/install/setup.js';
import type { Mode } from '../../core/task/model.js';
import type { Config } from '../../generated/types.js';
import { programWords } from '../../guard/index.js';
import { type Asker, Cancelled } from '../../io/install/ask.js';
import { isConfig } from '../../io/task/config.js';
import { catalogOf } from '../../text/catalog.js';
import type { WizardWords } from '../../text/types/wizard.js';
import type { Context } from '../context.js';

/** The values of the flags; null and false mean that a flag was not given. */
export interface Given {
  preset: Preset | null;
  language: string | null;
  mode: Mode | null;
  yes: boolean;
  gitignore: boolean;
  noChecks: boolean;
}

export interface SetupAnswers {
  preset: Preset | 'custom';
  /** null: use the value of the preset or of the existing file. */
  language: string | null;
  mode: Mode | null;
  custom: CustomAnswers | null;
  checks: Check[];
  /** Ignored paths that the checks need; null or missing: the usual ones. */
  carry?: string[] | null;
  gitignore: boolean;
  /** Whether the user wants the loop. Setup itself never starts it. */
  loop: 'no' | 'later' | 'now';
}

/**
 * Asks what the flags left open.
 *
 * @param found the value of config.json; undefined when there is none
 * @param detected the checks to propose
 * @throws Cancelled when the user leaves; nothing has been written by then
 */
export async function askSetup(
  context: Context,
  given: Given,
  found: unknown,
  detected: Check[],
  ask: Asker,
): Promise<SetupAnswers> {
  const words = catalogOf(context.language).wizard;
  context.print(words.intro);
  const preset = given.preset ?? (await askPreset(found, words, ask));
  const keeps = preset === 'keep' || preset === 'import';
  const language = given.language ?? (keeps ? null : await askLanguage(words, ask));
  const base = isConfig(found) ? found : defaultConfig('recommended', 'auto');
  const custom = preset === 'custom' ? await askCustom(base, given.mode, words, ask) : null;
  const checks = keeps || given.noChecks ? detected : await askChecks(detected, words, ask);
  const gitignore = given.gitignore || (await ask.confirm(words.gitignore, true));
  const loop = preset === 'custom' ? await askLoop(words, ask) : 'no';
  return { preset, language, mode: given.mode, custom, checks, gitignore, loop };
}

async function askPreset(found: unknown, words: WizardWords, ask: Asker): Promise<SetupAnswers['preset']> {
  if (found !== undefined) {
    const existing = await ask.choose(words.existing, [
      { title: words.existingKeep, value: 'keep' as const },
      { title: words.existingUpdate, value: 'custom' as const },
      { title: words.existingRebuild, value: 'rebuild' as const },
      { title: words.exit, value: 'exit' as const },
    ]);
    if (existing === 'exit') throw new Cancelled();
    if (existing !== 'rebuild') return existing;
  }
  const preset = await ask.choose(words.preset, [
    { title: words.recommended, value: 'recommended' as const },
    { title: words.strict, value: 'strict' as const },
    { title: words.custom, value: 'custom' as const },
    { title: words.import, value: 'import' as const },
    { title: words.exit, value: 'exit' as const },
  ]);
  if (preset === 'exit') throw new Cancelled();
  return preset;
}

async function askLanguage(words: WizardWords, ask: Asker): Promise<string> {
  const chosen = await ask.choose(words.language, [
    { title: words.languageAuto, value: 'auto' },
    { title: words.languages.en, value: 'en' },
    { title: words.languages['zh-CN'], value: 'zh-CN' },
    { title: words.languageOther, value: '' },
  ]);
  return chosen === ''
    ? ask.text(words.languageTag, 'en', (tag) => (isLanguageTag(tag.trim()) ? null : words.languageBad))
    : chosen;
}

async function askCustom(base: Config, mode: Mode | null, words: WizardWords, ask: Asker): Promise<CustomAnswers> {
  const modes: Mode[] = ['supervised-auto', 'manual', 'full-auto-safe'];
  const size = (files: number, lines: number) => ({ title: words.size({ files, lines }), value: { files, lines } });
  const answers = {
    mode:
      mode ??
      (await ask.choose(
        words.mode,
        modes.map((value) => ({ title: words.modes[value], value })),
        modes.indexOf(base.mode),
      )),
    planRounds: await ask.choose(
      words.planRounds,
      [3, 4, 5].map((value) => ({ title: String(value), value })),
      Math.max(0, base.planning.max_plan_review_rounds - 3),
    ),
  };
  const chosen = await ask.choose(
    words.milestoneSize,
    [size(10, 600), size(20, 1200), size(40, 2500), { title: words.sizeOwn, value: null }],
    1,
  );
  const { max_diff_lines_per_milestone: lines, max_changed_files_per_milestone: files } = base.milestones;
  return {
    ...answers,
    diffLines: chosen?.lines ?? (await ask.count(words.diffLines, lines)),
    changedFiles: chosen?.files ?? (await ask.count(words.changedFiles, files)),
    reviewRounds: await ask.count(words.reviewRounds, base.review.max_review_rounds_per_milestone),
    fixAttempts: await ask.count(words.fixAttempts, base.review.max_fix_attempts_per_milestone),
    blockP1: await ask.confirm(words.blockP1, base.review.block_on_p1),
    allowP2: await ask.confirm(words.allowP2, base.review.allow_continue_with_p2),
    keepGoing: await ask.confirm(words.keepGoing, base.automation.stop_hook_reentry === 'on-progress'),
  };
}

const TIME_LIMIT = 600;

async function askChecks(detected: Check[], words: WizardWords, ask: Asker): Promise<Check[]> {
  const shown = detected.map(({ name }) => name).join(', ');
  const use = detected.length === 0 ? [] : [{ title: words.checksUse({ checks: shown }), value: 'use' as const }];
  const others = [
    { title: words.checksOwn, value: 'own' as const },
    { title: words.checksNone, value: 'none' as const },
  ];
  const choice = await ask.choose(words.checks, [...use, ...others], detected.length === 0 ? 1 : 0);
  if (choice === 'use') return detected;
  if (choice === 'none') return [];
  const line = await ask.text(words.checksLine, detected[0]?.name ?? '', (answer) =>
    programOf(answer) === null ? words.checksBad : null,
  );
  const run = programOf(line) ?? [];
  return [{ name: line, run, required: true, timeout_seconds: TIME_LIMIT }];
}

/** The words of a command line, because checks run without a shell; null when the line needs one. */
const programOf = (line: string): string[] | null => programWords(line.trim());

async function askLoop(words: WizardWords, ask: Asker): Promise<SetupAnswers['loop']> {
  const choice = await ask.choose(words.loop, [
    { title: words.loopNo, value: 'no' as const },
    { title: words.loopLater, value: 'later' as const },
    { title: words.loopNow, value: 'now' as const },
  ]);
  if (choice !== 'now') return choice;
  return (await ask.confirm(words.loopWarning, false)) ? 'now' : 'later';
}

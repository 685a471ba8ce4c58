/** The skill for Codex itself, which `cccc install --for codex` writes where Codex finds skills. */

import type { Wanted } from '../../core/install/changes.js';
import { renderCommand } from '../../core/install/setup.js';
import { once } from '../../core/once.js';
import type { Language } from '../../core/say/language.js';
import { notice, Problem } from '../../core/say/notices.js';
import { readIfThere } from '../../io/ground/files.js';
import { cliLine, type ProjectPaths, storedPath } from '../../io/ground/workspace.js';
import { readPresent } from '../../io/install/apply.js';
import { readInstallRecord, readSkillTexts, wantedText } from '../../io/install/skill-files.js';
import { cliCommand } from '../task/place.js';

const FOLDER = 'codex-skill';

/**
 * The skill as a file of the project. It calls the program that is installed there.
 *
 * @throws Problem `skill-damaged` for a text that is missing or has an unknown slot
 */
export const wantedCodexSkill = (paths: ProjectPaths, language: Language): Wanted =>
  wantedText(placeOf(paths), textOf(language, cliLine(paths.project, paths.skill)));

/** Where the skill lies, relative to the project. */
const placeOf = ({ project, codexSkill }: ProjectPaths): string => storedPath(project, codexSkill);

function textOf(language: Language, cli: string): string {
  const file = `${language}.md`;
  const rendered = renderCommand(texts().get(file) ?? '{{missing}}', { cli });
  if (!rendered.ok) throw new Problem(notice('skill-damaged', { file: `${FOLDER}/${file}` }));
  return rendered.text;
}

const texts = once(() => readSkillTexts(FOLDER));

/** All contents that the running version, or its copy in the project, writes for the skill. */
export const renderedCodexSkill = (paths: ProjectPaths): Wanted[] =>
  [...new Set([cliLine(paths.project, paths.skill), cliCommand(paths.project)])].flatMap((cli) =>
    (['en', 'zh-CN'] as const).map((language) => wantedText(placeOf(paths), textOf(language, cli))),
  );

/** The skill in this version and the language that it has, where it was asked for. */
export function renewedCodexSkill(paths: ProjectPaths): Wanted[] {
  if (readInstallRecord(paths).files[placeOf(paths)] === undefined) return [];
  const isChinese = /\p{Script=Han}/u.test(readIfThere(paths.codexSkill) ?? '');
  return [wantedCodexSkill(paths, isChinese ? 'zh-CN' : 'en')];
}

/** What is known of the skill in a project. */
export interface CodexSkillFound {
  /** Relative to the project. */
  file: string;
  state: 'current' | 'outdated' | 'edited' | 'missing';
}

/** Compares the skill with what this version writes; null where nobody asked for it. */
export function findCodexSkill(paths: ProjectPaths): CodexSkillFound | null {
  const file = placeOf(paths);
  const written = readInstallRecord(paths).files[file];
  const present = readPresent(paths.project, [file]).get(file);
  if (written === undefined) return null;
  if (present === undefined) return { file, state: 'missing' };
  if (renderedCodexSkill(paths).some(({ digest }) => digest === present)) return { file, state: 'current' };
  return { file, state: present === written ? 'outdated' : 'edited' };
}

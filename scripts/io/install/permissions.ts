/** This program's permission rules in a project's settings files; the text edits are in core/install/client. */
import path from 'node:path';
import {
  allowRules,
  ownRulesIn,
  withoutExactRules,
  withoutRules,
  withRules,
} from '../../core/install/client/allow-rules.js';
import type { SettingsEdit } from '../../core/install/client/settings.js';
import { installation } from '../ground/installation.js';
import { cliLine, type ProjectPaths, SKILL_NAME, skillRoot, storedPath } from '../ground/workspace.js';
import { DISCOVERY_DOCUMENTS, PLAN_DOCUMENTS } from '../task/documents.js';
import { besideBom, editedText, parse } from './claude.js';

/** Your own settings of a project, or the team's. */
export type Scope = 'local' | 'project';
export const SCOPES: readonly Scope[] = ['local', 'project'];

export const settingsOf = (paths: ProjectPaths, scope: Scope): string =>
  scope === 'local' ? path.join(paths.claude, 'settings.local.json') : paths.settings;

/** What Claude writes there in the course of a task: answers, whose form the program checks. */
const ANSWER_FILES = ['self-review.json', 'answers.json', 'question.json'];

/** What ends or changes a word in double quotes, or stands for anything in a rule: such a path is in no rule. */
const UNFIT = /["$`\\*]/;

/** The rules for one scope. A file that others share names no folder of this machine if it can be helped. */
export function rulesFor(paths: ProjectPaths, scope: Scope): string[] {
  const within = (file: string): string => storedPath(paths.project, file);
  const documents = [
    ...[...DISCOVERY_DOCUMENTS, ...PLAN_DOCUMENTS].map((name) => within(paths.document(name))),
    ...ANSWER_FILES.map((name) => within(path.join(paths.runtime, name))),
  ];
  // SKILL.md calls the program by the absolute path of its folder, all messages by the shortest.
  const script = path.join(skillRoot(), 'scripts', 'cccc.mjs').split(path.sep).join('/');
  // A plugin's folder changes with its version, and Claude calls it by its name.
  if (installation() === 'plugin') return allowRules(['cccc'], `${SKILL_NAME}:${SKILL_NAME}`, documents);
  const shortest = cliLine(paths.project, skillRoot());
  const isLocal = scope === 'local' && !UNFIT.test(script) && shortest !== `node "${script}"`;
  return allowRules(isLocal ? [shortest, `node "${script}"`] : [shortest], SKILL_NAME, documents);
}

/** The rules of this program, of any version, in the text of a settings file. */
export const standingRules = (content: string | null): string[] =>
  content === null ? [] : ownRulesIn(content.replace(/^\uFEFF/, ''), parse);

/**
 * The text with the rules.
 *
 * @throws Problem `settings-invalid` or `settings-shape`: the file is named and left alone
 */
export function withPermissions(content: string | null, rules: readonly string[], file: string): string {
  const edit = (bare: string | null): SettingsEdit => withRules(bare, rules, parse);
  const restore = (result: SettingsEdit, bom: string): SettingsEdit =>
    result.ok ? { ok: true, text: bom + result.text } : result;
  return editedText(content === null ? edit(null) : besideBom(content, edit, restore), file);
}

const without = (content: string, edit: (bare: string) => string | null): string | null =>
  besideBom<string | null>(content, edit, (bare, bom) => (bare === null ? null : bom + bare));

/** The text without the rules, of any version, byte for byte what it was; null when the program made the file. */
export const withoutPermissions = (content: string): string | null =>
  without(content, (bare) => withoutRules(bare, parse));

/** The text without exactly the rules that `--project` adds here; used to name a work tree. */
export const withoutSharedPermissions = (content: string, paths: ProjectPaths): string | null =>
  without(content, (bare) => withoutExactRules(bare, rulesFor(paths, 'project'), parse));

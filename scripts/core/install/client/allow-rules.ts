/**
 * The permission rules of `cccc permissions`: what Claude may do without asking during a task, as text in a settings
 * file of Claude Code. Exactly this program's commands, and exactly the files that Claude writes for it; never its
 * settings, its state, reviews or the ledger, and never `node *`.
 */
import { at, firstUnlike, type JsonNode, type ParseJson } from './json-node.js';
import { type Recognition, type SettingsEdit, withoutEntries, withValues } from './settings.js';

/**
 * What Claude runs in the course of a task, or to have Codex read, plan and review outside of one, without what
 * weakens, decides or ends something. `ask` counts only where `--read-only` comes first: a rule sees no more than how a
 * command begins. SKILL.md grants the same for the turn that a slash command begins.
 */
export const CALLS_OF_CLAUDE = [
  'next',
  'start',
  'report',
  'milestone',
  'review',
  'finish',
  'resume',
  'status',
  'gates',
  'tasks',
  'show',
  'trace',
  'doctor',
  'help',
  'loop status',
  'loop claim',
  'ask --read-only',
  'ask wait',
  'ask list',
  'ask show',
  'broker',
  'fanout wait',
  'fanout status',
  'fanout list',
  'fanout show',
  'cto plan',
  'cto report',
  'cto review',
  'cto status',
  'cto wait',
  'cto cancel',
] as const;

/**
 * The rules for one settings file. They are written as one run in this order, by which they are found again.
 *
 * @param commands how the program is called: `node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs`
 * @param skill the name by which the client starts the skill
 * @param documents the files that Claude writes, relative to the project. `Edit(…)` covers Write too, and `Write(…)`
 * covers nothing (docs/facts/claude-code.md, permission rules)
 */
export const allowRules = (commands: readonly string[], skill: string, documents: readonly string[]): string[] => [
  ...commands.flatMap((command) => CALLS_OF_CLAUDE.map((words) => `Bash(${command} ${words} *)`)),
  `Skill(${skill})`,
  ...documents.map((file) => `Edit(/${file})`),
];

/**
 * A rule for the program's command lines, wherever its folder lies, or by the name that a plugin gives it. A wildcard
 * could span to another script.
 */
const COMMAND_RULE =
  /^Bash\((?:cccc|node (?:"[^"*]+\/scripts\/cccc\.mjs"|[^"* ]+\/scripts\/cccc\.mjs))(?: [a-z-]+)+ \*\)$/;
const DOCUMENT_RULE = /^(?:Skill\(cc-codex-collaborate(?::cc-codex-collaborate)?\)|Edit\(\/docs\/cccc\/[a-z-]+\.md\))$/;
const ANSWER_RULE = /^Edit\(\/docs\/cccc\/runtime\/[a-z-]+\.json\)$/;

/**
 * The rules of any version in a list: the last run of rules for commands, then documents, then answers. One such rule
 * alone is the user's own, and so is what follows in another order.
 */
export function ownRun(items: readonly JsonNode[]): JsonNode[] {
  const is = (node: JsonNode | undefined, rule: RegExp): boolean => rule.test(String(node?.value ?? ''));
  for (let last = items.length - 1; last > 0; last -= 1) {
    const isFirstOther = is(items[last], DOCUMENT_RULE) && is(items[last - 1], COMMAND_RULE);
    if (!isFirstOther) continue;
    let [from, to] = [last - 1, last + 1];
    while (is(items[from - 1], COMMAND_RULE)) from -= 1;
    while (is(items[to], DOCUMENT_RULE)) to += 1;
    while (is(items[to], ANSWER_RULE)) to += 1;
    return items.slice(from, to);
  }
  return [];
}

const recognised = (run: (items: readonly JsonNode[]) => readonly JsonNode[]): Recognition => ({
  group: () => false,
  hook: () => false,
  rules: (list, items) => (list === 'allow' ? run(items) : []),
});

/** The program's rules that stand in a settings file, in order. */
export function ownRulesIn(text: string, parse: ParseJson): string[] {
  const root = parse(text);
  const items = root === null ? [] : (at(root, ['permissions', 'allow'])?.children ?? []);
  return ownRun(items).map(({ value }) => String(value));
}

/**
 * The text without the program's rules of any version, byte for byte what it was before; null when nothing else is in
 * the file, which means that the program created it. Invalid JSON is returned unchanged.
 */
export const withoutRules = (text: string, parse: ParseJson): string | null =>
  withoutEntries(text, parse, recognised(ownRun));

/** The text without exactly these rules; a run that differs in anything stays. Otherwise like withoutRules. */
export const withoutExactRules = (text: string, rules: readonly string[], parse: ParseJson): string | null =>
  withoutEntries(
    text,
    parse,
    recognised((items) => {
      const run = ownRun(items);
      return run.length === rules.length && run.every(({ value }, index) => value === rules[index]) ? run : [];
    }),
  );

/**
 * The text with the rules; the same text when they are all there. Rules of another version are replaced.
 *
 * @param given the file's text without BOM; null when there is no file
 */
export function withRules(given: string | null, rules: readonly string[], parse: ParseJson): SettingsEdit {
  if (given !== null) {
    const root = parse(given);
    if (root === null) return { ok: false, fault: 'invalid-json' };
    const path = firstUnlike(root, SHAPES);
    if (path !== null) return { ok: false, fault: 'wrong-shape', path };
    const present = ownRulesIn(given, parse);
    if (JSON.stringify(present) === JSON.stringify(rules)) return { ok: true, text: given };
  }
  const bare = given === null ? null : withoutRules(given, parse);
  return bare === null
    ? { ok: true, text: `${JSON.stringify({ permissions: { allow: rules } }, null, 2)}\n` }
    : { ok: true, text: withValues(bare, parse, ['permissions', 'allow'], rules) };
}

const SHAPES: readonly (readonly [string[], JsonNode['type']])[] = [
  [[], 'object'],
  [['permissions'], 'object'],
  [['permissions', 'allow'], 'array'],
];

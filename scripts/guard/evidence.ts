/**
 * The evidence: ledgers, reviews, state, trusted keys, the user's state directory, our hooks, the skill itself. Only
 * the program writes it; a tool of Claude's that would is denied, whatever the project's policy says.
 */
import { DENY_RULES } from './deny-rules.js';
import { type Call, type GuardPlaces, readable, UNKNOWN } from './model.js';
import { expandedPath, folded, isInside, resolved } from './paths.js';
import { isKnownProgram, type Target, targetsOf } from './targets.js';

export type EvidenceFinding =
  | { verdict: 'deny'; why: 'evidence' | 'registration'; path: string }
  | { verdict: 'ask'; why: 'unclear'; path: string };

/**
 * A tool that writes one file.
 *
 * @param files the file as it was given and, where it differs, as links resolve it
 */
export function judgeEvidenceFile(files: readonly string[], places: GuardPlaces): EvidenceFinding | null {
  const path = files
    .map((file) => resolved(expandedPath(file, places), places.cwd))
    .find((file) => isEvidence(file, places));
  return path === undefined ? null : { verdict: 'deny', why: 'evidence', path };
}

/** A settings.json that would lose a part of our registration. */
export function judgeRegistration(file: string, before: string, after: string): EvidenceFinding | null {
  const parts = [
    'cccc-stop.cjs',
    'cccc-guard.cjs',
    'cccc-stop-failure',
    'cccc-passed.cjs',
    'cccc-hook.',
    ...DENY_RULES,
  ];
  const loses = parts.some((part) => before.includes(part) && !after.includes(part));
  return loses || (before.includes('cccc-') && disablesHooks(before, after))
    ? { verdict: 'deny', why: 'registration', path: file }
    : null;
}

/** A settings file, of any layer, that would stop Claude Code from running hooks: all of them, or the plugin's. */
export const disablesHooks = (before: string, after: string): boolean =>
  DISABLING.some((off) => off.test(after) && !off.test(before)) || (ENABLING.test(before) && !ENABLING.test(after));
const DISABLING = [/"disableAllHooks"\s*:\s*true/, /"cc-codex-collaborate@[^"]*"\s*:\s*false/];
const ENABLING = /"cc-codex-collaborate@[^"]*"\s*:\s*true/;

/** One command of a shell line. */
export function judgeEvidence(call: Call, places: GuardPlaces): EvidenceFinding | null {
  for (const given of targetsOf(call)) {
    const found = judgeTarget(given, { ...places, cwd: call.cwd });
    if (found !== null) return found;
  }
  const read = [...call.args, ...call.reads].find(({ text }) =>
    isKey(resolved(expandedPath(text, places), call.cwd), places),
  );
  if (read !== undefined) return { verdict: 'deny', why: 'evidence', path: readable(read.text) };
  if (isKnownProgram(call)) return null;
  const mentioned = [...call.args.map(({ text }) => text), ...call.documents]
    .map(mentionIn)
    .find((found) => found !== null);
  return mentioned === undefined || mentioned === null ? null : { verdict: 'ask', why: 'unclear', path: mentioned };
}

/** The key that signs receipts, which only the program may read. */
export const isKey = (path: string, { stateDir, caseSensitive }: GuardPlaces): boolean =>
  folded(path, { caseSensitive }).startsWith(folded(`${stateDir}/key`, { caseSensitive }));

function judgeTarget({ target, removed, over }: Target, places: GuardPlaces): EvidenceFinding | null {
  if (target.text.includes(UNKNOWN) && !/\/\u0001\/[^/]*$/.test(target.text))
    return mentionIn(target.text) === null ? null : { verdict: 'ask', why: 'unclear', path: readable(target.text) };
  const path = resolved(target.text.replaceAll(UNKNOWN, '*'), places.cwd);
  const isHit = target.glob
    ? matchesEvidence(path, places, removed)
    : isEvidence(path, places) || (removed && holdsEvidence(path, places));
  if (isHit) return { verdict: 'deny', why: 'evidence', path: readable(target.text) };
  const isOver =
    over === true &&
    !target.glob &&
    path !== places.project &&
    holdsEvidence(path, places) &&
    !isInside(places.project, path);
  return isOver ? { verdict: 'ask', why: 'unclear', path: readable(target.text) } : null;
}

/** Part of a path of the evidence in any text: a script, a here-document. */
export function mentionIn(text: string): string | null {
  return MENTION.exec(text)?.[0] ?? null;
}

const MENTION = new RegExp(
  [
    String.raw`docs[\\/]+cccc[\\/]+(?:state\b|installed\b|reviews|ledger|trusted-keys)`,
    String.raw`\.git[\\/]+cccc`,
    String.raw`state[\\/]+cccc\b`,
    'cccc-active-task',
    String.raw`hooks[\\/]+cccc-`,
  ].join('|'),
  'i',
);

// -- places

/** Files and folders; and what the names of our files begin with, for those of other versions. */
function evidence({ project, gitDir, commonDir, stateDir, plugin }: GuardPlaces): {
  whole: string[];
  beginnings: string[];
} {
  const names = ['state.json', 'installed.json', 'reviews', 'ledger', 'trusted-keys.json'];
  const docs = names.map((name) => `${project}/docs/cccc/${name}`);
  const hooks = ['stop', 'guard', 'guard-judge', 'guard-voice', 'stop-failure', 'passed'].map(
    (name) => `${project}/.claude/hooks/cccc-${name}.cjs`,
  );
  const launchers = ['sh', 'cmd'].map((kind) => `${project}/.claude/hooks/cccc-hook.${kind}`);
  // The program that runs reviews and opens gates.
  const skill = `${project}/.claude/skills/cc-codex-collaborate`;
  const programs = plugin ? [skill, plugin] : [skill];
  const own = gitDir === null ? [] : [`${gitDir}/cccc-active-task`, `${gitDir}/cccc-stop-failures.jsonl`];
  const common = commonDir === null ? [] : [`${commonDir}/cccc`];
  return {
    whole: [...docs, ...hooks, ...launchers, ...programs, ...own, ...common, stateDir],
    beginnings: [`${project}/.claude/hooks/cccc-`, ...(gitDir === null ? [] : [`${gitDir}/cccc-`])],
  };
}

function isEvidence(path: string, places: GuardPlaces): boolean {
  const given = folded(path, places);
  const { whole, beginnings } = evidence(places);
  return (
    whole.some((place) => `${given}/`.startsWith(`${folded(place, places)}/`)) ||
    beginnings.some((start) => given.startsWith(folded(start, places)))
  );
}

function holdsEvidence(path: string, places: GuardPlaces): boolean {
  const above = path === '/' ? '/' : `${folded(path, places)}/`;
  return evidence(places).whole.some((place) => folded(place, places).startsWith(above));
}

/** As the two above, for a path with wildcards: could it name the evidence, something in it, or a folder above it? */
function matchesEvidence(path: string, places: GuardPlaces, removed: boolean): boolean {
  const parts = path.split('/').map((part) => new RegExp(`^${patternOf(part)}$`, places.caseSensitive ? '' : 'i'));
  return evidence(places).whole.some((place) => {
    const names = place.split('/');
    const shared = Math.min(names.length, parts.length);
    const isAlike = names.slice(0, shared).every((name, index) => parts[index]?.test(name) === true);
    return isAlike && (removed || parts.length >= names.length);
  });
}

const patternOf = (part: string): string =>
  part
    .replace(/[.+^$()|\\]/g, '\\$&')
    .replace(/\{[^}]*\}|\*+/g, '.*')
    .replace(/\[[^\]]*\]|\?/g, '.')
    .replace(/[[\]{}]/g, '\\$&');

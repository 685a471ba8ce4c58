/**
 * Which tool calls touch the evidence: ledgers, reviews, state, the user's state directory, our hooks and
 * their registration. Everything else is none of this guard's business, and it stays silent.
 */
import { DENY_RULES } from './settings.js';
import { parseShell, type SimpleCommand, type Word } from './shell.js';

/** Absolute places, with forward slashes. */
export interface GuardPlaces {
  project: string;
  gitDir: string | null;
  commonDir: string | null;
  stateDir: string;
  home: string;
  cwd: string;
  /** Whether the file system tells A from a. */
  caseSensitive: boolean;
}

export type GuardDecision =
  | { verdict: 'silent' }
  | { verdict: 'deny'; why: 'evidence' | 'registration'; path: string }
  | { verdict: 'ask'; why: 'unclear'; path: string };

const SILENT: GuardDecision = { verdict: 'silent' };

/**
 * A tool that writes one file.
 *
 * @param files the file as it was given and, where it differs, as links resolve it
 */
export function guardEdit(files: readonly string[], places: GuardPlaces): GuardDecision {
  const path = files.map((file) => resolved(file, places.cwd, places)).find((file) => isEvidence(file, places));
  return path === undefined ? SILENT : { verdict: 'deny', why: 'evidence', path };
}

/** A settings.json that would lose a part of our registration. */
export function guardSettings(file: string, before: string, after: string): GuardDecision {
  const parts = ['cccc-stop.cjs', 'cccc-guard.cjs', 'cccc-stop-failure', ...DENY_RULES];
  const loses = parts.some((part) => before.includes(part) && !after.includes(part));
  return loses ? { verdict: 'deny', why: 'registration', path: file } : SILENT;
}

/** A shell command line. */
export function guardCommand(line: string, places: GuardPlaces): GuardDecision {
  const parsed = parseShell(line);
  const unclear: GuardDecision = { verdict: 'ask', why: 'unclear', path: mentionIn(line) ?? '' };
  if (parsed === null) return mentionIn(line) === null ? SILENT : unclear;
  let cwd = places.cwd;
  const decisions: GuardDecision[] = parsed.nested.map((inner) => guardCommand(inner, places));
  for (const command of parsed.commands) {
    decisions.push(guardSimple(command, { ...places, cwd }));
    const [program, target] = command.words;
    if (program?.text === 'cd' && target !== undefined && !target.dynamic) cwd = resolved(target.text, cwd, places);
  }
  return decisions.find(({ verdict }) => verdict === 'deny') ?? decisions.find(({ verdict }) => verdict === 'ask') ?? SILENT;
}

/** Programs that remove the files that they are given, and folders with what is in them. */
const REMOVERS = new Set(['rm', 'rmdir', 'unlink', 'shred']);
/** Programs that change the files that they are given. */
const WRITERS = new Set(['truncate', 'tee', 'touch', 'chmod', 'chown', 'patch']);
/** Programs that write the last file that they are given, or into it when it is a folder. */
const COPIERS = new Set(['cp', 'mv', 'ln', 'install', 'rsync', 'scp']);
/** Programs that only look, or write nothing by themselves. */
const READERS = new Set([
  'cat', 'head', 'tail', 'less', 'more', 'grep', 'egrep', 'rg', 'ls', 'stat', 'jq', 'wc', 'diff', 'cmp', 'file', 'du', 'sort', 'uniq', 'cut',
  'tr', 'nl', 'tac', 'od', 'xxd', 'hexdump', 'sha256sum', 'shasum', 'md5sum', 'test', '[', '[[', 'echo', 'printf', 'cd', 'pwd', 'true',
  'false', 'realpath', 'readlink', 'dirname', 'basename', 'mkdir', 'cccc', 'if', 'then', 'else', 'fi', 'for', 'do', 'done', 'while', 'tree', 'git',
]);
const PREFIXES = new Set(['sudo', 'env', 'command', 'nohup', 'time', 'exec', '!', 'then', 'do', 'else', '{']);
const SHELLS = new Set(['sh', 'bash', 'zsh', 'dash', 'eval']);

function guardSimple(command: SimpleCommand, places: GuardPlaces): GuardDecision {
  for (const target of command.writes) {
    const decision = guardTarget(target, places, false);
    if (decision.verdict !== 'silent') return decision;
  }
  const words = command.words.slice(command.words.findIndex(({ text }) => !PREFIXES.has(text) && !/^\w+=/.test(text)));
  const [program, ...args] = words;
  if (program === undefined) return SILENT;
  const name = program.text.split(/[\\/]/).at(-1) ?? '';
  for (const { target, removed } of targetsOf(name, args)) {
    const decision = guardTarget(target, places, removed);
    if (decision.verdict !== 'silent') return decision;
  }
  const script = SHELLS.has(name) ? args.find(({ text }) => !text.startsWith('-')) : undefined;
  if (script !== undefined) return guardCommand(script.text, places);
  if (isKnown(name, args)) return SILENT;
  const mentioned = [...args.map(({ text }) => text), ...command.documents].map(mentionIn).find((found) => found !== null);
  return mentioned === undefined || mentioned === null ? SILENT : { verdict: 'ask', why: 'unclear', path: mentioned };
}

function isKnown(name: string, args: readonly Word[]): boolean {
  if ([READERS, REMOVERS, WRITERS, COPIERS].some((known) => known.has(name)) || name === 'sed') return true;
  if (name === 'find') return !args.some(({ text }) => /^-(delete|exec|execdir|ok|fprint)/.test(text));
  return name === 'node' && /(^|[\\/])cccc\.mjs$/.test(args[0]?.text ?? '');
}

interface Target {
  target: Word;
  removed: boolean;
}

/** The files that a program with these arguments writes or removes, as far as one can tell. */
function targetsOf(name: string, args: readonly Word[]): Target[] {
  const files = args.filter(({ text }) => !text.startsWith('-'));
  const written = (words: readonly Word[]): Target[] => words.map((target) => ({ target, removed: false }));
  if (REMOVERS.has(name)) return files.map((target) => ({ target, removed: true }));
  if (WRITERS.has(name)) return written(files);
  if (COPIERS.has(name)) return copied(name, files, args.some(({ text }) => /^(-t|--target-directory)/.test(text)));
  if (name === 'sed') return args.some(({ text }) => /^(-\w*i|--in-place)/.test(text)) ? written(files) : [];
  if (name === 'dd') return written(args.filter(({ text }) => text.startsWith('of=')).map(({ text, dynamic }) => ({ text: text.slice(3), dynamic })));
  const writesFiles = name === 'git' && ['rm', 'mv', 'checkout', 'restore'].includes(files[0]?.text ?? '');
  return writesFiles ? written(files.slice(1)) : [];
}

function copied(name: string, files: readonly Word[], targetFirst: boolean): Target[] {
  const target = targetFirst ? files[0] : files.at(-1);
  if (target === undefined) return [];
  const sources = files.filter((file) => file !== target);
  const inside = sources.map(({ text, dynamic }) => ({ text: `${target.text}/${text.split('/').at(-1)}`, dynamic: dynamic || target.dynamic }));
  const moved = name === 'mv' ? sources.map((source) => ({ target: source, removed: true })) : [];
  return [...[target, ...inside].map((word) => ({ target: word, removed: false })), ...moved];
}

/** @param removed whether a folder above the evidence counts too */
function guardTarget(target: Word, places: GuardPlaces, removed: boolean): GuardDecision {
  const text = expanded(target.text, places);
  if (/[$`]/.test(text)) return mentionIn(text) === null ? SILENT : { verdict: 'ask', why: 'unclear', path: target.text };
  const path = resolved(text, places.cwd, places);
  const isHit = target.dynamic ? matchesEvidence(path, places, removed) : isEvidence(path, places) || (removed && holdsEvidence(path, places));
  return isHit ? { verdict: 'deny', why: 'evidence', path: target.text } : SILENT;
}

/** Part of a path of the evidence in any text: a script, a here-document. */
function mentionIn(text: string): string | null {
  return /docs[\\/]+cccc[\\/]+(?:state\.json|installed\.json|reviews|ledger)|\.git[\\/]+cccc|state[\\/]+cccc\b|cccc-active-task|hooks[\\/]+cccc-/i.exec(text)?.[0] ?? null;
}

// -- places

/** Files and folders; and what the names of our files begin with, for those of other versions. */
function evidence({ project, gitDir, commonDir, stateDir }: GuardPlaces): { whole: string[]; beginnings: string[] } {
  const docs = ['state.json', 'installed.json', 'reviews', 'ledger'].map((name) => `${project}/docs/cccc/${name}`);
  const hooks = ['stop', 'guard', 'stop-failure'].map((name) => `${project}/.claude/hooks/cccc-${name}.cjs`);
  const own = gitDir === null ? [] : [`${gitDir}/cccc-active-task`, `${gitDir}/cccc-stop-failures.jsonl`];
  const common = commonDir === null ? [] : [`${commonDir}/cccc`];
  return {
    whole: [...docs, ...hooks, ...own, ...common, stateDir],
    beginnings: [`${project}/.claude/hooks/cccc-`, ...(gitDir === null ? [] : [`${gitDir}/cccc-`])],
  };
}

const folded = (path: string, { caseSensitive }: GuardPlaces): string => (caseSensitive ? path : path.toLowerCase());

function isEvidence(path: string, places: GuardPlaces): boolean {
  const given = folded(path, places);
  const { whole, beginnings } = evidence(places);
  return whole.some((place) => `${given}/`.startsWith(`${folded(place, places)}/`)) || beginnings.some((start) => given.startsWith(folded(start, places)));
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
  part.replace(/[.+^$()|\\]/g, '\\$&').replace(/\{[^}]*\}|\*+/g, '.*').replace(/\[[^\]]*\]|\?/g, '.').replace(/[[\]{}]/g, '\\$&');

const expanded = (text: string, { home, project }: GuardPlaces): string =>
  text.replace(/^~(?=\/|$)/, home).replace(/\$(?:HOME\b|\{HOME\})/, home).replace(/\$(?:CLAUDE_PROJECT_DIR\b|\{CLAUDE_PROJECT_DIR\})/, project);

/** An absolute path with forward slashes and without `.` and `..`. */
function resolved(given: string, cwd: string, places: GuardPlaces): string {
  const text = expanded(given, places).replaceAll('\\', '/');
  const isAbsolute = text.startsWith('/') || /^[A-Za-z]:\//.test(text);
  const parts: string[] = [];
  for (const part of (isAbsolute ? text : `${cwd}/${text}`).replaceAll('\\', '/').split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return (/^[A-Za-z]:$/.test(parts[0] ?? '') ? '' : '/') + parts.join('/');
}

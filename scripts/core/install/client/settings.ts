/**
 * Edits Claude Code's settings.json as text: what `loop start` adds, and what `loop stop` removes.
 *
 * Additions are only appended. Brackets that the program had to create are laid out differently from brackets that were
 * already there and empty (after an existing empty bracket, the first member follows on the same line). So removing the
 * additions restores the earlier text byte for byte, without having stored it.
 */
import { DENY_RULES } from '../../../guard/index.js';
import { at, beforeSpace, endOf, firstUnlike, type JsonNode, type ParseJson, sameValue } from './json-node.js';

/** One hook group of settings.json, as Claude Code reads it. */
export interface HookGroup {
  matcher?: string;
  hooks: readonly Readonly<Record<string, unknown>>[];
}

/**
 * What `loop start` registers: hook groups by event, and deny rules that keep Claude's tools away from the evidence.
 */
export interface Registration {
  hooks: Readonly<Record<string, readonly HookGroup[]>>;
  deny: readonly string[];
}

export type SettingsEdit =
  | { ok: true; text: string }
  | { ok: false; fault: 'invalid-json' }
  | { ok: false; fault: 'wrong-shape'; path: string };

/** Recognises the program's own entries in a settings file. */
export interface Recognition {
  /** Whether a hook group consists only of the program's hooks. */
  group(node: JsonNode): boolean;
  /** Whether one hook, in a group that also holds others, is the program's. */
  hook(node: JsonNode): boolean;
  /** The program's own permission rules in a list of them. */
  rules(list: 'allow' | 'deny', items: readonly JsonNode[]): readonly JsonNode[];
}

/** A command, or an element of `args`, that runs one of our hooks. */
const OUR_HOOK =
  /(^|[\\/])cccc-(?:(stop|guard|stop-failure|passed)\.[cm]js|hook\.(sh|cmd))\b|cccc-stop-failures\.jsonl/;

/**
 * The text with the registration added; the same text when the whole registration is already there.
 *
 * @param given the file's text without BOM; null when there is no file
 */
export function withOurs(given: string | null, ours: Registration, parse: ParseJson): SettingsEdit {
  if (given !== null) {
    const root = parse(given);
    if (root === null) return { ok: false, fault: 'invalid-json' };
    const path = wrongShape(root);
    if (path !== null) return { ok: false, fault: 'wrong-shape', path };
    if (isComplete(root, ours)) return { ok: true, text: given };
  }
  const bare = given === null ? null : withoutOurs(given, parse);
  if (bare === null) return { ok: true, text: `${JSON.stringify(freshOf(ours), null, 2)}\n` };
  const denied = withValues(bare, parse, ['permissions', 'deny'], ours.deny);
  return {
    ok: true,
    text: Object.entries(ours.hooks).reduce(
      (text, [event, groups]) => withValues(text, parse, ['hooks', event], groups),
      denied,
    ),
  };
}

/** The content of a file that holds the registration alone. A plugin's hooks are in no settings file. */
const freshOf = ({ hooks, deny }: Registration): object => ({
  permissions: { deny },
  ...(Object.keys(hooks).length > 0 ? { hooks } : {}),
});

/**
 * The text without the registration, whichever version wrote it; null when nothing else is in the file, which means
 * that `loop start` created it. Invalid JSON is returned unchanged.
 */
export const withoutOurs = (text: string, parse: ParseJson): string | null => withoutEntries(text, parse, ANY_VERSION);

/**
 * The text without entries that are exactly equal to one of the registrations; used to name a work tree. A hook that
 * only mentions one of the program's files is the user's content and stays. Otherwise like withoutOurs.
 */
export function withoutExactly(text: string, ours: readonly Registration[], parse: ParseJson): string | null {
  const groups = ours.flatMap(({ hooks }) => Object.values(hooks).flat());
  return withoutEntries(text, parse, {
    group: (node) => groups.some((group) => sameValue(node, group)),
    hook: () => false,
    rules: denyRun,
  });
}

/** The text without the recognised entries, like withoutOurs. */
export function withoutEntries(text: string, parse: ParseJson, ours: Recognition): string | null {
  const root = parse(text);
  if (root === null || root.type !== 'object') return text;
  if (isMadeByUs(root, text, ours) && text.slice(0, root.offset) === '' && text.slice(endOf(root)) === '\n')
    return null;
  const cuts: Cut[] = [];
  strip(root, text, cuts, ours);
  return cuts
    .sort((a, b) => b.from - a.from)
    .reduce((left, { from, to }) => left.slice(0, from) + left.slice(to), text);
}

/**
 * What the file lacks of the registration: event names and deny rules; both are empty when everything is registered.
 */
export function missingOf(
  text: string | null,
  ours: Registration,
  parse: ParseJson,
): { events: string[]; deny: string[] } {
  const root = text === null ? null : parse(text);
  const has = (path: string[], wanted: unknown): boolean => {
    const list = root === null ? undefined : at(root, path);
    return (list?.children ?? []).some((item) => sameValue(item, wanted));
  };
  return {
    events: Object.entries(ours.hooks)
      .filter(([event, groups]) => !groups.every((group) => has(['hooks', event], group)))
      .map(([event]) => event),
    deny: ours.deny.filter((rule) => !has(['permissions', 'deny'], rule)),
  };
}

function isComplete(root: JsonNode, ours: Registration): boolean {
  const runs = runOf(at(root, ['permissions', 'deny'])?.children ?? []);
  const events = Object.entries(ours.hooks).every(([event, groups]) => {
    const present = (at(root, ['hooks', event])?.children ?? []).filter(isOurGroup);
    return present.length === groups.length && groups.every((group, index) => sameValue(present[index], group));
  });
  return events && runs.length === ours.deny.length && ours.deny.every((rule, index) => runs[index]?.value === rule);
}

/** A value that keeps the registration from being added; its path, null for none. */
function wrongShape(root: JsonNode): string | null {
  const shapes: [string[], JsonNode['type']][] = [
    [[], 'object'],
    [['permissions'], 'object'],
    [['permissions', 'deny'], 'array'],
    [['hooks'], 'object'],
  ];
  const first = firstUnlike(root, shapes);
  if (first !== null) return first;
  const events = at(root, ['hooks'])?.children ?? [];
  const wrong = events.find((event) => event.children?.[1]?.type !== 'array');
  return wrong === undefined ? null : `hooks.${String(wrong.children?.[0]?.value)}`;
}

/**
 * With one of these of another kind, the client reads nothing of the file (docs/facts/claude-code.md, what switches
 * hooks off).
 */
const KNOWN_KINDS: [string[], JsonNode['type']][] = [
  [['disableAllHooks'], 'boolean'],
  [['includeCoAuthoredBy'], 'boolean'],
  [['cleanupPeriodDays'], 'number'],
  [['model'], 'string'],
  [['statusLine'], 'object'],
];

/** The path of a value for which the client ignores the whole file, as far as they are known; null for none. */
export const misshapenIn = (root: JsonNode): string | null => wrongShape(root) ?? firstUnlike(root, KNOWN_KINDS);

// -- recognising

function isOurHook(node: JsonNode): boolean {
  const texts = [at(node, ['command'])?.value, ...(at(node, ['args'])?.children ?? []).map(({ value }) => value)];
  return texts.some((text) => typeof text === 'string' && OUR_HOOK.test(text));
}

function isOurGroup(group: JsonNode): boolean {
  const hooks = at(group, ['hooks'])?.children ?? [];
  return hooks.length > 0 && hooks.every(isOurHook);
}

const denyRun: Recognition['rules'] = (list, items) => (list === 'deny' ? runOf(items) : []);

/**
 * Recognises hooks by the names of their files, so that a later version also removes what an earlier one registered.
 */
const ANY_VERSION: Recognition = { group: isOurGroup, hook: isOurHook, rules: denyRun };

/**
 * The program's deny rules in a list: they begin at the last position of the first rule and continue as long as the
 * registration's rules follow in order.
 */
function runOf(items: readonly JsonNode[]): JsonNode[] {
  const first = items.findLastIndex(({ value }) => value === DENY_RULES[0]);
  if (first < 0) return [];
  const length = items.slice(first).findIndex(({ value }) => typeof value !== 'string' || !DENY_RULES.includes(value));
  return items.slice(first, length < 0 ? undefined : first + length);
}

// -- removing

interface Cut {
  from: number;
  to: number;
}

/** The program's own members of a container; `path` says which part of the file the container is. */
function oursIn(container: JsonNode, text: string, ours: Recognition, path: readonly string[]): JsonNode[] {
  const members = container.children ?? [];
  if (path.length === 2 && path[0] === 'hooks') return members.filter(ours.group);
  if (path[0] === 'permissions' && (path[1] === 'allow' || path[1] === 'deny'))
    return [...ours.rules(path[1], members)];
  const inside = (member: JsonNode): string[] => [...path, String(member.children?.[0]?.value)];
  return members.filter((member) => {
    const [, value] = member.children ?? [];
    return value !== undefined && isPlace(inside(member)) && isMadeByUs(value, text, ours, inside(member));
  });
}

const isPlace = (path: readonly string[]): boolean =>
  path[0] === 'hooks'
    ? path.length <= 2
    : ['permissions', 'permissions.allow', 'permissions.deny'].includes(path.join('.'));

/**
 * Whether a container holds only the program's members and has the layout that the program uses for a container it
 * creates.
 */
function isMadeByUs(container: JsonNode, text: string, ours: Recognition, path: readonly string[] = []): boolean {
  const members = container.children ?? [];
  const [first, last] = [members[0], members.at(-1)];
  if (first === undefined || last === undefined) return false;
  const isOwnLine = (part: string): boolean => /^\r?\n[ \t]*$/.test(part);
  const laidOut =
    isOwnLine(text.slice(container.offset + 1, first.offset)) &&
    isOwnLine(text.slice(endOf(last), endOf(container) - 1));
  const isPlain = members.every((_, index) => index === 0 || isPlainGap(members.slice(index - 1), text));
  return laidOut && isPlain && oursIn(container, text, ours, path).length === members.length;
}

/** Whether nothing but a comma stands before a member, so that no comment of the user's is cut with it. */
const isPlainGap = ([before, member]: readonly JsonNode[], text: string): boolean =>
  before !== undefined && member !== undefined && /^\s*,\s*$/.test(text.slice(endOf(before), member.offset));

function strip(container: JsonNode, text: string, cuts: Cut[], ours: Recognition, path: readonly string[] = []): void {
  const members = container.children ?? [];
  const own = new Set(oursIn(container, text, ours, path));
  for (let index = 0; index < members.length; index += 1) {
    const member = members[index];
    if (member === undefined) continue;
    if (!own.has(member)) stripInside(member, text, cuts, ours, path);
    else {
      let last = index;
      const isOwn = (node: JsonNode | undefined): boolean => node !== undefined && own.has(node);
      while (isOwn(members[last + 1]) && isPlainGap(members.slice(last), text)) last += 1;
      const kept = members.slice(0, index).findLastIndex((earlier) => !own.has(earlier));
      cuts.push(...cutRun(container, text, { kept, first: index, last }));
      index = last;
    }
  }
}

function stripInside(member: JsonNode, text: string, cuts: Cut[], ours: Recognition, path: readonly string[]): void {
  if (path.length === 2 && path[0] === 'hooks') return stripGroup(member, text, cuts, ours);
  const [key, value] = member.children ?? [];
  const inside = [...path, String(key?.value)];
  if (member.type === 'property' && value !== undefined && isPlace(inside)) strip(value, text, cuts, ours, inside);
}

/** Removes the registration's hook from a group that also holds a third-party hook. */
function stripGroup(group: JsonNode, text: string, cuts: Cut[], ours: Recognition): void {
  const hooks = group.type === 'object' ? at(group, ['hooks']) : undefined;
  const members = hooks?.children ?? [];
  for (const [index, hook] of members.entries()) {
    const kept = members.slice(0, index).findLastIndex((earlier) => !ours.hook(earlier));
    if (hooks !== undefined && ours.hook(hook)) cuts.push(...cutRun(hooks, text, { kept, first: index, last: index }));
  }
}

/** The members to cut, and the last member before them that stays; -1 for none. */
interface Run {
  kept: number;
  first: number;
  last: number;
}

/** Cuts the members first to last together with their separators: the inverse of `append`. */
function cutRun(container: JsonNode, text: string, { kept, first, last }: Run): Cut[] {
  const members = container.children ?? [];
  const [start, end, after] = [members[first], members[last], members[last + 1]];
  if (start === undefined || end === undefined) return [];
  const from = beforeSpace(text, start.offset);
  const limit = after?.offset ?? endOf(container) - 1;
  const comma = commaIn(text, endOf(end), limit);
  if (comma !== null) return [{ from, to: comma + 1 }];
  const own = { from, to: endOf(end) };
  const [before, next] = [members[kept], members[kept + 1]];
  // The comma of the last member that stays would have nothing after it.
  const earlier = before === undefined || next === undefined ? null : commaIn(text, endOf(before), next.offset);
  return earlier === null ? [own] : [own, { from: earlier, to: earlier + 1 }];
}

/** The position of the comma between two members, skipping comments; null when there is none. */
function commaIn(text: string, from: number, to: number): number | null {
  const between = text
    .slice(from, to)
    .replace(/\/\/[^\r\n]*|\/\*[\s\S]*?\*\//g, (comment) => ' '.repeat(comment.length));
  const index = between.indexOf(',');
  return index < 0 ? null : from + index;
}

// -- adding

/** Appends values to the list at `path` (two names), creating missing containers. */
export function withValues(
  text: string,
  parse: ParseJson,
  path: readonly [string, string],
  values: readonly unknown[],
): string {
  const root = parse(text);
  if (root === null) return text;
  const [outer, inner] = path;
  const parent = at(root, [outer]);
  if (parent === undefined) return append(text, root, [[outer, { [inner]: values }]]);
  const list = at(root, path);
  return list === undefined
    ? append(text, parent, [[inner, values]])
    : append(
        text,
        list,
        values.map((value) => [null, value]),
      );
}

/** The text with one more member at the end of an object. */
export const appendMember = (text: string, container: JsonNode, name: string, value: unknown): string =>
  append(text, container, [[name, value]]);

/** The inverse of `appendMember`; null when the program wrote the whole file for this member. */
export function withoutMember(text: string, root: JsonNode, name: string): string | null {
  const members = root.children ?? [];
  const index = members.findLastIndex(({ children }) => children?.[0]?.value === name);
  const member = members[index];
  if (member === undefined) return text;
  const isAlone = members.length === 1 && text === `{\n  ${text.slice(member.offset, endOf(member))}\n}\n`;
  if (isAlone) return null;
  return cutRun(root, text, { kept: index - 1, first: index, last: index })
    .sort((a, b) => b.from - a.from)
    .reduce((left, { from, to }) => left.slice(0, from) + left.slice(to), text);
}

/** Appends members at the end of a container: pairs of name and value, without a name in an array. */
function append(text: string, container: JsonNode, members: readonly (readonly [string | null, unknown])[]): string {
  const eol = /\r?\n/.exec(text)?.[0] ?? '\n';
  const unit = /^([ \t]+)"/m.exec(text)?.[1] ?? '  ';
  const close = endOf(container) - 1;
  const end = beforeSpace(text, close);
  const last = container.children?.at(-1);
  const indent =
    last === undefined ? `${indentAt(text, container.offset)}${unit}` : indentAt(text, last.offset) || unit;
  const written = members.map(
    ([name, value]) => (name === null ? '' : `${JSON.stringify(name)}: `) + rendered(value, unit, indent, eol),
  );
  const isBare = last === undefined && end === container.offset + 1;
  const ours = (isBare ? '' : eol + indent) + written.join(`,${eol}${indent}`);
  if (last === undefined) return text.slice(0, end) + ours + text.slice(end);
  const comma = commaIn(text, endOf(last), close);
  if (comma !== null) return `${text.slice(0, end)}${ours},${text.slice(end)}`;
  return `${text.slice(0, endOf(last))},${text.slice(endOf(last), end)}${ours}${text.slice(end)}`;
}

/** The white space at the start of the line that contains this position. */
function indentAt(text: string, offset: number): string {
  const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
  return /^[ \t]*/.exec(line)?.[0] ?? '';
}

function rendered(value: unknown, unit: string, indent: string, eol: string): string {
  return JSON.stringify(value, null, unit).replaceAll('\n', eol + indent);
}

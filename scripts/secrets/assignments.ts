/** Values whose name calls them secret: `API_KEY=…`, `password: …`, `"clientSecret": "…"`, in files of any language. */
import { type Found, isSealed, matches, namedMatches } from './found.js';
import { type Sort, sortOf, sortOfCall } from './names.js';
import { inSequence } from './pattern.js';
import { isCode, isLongRandom, isNoise, isPassword, isPlaceholder, isRandom, isReference } from './values.js';

/** In minified code, the text between two quotes may itself be code. */
const STATEMENT = /[;{}<>]|::|\|\|/;

/** A UUID is usually an id; some services issue it as a key, and then the name says so. */
const BY_UUID = /(?:api|auth|access|server|account|client|secret|license)_?-?(?:key|token|secret)$/i;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function isSecretValue(name: string, sort: Sort, value: string): boolean {
  if (isNoise(value)) return true;
  if (sort === 'token' && BY_UUID.test(name) && UUID.test(value)) return !isPlaceholder(value);
  if (isReference(value)) return false;
  if (sort === 'key') return isLongRandom(value);
  if (sort === 'bare-key') return isLongRandom(value, 24) && !/^[0-9a-f]+$|^MII|^AAAA[A-Z]3/i.test(value);
  if (sort === 'token' && STATEMENT.test(value)) return false;
  return sort === 'password' ? isPassword(value) || isRandom(value, 12) : isRandom(value);
}

const ANSI = '(?:\\u001b\\[[\\d;]*m)*';
/** Not in the middle of a word; the sign of a diff, the dash of an option and a terminal colour may come before. */
const NAME = '(?:(?<=^[+-]|--|\\s-|\\u001b\\[[\\d;]{0,8}m)|(?<![\\w.-]))(?:\\$env:)?(?<name>[A-Za-z_][\\w.-]{1,80})';
const TYPE = "(?:[!?]?[ \\t]*:[ \\t]*&?(?:'\\w{1,10} )?[\\w<>[\\].]{1,30}[?!]?)?";
/** `=`, `:=`, `:`, `=>`, a comma between arguments, a comparison, and what gives a default. */
const SEPARATOR = '(?::=|=>|<-|\\|\\|=?|\\?\\?=?|\\?[:=]|!?={1,3}|::?|,|or(?=[ \\t])|else(?=[ \\t]))';
/** A call around the value, or the letter before a literal. */
const AROUND =
  '(?:(?<=[=:][ \\t]{0,3})\\(?[ \\t]*\\r?\\n[ \\t]*)?' +
  '(?:\\[\\]byte\\(|["\'](?=\\\\)|(?:new )?[\\w.:]{1,40}\\(|[bruf@$]{1,2}(?=["\']))?';
const QUOTED = new RegExp(
  `${NAME}(?:\\\\*["'\`])?[\\]})]{0,2}${ANSI}${TYPE}[ \\t]*${SEPARATOR}[ \\t]*${AROUND}` +
    `(?<quote>\\\\*(?:"""|["'\`]))(?<secret>[^"'\`\\n]{6,4000})\\k<quote>`,
  'gm',
);
const INLINE = new RegExp(`${NAME}${ANSI}=${ANSI}(?<secret>[^\\s"'\`;&,)<>]{6,4000})`, 'gm');
/** An unquoted value up to the end of its line, as in YAML, properties and INI files. */
const OF_LINE = inSequence(
  'gm',
  /^[+\- ]?[ \t]*(?:- )?(?:(?:export|set|ENV|ARG) )?/,
  /(?<name>[:A-Za-z_][\w.-]{1,80})[ \t]*(?:[:?+]?=|:)[ \t]+(?:!!?\w+ )?/,
  /(?<secret>[^\s"'`,;]{6,4000})[ \t]*(?:[ \t](?:#|\/\/)[^\n]*)?\r?$/,
);
const OPTION = /(?<![\w-])--?(?<name>[A-Za-z][\w-]{2,40})[ \t]+["']?(?<secret>[^\s"'`-][^\s"'`]{7,4000})/g;
/** A value in the middle of a line: headers, maps in braces, logs. */
const INSIDE = new RegExp(
  `${NAME}["'\`]?[ \\t]?:[ \\t]?(?<secret>[^\\s"'\`,;(){}[\\]<>]{16,600})(?=[\\s"'\`,;(){}[\\]<>]|$)`,
  'gm',
);
const UNQUOTED = [
  INLINE,
  OF_LINE,
  OPTION,
  /^[+\- ]?[ \t]*(?:export )?(?<name>[A-Z_]\w{1,80})=(?<secret>[^\s"'`]{30,400})\r?$/gm,
  inSequence(
    'g',
    /(?<![\w-])(?:set -[A-Za-z]*x|setenv|ENV|ARG|setx)[ \t]+/,
    /(?<name>[A-Za-z_]\w{1,80})[ \t]+(?<secret>[^\s"'`;]{8,4000})/,
  ),
  /\$\{(?<name>[A-Za-z_]\w{1,80}):?[-=](?<secret>[^\s"'`${}]{8,400})\}/g,
  // A block of one line in YAML.
  inSequence(
    'gm',
    /^[+\- ]?[ \t]*(?:- )?(?<name>[A-Za-z_][\w.-]{1,80}):[ \t]*[|>][-+]?[ \t]*\r?\n/,
    /[+\- ]?[ \t]+(?<secret>[^\s"'`]{8,4000})[ \t]*\r?$/,
  ),
];
/** Between the parts of a pair of members: `"name": "X", "value": "…"`. */
const MEMBER = '["\']?[ \\t]*[:=][ \\t]*["\']';
const NAME_MEMBER = `(?:name|key|variable|header|id)${MEMBER}(?<name>[\\w.-]{2,80})["']`;
const VALUE_MEMBER = `value${MEMBER}(?<secret>[^"'\\n]{6,4000})["']`;
const SPREAD = [
  // Gradle, Ruby and configuration languages: a name, a space, a quoted value.
  /(?<![\w.-])(?<name>[A-Za-z_][\w.-]{1,80})[ \t]+(?:["'](?<secret>[^"'\s]{6,200})["'])/g,
  /<key>(?<name>[\w.:-]{2,80})<\/key>\s*<string>(?<secret>[^<\s]{6,200})<\/string>/g,
  /<name>(?<name>[\w.:-]{2,80})<\/name>\s*<value>(?<secret>[^<\s]{6,400})<\/value>/g,
  /(?:key|name)\s*=\s*"(?<name>[\w.:-]{2,80})"\s+(?:\w+:)?value\s*=\s*"(?<secret>[^"\n]{6,})"/g,
  /\b(?:name|key)="(?<name>[\w:.-]{2,80})"[^<>]{0,80}>\s*(?:<value>)?(?<secret>[^<\s]{6,400})<\//g,
  /<(?<name>[\w:.-]{2,80})\s+(?:\w+:)?value="(?<secret>[^"\n]{6,4000})"/g,
  /<(?:[\w:.-]+\s+(?:name|key)=")?(?<name>[\w:.-]{2,80})"?>(?:<!\[CDATA\[)?(?<secret>[^<\s\]]{6,})(?:\]\]>)?<\//g,
  /\b(?:name|key):\s*["']?(?<name>[\w.-]{2,80})["']?[ \t]*\r?\n[+\- ]?[ \t]*value:\s*["']?(?<secret>[^\s"']{6,})/g,
  /\bvariable\s+"(?<name>[\w-]{2,80})"\s*\{[^}]{0,400}?\bdefault\s*=\s*"(?<secret>[^"\n]{6,})"/g,
  /(?<![\w./-])(?<name>[\w./-]{2,80})["']?[ \t]+--(?:body|value|secret-string|data)[ =]["']?(?<secret>[^\s"']{8,400})/g,
  new RegExp(`${NAME_MEMBER}\\s*,?\\s*["']?${VALUE_MEMBER}`, 'gi'),
  new RegExp(`${VALUE_MEMBER}\\s*,?\\s*["']?${NAME_MEMBER}`, 'gi'),
];
const CALL =
  /(?<!\w)(?<name>[A-Za-z_][\w.]{2,80})\([ \t]*[bruf@]?(?<quote>["'`])(?<secret>[^"'`\s]{16,4000})\k<quote>/g;
const LIST =
  /(?<![\w.])(?<name>[A-Za-z_][\w.-]{1,80}[sS])["']?[ \t]*(?:=|:=|:|=>)[ \t]*(?:new )?[\w[\]<>.]{0,30}[[({]/g;
const IN_URL = /[?&](?:key|code|k|appid|auth|sig|signature|sign)=(?<secret>[\w.~%+/=-]{20,400})/g;

/** The value of what is no secret may hold a secret with its name: `Environment=API_KEY=…`. */
const isOther = (name: string): boolean => sortOf(name) === null;

export function* assignments(text: string): Generator<Found> {
  for (const found of named(text)) yield { ...found, ...graded(text, found) };
}

function* named(text: string): Generator<Found> {
  const isSecret = (secret: string, { groups, index }: RegExpExecArray): boolean => {
    const name = groups?.['name'] ?? '';
    const sort = sortOf(name);
    const isSecretHere =
      sort === null ? /(?:key|salt)$/i.test(name) && isNoise(secret) : isSecretValue(name, sort, secret);
    return isSecretHere && !isSealed(text, index);
  };
  // An unquoted right-hand side is code more often than a value.
  const isPlain = (secret: string, match: RegExpExecArray): boolean =>
    (!isCode(secret) || isNoise(secret)) && isSecret(secret, match);
  const isInside = (secret: string, match: RegExpExecArray): boolean =>
    isLongRandom(secret) && match.groups?.['name'] !== 'key' && isPlain(secret, match);
  const isGiven = (secret: string, { groups }: RegExpExecArray): boolean =>
    sortOfCall(groups?.['name'] ?? '') !== null && isLongRandom(secret);
  for (const pattern of [QUOTED, ...SPREAD])
    yield* matches(text, pattern, 'secret-value', false, isSecret, namedMatches(text, pattern));
  for (const pattern of UNQUOTED)
    yield* matches(text, pattern, 'secret-value', false, isPlain, namedMatches(text, pattern, isOther));
  yield* matches(text, INSIDE, 'secret-value', false, isInside, namedMatches(text, INSIDE, isOther));
  yield* matches(text, CALL, 'secret-value', false, isGiven);
  yield* matches(text, IN_URL, 'secret-value', false, (secret) => isLongRandom(secret));
  yield* listed(text);
}

/** Strings in a list whose name is that of several secrets. */
function* listed(text: string): Generator<Found> {
  let until = 0;
  for (const match of text.matchAll(LIST)) {
    const from = match.index + match[0].length;
    if (from < until || sortOf(match.groups?.['name'] ?? '') === null) continue;
    const list = /^[^\])}]{0,4000}/.exec(text.slice(from, from + 4000))?.[0] ?? '';
    until = from + list.length;
    for (const found of matches(list, /["'](?<secret>[^"'\s]{16,400})["']/g, 'secret-value', false, (secret) =>
      isLongRandom(secret),
    ))
      yield { ...found, start: found.start + from, end: found.end + from };
  }
}

/** A long random value under such a name is certainly a secret, as are 40 characters of base64 called an AWS secret. */
function graded(text: string, { start, end }: Found): Pick<Found, 'kind' | 'certain'> {
  const value = text.slice(start, end);
  const isAws = value.length === 40 && /aws|secret_?access/i.test(text.slice(Math.max(0, start - 60), start));
  return {
    kind: isAws ? 'aws-secret-key' : 'secret-value',
    certain: value.length >= 20 && isRandom(value, 20) && !UUID.test(value),
  };
}

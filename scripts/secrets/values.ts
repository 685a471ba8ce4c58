/** Whether a value is a secret or a placeholder: its shape and its words decide. */

import { anyOf, group, inSequence } from './pattern.js';

/** Words that no random value contains and samples do. */
const SAYS_SO = anyOf(
  'i',
  /example|placeholder|change-?_?me|dummy|sample|redacted|filtered|replace[-_ ]?|insert[-_ ]|insecure/,
  /not-?a?-?real|invalid|x{4,}|\*{3}|•{2}|\.{3}|hunter2|correct horse/,
  /(?:^|[^a-z0-9])(?:your|my|tests?|fake|mock|foo|bar|demo|todo|here|some|the)\d{0,4}(?:[^a-z0-9]|$)/,
);
const COUNTED = /01234567|12345678|23456789|87654321|abcdefgh|qwertyui|deadbeef|cafebabe|(.)\1{7}/i;
const ONLY_A_WORD = new Set([
  'password',
  'passwd',
  'pass',
  'secret',
  'admin',
  'root',
  'user',
  'postgres',
  'mysql',
  'mongo',
  'guest',
  'test',
  'default',
  'token',
  'none',
  'null',
  'undefined',
  'true',
  'false',
  'string',
  'username',
  'key',
  'value',
  'qwerty',
  'letmein',
  'welcome',
  'dev',
  'local',
  'docker',
  'rabbitmq',
  'redis',
  'app',
  'db',
  'database',
  'hidden',
  'masked',
  'removed',
]);

/** Whether a value is a placeholder: a sample, a sequence, a repetition, a word, or the mark of a redaction. */
export function isPlaceholder(value: string): boolean {
  if (value.includes('⟨redacted') || SAYS_SO.test(value) || COUNTED.test(value)) return true;
  if (value.length >= 8 && new Set(value.toLowerCase()).size < 5) return true;
  return ONLY_A_WORD.has(value.toLowerCase().replace(/[^a-z]/g, ''));
}

/** Variables, templates and placeholders of a shell, a build tool or a configuration language. */
const VARIABLE = /^\$|\$\{|\$\(|\{\{|\}\}|^%[\w.]+%|^<|>$|^\[|\]$|^!|^@@?[A-Z_]+@|process\.env|environ|getenv/;
/** The address of a value in a secret store. */
const IN_A_STORE =
  /^(?:vault|op|ref|arn|env|file|ssm|keychain|sops|secretref|secretsmanager|keyvault|gcp|akv|bws|1p):|^ENC[[(]/;
/** A member of an object that code reads. */
const MEMBER = inSequence(
  '',
  /^/,
  group(
    /var|data|local|module|secrets|config|self|this|params|args/,
    /env|inputs|vars|settings|options|props|request|req/,
  ),
  /\./,
);
/** Paths, addresses, and values that a tool has encrypted (Ansible Vault, Sealed Secrets). */
const PATH_OR_ADDRESS = /^(?:~|\.{1,2})\/\w|^projects\/[^/]+\/secrets\/|^https?:\/\//;
const SEALED = /^\$ANSIBLE_VAULT|^Ag[A-Z]{2}[A-Za-z0-9+/]{300}/;
const REFERENCE = anyOf('', VARIABLE, IN_A_STORE, MEMBER, PATH_OR_ADDRESS, SEALED);
/** A stored hash of a password is no secret, nor is a digest with its name. */
const HASHED = anyOf(
  'i',
  /^\$(?:2[abxy]|argon2\w*|pbkdf2|scrypt|5|6|y|1|apr1)\$/,
  /^(?:sha\d*|md5|h1|pbkdf2)[-:_$]/,
  /^\{(?:S?SHA|SSHA512|BCRYPT)\}/,
);
/** Ids of requests, also with words before them. */
const UUID = /^(?:[a-z]+-)?[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const DATE = /^\d{4}-\d\d-\d\dT/;
const CODE = /[(){}[\]<>|]|::|->|=>|\?\?|\|\||&&/;

/** Whether a value only refers to a secret (a path, a variable), or is a hash, an id or a time. */
export const isReference = (value: string): boolean =>
  REFERENCE.test(value) || HASHED.test(value) || UUID.test(value) || DATE.test(value);
export const isCode = (value: string): boolean => CODE.test(value);

const classOf = (character: string): number => (/[a-z]/.test(character) ? 0 : /[A-Z]/.test(character) ? 1 : 2);

/**
 * How often the kind of character (lower, upper, digit) changes from one to the next, from 0 to 1; separators do not
 * count.
 */
function changes(text: string): number {
  const classes = [...text].map(classOf);
  return (
    classes.filter((kind, index) => index > 0 && kind !== classes[index - 1]).length / Math.max(1, classes.length - 1)
  );
}

/** Pairs of letters that make up most of English words and of names in programs. */
const COMMON_PAIRS = new Set(
  (
    'th he in er an re on at en nd ti es or te of ed is it al ar st to nt ng se ha as ou io le ve co me de hi ' +
    'ri ro ic ne ea ra ce li ch ll be ma si om ur ca el ta la ns di fo ho pe ec pr no ct us ac ot il tr ly nc ' +
    'et ut ss so rs un lo wa ge ie wh ee wi em ad ol rt po we na ul ni ts mo ow pa im mi ai sh ir su id os iv ' +
    'ia am fi ci vi pl ig tu ev ld ry mp fe bl ab gh ty op wo sa ay ex ke ui ag up ap od do ck ue ob ib je ey ' +
    'ok da ba'
  ).split(' '),
);

/** How many neighbouring letters a text has, and how many of these pairs are common in words. */
function pairsOf(value: string): { all: number; common: number } {
  let all = 0;
  let common = 0;
  for (const [, pair = ''] of value.toLowerCase().matchAll(/(?=([a-z]{2}))/g)) {
    all += 1;
    if (COMMON_PAIRS.has(pair)) common += 1;
  }
  return { all, common };
}

/**
 * Whether a text is made of words: in random letters, one pair of four or five is common, in words three of four.
 *
 * @param distance how far above the share of random letters, in the spread of that share
 */
export function isWordy(value: string, distance = 1.1): boolean {
  if (/^[0-9a-f_-]+$/i.test(value)) return false;
  const { all, common } = pairsOf(value);
  if (all < 8 || common < all * 0.22 + distance * Math.sqrt(all)) return false;
  // Even in names with capitals, the kind of character stays the same more often than not.
  return changes(value.replace(/[^A-Za-z0-9]/g, '')) < 0.52;
}

/** Runs of digits between letters: ids and names have one or two at their end, random texts have many. */
const digitRuns = (text: string): number => text.match(/\d+/g)?.length ?? 0;

/**
 * Whether a text is random, as generated keys are: in names, words and paths the kind of character rarely changes, and
 * the pairs of letters are those of words.
 */
export function isRandom(value: string, atLeast = 16): boolean {
  const text = value.replace(/[^A-Za-z0-9]/g, '');
  if (value.length < atLeast || text.length < atLeast * 0.7 || isPlaceholder(value)) return false;
  const distinct = new Set(text).size;
  const digits = text.length - text.replace(/\d/g, '').length;
  if (/^[0-9a-f]+$/i.test(text)) return digits >= 3 && distinct >= 7 && digits < text.length;
  if (distinct < Math.min(10, text.length * 0.4)) return false;
  if (isWordy(text, 1.45)) return false;
  const isOnePart = text.length === value.length && text.length >= 20;
  if (digits >= 2 && (changes(text) >= 0.22 || (isOnePart && digitRuns(text) >= 3 && !isWordy(text)))) return true;
  if (digits < 2 && changes(text) >= 0.34) return text.length >= 14 && (changes(text) >= 0.42 || !isWordy(text));
  const { all, common } = pairsOf(text);
  return all >= 12 && common < all * (isOnePart ? 0.36 : 0.3);
}

/** A random text of a length that no name and no id in words reaches: a key where little else says so. */
export const isLongRandom = (value: string, atLeast = 20): boolean =>
  /^[\w+/=.~-]+$/.test(value) &&
  isRandom(value, /^[0-9a-f]+$/i.test(value) ? Math.max(32, atLeast) : atLeast) &&
  !isWordy(value, 1.3) &&
  !isReference(value) &&
  // A path from the root, from home or from here.
  !/^(?:~|\.{0,2})\/\w/.test(value);

/**
 * Whether a text looks like a password, invented or generated: three kinds of characters with a digit, and not just one
 * word.
 */
export function isPassword(value: string): boolean {
  if (value.length < 8 || /\s/.test(value) || isPlaceholder(value) || !/\d/.test(value) || !/[A-Za-z]/.test(value))
    return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9\-_.:/]/].filter((kind) => kind.test(value)).length;
  return kinds >= 3 || isRandom(value, 12);
}

/** What no salt is: a template, a pattern, the address of a secret, a stored hash. */
const NO_NOISE = anyOf('i', /\s|\$\{|\(\?[:<=!]|\]\{\d|\\[dws]/, IN_A_STORE, HASHED);

/** Salts and keys of any printable characters, as Django and WordPress make them: punctuation in them means nothing. */
export function isNoise(value: string): boolean {
  const drawn = value.replace(/^django-insecure-/, '');
  if (drawn.length < 40 || NO_NOISE.test(drawn) || !/[a-z]/.test(drawn) || !/\d/.test(drawn)) return false;
  const marks = new Set(drawn.replace(/[A-Za-z0-9]/g, '')).size;
  return marks >= 6 && new Set(drawn).size >= 22 && !isPlaceholder(drawn);
}

const BASE64 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Decodes base64 to one character a byte; null when the text is not base64. */
export function decoded(text: string): string | null {
  const plain = text.replace(/=+$/, '');
  if (plain === '' || /[^A-Za-z0-9+/]/.test(plain) || plain.length % 4 === 1) return null;
  let bits = 0;
  let held = 0;
  let out = '';
  for (const character of plain) {
    held = ((held << 6) | BASE64.indexOf(character)) & 0xffffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    out += String.fromCharCode((held >> bits) & 0xff);
  }
  return out;
}

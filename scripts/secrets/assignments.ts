/** Values whose name calls them secret: `API_KEY=…`, `password: …`, `"clientSecret": "…"`, in files of any language. */
import { type Found, matches, namedMatches } from './found.js';
import { group, inSequence } from './pattern.js';
import { isCode, isNoise, isPassword, isRandom, isReference } from './values.js';

const PASSWORDS = /(?:password|passwd|passphrase|passcode)$|^(?:pwd|pass|psk)$/;
const TOKENS =
  /(?:secret|token|apikey|secretkey|privatekey|accesskey|credential|credentials|authkey)$|^(?:pat|creds|auth)$/;
/** Words before `key` that make it a secret; most keys are none (primary, cache, sort, public). */
const KEYS = new Set([
  'api',
  'app',
  'application',
  'access',
  'secret',
  'private',
  'signing',
  'sign',
  'signature',
  'encryption',
  'encrypt',
  'decrypt',
  'auth',
  'master',
  'service',
  'account',
  'deploy',
  'client',
  'shared',
  'license',
  'session',
  'webhook',
  'storage',
  'admin',
  'fernet',
  'hmac',
  'jwt',
  'root',
  'crypto',
  'subscription',
  'security',
  'aes',
  'function',
  'write',
  'cookie',
  'consumer',
  'salt',
  'routing',
  'integration',
]);
/** Words after the name that do not change its meaning. */
const SUFFIXES = inSequence(
  '',
  /^/,
  group(
    /prod|production|staging|stage|dev|development|live|test/,
    /value|val|b64|base64|raw|str|string|plain|plaintext|encoded/,
    /base|default|old|new|current|previous|primary|secondary|v?\d+/,
  ),
  /$/,
);
const NOT_SECRET = inSequence(
  '',
  /^/,
  group(
    /public|publishable|next|page|continuation|sync|csrf|xsrf|hash|hashed/,
    /cancellation|pagination|cursor|placeholder|fingerprint|checksum|sha\d*|md5|pubkey/,
  ),
  /$/,
);

type Sort = 'password' | 'token';

/**
 * In: the name of a value. Out: which kind of secret the name means; null for none, as in `maxTokens`, `tokenizer` and
 * `secretName`.
 */
export function sortOf(name: string): Sort | null {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
  if (words.some((word) => NOT_SECRET.test(word))) return null;
  while (words.length > 1 && SUFFIXES.test(words.at(-1) ?? '')) words.pop();
  const [before = '', last = ''] = [words.at(-2), words.at(-1)];
  if (PASSWORDS.test(last)) return 'password';
  if (TOKENS.test(last) || (last === 'key' && KEYS.has(before))) return 'token';
  return null;
}

/** In minified code, the text between two quotes may itself be code. */
const STATEMENT = /[;{}<>]|::|\|\|/;

/** A UUID is usually an id; some services issue it as a key, and then the name says so. */
const BY_UUID = /(?:api|auth|access|server|account|client|secret|license)_?-?(?:key|token|secret)$/i;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function isSecretValue(name: string, sort: Sort, value: string): boolean {
  if (isNoise(value) || (sort === 'token' && BY_UUID.test(name) && UUID.test(value))) return true;
  if (isReference(value)) return false;
  if (sort === 'token' && STATEMENT.test(value)) return false;
  return sort === 'password' ? isPassword(value) || isRandom(value, 12) : isRandom(value);
}

const ANSI = '(?:\\u001b\\[[\\d;]*m)*';
/** Not in the middle of a word; the sign of a diff, the dashes of an option and a terminal colour may come before. */
const NAME = '(?:(?<=^[+-]|--|\\u001b\\[[\\d;]{0,8}m)|(?<![\\w.-]))(?:\\$env:)?(?<name>[A-Za-z_][\\w.-]{1,80})';
/**
 * What separates a name from a quoted value in programming languages: `=`, `:=`, `:`, `=>`, a type, a call around the
 * value, a comma between two arguments.
 */
const QUOTED = new RegExp(
  `${NAME}["'\`]?\\]?${ANSI}(?:[ \\t]*:[ \\t]*&?[\\w<>[\\].]{1,30})?[ \\t]*(?::=|=>|=|:|,)[ \\t]*` +
    `(?:\\[\\]byte\\(|[\\w.]{1,30}\\(|[bru]{1,2}(?=["']))?` +
    `(?<quote>["'\`])(?<secret>[^"'\`\\n]{6,4000})\\k<quote>`,
  'gm',
);
const INLINE = new RegExp(`${NAME}${ANSI}=${ANSI}(?<secret>[^\\s"'\`;&,)<>]{6,4000})`, 'gm');
/** An unquoted value up to the end of its line, as in YAML, properties and INI files. */
const OF_LINE = inSequence(
  'gm',
  /^[+\- ]?[ \t]*(?:- )?(?:(?:export|set|ENV|ARG) )?/,
  /(?<name>[:A-Za-z_][\w.-]{1,80})[ \t]*(?:=|:)[ \t]+/,
  /(?<secret>[^\s"'`,;]{6,4000})[ \t]*\r?$/,
);
const OPTION = /(?<![\w-])--?(?<name>[A-Za-z][\w-]{2,40})[ \t]+(?<secret>[^\s"'`-][^\s"'`]{7,})/g;
const SPREAD = [
  // Gradle, Ruby and configuration languages: a name, a space, a quoted value.
  /(?<![\w.-])(?<name>[A-Za-z_][\w.-]{1,80})[ \t]+(?:["'](?<secret>[^"'\s]{6,200})["'])/g,
  /<key>(?<name>[\w.:-]{2,80})<\/key>\s*<string>(?<secret>[^<\s]{6,200})<\/string>/g,
  /(?:key|name)\s*=\s*"(?<name>[\w.:-]{2,80})"\s+(?:\w+:)?value\s*=\s*"(?<secret>[^"\n]{6,})"/g,
  /<(?:[\w:.-]+\s+name=")?(?<name>[\w:.-]{2,80})"?>(?<secret>[^<\s]{6,})<\//g,
  /\bname:\s*["']?(?<name>[\w.-]{2,80})["']?[ \t]*\r?\n[+\- ]?[ \t]*value:\s*["']?(?<secret>[^\s"']{6,})/g,
  /\bvariable\s+"(?<name>[\w-]{2,80})"\s*\{[^}]{0,400}?\bdefault\s*=\s*"(?<secret>[^"\n]{6,})"/g,
];

export function* assignments(text: string): Generator<Found> {
  const isSecret = (secret: string, { groups, index }: RegExpExecArray): boolean => {
    const name = groups?.['name'] ?? '';
    const sort = sortOf(name);
    const isSecretHere =
      sort === null ? /(?:key|salt)$/i.test(name) && isNoise(secret) : isSecretValue(name, sort, secret);
    return isSecretHere && !isSealed(text, index);
  };
  const kindOf = (found: Found): Found => ({ ...found, ...graded(text, found) });
  for (const pattern of [QUOTED, ...SPREAD])
    for (const found of matches(text, pattern, 'secret-value', false, isSecret, namedMatches(text, pattern)))
      yield kindOf(found);
  // An unquoted right-hand side is code more often than a value.
  for (const pattern of [INLINE, OF_LINE, OPTION])
    for (const found of matches(
      text,
      pattern,
      'secret-value',
      false,
      (secret, match) => !isCode(secret) && isSecret(secret, match),
    ))
      yield kindOf(found);
}

/** Values below `encryptedData` of a Kubernetes SealedSecret: only the cluster can decrypt them. */
function isSealed(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - 20_000), at);
  return before.lastIndexOf('encryptedData:') > before.lastIndexOf('\n---');
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

/** What the name of a value says: `DB_PASSWORD`, `clientSecret`, `weather-key`, and not `maxTokens` or `cacheKey`. */
import { group, inSequence } from './pattern.js';

const PASSWORDS = inSequence(
  '',
  group(
    /(?:passwords?|passwd|passphrase|passcode|pwd|passwort|kennwort|contrasena|senha|motdepasse|wachtwoord)$/,
    /(?:^|db|user|root|admin|mail|smtp|ftp|sql|my|ssh|sudo|bind|login)pass$/,
    /^(?:pw|psk|mdp)$/,
  ),
);
const TOKENS = inSequence(
  '',
  group(
    /(?:secret|token|apikey|secretkey|privatekey|privkey|accesskey|credential|authkey|signingkey|encryptionkey)s?$/,
    /^(?:pat|creds|auth|bearer|jwt|pepper|sk)$/,
  ),
);
/** Words before `key` that make it a secret, whatever random value it has. */
const KEYS = new Set(
  (
    'api app application access secret private signing sign signature encryption encrypt decrypt auth master ' +
    'service account deploy client shared license session webhook storage admin fernet hmac jwt root crypto ' +
    'subscription security aes function write cookie consumer salt routing integration bearer cipher ' +
    'preshared psk des rsa ingest ingestion personal developer dev server backend prod production live ' +
    'sandbox sdk team org organization'
  ).split(' '),
);
/** Words before `key` that make it an address, a name or something public. */
const NOT_KEYS = new Set(
  (
    'public pub publishable pk primary foreign composite unique natural surrogate business cache sort ' +
    'partition hash range row column col field cell index idx lookup map dict object obj json yaml file path ' +
    'dir folder bucket s3 blob asset chunk bundle module query search site anon idempotency dedupe dedup ' +
    'request correlation trace group item entry record list react i18n translation message msg locale lang ' +
    'label text registry host known parent child node tree commit block state store route shard event metric ' +
    'tag tab menu theme style class form prop param var env config setting option attr attribute arrow up ' +
    'down left right enter escape shift ctrl control alt meta hot shortcut modifier keyboard sub super ' +
    'version revision snapshot content digest checksum merkle recipient peer verify verification verifying ' +
    'exchange dh ephemeral pgp gpg ssh tracking measurement issue jira board story page screen slot placement ' +
    'feature flag experiment segment campaign product price order cart sku image img video media photo icon ' +
    'font color topic queue channel stream lock mutex semaphore rate limit counter bloom mint vote did dns ' +
    'domain zone kid jwk jwks thumbprint cert certificate data type kind id name title unknown duplicate ' +
    'invalid missing expected actual same other first last this that any every no per by on'
  ).split(' '),
);
/** Words that end in `key` and are no keys of anything. */
const ANIMALS = /^(?:mon|tur|don|hoc|joc|whis|hot|lac|dis|flun|mic|key|nokey|wonky)key$|^(?:pub|pass)key$/;
/** Words after the name that do not change its meaning. */
const SUFFIXES = inSequence(
  '',
  /^/,
  group(
    /prod|production|staging|stage|dev|development|live|test/,
    /value|val|b64|base64|raw|str|string|plain|plaintext|encoded|env|var/,
    /base|default|old|new|current|previous|primary|secondary|v?\d+|[a-z]/,
  ),
  /$/,
);
const NOT_SECRET = inSequence(
  '',
  /^/,
  group(
    /public|publishable|hashed|anon|placeholder|fingerprint|checksum|sha\d*|md5|pubkey|example|sample/,
    /redacted|masked|pattern|regexp?|schema|sitekey/,
  ),
  /$/,
);
/** What a token directly after these words is good for: the next page, one form. */
const OF_A_PAGE = /^(?:next|page|continuation|sync|csrf|xsrf|cancellation|pagination|cursor|resume|change|skip)$/;

/** A `key` opens something if its value is long and random; a `bare-key`, with no word before it, less surely. */
export type Sort = 'password' | 'token' | 'key' | 'bare-key';

const wordsOf = (name: string): string[] =>
  name
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);

/**
 * In: the name of a value. Out: which kind of secret the name means; null for none, as in `maxTokens`, `tokenizer` and
 * `secretName`. A `key` is only one if its value is long and random, because most keys open nothing.
 */
export function sortOf(name: string): Sort | null {
  const words = wordsOf(name);
  if (words.some((word) => NOT_SECRET.test(word)) || words.lastIndexOf('hash') > 0) return null;
  while (words.length > 1 && SUFFIXES.test(words.at(-1) ?? '')) words.pop();
  const [before = '', last = ''] = [words.at(-2), words.at(-1)];
  if (PASSWORDS.test(last)) return 'password';
  if (TOKENS.test(last)) return OF_A_PAGE.test(before) && /^tokens?$/.test(last) ? null : 'token';
  if (/^keys?$/.test(last)) return sortOfKey(name, before);
  return /[a-z]key$/.test(last) && !ANIMALS.test(last) && !NOT_KEYS.has(last.slice(0, -3)) ? 'key' : null;
}

function sortOfKey(name: string, before: string): Sort | null {
  if (before === '') return name === 'KEY' ? 'key' : 'bare-key';
  if (KEYS.has(before)) return 'token';
  return NOT_KEYS.has(before) ? null : 'key';
}

/** Calls that ask for a secret or look at one, and do not set it. */
const ASKS = /^(?:get|fetch|read|load|hash|is|has|verify|parse|decode|find|remove|revoke|validate|check|test|match)$/;

/** The same for what a function with this name is given: `setApiKey`, `TokenAuth`. */
export function sortOfCall(name: string): Sort | null {
  const words = wordsOf(name.slice(name.lastIndexOf('.') + 1));
  if (ASKS.test(words[0] ?? '')) return null;
  return sortOf(words.join('_'));
}

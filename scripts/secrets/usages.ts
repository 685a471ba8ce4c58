/** Secrets at the place of their use: on command lines, in calls, in requests, in URLs of services. */
import { type Found, matches } from './found.js';
import { group, inSequence } from './pattern.js';
import { isCode, isLongRandom, isPassword, isPlaceholder, isRandom, isReference } from './values.js';

const isGiven = (value: string): boolean => !isPlaceholder(value) && !isReference(value) && !isCode(value);
const isDrawnOrChosen = (value: string): boolean => isGiven(value) && (isPassword(value) || isRandom(value));

export function* usages(text: string): Generator<Found> {
  yield* commandLines(text);
  yield* calls(text);
  yield* requests(text);
  yield* keysOfForms(text);
}

/** Short options that mean a password for these programs only. `mysql` takes it without a space. */
const LOGIN = inSequence(
  'g',
  /\b/,
  group(/sshpass/, /(?:docker|podman|buildah|skopeo|helm registry|oras|crane|nerdctl) login\b[^\n|;&]{0,200}?/),
  /\s-p[ =]?["']?(?<secret>[^\s"']{6,200})/,
);
const MYSQL = inSequence(
  'g',
  /\b(?:mysql|mysqldump|mysqladmin|mariadb|mariadb-dump|mycli)\s[^\n|;&]{0,200}?/,
  /(?<=\s)-p["']?(?<secret>[^\s"'-][^\s"']{5,200})/,
);

function* commandLines(text: string): Generator<Found> {
  yield* matches(text, LOGIN, 'secret-value', true, isGiven);
  yield* matches(text, MYSQL, 'secret-value', true, isGiven);
  for (const form of FORMS) yield* matches(text, form, 'secret-value', true, isDrawnOrChosen);
}

/** The same for programs with other forms. */
const FORMS = [
  /\bredis-cli\s[^\n|;&]{0,200}?(?<=\s)(?:-a|--pass)[ =]["']?(?<secret>[^\s"']{6,200})/g,
  /\b(?:zip|unzip|7z|rar)\s[^\n|;&]{0,200}?(?<=\s)-[Pp] ?["']?(?<secret>[^\s"']{6,200})/g,
  /\bopenssl\s[^\n|;&]{0,300}?-pass(?:in|out)? pass:["']?(?<secret>[^\s"']{6,200})/g,
  /\b(?:smbclient|rpcclient|smbget)\s[^\n|;&]{0,200}?-U ?["']?[^\s%"']{1,80}%(?<secret>[^\s"']{6,200})/g,
  /\bssh-keygen\s[^\n|;&]{0,200}?(?<=\s)-[NP] ?["']?(?<secret>[^\s"']{6,200})/g,
  /\bnet use\s[^\n|;&]{0,200}?\/user:\S{1,80}\s+(?<secret>[^\s"'/][^\s"']{5,200})/gi,
  inSequence(
    'g',
    /\becho\s+(?:-n\s+)?["']?(?<secret>[^\s"'|]{6,200})["']?/,
    /\s*\|\s*(?:sudo\s+-S|[^\n|]{0,200}?--password-stdin|passwd\b|chpasswd\b)/,
  ),
  /^[+\- ]?(?:requirepass|masterauth)[ \t]+["']?(?<secret>[^\s"']{6,200})/gm,
];

const BASIC_AUTH = inSequence(
  'g',
  /\bauth\s*[=:]\s*(?:[\w.]{0,30}BasicAuth)?[([]\s*/,
  /[rbu]?["'][^"'\n]{1,80}["']\s*,\s*[rbu]?["'](?<secret>[^"'\n]{6,200})["']/,
);
const LOGIN_CALL = inSequence(
  'gi',
  /\.(?:login|authenticate|setCredentials|basicAuth|auth)\(\s*/,
  /["'][^"'\n]{1,80}["']\s*,\s*["'](?<secret>[^"'\n]{6,200})["']/,
);
/** The key of a signature: the second argument. */
const SIGNING = inSequence(
  'g',
  /\b/,
  group(
    /(?:createHmac|HMAC\.new|hash_hmac)\(\s*[^,()\n]{1,40}/,
    /(?:jwt|JWT|jsonwebtoken)(?:\.|::)\w{4,12}\([^\n]{1,80}?/,
  ),
  /,\s*[bu]?["'](?<secret>[^"'\s]{16,400})["']/,
);
/** SQL that sets the password of an account. */
const SQL_PASSWORD = inSequence(
  'gi',
  /\b/,
  group(
    /identified\s+(?:with\s+["'\w]{1,40}\s+)?(?:by|as)/,
    /(?:with|encrypted|user)\s+password/,
    /set\s+password\s*=/,
  ),
  /\s+(?:password\()?['"](?<secret>[^'"\n]{6,200})['"]/,
);

function* calls(text: string): Generator<Found> {
  yield* matches(text, BASIC_AUTH, 'basic-auth', true, isDrawnOrChosen);
  yield* matches(
    text,
    /\bConvertTo-SecureString\s+(?:-String\s+)?["'](?<secret>[^"'\n]{6,200})["']/gi,
    'secret-value',
    true,
    isDrawnOrChosen,
  );
  yield* matches(text, LOGIN_CALL, 'basic-auth', true, isDrawnOrChosen);
  yield* matches(text, SIGNING, 'secret-value', false, (secret) => isLongRandom(secret));
  yield* matches(text, SQL_PASSWORD, 'secret-value', true, isDrawnOrChosen);
  // The id of an AWS key, directly followed by its secret.
  yield* matches(
    text,
    /\b(?:AKIA|ASIA)[A-Z2-7]{16}["']\s*,\s*["'](?<secret>[A-Za-z0-9/+]{40})["']/g,
    'aws-secret-key',
    true,
    (key) => isRandom(key),
  );
}

const AUTHORIZATION = inSequence(
  'gi',
  /\bAuthorization["']?\s*[:=,]\s*["'`]?(?!Basic\s)/,
  /(?:[A-Za-z][\w-]{1,20}\s+)?(?<secret>[A-Za-z0-9._~+/=-]{16,4000})/,
);
/** The URL of a blockchain node, which holds the key of its service. */
const NODE_URL = inSequence(
  'g',
  group(
    /infura\.io\/(?:ws\/)?v3|alchemy(?:api)?\.(?:com|io)\/v2|quiknode\.pro|chainstack\.com/,
    /rpc\.ankr\.com\/\w{1,30}|moralis\.io\/\w{1,30}/,
  ),
  /\/(?<secret>[A-Za-z0-9_-]{24,80})/,
);

function* requests(text: string): Generator<Found> {
  yield* matches(text, AUTHORIZATION, 'bearer', true, (secret) => isGiven(secret) && isRandom(secret));
  for (const line of text.matchAll(/\b(?:Set-)?Cookie["']?\s*[:=]\s*[^\n]{8,4000}/gi)) {
    const cookies =
      /(?<=[\s;"'=:])[\w.-]{0,40}(?:sess|sid|auth|token|jwt)[\w.-]{0,40}=(?<secret>[^\s;"'`,]{16,2000})/gi;
    for (const found of matches(line[0], cookies, 'cookie', false, (secret) => isGiven(secret) && isRandom(secret)))
      yield { ...found, start: found.start + line.index, end: found.end + line.index };
  }
  // The token is in the place of the user name, since the service needs no password.
  yield* matches(
    text,
    /:\/\/(?<secret>[A-Za-z0-9_.-]{16,300}):(?:x-oauth-basic|x-token-auth|x)?@/g,
    'connection-string',
    true,
    (secret) => isRandom(secret),
  );
  // An error tracker's address begins with a public key.
  yield* matches(
    text,
    /:\/\/(?<secret>[A-Za-z0-9_-]{20,300})@(?<host>[\w.-]{3,200})/g,
    'connection-string',
    true,
    (secret, { groups }) => isLongRandom(secret) && !/sentry|ingest/.test(groups?.['host'] ?? ''),
  );
  yield* matches(text, NODE_URL, 'service-url', true, (secret) => isRandom(secret));
}

/** Members of objects that are secret because of a member beside them. */
function* keysOfForms(text: string): Generator<Found> {
  yield* matches(
    text,
    /\{(?=[^{}]{0,4000}"kty"\s*:)[^{}]{0,4000}?"(?:d|k)"\s*:\s*"(?<secret>[A-Za-z0-9_-]{20,2000})"/g,
    'private-key',
    true,
    (secret) => isRandom(secret),
  );
  yield* matches(
    text,
    /"priv_?key"\s*:\s*\{[^{}]{0,400}?"value"\s*:\s*"(?<secret>[A-Za-z0-9+/]{40,200}={0,2})"/gi,
    'private-key',
    true,
    (secret) => isRandom(secret),
  );
  yield* matches(
    text,
    /"(?:github-oauth|gitlab-token|bearer)"\s*:\s*\{[^{}]{0,400}?:\s*"(?<secret>[A-Za-z0-9_-]{20,200})"/g,
    'secret-value',
    true,
    (secret) => isRandom(secret),
  );
}

/** Secrets recognised by their form: key blocks, connection strings, manifests, credentials files, headers. */
import { type Found, lineAt, matches } from './found.js';
import { group, inSequence } from './pattern.js';
import { decoded, isCode, isPassword, isPlaceholder, isRandom, isReference } from './values.js';

const isGiven = (value: string): boolean => !isPlaceholder(value) && !isReference(value) && !isCode(value);

export function* blocks(text: string, file: string | null): Generator<Found> {
  yield* keyBlocks(text);
  yield* connections(text);
  yield* manifests(text);
  yield* credentialFiles(text, file);
  yield* headers(text);
}

const BEGIN = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----/g;
/**
 * What may come between the lines of a key: line ends, escaped line ends, indents, quotes, signs of a diff, header
 * lines.
 */
const BETWEEN_LINES = /(?:\\[nr]|[\s"'`+,\\|>-])*/;
const HEADER = /[A-Za-z-]+: [^\n\\]{0,120}(?=\\n|\n|\r)/;
const NOT_CODE = /(?![A-Za-z0-9+/=]|[ \t]*[^\s\w"'`+,\\|=-])/;
const LINE = inSequence('', BETWEEN_LINES, group(HEADER, /[A-Za-z0-9+/=]{2,}/), NOT_CODE);
const BODY = new RegExp(`^(?:${LINE.source})*`);
const KEY_LINE = /[A-Za-z0-9+/=]{40}/;
const SHORT_KEY_LINE = /[A-Za-z0-9+/=]{24}/;

function* keyBlocks(text: string): Generator<Found> {
  for (const begin of text.matchAll(BEGIN)) {
    const from = begin.index + begin[0].length;
    const next = text.indexOf('-----BEGIN', from);
    const rest = text.slice(from, Math.min(from + 20_000, next < 0 ? text.length : next));
    const end = /-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----/.exec(rest);
    // Without an END line (an excerpt), only what looks like a key counts: code that names the BEGIN line stays.
    const body = end ? rest.slice(0, end.index) : (BODY.exec(rest)?.[0] ?? '');
    const isKey = (end ? SHORT_KEY_LINE : KEY_LINE).test(body) && !isPlaceholder(body.replace(/\s/g, '').slice(0, 400));
    if (isKey)
      yield {
        start: begin.index,
        end: from + body.length + (end?.[0].length ?? 0),
        kind: 'private-key',
        certain: true,
      };
  }
  yield* matches(
    text,
    /PuTTY-User-Key-File-\d[\s\S]{0,4000}?Private-Lines: \d+\r?\n(?<secret>[A-Za-z0-9+/=\s]{20,})/g,
    'private-key',
    true,
    (lines) => isRandom(lines.replace(/\s/g, '')),
  );
  // `-----BEGIN ` in base64: manifests and variables hold keys this way.
  yield* matches(text, /LS0tLS1CRUdJTi[A-Za-z0-9+/=]{100,}/g, 'private-key', true, (encoded) =>
    /PRIVATE KEY/.test(decoded(encoded.slice(0, 80)) ?? ''),
  );
}

const LOCAL = inSequence(
  'i',
  /^/,
  group(
    /localhost|127\.0\.0\.1|0\.0\.0\.0|\[?::1\]?|host|hostname|server|example\.\w+|.*\.example(?:\.\w+)?/,
    /db|database|postgres|mysql|redis|mongo|rabbitmq/,
  ),
  /(?=[:/?#]|$)/,
);

/** Placeholders for a password in a URL: variables, formats, words in brackets. */
const IN_ITS_PLACE = /^\$|\$\{|\$\(|[{}()[\]]|^<|>$|^%[sdvq]|^\*|\|\||^:/;

const URL_WITH_PASSWORD = inSequence(
  'gi',
  /(?<![\w$])[a-z][a-z0-9+.-]{1,30}:\/\//,
  /(?<user>[^\s:@/"'`<>{}()[\]\\^]{0,120}):(?<secret>[^\s@/"'`<>]{4,200})@(?<host>[^\s/"'`<>]{2,200})/,
);

function* connections(text: string): Generator<Found> {
  yield* matches(
    text,
    URL_WITH_PASSWORD,
    'connection-string',
    true,
    (secret, { groups }) =>
      !isPlaceholder(secret) &&
      !IN_ITS_PLACE.test(secret) &&
      secret !== groups?.['user'] &&
      (!LOCAL.test(groups?.['host'] ?? '') || isPassword(secret) || isRandom(secret, 10)),
  );
  const isOfConnection = (secret: string, match: RegExpExecArray): boolean => {
    const line = lineAt(text, match.index);
    return (
      isGiven(secret) &&
      (isPassword(secret) || isRandom(secret, 10)) &&
      /(?:server|host|data source|endpoint|jdbc|dbname|database|user id)\s*[=:]|jdbc:/i.test(line)
    );
  };
  yield* matches(
    text,
    /(?<![\w-])(?:password|passwd|pwd)\s*=\s*(?<secret>[^\s;"'`&,]{6,200})/gi,
    'connection-string',
    true,
    isOfConnection,
  );
  yield* matches(
    text,
    /(?<![\w-])(?:AccountKey|SharedAccessKey)\s*=\s*(?<secret>[A-Za-z0-9+/]{40,90}={0,2})/gi,
    'azure-key',
    true,
    (key) => isRandom(key),
  );
}

/** A line of a diff starts with a sign. */
const MARGIN = '[+\\- ]?';

function* manifests(text: string): Generator<Found> {
  for (const part of text.matchAll(/(?:(?!^[+\- ]?---[ \t]*$)[\s\S])+/gm)) {
    const isYaml =
      new RegExp(`^${MARGIN}kind:\\s*["']?Secret["']?\\s*$`, 'm').test(part[0]) &&
      new RegExp(`^${MARGIN}apiVersion:\\s*["']?v1["']?\\s*$`, 'm').test(part[0]);
    if (isYaml) yield* yamlSecret(part[0], part.index);
  }
  for (const data of /"kind"\s*:\s*"Secret"/.test(text)
    ? text.matchAll(/"(?:data|stringData)"\s*:\s*\{(?<fields>[^{}]*)\}/g)
    : []) {
    const from = data.index + data[0].length - 1 - (data.groups?.['fields']?.length ?? 0);
    for (const found of matches(
      data.groups?.['fields'] ?? '',
      /:\s*"(?<secret>[^"]{4,})"/g,
      'kubernetes-secret',
      true,
      isManifestValue,
    ))
      yield { ...found, start: found.start + from, end: found.end + from };
  }
  yield* matches(text, /client-key-data:\s*["']?(?<secret>[A-Za-z0-9+/=]{40,})/g, 'kubeconfig', true, (key) =>
    isRandom(key),
  );
}

function* yamlSecret(part: string, offset: number): Generator<Found> {
  let depth: number | null = null;
  let at = offset;
  for (const line of part.split('\n')) {
    const [, margin = '', name = '', colon = ''] = /^([+\- ]?\s*)(["']?[\w./-]+["']?)(\s*:\s*)/.exec(line) ?? [];
    if (name === 'data' || name === 'stringData') depth = margin.length;
    else if (depth !== null && line.trim() !== '' && margin.length <= depth) depth = null;
    else if (depth !== null && name !== '') {
      const from = at + margin.length + name.length + colon.length;
      const value = /^(["']?)([^"'\n]*)\1/.exec(line.slice(from - at));
      const secret = value?.[2]?.trimEnd() ?? '';
      const start = from + (value?.[1]?.length ?? 0);
      if (secret.length >= 4 && isManifestValue(secret))
        yield { start, end: start + secret.length, kind: 'kubernetes-secret', certain: true };
    }
    at += line.length + 1;
  }
}

/**
 * Whether a value in the manifest of a Kubernetes Secret is one: every value is, unless it or its decoded form is a
 * placeholder.
 */
const isManifestValue = (value: string): boolean =>
  isGiven(value) && !/^[|>][-+]?$/.test(value) && !isPlaceholder(decoded(value) ?? value);

function* credentialFiles(text: string, file: string | null): Generator<Found> {
  yield* matches(
    text,
    /\bmachine\s+\S+\s+(?:login|account)\s+\S+\s+(?:account\s+\S+\s+)?password\s+(?<secret>\S{6,})/g,
    'netrc',
    true,
    isGiven,
  );
  yield* matches(
    text,
    /"(?:auth|identitytoken|registrytoken)"\s*:\s*"(?<secret>[A-Za-z0-9+/=_.-]{12,})"/g,
    'docker-auth',
    true,
    isUserAndPassword,
  );
  yield* matches(
    text,
    /(?:^|[\s/:])_(?:authToken|auth|password)\s*=\s*["']?(?<secret>[^\s"'${}]{8,})/gm,
    'npm-token',
    true,
    (secret) => !isPlaceholder(secret) && !isCode(secret),
  );
  yield* matches(
    text,
    /"ciphertext"\s*:\s*"(?<secret>[0-9a-fA-F]{32,})"/g,
    'keystore',
    true,
    (secret) => isRandom(secret) && /"kdf"\s*:/.test(text),
  );
  if (file !== null && /(?:^|\/)\.?pgpass(?:\.conf)?$/.test(file))
    yield* matches(text, /^(?:[^:\n]*:){4}(?<secret>[^\s:]{4,})$/gm, 'pgpass', true, isGiven);
}

const isUserAndPassword = (encoded: string): boolean => {
  const plain = decoded(encoded);
  if (plain === null || !/^[\x20-\x7e]+:[\x20-\x7e]+$/.test(plain)) return false;
  const password = plain.slice(plain.indexOf(':') + 1);
  return password.length >= 6 && isGiven(password);
};

function* headers(text: string): Generator<Found> {
  yield* matches(
    text,
    /\b(?:Bearer|Token)\s+(?<secret>[A-Za-z0-9._~+/=-]{16,})/g,
    'bearer',
    true,
    (secret) => isGiven(secret) && isRandom(secret),
  );
  yield* matches(
    text,
    /\bx-[a-z-]*(?:key|token|auth|secret)["']?\s*[:=,]\s*["']?(?<secret>[A-Za-z0-9._~+/=-]{16,})/gi,
    'bearer',
    true,
    (secret) => isGiven(secret) && isRandom(secret),
  );
  yield* matches(text, /\bBasic\s+(?<secret>[A-Za-z0-9+/]{8,}={0,2})/g, 'basic-auth', true, isUserAndPassword);
  yield* matches(
    text,
    /\bcurl\b[^\n]{0,300}?\s(?:-u|--user)[ =]["']?[^\s:"']{1,80}:(?<secret>[^\s"']{6,})/g,
    'basic-auth',
    true,
    isGiven,
  );
}

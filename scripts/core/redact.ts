/**
 * Obvious secrets, kept out of what is sent and stored. Obvious means: a known shape, or a value assigned to
 * a name that says what it is. This is a net with wide meshes, not a promise.
 */

const PRIVATE_KEY = /-----BEGIN [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----[\s\S]*?(?:-----END [A-Z0-9 ]*PRIVATE KEY(?: BLOCK)?-----|$)/g;

/** Tokens that carry their maker's mark. */
const TOKENS = [
  /\bAKIA[0-9A-Z]{16}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{30,}\b/g,
  /\bgithub_pat_[A-Za-z0-9_]{30,}\b/g,
  /\bglpat-[A-Za-z0-9_-]{18,}/g,
  /\bsk-(?:[a-z]+-)*[A-Za-z0-9_-]{20,}/g,
  /\bxox[abposr]-[A-Za-z0-9-]{10,}/g,
  /\bAIza[0-9A-Za-z_-]{30,}/g,
  /\bnpm_[A-Za-z0-9]{30,}\b/g,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/g,
];

const NAME = String.raw`[\w.-]*(?:api[_-]?key|secret|token|passwd|password|private[_-]?key|access[_-]?key|credential)[\w-]*`;
/** name = "value", "name": 'value': only quoted, since without quotes code assigns variables. */
const QUOTED = new RegExp(String.raw`(\b${NAME}["']?\s*[:=]\s*)(["'])([^"'\s]{12,})\2`, 'gi');
/** NAME=value at the start of a line, as in environment files; +, - and space: lines of a diff. */
const ENVIRONMENT = /^([+\- ]?(?:export )?[A-Z0-9_]*(?:API_KEY|SECRET|TOKEN|PASSWORD|PASSWD|PRIVATE_KEY|ACCESS_KEY)[A-Z0-9_]*=)([^\s"'$]{12,})$/gm;
const IN_URL = /(\b[a-z][a-z0-9+.-]*:\/\/[^\s:@/]+:)([^\s@/]{6,})(@)/gi;

const MARK = '[redacted]';
/** A value that stands for a secret is none: placeholders of examples and tests. */
const HARMLESS = /^(?:[x*.]+|<.*>|\$\{.*\}|.*(?:example|placeholder|changeme|dummy|your[_-]).*)$/i;

/** The text with secrets replaced; line breaks stay where they were. */
export function redact(text: string): string {
  const keys = text.replace(PRIVATE_KEY, (key) => MARK + key.replace(/[^\n]/g, ''));
  const tokens = TOKENS.reduce((rest, pattern) => rest.replace(pattern, MARK), keys);
  return tokens
    .replace(QUOTED, (all, name: string, quote: string, value: string) => (HARMLESS.test(value) ? all : name + quote + MARK + quote))
    .replace(ENVIRONMENT, (all, name: string, value: string) => (HARMLESS.test(value) ? all : name + MARK))
    .replace(IN_URL, (all, start: string, value: string, end: string) => (HARMLESS.test(value) ? all : start + MARK + end));
}

const SECRET_NAMES = [
  /^\.env(?:\..+)?$/, /^\.envrc$/, /\.(?:pem|key|p12|pfx|jks|keystore|kdbx|ppk|asc|gpg)$/, /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_.+)?$/,
  /^\.(?:npmrc|pypirc|netrc|pgpass|htpasswd|git-credentials)$/, /^_netrc$/, /^credentials(?:\.(?:json|ya?ml|ini|toml|csv))?$/,
  /^(?:secrets?|service[-_]account.*)\.(?:json|ya?ml|ini|toml|env)$/, /^.*\.tfstate(?:\.backup)?$/, /^UTC--.+--[0-9a-f]{40}$/i, /^auth\.json$/,
];
const EXAMPLES = /^\.env\.(?:example|sample|template|dist|defaults?)$/;

/** Whether a file is meant to hold secrets, by its name alone; examples of environment files are not. */
export function isSecretFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return !EXAMPLES.test(name.toLowerCase()) && SECRET_NAMES.some((pattern) => pattern.test(name.toLowerCase()) || pattern.test(name));
}

/**
 * Files that hold secrets, recognized by name alone: they are never put into a packet and never given to Codex.
 */

import { anyOf } from './pattern.js';

const SECRET_NAMES = [
  /^\.env(?:\..+)?$/,
  /^.+\.env$/,
  /^\.envrc$/,
  /\.(?:pem|key|p12|pfx|pkcs12|jks|keystore|bks|kdbx?|ppk|asc|gpg|ovpn|agekey)$/,
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_.+)?$/,
  /^identity$/,
  /^\.(?:npmrc|yarnrc|pypirc|netrc|pgpass|my\.cnf|htpasswd|git-credentials)$/,
  /^\.(?:dockercfg|dockerconfigjson|boto|s3cfg|vault-token|terraformrc)$/,
  /^_netrc$/,
  /^pgpass\.conf$/,
  /^credentials(?:\.(?:json|ya?ml|ini|toml|csv|xml))?$/,
  /^(?:secrets?|service[-_]?account.*|client[-_]secret.*|firebase-adminsdk.*)\.(?:json|ya?ml|ini|toml|env)$/,
  /^.*\.tfstate(?:\..*)?$/,
  /^(?:terraform|secrets?|.*\.auto)\.tfvars(?:\.json)?$/,
  /^kubeconfig(?:\..+)?$/,
  /^.*\.kubeconfig$/,
  /^utc--.+--[0-9a-f]{40}(?:\.json)?$/,
  /^auth\.json$/,
  /^master\.key$/,
  /^wallet\.dat$/,
];
/** Ordinary names that are secret files only in this folder. */
const SECRET_PLACES = [
  /(?:^|\/)\.kube\/config$/,
  /(?:^|\/)\.docker\/config\.json$/,
  /(?:^|\/)\.aws\/(?:config|credentials)$/,
  /(?:^|\/)\.ssh\/(?!.*\.pub$|known_hosts|config$)[^/]+$/,
  /(?:^|\/)\.gnupg\//,
  /(?:^|\/)keystore\/[^/]+\.json$/,
  /(?:^|\/)solana\/id\.json$/,
  /(?:^|\/)\.config\/gcloud\//,
];
/**
 * Files that are public: sample environment files, public keys, certificates; and programs, which are searched for
 * secrets like any other.
 */
const OPEN = anyOf(
  '',
  /^\.env\.(?:example|sample|template|dist|defaults?|schema|test\.example)$/,
  /\.(?:example|sample|template|dist)(?:\.\w+)?$/,
  /\.pub$/,
  /\.(?:[cm]?[jt]sx?|vue|svelte|html?|py|rb|php|pl|lua)$/,
  /\.(?:go|rs|java|kt|swift|c|cc|cpp|h|cs|sh|bash|zsh|fish|ps1|bat|cmd)$/,
  /(?:^|[._-])(?:public|pub|cert|certificate|chain|fullchain|ca|csr|crt|dh|dhparam)[._-]?[^/]*\.(?:pem|key|asc|gpg)$/,
);

/** Whether a file is meant to hold secrets. Case does not matter. */
export function isSecretFile(path: string): boolean {
  const lower = path.toLowerCase();
  const name = lower.slice(lower.lastIndexOf('/') + 1);
  return (
    !OPEN.test(name) &&
    (SECRET_NAMES.some((pattern) => pattern.test(name)) || SECRET_PLACES.some((pattern) => pattern.test(lower)))
  );
}

/** Files that hold secrets, by their name and place. */

import type { GuardPlaces } from '../../model.js';
import { isInside } from '../../paths.js';
import { meets } from '../../patterns.js';

const IN_HOME = [
  /^(?:\.ssh(?:\/|$)(?!known_hosts|.*\.pub$|authorized_keys$)|\.aws(?:\/|$)|\.kube\/config|\.docker\/config\.json)/,
  /^(?:\.netrc|_netrc|\.npmrc|\.yarnrc(?:\.yml)?|\.pypirc|\.pgpass|\.my\.cnf|\.git-credentials)/,
  /^\.config\/(?:gh\/hosts\.yml|gcloud(?:\/|$)|solana\/.*\.json|hub|git\/credentials|op\/|doctl\/|heroku|fly)/,
  /^\.config\/(?:\.wrangler|configstore)/,
  /^(?:\.gnupg(?:\/|$)|\.cargo\/credentials|\.gem\/credentials|\.m2\/settings(?:-security)?\.xml)/,
  /^(?:\.terraform\.d\/credentials|\.terraformrc|\.azure(?:\/|$)|\.oci(?:\/|$)|\.foundry\/keystores)/,
  /^(?:\.ethereum\/keystore|\.bitcoin\/wallet|\.electrum\/wallets|\.vault-token|\.password-store)/,
  /^(?:\.local\/share\/keyrings|Library\/Keychains|\.(?:bash|zsh|psql|mysql|python|node_repl)_history)/,
  /^(?:\.codex\/auth\.json|\.claude\/\.credentials\.json|\.config\/sops|\.gradle\/gradle\.properties)/,
  /^\.nuget\/NuGet\/NuGet\.Config/,
  /^\.config\/(?:glab-cli|rclone|stripe|github-copilot|composer\/auth|wandb|openai|anthropic|supabase|railway|netlify)/,
  /^\.config\/(?:vercel|neonctl|ngrok|age|gcloud|google-chrome\/[^/]+\/(?:Cookies|Login Data|Web Data))/,
  /^\.config\/(?:chromium\/[^/]+\/(?:Cookies|Login Data)|BraveSoftware\/.*(?:Cookies|Login Data))/,
  /^(?:\.composer\/auth|\.s3cfg|\.boto|\.snowflake|\.snowsql|\.databrickscfg|\.dbt\/profiles|\.mylogin\.cnf)/,
  /^(?:\.huggingface\/token|\.cache\/huggingface\/token|\.kaggle|\.age)/,
  /^(?:\.mozilla\/.*(?:logins\.json|key[34]\.db|cookies\.sqlite)|\.thunderbird\/.*(?:logins\.json|key[34]\.db))/,
  /^Library\/Application Support\/(?:Google\/Chrome|BraveSoftware).*(?:Cookies|Login Data|logins\.json|key4\.db)/,
  /^Library\/Application Support\/(?:Firefox|Microsoft Edge).*(?:Cookies|Login Data|logins\.json|key4\.db)/,
  /^(?:\.wrangler\/config|\.fly\/config|\.config\/hcloud|\.ngrok2?|\.near-credentials|\.sui\/|\.aptos\/|\.starknet)/,
  /^(?:\.brownie\/accounts|\.config\/configstore|\.jupyter\/.*\.json|\.ansible\/vault|\.vault_pass)/,
];

const BY_NAME: readonly RegExp[] = [
  /^\.env(?:\..+)?$/,
  /^\.envrc$/,
  /^.+\.env$/,
  /^\.dev\.vars$/,
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_.+)?$/,
  /\.(?:key|p12|pfx|jks|keystore|kdbx|ppk|p8|gpg|age)$/,
  /\.pem$/,
  /^\.(?:netrc|pgpass|git-credentials|htpasswd|vault[-_]pass(?:word)?)$/,
  /^credentials(?:\.(?:json|ya?ml|ini|toml|csv|xml))?$/,
  /^(?:client_)?secrets?(?:[._-].+)?\.(?:json|ya?ml|ini|toml|env|tfvars|txt)$/,
  /^.*(?:service[-_]?account|serviceAccountKey|firebase-adminsdk).*\.json$/,
  /\.tfstate(?:\.backup)?$/,
  /^UTC--.+/,
  /^(?:wallet|keypair|keystore|mnemonic|seed(?:[-_]?phrase)?|private[-_]?key)\.(?:json|txt|key|dat)$/,
  /^.+-keypair\.json$/,
  /^master\.key$/,
  /^kubeconfig(?:\..+)?$/,
  /^auth\.json$/,
  /^oauth[-_]?token.*$/,
  /^\.secrets?$/,
  /^.*secret.*\.tfvars$/,
  /^(?:terraform|.*\.auto|prod|production)\.tfvars$/,
  /^gha-creds-.*\.json$/,
  /^\.(?:pypirc|dockercfg|dockerconfigjson|s3cfg|boto)$/,
  /^local\.settings\.json$/,
  /^appsettings\.(?:Production|Staging)\.json$/i,
  /^wp-config\.php$/,
  /^vault\.ya?ml$/,
  /^database\.(?:prod|production)\.ya?ml$/,
  /^.+\.env\.(?:gz|bak|old|backup)$/,
  /^\.env\.(?:gz|zip)$/,
  /^privkey\d*\.pem$/,
  /^logins\.json$/,
  /^(?:Cookies|Login Data|key4\.db)$/,
  /^.*\.mobileprovision$/,
  /^google-services-key\.json$/,
  /^kaggle\.json$/,
  /^rclone\.conf$/,
  /^\.terraformrc$/,
];
const HARMLESS_NAME = [
  /^\.env\.(?:example|sample|template|dist|defaults?|test|testing|ci|schema|d\.ts)$/i,
  /^(?:example|sample|template|test)\.env$|\.(?:example|sample|template|dist|enc|sops)(?:\.\w+)?$/i,
  /^\.env\..*(?:example|sample|template)/i,
  /(?:^|[._-])(?:pub|public|cert|certs|chain|fullchain|ca|cacert|bundle|crt|csr)(?:[._-].*)?\.(?:pem|key|gpg)$/i,
];
const TEST_DATA = [
  /(?:^|\/)(?:tests?|__tests__|spec|fixtures?|__fixtures__|testdata|test-data|examples?|mocks?|__mocks__|samples?)\//i,
  /(?:^|\/)(?:node_modules|site-packages|i18n|locales)\//i,
];
const SYSTEM = [
  /^\/etc\/(?:shadow|gshadow|sudoers|letsencrypt\/live\/.*privkey|letsencrypt\/archive\/.*privkey|ssl\/private)/,
  /^\/etc\/(?:ssh\/ssh_host_\w+_key$|kubernetes\/)/,
  /^\/(?:proc\/(?:self|\d+|\*|\$\$)\/environ|run\/secrets|var\/run\/secrets|root\/\.ssh)/,
];

/** Whether an absolute path is meant to hold a secret. */
export function isSecretPath(path: string, { home, project }: Pick<GuardPlaces, 'home' | 'project'>): boolean {
  if (meets(SYSTEM, path)) return true;
  if (isInside(path, home) && meets(IN_HOME, path.slice(home.length + 1))) return true;
  const name = path.split('/').at(-1) ?? '';
  if (meets(HARMLESS_NAME, name)) return false;
  if (isInside(path, project) && meets(TEST_DATA, path.slice(project.length + 1))) return false;
  return BY_NAME.some((pattern) => pattern.test(name));
}

const NO_SECRETS = [
  /^(?:PWD|OLDPWD|SSH_AUTH_SOCK|PUBLIC_KEY|.*_PUBLIC_KEY|.*_KEY_(?:ID|NAME|PATH|FILE)|KEY|CACHE_KEY|PRIMARY_KEY)$/i,
  /^(?:SORT_KEY|.*CACHE_KEY|.*_TOKENS?_(?:COUNT|LIMIT)|MAX_TOKENS?|.*_TOKENS)$/i,
];

const SECRET_NAMES = [
  /(?:^|_)(?:API_?KEY|APIKEY|SECRET|TOKEN|PASSWORD|PASSWD|PASS|PWD|PASSPHRASE|PRIVATE_?KEY|ACCESS_?KEY)(?:_|$|\d)/i,
  /(?:^|_)(?:CREDENTIALS?|MNEMONIC|SEED_PHRASE|AUTH|DSN|COOKIE)(?:_|$|\d)/i,
  /^(?:DATABASE|DB|REDIS|MONGO(?:DB)?|POSTGRES(?:QL)?|MYSQL|AMQP|RABBITMQ)_(?:URL|URI)$|KEY$/i,
];

/** Whether the name of a variable is meant to hold a secret. */
export const isSecretName = (name: string): boolean => meets(SECRET_NAMES, name) && !meets(NO_SECRETS, name);

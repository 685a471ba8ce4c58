/** Programs that give secrets away, the less common ones; the table of rules/secrets.ts goes on here. */
import { isProgram, lineOf, type Programs, texts } from '../../args.js';
import { type Call, type Finding, shown } from '../../model.js';

const ROWS: readonly (readonly [program: Programs, line: RegExp])[] = [
  ['dotnet', /^user-secrets list/],
  [
    'kubectl|oc|k|kubecolor',
    /^config view.*--flatten|^get (?:\S*,)?secrets?(?:,\S*)?(?: |\/).*(?:-o|--output|--template)|^get (?:all,)?\S*\bsecrets?\b.* -o|^view-secret\b|^extract secret|^whoami (?:-t|--show-token)|^get-token\b|^(?:krew )?modify-secret|^serviceaccounts get-token/,
  ],
  ['helm', /^get (?:values .*(?:-a\b|--all)|all\b)|^secrets (?:view|dec|decrypt|edit|cat)/],
  ['kubeseal', /--recovery-unseal/],
  ['argocd', /^account (?:generate-token|get-user-info --grpc)|^admin initial-password|^login\b/],
  [
    'bao|vault',
    /^(?:read|kv get|token (?:lookup|create)|unwrap|print token|login|operator (?:init|unseal|generate-root))\b/,
  ],
  [
    'bw|bws|rbw|lpass|gopass|passage|dashlane|dcli|keepassxc-cli|keyring|kpcli|1pass',
    /^(?:-\S+ )*(?:get|list items|show|export|unlock|clip|open|cat|login|secret (?:get|list)|password|note|attachment-export|find)\b/,
  ],
  ['gopass|passage', /^(?!ls|list|find|git|insert|generate|init|version|help|setup|audit|sync)\S+$/],
  ['secret-tool', /^search/],
  ['sops', /^(?!.*(?:-e\b|--encrypt|--version))(?!encrypt|-v$|updatekeys|publish|filestatus|rotate)\S/],
  ['git-crypt', /^(?:unlock|export-key|add-gpg-user)/],
  ['git', /^secret (?:reveal|cat|changes)|^crypt (?:unlock|export-key)|^config (?:-l|--list|list)\b.*token/],
  [
    'blackbox_cat|blackbox_decrypt_file|blackbox_decrypt_all_files|blackbox_edit|blackbox_edit_start|blackbox_postdeploy|blackbox_view',
    /^/,
  ],
  ['dotenvx', /^(?:get|decrypt|keypair|ext vault decrypt)/],
  ['dotenv', /^(?:-\S+ (?:\S*\.env\S* )?)*(?:list|get)\b/],
  ['teller', /^(?:show|env|export|sh|yaml|json)\b/],
  ['infisical', /^(?:secrets|export|service-token|login --plain)/],
  ['aws-vault|saml2aws|aws-okta|granted|assume', /^(?:export|login|console|(?:exec .* -- )(?:env|printenv)$|script)/],
  [
    'aws',
    /(?:^| )(?:eks get-token|rds generate-db-auth-token|ec2 get-password-data|lambda get-function-configuration\b.*nvironment|lambda get-function-configuration(?!.*--query)|cognito-idp admin-(?:set-user-password|initiate-auth)|sts get-federation-token|redshift get-cluster-credentials|lightsail get-\S*(?:password|key)|iot create-keys|opsworks get-\S+credential|appstream create-streaming-url|secretsmanager get-random)\b/,
  ],
  [
    'gcloud',
    /(?:^| )(?:config config-helper|sql generate-login-token|auth print-\S+|iam service-accounts keys create|auth application-default login --no-launch)\b/,
  ],
  [
    'az',
    /(?:^| )(?:(?:webapp|functionapp) (?:config (?:appsettings|connection-string) list|deployment list-publishing-(?:profiles|credentials)|keys list)|functionapp (?:function )?keys list|ad (?:sp|app) credential (?:reset|list)|ad sp create-for-rbac|storage (?:account|container|blob) generate-sas|sql db show-connection-string|keyvault certificate download|aks get-credentials .*--admin|staticwebapp secrets list|iot hub connection-string|cognitiveservices account keys list|batch account keys list|containerapp secret (?:show|list --show-values)|redis list-keys)\b/,
  ],
  ['gh', /^(?:auth refresh .*(?:-s|--scopes)|auth setup-git --force|config get oauth_token|variable get)/],
  ['glab', /^(?:variable (?:get|export|list)|token (?:create|rotate)|config get token)/],
  ['fly|flyctl', /^(?:auth token|tokens create|config env|ssh console .*-C ?['"=]?(?:env|printenv))/],
  ['railway', /^variables?(?: --(?:kv|json|service|environment)| -|$)/],
  ['render', /^env\b/],
  ['supabase', /^status .*-o (?:env|json)|^projects api-keys|^gen bearer-jwt/],
  ['firebase', /^(?:functions:secrets:access|functions:config:get|login:ci|apps:sdkconfig .*--out|auth:export)/],
  ['eas|expo', /^(?:secret:list|credentials|env:(?:list|get|pull|exec))/],
  [
    'doctl',
    /^(?:databases (?:connection|user get)|kubernetes cluster kubeconfig (?:show|save)|registry docker-config|auth token)/,
  ],
  ['eb', /^printenv/],
  ['serverless|sls', /^print\b/],
  ['sst', /^secret list/],
  [
    'npm|pnpm|yarn',
    /^(?:config )?(?:set|get) \S*(?:_auth|_password|npmAuthToken)|^(?:login|adduser)\b.*(?:--auth-type=legacy|_auth)/i,
  ],
  ['poetry', /^config (?:pypi-token|http-basic)\.\S+ \S/],
  ['cargo', /^login \S{8,}/],
  ['circleci', /^(?:context (?:show|store-secret)|local secret)/],
  ['travis', /^token\b/],
  ['ssh-keygen', /^-p\b/],
  ['keytool', /^-(?:exportcert .*-rfc|importkeystore|list .*-v.*-storepass|storepasswd|keypasswd|genseckey)/],
  ['openssl', /^enc .*-d\b|^(?:pkcs8|pkey|rsa|ec|pkcs12|dsa) .*-in\b(?!.*-pubout)(?!.*-pubin)/],
  ['getent', /^(?:g?shadow)\b/],
  ['rails|bin/rails', /^(?:credentials:(?:show|edit|fetch|diff)|secrets:(?:show|edit)|encrypted:(?:show|edit))/],
  ['artisan', /^(?:env:decrypt|tinker .*env\()/],
  ['php', /artisan env:decrypt/],
  [
    'docker|podman|nerdctl',
    /^(?:container )?inspect\b.*\.(?:Config\.)?Env\b|^(?:compose )?(?:-\S+ \S+ )*config\b.*--environment|^secret inspect/,
  ],
  ['terraform|tofu', /^state pull|^show .*\.tfstate/],
  ['terragrunt', /^(?:run-all )?state pull/],
  ['pulumi', /^config get \S*(?:pass|secret|token|key|credential)/i],
  [
    'eth-account|subkey|solana-keygen|cast|bitcoin-cli|near|sui|aptos|starkli',
    /^(?:export\b|inspect\b|dump(?:priv|wallet)\S*|wallet (?:private-key|decrypt-keystore|mnemonic)|keytool export|generate-keypair|recover)\b/,
  ],
  ['ps', /^(?:-?\w*e\w*ww|auxe|-?axe)/],
  ['fc', /^-l\b/],
  ['jq', /(?:^| )(?:env|\$ENV)(?:$| ?\||\.\w*(?:KEY|TOKEN|SECRET|PASS)\w*)/i],
];

/** Addresses at which a cloud hands the credentials of its machine to whoever runs on it. */
const METADATA = /\b169\.254\.(?:169\.254|170\.2)\b|metadata\.google\.internal|\[fd00:ec2::254\]|100\.100\.100\.200/;

/** Names of secrets are none. */
export const listsNames = (program: string, line: string): boolean =>
  /^(?:kubectl|oc|k)$/.test(program) && /(?:^| )get .*(?:-o|--output)[ =]?(?:name|wide)$/.test(line);

export function judgeSecretTools(call: Call): Finding[] {
  const rows = ROWS.filter(([program]) => isProgram(call.program, program));
  const isClient = isProgram(call.program, 'curl|wget|http|https|xh|nc|python|python3|node|fetch');
  if (rows.length === 0 && !isClient) return [];
  const raw = texts(call.args);
  const finding: Finding = { category: 'secrets', kind: 'secret-command', subject: shown(call) };
  if (isClient && METADATA.test(raw)) return [finding];
  if (rows.length === 0 || /(?:^| )--help(?: |$)/.test(raw)) return [];
  if (listsNames(call.program, raw)) return [];
  const { words, flags } = lineOf(call.args, '--profile --region -n --namespace --context --project -C -c');
  const line = [texts(words), ...flags].join(' ').trim();
  return rows.some(([, pattern]) => pattern.test(line) || pattern.test(raw)) ? [finding] : [];
}

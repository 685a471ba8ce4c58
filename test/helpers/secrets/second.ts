/**
 * A second set of fake secrets and lookalikes: situations of daily work in many languages and tools, written before any
 * rule was run on it. Its first results are in bench/README.md; the rules have since been extended to find most of what
 * they missed.
 */
import {
  ALNUM,
  BASE64,
  b64,
  base58Check,
  bytes,
  chars,
  hex,
  jwt,
  pem,
  sha256,
  UPPER_DIGITS,
  URL_SAFE,
} from './make.js';

export interface Situation {
  text: string;
  /** The part that must be removed from the text. */
  secret: string;
  file?: string;
}

const holds = (secret: string, wrap: (secret: string) => string, file?: string): Situation => ({
  text: wrap(secret),
  secret,
  ...(file === undefined ? {} : { file }),
});
const word = (): string => `${chars(4)}-${chars(5)}!${chars(4)}7`;
/** A password as users invent it: two words, a year, a sign. */
const oneOf = (words: readonly string[]): string => words[(bytes(1)[0] ?? 0) % words.length] ?? '';
const thought = (): string =>
  `${oneOf(['Autumn', 'Tiger', 'Harbour', 'Violet'])}${oneOf(['Coffee', 'Ladder', 'Window'])}2023!`;
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

export const SECOND_SECRETS: Situation[] = [
  holds(word(), (s) => `DB_HOST=10.0.3.7\nDB_USER=app\nDB_PASS=${s}\nLOG_LEVEL=info\n`, 'deploy/app.env'),
  holds(
    word(),
    (s) =>
      `services:\n  db:\n    image: postgres:16\n    environment:\n      POSTGRES_USER: shop\n      POSTGRES_PASSWORD: ${s}\n`,
    'docker-compose.yml',
  ),
  holds(
    chars(50, `${ALNUM}!@#%^&*(-_=+)`),
    (s) => `# settings.py\nDEBUG = False\nSECRET_KEY = '${s}'\nALLOWED_HOSTS = ['shop.internal']\n`,
    'shop/settings.py',
  ),
  holds(hex(128), (s) => `production:\n  secret_key_base: ${s}\n`, 'config/secrets.yml'),
  holds(
    chars(44, BASE64).slice(0, 43) + '=',
    (s) => `APP_NAME=Shop\nAPP_KEY=base64:${s}\nAPP_DEBUG=false\n`,
    'release.txt',
  ),
  holds(
    thought(),
    (s) =>
      `spring.datasource.url=jdbc:mysql://sql.internal:3306/shop\nspring.datasource.username=shop\nspring.datasource.password=${s}\n`,
    'src/main/resources/application-prod.properties',
  ),
  holds(
    thought(),
    (s) => `production:\n  adapter: mysql2\n  host: sql.internal\n  username: deploy\n  password: ${s}\n`,
    'config/database.yml',
  ),
  holds(word(), (s) => `<?php\ndefine('DB_NAME', 'blog');\ndefine('DB_PASSWORD', '${s}');\n`, 'wp-config.php'),
  holds(
    chars(64, `${ALNUM}!@#%^&*()-_[]{}<>~+=,.;:/?|`),
    (s) => `<?php\ndefine( 'AUTH_KEY',         '${s}' );\n`,
    'wp-config.php',
  ),
  holds(
    word(),
    (s) =>
      `resource "aws_db_instance" "main" {\n  engine   = "postgres"\n  username = "root"\n  password = "${s}"\n}\n`,
    'infra/db.tf',
  ),
  holds(
    chars(40, BASE64),
    (s) =>
      `[default]\naws_access_key_id = AKIA${chars(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}\naws_secret_access_key = ${s}\n`,
  ),
  holds(
    chars(40, BASE64),
    (s) => `new BasicAWSCredentials("AKIA${chars(16, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')}", "${s}");`,
    'src/Upload.java',
  ),
  holds(word(), (s) => `requests.get("https://api.shop.io/v1/orders", auth=("svc-orders", "${s}"))`, 'orders.py'),
  holds(word(), (s) => `curl -sS -u deploy:${s} https://nexus.internal/repository/raw/app.tgz -O`),
  holds(word(), (s) => `wget --user=ci --password='${s}' https://files.internal/build.zip`),
  holds(word(), (s) => `PGPASSWORD=${s} psql -h db.internal -U app -c 'select 1'`),
  holds(word(), (s) => `sshpass -p '${s}' ssh root@10.1.4.2 uptime`),
  holds(word(), (s) => `mysql -h sql.internal -uroot -p'${s}' shop < dump.sql`),
  holds(word(), (s) => `[client]\nuser = backup\npassword = "${s}"\nhost = sql.internal\n`, 'etc/my.cnf'),
  holds(
    chars(20),
    (s) =>
      `DATABASE_URL=postgresql://shop:${s}@ep-cool-darkness-123456.eu-central-1.aws.neon.tech/shop?sslmode=require`,
  ),
  holds(chars(24), (s) => `const client = new Redis('rediss://:${s}@cache-7.internal:6380/0');`, 'src/cache.ts'),
  holds(
    chars(22),
    (s) => `mongoose.connect("mongodb+srv://svc:${s}@cluster0.ab1cd.mongodb.net/shop?retryWrites=true");`,
  ),
  holds(
    word(),
    (s) => `Server=tcp:shop.database.windows.net,1433;Initial Catalog=shop;User ID=app;Password=${s};Encrypt=True;`,
  ),
  holds(
    chars(86, BASE64) + '==',
    (s) =>
      `"AzureWebJobsStorage": "DefaultEndpointsProtocol=https;AccountName=shopfiles;AccountKey=${s};EndpointSuffix=core.windows.net"`,
  ),
  holds(
    chars(43, BASE64) + '=',
    (s) => `Endpoint=sb://shop.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${s}`,
  ),
  holds(word(), (s) => `EMAIL_URL=smtp+tls://mailer%40shop.io:${encodeURIComponent(s)}@smtp.shop.io:587`),
  holds(
    word(),
    (s) => `<server>\n  <id>releases</id>\n  <username>ci</username>\n  <password>${s}</password>\n</server>`,
    'settings.xml',
  ),
  holds(
    thought(),
    (s) => `RELEASE_STORE_FILE=../keys/release.jks\nRELEASE_KEY_ALIAS=shop\nRELEASE_STORE_PASSWORD=${s}\n`,
    'gradle.properties',
  ),
  holds(
    chars(46),
    (s) =>
      `<packageSourceCredentials><feed><add key="Username" value="ci" /><add key="ClearTextPassword" value="${s}" /></feed></packageSourceCredentials>`,
    'nuget.config',
  ),
  holds(hex(40), (s) => `{"github-oauth":{"github.com":"${s}"}}`, 'build/composer-auth.json'),
  holds(chars(52), (s) => `[registry]\ntoken = "${s}"\n`, 'cargo-home/credentials.toml'),
  holds(hex(48), (s) => `---\n:rubygems_api_key: rubygems_${s}\n`),
  holds(chars(43, BASE64) + '=', (s) => `[Interface]\nPrivateKey = ${s}\nAddress = 10.8.0.2/24\n`, 'wg0.conf'),
  holds(word(), (s) => `network={\n  ssid="office"\n  psk="${s}"\n}\n`, 'wpa_supplicant.conf'),
  holds(
    pem('RSA PRIVATE KEY').secret,
    (s) =>
      `const key = \`${'-'.repeat(5)}BEGIN RSA PRIVATE KEY${'-'.repeat(5)}\n${chars(64, BASE64)}\n${s}\n${chars(64, BASE64)}\n${'-'.repeat(5)}END RSA PRIVATE KEY${'-'.repeat(5)}\`;`,
  ),
  holds(
    chars(64, BASE64),
    (s) =>
      `{"type":"service_account","project_id":"shop-1","private_key":"${'-'.repeat(5)}BEGIN PRIVATE KEY${'-'.repeat(5)}\\n${s}\\n${chars(64, BASE64)}\\n${'-'.repeat(5)}END PRIVATE KEY${'-'.repeat(5)}\\n","client_email":"svc@shop-1.iam.gserviceaccount.com"}`,
  ),
  holds(
    chars(43, URL_SAFE),
    (s) => `{"kty":"EC","crv":"P-256","x":"${chars(43, URL_SAFE)}","y":"${chars(43, URL_SAFE)}","d":"${s}"}`,
  ),
  holds(
    hex(64),
    (s) => `module.exports = { networks: { mainnet: { url: process.env.RPC, accounts: ["0x${s}"] } } };`,
    'hardhat.config.js',
  ),
  holds(hex(64), (s) => `cast send 0x${hex(40)} "transfer(address,uint256)" --private-key 0x${s}`),
  holds(
    base58Check(Buffer.concat([Buffer.from([0x80]), bytes(32), Buffer.from([1])])),
    (s) => `bitcoin-cli importprivkey ${s} "cold" false`,
  ),
  holds(
    chars(64, BASE64).slice(0, 87) + chars(24, BASE64),
    (s) => `{"address":"${hex(40).toUpperCase()}","priv_key":{"type":"tendermint/PrivKeyEd25519","value":"${s}"}}`,
    'node/priv_validator.json',
  ),
  holds(Array.from(bytes(64)).join(','), (s) => `const payer = Keypair.fromSecretKey(Uint8Array.from([${s}]));`),
  holds(
    `T${chars(8, UPPER_DIGITS)}/B${chars(10, UPPER_DIGITS)}/${chars(24)}`,
    (s) => `await fetch('https://hooks.slack.com/services/${s}', { method: 'POST', body });`,
  ),
  holds(chars(68, URL_SAFE), (s) => `DISCORD=https://discord.com/api/webhooks/${chars(18, '123456789')}/${s}`),
  holds(
    `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}@${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}/IncomingWebhook/${hex(32)}/${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`,
    (s) => `uri: https://shop.webhook.office.com/webhookb2/${s}`,
  ),
  holds(hex(32), (s) => `DD_API_KEY=${s} DD_SITE=datadoghq.eu ./agent`),
  holds(chars(20, URL_SAFE), (s) => `pagerduty:\n  routing_key: ${s}A1b2C3\n`, 'alerts.yml'),
  holds(`00${chars(40, URL_SAFE)}`, (s) => `Authorization: SSWS ${s}`),
  holds(
    chars(64, URL_SAFE),
    (s) => `AUTH0_DOMAIN=shop.eu.auth0.com\nAUTH0_CLIENT_ID=${chars(32)}\nAUTH0_CLIENT_SECRET=${s}\n`,
  ),
  holds(hex(32), (s) => `const index = algoliasearch('LATENCY9', '${s}');`, 'search.js'),
  holds(`sk.eyJ1Ijoic2hvcCIsImEi${chars(30)}.${chars(22, URL_SAFE)}`, (s) => `mapboxgl.accessToken = '${s}';`),
  holds(chars(40, URL_SAFE), (s) => `CLOUDFLARE_API_TOKEN=${s} wrangler deploy`),
  holds(chars(40), (s) => `netlify deploy --prod --auth ${s}`),
  holds(hex(32), (s) => `const web3 = new Web3('https://mainnet.infura.io/v3/${s}');`),
  holds(chars(32, URL_SAFE), (s) => `RPC=https://eth-mainnet.g.alchemy.com/v2/${s}`),
  holds(
    b64(`deploy:${word()}`),
    (s) => `2024-05-02T10:11:12Z DEBUG > GET /v2/ HTTP/1.1\n> Authorization: Basic ${s}\n> Accept: */*`,
  ),
  holds(chars(40), (s) => `> Cookie: theme=dark; session=${s}; lang=de`),
  holds(jwt({ sub: '17', scope: 'admin' }), (s) => `ws://live.shop.io/socket?access_token=${s}`),
  holds(`gh${'p'}_${chars(36)}`, (s) => `origin\thttps://x-access-token:${s}@github.com/shop/web.git (fetch)`),
  holds(`${chars(8)}-${chars(4)}-${chars(4)}-${chars(12)}`, (s) => `npm config set //npm.internal/:_authToken=${s}`),
  holds(word(), (s) => `docker login registry.internal -u ci -p ${s}`),
  holds(word(), (s) => `helm upgrade shop ./chart --set db.password=${s} --set replicas=3`),
  holds(word(), (s) => `kubectl create secret generic db --from-literal=password='${s}'`),
  holds(
    chars(32),
    (s) => `[Service]\nEnvironment="STRIPE_WEBHOOK_SECRET=whsec_${s}"\nExecStart=/opt/shop\n`,
    'shop.service',
  ),
  holds(word(), (s) => `$pw = ConvertTo-SecureString "${s}" -AsPlainText -Force`, 'setup.ps1'),
  holds(chars(32, `${UPPER}234567`), (s) => `otpauth://totp/Shop:ann@shop.io?secret=${s}&issuer=Shop`),
  holds(word(), (s) => `ldap:\n  url: ldaps://dc1.internal\n  bindDN: cn=svc,dc=internal\n  bindPassword: ${s}\n`),
  holds(
    word(),
    (s) =>
      `all:\n  vars:\n    ansible_user: root\n    ansible_ssh_pass: ${s}\n    ansible_become_pass: "{{ vault_sudo }}"\n`,
    'inventory.yml',
  ),
  holds(
    chars(64),
    (s) => `config :shop, ShopWeb.Endpoint,\n  url: [host: "shop.io"],\n  secret_key_base: "${s}"\n`,
    'config/prod.exs',
  ),
  holds(chars(32), (s) => `private static final String ENCRYPTION_KEY = "${s}";`, 'Crypto.kt'),
  holds(
    b64(word()),
    (s) => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ntype: Opaque\ndata:\n  password: ${s}\n`,
  ),
];

/** Names of secrets, ids, digests, public values and examples. */
export const SECOND_LOOKALIKES: string[] = [
  `commit ${hex(40)}\nAuthor: Ann <ann@shop.io>\nDate: Thu May 2 10:11:12 2024 +0200\n`,
  `index ${hex(10)}..${hex(10)} 100644\n--- a/src/token.ts\n+++ b/src/token.ts`,
  `"integrity": "sha512-${chars(86, BASE64)}==",`,
  `"resolved": "https://registry.npmjs.org/left-pad/-/left-pad-1.3.0.tgz#${hex(40)}"`,
  `github.com/pkg/errors v0.9.1 h1:${chars(43, BASE64)}=\ngithub.com/pkg/errors v0.9.1/go.mod h1:${chars(43, BASE64)}=`,
  `checksum = "${hex(64)}"`,
  `    --hash=sha256:${hex(64)} \\\n    --hash=sha256:${hex(64)}`,
  `image: ghcr.io/shop/web@sha256:${hex(64)}`,
  `uses: actions/checkout@${hex(40)} # v4.1.1`,
  `"id": "${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}"`,
  `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${chars(43, BASE64)} ann@laptop`,
  `${'-'.repeat(5)}BEGIN CERTIFICATE${'-'.repeat(5)}\n${chars(64, BASE64)}\n${chars(64, BASE64)}\n${'-'.repeat(5)}END CERTIFICATE${'-'.repeat(5)}`,
  `${'-'.repeat(5)}BEGIN PUBLIC KEY${'-'.repeat(5)}\n${chars(64, BASE64)}\n${'-'.repeat(5)}END PUBLIC KEY${'-'.repeat(5)}`,
  `<script src="https://cdn.shop.io/app.js" integrity="sha384-${chars(64, BASE64)}" crossorigin="anonymous"></script>`,
  `const password = await prompt('Your password: ');`,
  `if (password.length < 12) throw new Error('password must be at least 12 characters');`,
  `export function parseToken(token: string): Token { return decode(token); }`,
  `password: process.env.DB_PASSWORD,`,
  `api_key = os.environ["STRIPE_API_KEY"]`,
  `String apiKey = System.getenv("API_KEY");`,
  `secret_key_base: <%= ENV["SECRET_KEY_BASE"] %>`,
  `password: \${{ secrets.REGISTRY_PASSWORD }}`,
  `    valueFrom:\n      secretKeyRef:\n        name: db-credentials\n        key: password`,
  `password = var.db_password`,
  `master_password = data.aws_secretsmanager_secret_version.db.secret_string`,
  `API_KEY=your_api_key_here`,
  `API_TOKEN=<token>`,
  `SECRET_KEY=change-me-in-production`,
  `PASSWORD=xxxxxxxxxxxx`,
  `STRIPE_KEY=sk_test_...`,
  `curl -H "Authorization: Bearer $TOKEN" https://api.shop.io`,
  `curl -u "$USER:$PASS" https://api.shop.io`,
  `postgres://user:password@localhost:5432/dbname`,
  `redis://localhost:6379/0`,
  `https://example.com/reset?token={token}`,
  `The access token expires after one hour; refresh it with your refresh token.`,
  `TOKEN_EXPIRES_IN=3600`,
  `MAX_TOKENS=4096`,
  `"tokenizer": "cl100k_base"`,
  `PASSWORD_MIN_LENGTH = 12`,
  `const SECRET_NAME = 'projects/shop/secrets/db-password/versions/latest';`,
  `key: user.profile.settings.password.label`,
  `"auth.password.forgotten": "Forgot your password?",`,
  `label for="password">Password</label><input type="password" name="password" autocomplete="current-password">`,
  `ETag: "${hex(32)}"`,
  `X-Request-Id: ${hex(32)}`,
  `traceparent: 00-${hex(32)}-${hex(16)}-01`,
  `contract = "0x${hex(40)}"`,
  `tx: 0x${hex(64)} confirmed in block 19000000`,
  `bytes32 constant DOMAIN_TYPEHASH = 0x${hex(64)};`,
  `.icon { background: url(data:image/png;base64,iVBORw0KGgoAAAANSUhEUg${chars(200, BASE64)}) }`,
  `admin:$2b$12$${chars(53, `${ALNUM}./`)}`,
  `password_hash = "$argon2id$v=19$m=65536,t=3,p=4$${chars(22, BASE64)}$${chars(43, BASE64)}"`,
  `csrf_token: ${chars(40)}`,
  `nextPageToken: "${chars(40)}"`,
  `sync_token = ${hex(32)}`,
  `STRIPE_PUBLISHABLE_KEY=pk_live_${chars(24)}`,
  `const sitekey = '6L${chars(38)}'; // recaptcha, public`,
  `file: src/components/AuthenticationTokenProviderFactory.tsx`,
  `import { SecretsManagerClient, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';`,
  `at Object.<anonymous> (/srv/app/node_modules/jsonwebtoken/verify.js:133:19)`,
  `primaryKey: 'customer_order_line_item_id'`,
  `cacheKey: \`user:\${id}:permissions:v3\``,
  `partition_key = "tenant_id"; sort_key = "created_at#order_id"`,
  `"publicKey": "${chars(43, BASE64)}="`,
  `PublicKey = ${chars(43, BASE64)}=\nEndpoint = vpn.shop.io:51820`,
  `key_id: ${chars(10, UPPER_DIGITS)}, team_id: ${chars(10, UPPER_DIGITS)}`,
  `arn:aws:secretsmanager:eu-central-1:123456789012:secret:prod/db-${chars(6)}`,
  `ENC[AES256_GCM,data:${chars(24, BASE64)},iv:${chars(43, BASE64)}=,tag:${chars(22, BASE64)}==,type:str]`,
  `!vault |\n  $ANSIBLE_VAULT;1.1;AES256\n  ${hex(80)}`,
  `    it('rejects a wrong password', () => expect(login('ann', 'wrong-password')).rejects.toThrow());`,
  `"version": "20240502.3", "digest": "${sha256('a').toString('hex')}"`,
];

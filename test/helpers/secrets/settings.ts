/**
 * Secrets in settings: environment files, connection strings, manifests, credentials files, code. The second half of
 * the corpus.
 */
import { ALNUM, BASE64, b64, chars, hex, URL_SAFE } from './make.js';
import type { FakeSecret } from './tokens.js';

const made = (kind: string, secret: string, wrap: (secret: string) => string, file?: string): FakeSecret => ({
  kind,
  text: wrap(secret),
  secret,
  ...(file === undefined ? {} : { file }),
});
/** A password with several kinds of characters, as users invent and programs generate them. */
const password = (length = 14): string => `${chars(length - 5)}${chars(2, '!#%*-_')}${chars(2, '23456789')}Q`;
const key = (length = 32): string => chars(length);

export const SETTINGS: FakeSecret[] = [
  // connection strings
  made('connection-string', key(14), (value) => `DATABASE_URL=postgres://app:${value}@db.acme.org:5432/app`),
  made(
    'connection-string',
    key(16),
    (value) => `url: "postgresql://svc_user:${value}@10.0.4.2/orders?sslmode=require"`,
  ),
  made('connection-string', key(16), (value) => `mysql://root:${value}@prod-mysql.internal/app`),
  made(
    'connection-string',
    key(20),
    (value) => `client = MongoClient("mongodb+srv://admin:${value}@cluster0.ab1cd.mongodb.net/test")`,
  ),
  made('connection-string', hex(64), (value) => `REDIS_URL=rediss://:${value}@redis.acme.org:6380/0`),
  made('connection-string', key(12), (value) => `amqp://worker:${value}@mq.acme.org:5671/vhost`),
  made('connection-string', key(18), (value) => `+SQLALCHEMY_DATABASE_URI = 'mysql+pymysql://app:${value}@db/app'`),
  made('connection-string', key(18), (value) => `git remote add origin https://ci-bot:${value}@git.acme.org/app.git`),
  made('connection-string', key(18), (value) => `smtp://mailer%40acme.org:${value}@smtp.acme.org:587`),
  made(
    'connection-string',
    'Zq7!' + key(10),
    (value) => `Server=tcp:acme.database.windows.net,1433;Database=app;User ID=sa;Password=${value};Encrypt=true;`,
  ),
  made(
    'connection-string',
    key(14),
    (value) => `"ConnectionStrings": { "Default": "Host=db;Username=app;Password=${value}" }`,
  ),
  made(
    'connection-string',
    key(14),
    (value) => `jdbc:postgresql://db.acme.org/app?user=app&password=${value}&ssl=true`,
  ),
  made('connection-string', key(16), (value) => `dsn = "host=db.acme.org user=app password=${value} dbname=app"`),
  made('connection-string', hex(32), (value) => `SENTRY_DSN=https://${hex(32)}:${value}@o1.ingest.sentry.io/12`),
  made('connection-string', key(16), (value) => `https_proxy=http://proxyuser:${value}@proxy.acme.org:3128`),
  made('connection-string', key(16), (value) => `sftp://backup:${value}@files.acme.org/in`),
  // environment files
  made('secret-value', key(32), (value) => `API_KEY=${value}`, '.env.production'),
  made('secret-value', hex(64), (value) => `SECRET_KEY_BASE=${value}`),
  made('secret-value', chars(44, BASE64), (value) => `APP_SECRET=${value}`),
  made('secret-value', password(), (value) => `DB_PASSWORD=${value}`),
  made('secret-value', password(), (value) => `export PGPASSWORD='${value}'`),
  made('secret-value', key(40), (value) => `+DEPLOY_TOKEN=${value}`),
  made('secret-value', key(24), (value) => `-OLD_API_TOKEN="${value}"`),
  made(
    'secret-value',
    chars(50, ALNUM + '!@#$%^&*(-_=+)'.replace('$', '')),
    (value) => `SECRET_KEY = '${value}'`,
    'settings.py',
  ),
  made('secret-value', key(64), (value) => `JWT_SECRET=${value}`),
  made('secret-value', key(32), (value) => `set MAILGUN_API_KEY=${value}`),
  made('secret-value', key(32), (value) => `$env:TWILIO_AUTH_TOKEN = "${value}"`),
  made('secret-value', key(32), (value) => `ENV SESSION_SECRET=${value}`, 'Dockerfile'),
  made('secret-value', key(32), (value) => `ARG NPM_AUTH_TOKEN=${value}`, 'Dockerfile'),
  made('secret-value', hex(32), (value) => `DATADOG_API_KEY=${value}`),
  made('secret-value', hex(40), (value) => `DD_APP_KEY=${value}`),
  made('secret-value', hex(40), (value) => `CODECOV_TOKEN: ${value}`),
  made('secret-value', key(40), (value) => `CLOUDFLARE_API_TOKEN=${value}`),
  made('secret-value', key(20), (value) => `ALGOLIA_ADMIN_KEY=${value}`),
  made('secret-value', key(20), (value) => `RAILS_MASTER_KEY=${value}`),
  made('secret-value', chars(44, URL_SAFE), (value) => `FERNET_KEY=${value}`),
  made('secret-value', 'base64:' + chars(43, BASE64) + '=', (value) => `APP_KEY=${value}`),
  made('secret-value', key(32), (value) => `VITE_PRIVATE_API_KEY=${value}`),
  // YAML, TOML, INI, properties, XML
  made('secret-value', password(), (value) => `spring.datasource.password=${value}`, 'application.properties'),
  made('secret-value', password(), (value) => `  password: ${value}`, 'database.yml'),
  made('secret-value', password(), (value) => `  password: "${value}"`, 'database.yml'),
  made('secret-value', key(32), (value) => `client_secret: ${value}`),
  made('secret-value', key(32), (value) => `    - name: API_TOKEN\n      value: "${value}"`),
  made('secret-value', key(32), (value) => `    environment:\n      - ADMIN_PASSWORD=${value}`),
  made('secret-value', key(32), (value) => `secret = "${value}"`, 'config.toml'),
  made('secret-value', password(), (value) => `[mysqld]\npassword = ${value}`, 'my.cnf'),
  made('secret-value', password(), (value) => `<password>${value}</password>`, 'settings.xml'),
  made('secret-value', key(32), (value) => `<add key="ApiSecret" value="${value}" />`, 'web.config'),
  made('secret-value', key(32), (value) => `<string name="api_key">${value}</string>`),
  made('secret-value', key(32), (value) => `variable "db_password" { default = "${value}" }`),
  made('secret-value', password(), (value) => `master_password = "${value}"`, 'main.tf'),
  made('secret-value', key(32), (value) => `storePassword=${value}`, 'key.properties'),
  // code
  made('secret-value', key(32), (value) => `const apiKey = '${value}';`),
  made('secret-value', key(32), (value) => `  "clientSecret": "${value}",`),
  made('secret-value', key(32), (value) => `{"accessToken":"${value}"}`),
  made('secret-value', password(), (value) => `connection = connect(user="app", password="${value}")`),
  made('secret-value', key(32), (value) => `private static final String API_SECRET = "${value}";`),
  made('secret-value', key(32), (value) => `var signingKey = []byte("${value}")`),
  made('secret-value', key(32), (value) => `let auth_token: &str = "${value}";`),
  made('secret-value', key(32), (value) => `app.config['SECRET_KEY'] = '${value}'`),
  made('secret-value', key(32), (value) => `process.env.API_TOKEN = "${value}"`),
  made('secret-value', key(32), (value) => `fetch(\`https://api.acme.org/v1?api_key=${value}\`)`),
  made('secret-value', key(32), (value) => `https://api.acme.org/v1/items?access_token=${value}&page=2`),
  made('secret-value', password(), (value) => `mysqldump -u root --password=${value} app`),
  made('secret-value', key(32), (value) => `vercel deploy --token ${value}`),
  made('secret-value', key(32), (value) => `define('AUTH_KEY', '${value}');`, 'wp-config.php'),
  made('secret-value', key(32), (value) => `"api_key" => "${value}",`),
  made('secret-value', key(32), (value) => `config.api_token = '${value}'`),
  made('secret-value', key(32), (value) => `os.environ["OPENWEATHER_API_KEY"] = "${value}"`),
  made('secret-value', key(32), (value) => `encryptionKey: Buffer.from('${value}'),`),
  made('secret-value', key(32), (value) => `\u001b[32mADMIN_TOKEN\u001b[0m=${value}`),
  // manifests and credentials files
  made(
    'kubernetes-secret',
    b64(password()),
    (value) => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\ntype: Opaque\ndata:\n  password: ${value}\n`,
  ),
  made(
    'kubernetes-secret',
    b64(key(40)),
    (value) => `kind: Secret\napiVersion: v1\ndata:\n  tls.key: "${value}"\nmetadata:\n  name: x\n`,
  ),
  made(
    'kubernetes-secret',
    password(),
    (value) => `apiVersion: v1\nkind: Secret\nmetadata:\n  name: db\nstringData:\n  plain: ${value}\n`,
  ),
  made(
    'kubernetes-secret',
    b64(key(20)),
    (value) => `+apiVersion: v1\n+kind: Secret\n+metadata:\n+  name: a\n+data:\n+  anything: ${value}\n`,
  ),
  made(
    'kubernetes-secret',
    b64(key(20)),
    (value) => `{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"},"data":{"who":"${value}"}}`,
  ),
  made('netrc', password(), (value) => `machine api.acme.org\n  login deploy\n  password ${value}\n`),
  made('netrc', key(20), (value) => `machine github.com login bot password ${value}`),
  made(
    'docker-auth',
    b64('acme:' + key(20)),
    (value) => `{"auths":{"https://index.docker.io/v1/":{"auth":"${value}"}}}`,
  ),
  made(
    'docker-auth',
    b64('acme:' + key(20)),
    (value) => `{\n  "auths": {\n    "ghcr.io": {\n      "auth": "${value}"\n    }\n  }\n}`,
  ),
  made('kubeconfig', chars(80, BASE64), (value) => `users:\n- name: admin\n  user:\n    client-key-data: ${value}\n`),
  made('secret-value', chars(80, URL_SAFE), (value) => `users:\n- name: admin\n  user:\n    token: ${value}\n`),
  made('pgpass', key(16), (value) => `db.acme.org:5432:app:app_user:${value}`, '.pgpass'),
  made(
    'keystore',
    hex(64),
    (value) =>
      `{"crypto":{"cipher":"aes-128-ctr","ciphertext":"${value}","kdf":"scrypt","kdfparams":{"n":262144}},"version":3}`,
  ),
  made('npm-token', b64('acme:' + key(16)), (value) => `//npm.acme.org/:_password=${value}`, '.npmrc'),
  made('secret-value', key(24), (value) => `[pypi]\nusername = acme\npassword = ${value}`, '.pypirc'),
];

/**
 * A third set: programs and languages that the other sets leave out. When the rules were first run on it, they found 26
 * of its 42 secrets and reported none of its 46 lookalikes.
 */
import { BASE64, b64, bytes, chars, hex, jwt, URL_SAFE } from './make.js';
import type { Situation } from './second.js';

const holds = (secret: string, wrap: (secret: string) => string, file?: string): Situation => ({
  text: wrap(secret),
  secret,
  ...(file === undefined ? {} : { file }),
});
const pw = (): string => `${chars(5)}${chars(1, '!@#%')}${chars(4)}${chars(2, '0123456789')}A`;

export const THIRD_SECRETS: Situation[] = [
  holds(
    pw(),
    (s) => `jenkins:\n  securityRealm:\n    local:\n      users:\n        - id: admin\n          password: "${s}"`,
  ),
  holds(hex(40), (s) => `sonar-scanner -Dsonar.token=sqp_${s}`),
  holds(pw(), (s) => `db_config = {'host': '10.0.0.3', 'user': 'root', 'passwd': '${s}'}`),
  holds(pw(), (s) => `conn = psycopg2.connect(dbname="shop", user="app", password="${s}", host="10.0.0.3")`),
  holds(pw(), (s) => `engine = create_engine(f"postgresql+asyncpg://app:${s}@10.0.0.3/shop")`),
  holds(chars(43, BASE64) + '=', (s) => `FERNET_KEY = b"${s}"`),
  holds(hex(32), (s) => `<meta-data android:name="com.google.android.maps.v2.API_KEY" android:value="${s}" />`),
  holds(
    chars(40),
    (s) => `<key>AdsApiKey</key>
<string>${s}</string>`,
  ),
  holds(pw(), (s) => `signingConfigs {\n  release {\n    storePassword "${s}"\n    keyAlias "shop"\n  }\n}`),
  holds(pw(), (s) => `echo "${s}" | docker login --username ci --password-stdin ghcr.io`),
  holds(pw(), (s) => `ftp.login('deploy', '${s}')`),
  holds(
    pw(),
    (s) =>
      `transporter = nodemailer.createTransport({ host: 'smtp.shop.io', auth: { user: 'mailer', pass: '${s}' } });`,
  ),
  holds(pw(), (s) => `$mail->Username = 'mailer'; $mail->Password = '${s}';`),
  holds(pw(), (s) => `ActiveRecord::Base.establish_connection(adapter: 'mysql2', username: 'root', password: '${s}')`),
  holds(pw(), (s) => `spring:\n  rabbitmq:\n    username: mq\n    password: ${s}\n`),
  holds(
    pw(),
    (s) =>
      `sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required username="svc" password="${s}";`,
  ),
  holds(chars(64, BASE64), (s) => `CONFLUENT_API_SECRET=${s}`),
  holds(pw(), (s) => `ALTER USER app WITH PASSWORD '${s}';`),
  holds(pw(), (s) => `CREATE USER 'app'@'%' IDENTIFIED BY '${s}';`),
  holds(pw(), (s) => `GRANT ALL ON shop.* TO 'app'@'%' IDENTIFIED BY '${s}';`),
  holds(pw(), (s) => `redis-cli -h cache.internal -a ${s} ping`),
  holds(pw(), (s) => `requirepass ${s}`, 'redis.conf'),
  holds(pw(), (s) => `openssl enc -aes-256-cbc -pass pass:${s} -in a -out b`),
  holds(pw(), (s) => `zip -P ${s} backup.zip data/`),
  holds(pw(), (s) => `smbclient //nas/share -U ann%${s}`),
  holds(pw(), (s) => `net use Z: \\\\nas\\share /user:ann ${s}`),
  holds(pw(), (s) => `<user username="tomcat" password="${s}" roles="manager-gui"/>`),
  holds(
    pw(),
    (s) =>
      `<connectionStrings><add name="Db" connectionString="Data Source=sql1;Initial Catalog=shop;User Id=app;Password=${s};" /></connectionStrings>`,
  ),
  holds(chars(40, URL_SAFE), (s) => `https://api.shop.io/v1/items?api_key=${s}&page=2`),
  holds(jwt({ a: 1, b: 2 }), (s) => `set-cookie: id_token=${s}; HttpOnly`),
  holds(chars(32), (s) => `{"level":"debug","msg":"login","headers":{"x-api-key":"${s}"}}`),
  holds(chars(40), (s) => `pip install --index-url https://ci:${s}@pypi.internal/simple shop`),
  holds(chars(36), (s) => `machine github.com\n  login ann\n  password gh${'p'}_${s}`),
  holds(chars(52, 'abcdefghijklmnopqrstuvwxyz234567'), (s) => `git clone https://ann:${s}@dev.azure.com/shop/_git/web`),
  holds(pw(), (s) => `variable "db_password" {\n  type    = string\n  default = "${s}"\n}`),
  holds(chars(32), (s) => `helm install x --set-string auth.token=${s}`),
  holds(chars(32), (s) => `export NEXTAUTH_SECRET="${s}"`),
  holds(chars(48), (s) => `gcloud auth print: ya29.a0${s}${chars(60)}`),
  holds(hex(64), (s) => `JWT_SIGNING_KEY: ${s}`),
  holds(Array.from(bytes(64)).join(', '), (s) => `[${s}]`, 'deployer.json'),
];
/** Code, commands and texts about secrets, digests and ids. */
export const THIRD_LOOKALIKES: string[] = [
  `password = getpass.getpass("Password: ")`,
  `if not check_password(user.password, raw): raise AuthError`,
  `<input name="password" placeholder="At least 8 characters, 1 digit">`,
  `const { data: token } = await supabase.auth.getSession()`,
  `"passwordResetToken": null,`,
  `GRANT SELECT ON shop.orders TO reporting_2024;`,
  `ALTER TABLE users ADD COLUMN password_hash varchar(60);`,
  `CREATE USER app IDENTIFIED BY :password`,
  `redis-cli -h localhost -a "$REDIS_PASSWORD" ping`,
  `# requirepass foobared`,
  `docker run -p 8080:8080 -e NODE_ENV=production shop/web:1.4.2`,
  `mysql -P 3306 -h 127.0.0.1 -u root -p shop_test`,
  `docker login -u "$USER" -p "$TOKEN" ghcr.io`,
  `sshpass -p "$PASS" ssh host`,
  `auth=("user", "pass")`,
  `auth=(username, password)`,
  `Authorization: Bearer <token>`,
  `Authorization: token \${{ github.token }}`,
  `Cookie: session=abc; theme=dark`,
  `res.setHeader('Set-Cookie', serialize('token', token, { httpOnly: true }))`,
  `tokens: 1834, cost: $0.0132`,
  `"max_tokens": 4096, "total_tokens": 1290`,
  `  token: ci-read-only   # see vault`,
  `SECRET_SANTA_BUDGET=20`,
  `keyboard-shortcuts: ctrl+shift+p`,
  `apiKeyHeader: X-API-Key`,
  `API_KEY_HEADER = "x-api-key"`,
  `const TOKEN_URL = 'https://login.shop.io/oauth2/v2.0/token';`,
  `secretKeyRef: {name: app, key: stripe}`,
  `key: "orders:2024-05-02:eu-central-1"`,
  `sha512: ${hex(128)}`,
  `blake3: ${hex(64)}`,
  `"etag": "W/\\"${hex(20)}\\""`,
  `bundle.${hex(20)}.js`,
  `/assets/index-${chars(8)}.css`,
  `uid://c${chars(12)}`,
  `"nodeId": "MDEwOlJlcG9zaXRvcnk${chars(12)}=="`,
  `cursor: "${b64('cursor:v2:2024-05-02T10:11:12Z')}"`,
  `gpg: key ${hex(16).toUpperCase()} imported`,
  `fingerprint = "SHA256:${chars(43, BASE64)}"`,
  `-----BEGIN CERTIFICATE REQUEST-----\n${chars(64, BASE64)}\n-----END CERTIFICATE REQUEST-----`,
  `wallet: 0x${hex(40)}`,
  `block 0x${hex(64)}`,
  `iban DE89 3704 0044 0532 0130 00`,
  `license: MIT, SPDX-License-Identifier: Apache-2.0`,
  `version: ${chars(7, '0123456789abcdef')}-dirty`,
];

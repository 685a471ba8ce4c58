/**
 * Random values of no known form, given to something that is named like a key: the ways of many languages and tools.
 */
import { ALNUM, b64, chars, hex, URL_SAFE } from './make.js';

export interface Named {
  text: string;
  secret: string;
  file?: string;
}

const LOWER = ALNUM.replace(/[A-Z]/g, '');
const VALUES: readonly (() => string)[] = [
  () => chars(32),
  () => hex(40),
  () => chars(43, URL_SAFE.replace('-', '_')),
  () => chars(36, LOWER),
  () => hex(64),
  () => chars(24),
];
let turn = 0;
const value = (): string => VALUES[turn++ % VALUES.length]?.() ?? '';
const held = (wrap: (secret: string) => string, secret = value(), file?: string): Named => ({
  text: wrap(secret),
  secret,
  ...(file === undefined ? {} : { file }),
});

const ENVIRONMENT: Named[] = [
  held((s) => `WEATHER_KEY=${s}`),
  held((s) => `export STOCKFEED_KEY='${s}'`),
  held((s) => `ACME_TOKEN = ${s}`),
  held((s) => `NEXT_AUTH_SECRET=${s}`),
  held((s) => `PAGE_ACCESS_TOKEN=${s}`),
  held((s) => `Environment=QUOTES_KEY=${s}`),
  held((s) => `set -gx PARCEL_KEY ${s}`),
  held((s) => `setenv PARCEL_TOKEN ${s}`),
  held((s) => `setx PARCEL_KEY "${s}"`),
  held((s) => `ENV TILES_KEY ${s}`, undefined, 'Dockerfile'),
  held((s) => `ENV TILES_KEY=${s} NODE_ENV=production`, undefined, 'Dockerfile'),
  held((s) => `ARG TILES_TOKEN="${s}"`, undefined, 'Dockerfile'),
  held((s) => `docker run -e GEO_KEY=${s} -p 80:80 shop/web`),
  held((s) => `KEY="\${GEO_KEY:-${s}}"`),
  held((s) => `[Environment]::SetEnvironmentVariable("GEO_KEY", "${s}", "User")`),
  held((s) => `$env:GEO_KEY = '${s}'`),
  held((s) => `declare -x GEO_TOKEN="${s}"`),
  held((s) => `kubectl create secret generic geo --from-literal=geo-key=${s}`),
];

const SETTINGS: Named[] = [
  held((s) => `  "weatherKey": "${s}",`),
  held((s) => `{"geo":{"appKey":"${s}","units":"metric"}}`),
  held((s) => `{\\"geoKey\\":\\"${s}\\",\\"units\\":\\"metric\\"}`),
  held((s) => `[{"name": "GEO_KEY", "value": "${s}"}, {"name": "A", "value": "b"}]`),
  held((s) => `{"key": "X-Geo-Token", "value": "${s}", "type": "text"}`),
  held((s) => `{ value: '${s}', key: 'geo_token' }`),
  held((s) => `geo:\n  feed_key: ${s}\n`),
  held((s) => `geo:\n  feed_key: "${s}" # rotated in May\n`),
  held((s) => `geo:\n  feed_key: ${s} # rotated in May\n`),
  held((s) => `geo: {url: https://geo.shop.io, feed_key: ${s}, retries: 3}`),
  held((s) => `geo_token: >-\n  ${s}\n`),
  held((s) => `- name: GEO_KEY\n  value: ${s}\n`),
  held((s) => `env:\n  GEO_KEY: ${s}\nrun: make\n`, undefined, '.github/workflows/ci.yml'),
  held((s) => `[geo]\nfeed_key = "${s}"\n`, undefined, 'geo.toml'),
  held((s) => `[geo]\nfeed-token=${s}\n`, undefined, 'geo.ini'),
  held((s) => `geo.feed.key=${s}\n`, undefined, 'geo.properties'),
  held((s) => `geo.feed.token: ${s}\n`, undefined, 'geo.properties'),
  held((s) => `<geo apiKey="${s}" units="metric"/>`),
  held((s) => `<feedKey>${s}</feedKey>`),
  held((s) => `<feedToken value="${s}" />`),
  held((s) => `<property>\n  <name>fs.geo.secret.key</name>\n  <value>${s}</value>\n</property>`),
  held((s) => `<setting name="GeoToken" serializeAs="String"><value>${s}</value></setting>`),
  held((s) => `<entry key="geoKey">${s}</entry>`),
  held((s) => `<secret><![CDATA[${s}]]></secret>`),
  held((s) => `<key>GeoToken</key>\n  <string>${s}</string>`),
  held((s) => `set_sensitive {\n  name  = "geo.token"\n  value = "${s}"\n}`),
  held((s) => `geo_keys = ["${s}"]`, undefined, 'terraform.tfvars'),
  held((s) => `kind: Secret\napiVersion: v1\nmetadata:\n  name: geo\ndata:\n  feed: ${s}\n`, b64(chars(30))),
];

const CODE: Named[] = [
  held((s) => `geo = GeoClient(key="${s}", timeout=3)`, undefined, 'a.py'),
  held((s) => `geo = GeoClient(api_token='${s}')`, undefined, 'a.py'),
  held((s) => `FEED_KEY = os.environ.get("FEED_KEY") or "${s}"`, undefined, 'a.py'),
  held((s) => `FEED_KEY = os.getenv("FEED_KEY", "${s}")`, undefined, 'a.py'),
  held((s) => `feed_key: str = "${s}"`, undefined, 'a.py'),
  held((s) => `settings["feed_key"] = "${s}"`, undefined, 'a.py'),
  held((s) => `KEYS = {'feed_key': b'${s}'}`, undefined, 'a.py'),
  held((s) => `const feedKey = process.env.FEED_KEY ?? '${s}';`, undefined, 'a.ts'),
  held((s) => `const feedKey = process.env.FEED_KEY || "${s}";`, undefined, 'a.js'),
  held((s) => `const geo = new Geo({ appKey: '${s}' });`, undefined, 'a.ts'),
  held((s) => `private readonly feedToken: string = '${s}';`, undefined, 'a.ts'),
  held((s) => `if (req.headers['x-feed'] === 'a' && token !== '${s}') return;`, undefined, 'a.ts'),
  held((s) => `geo.setApiKey('${s}');`, undefined, 'a.js'),
  held((s) => `feedKey := "${s}"`, undefined, 'a.go'),
  held((s) => `cfg := geo.Config{FeedKey: "${s}"}`, undefined, 'a.go'),
  held((s) => `geo.New(geo.WithAPIKey("${s}"))`, undefined, 'a.go'),
  held((s) => `flag.String("feed-token", "${s}", "token of the feed")`, undefined, 'a.go'),
  held((s) => `private static final String FEED_KEY = "${s}";`, undefined, 'A.java'),
  held((s) => `Geo.builder().feedToken("${s}").build();`, undefined, 'A.java'),
  held((s) => `System.setProperty("feed.token", "${s}");`, undefined, 'A.java'),
  held((s) => `const val FEED_KEY = "${s}"`, undefined, 'A.kt'),
  held((s) => `val key = System.getenv("FEED_KEY") ?: "${s}"`, undefined, 'A.kt'),
  held((s) => `var client = new GeoClient(endpoint, new AzureKeyCredential("${s}"));`, undefined, 'A.cs'),
  held((s) => `string feedKey = @"${s}";`, undefined, 'A.cs'),
  held((s) => `Geo.configure { |c| c.feed_key = '${s}' }`, undefined, 'a.rb'),
  held((s) => `ENV['FEED_KEY'] ||= '${s}'`, undefined, 'a.rb'),
  held((s) => `{ :feed_token => "${s}" }`, undefined, 'a.rb'),
  held((s) => `$config['feed_key'] = '${s}';`, undefined, 'a.php'),
  held((s) => `'feed_key' => env('FEED_KEY', '${s}'),`, undefined, 'a.php'),
  held((s) => `const FEED_KEY: &'static str = "${s}";`, undefined, 'a.rs'),
  held((s) => `let feed_key = String::from("${s}");`, undefined, 'a.rs'),
  held((s) => `let feedKey: String = "${s}"`, undefined, 'A.swift'),
  held((s) => `NSString *feedKey = @"${s}";`, undefined, 'A.m'),
  held((s) => `#define FEED_KEY "${s}"`, undefined, 'a.h'),
  held((s) => `feed_key <- "${s}"`, undefined, 'a.R'),
  held((s) => `local feed_key = "${s}"`, undefined, 'a.lua'),
  held((s) => `my $feed_key = '${s}';`, undefined, 'a.pl'),
  held((s) => `config :shop, feed_key: "${s}"`, undefined, 'a.exs'),
  held((s) => `const FEED_KEYS = ['${s}', '${chars(32)}'];`, undefined, 'a.js'),
  held((s) => `crypto.createHmac('sha256', '${s}').update(body).digest('hex')`, undefined, 'a.js'),
  held((s) => `jwt.sign({ sub: user.id }, '${s}', { expiresIn: '1h' })`, undefined, 'a.js'),
  held((s) => `jwt.encode(payload, "${s}", algorithm="HS256")`, undefined, 'a.py'),
  held((s) => `INSERT INTO settings (name, value) VALUES ('feed_key', '${s}');`, undefined, 'a.sql'),
];

const USES: Named[] = [
  held((s) => `geo tiles --feed-key ${s} --zoom 4`),
  held((s) => `geo tiles --feed-key="${s}" --zoom 4`),
  held((s) => `geo tiles --feed-token '${s}'`),
  held((s) => `geo tiles -token=${s}`),
  held((s) => `java -Dfeed.token=${s} -jar geo.jar`),
  held((s) => `"args": ["--feed-key", "${s}"]`),
  held((s) => `curl -H 'Feed-Key: ${s}' https://geo.shop.io`),
  held((s) => `curl -H "api-key: ${s}" https://geo.shop.io`),
  held((s) => `Ocp-Apim-Subscription-Key: ${s}`),
  held((s) => `PRIVATE-TOKEN: ${s}`),
  held((s) => `> X-Feed-Secret: ${s}`),
  held((s) => `Authorization: ApiKey ${s}`),
  held((s) => `https://geo.shop.io/tiles?zoom=4&key=${s}`),
  held((s) => `https://geo.shop.io/tiles?appid=${s}&zoom=4`),
  held((s) => `https://geo.shop.io/tiles?feed_token=${s}`),
  held((s) => `git clone https://${s}@git.shop.io/geo.git`),
  held((s) => `level=info msg=login feed_key=${s} zoom=4`),
  held((s) => `2024-05-02 10:11:12 INFO feedToken: ${s}`),
];

const PROSE: Named[] = [
  held((s) => `The API key is ${s}, please do not lose it.`),
  held((s) => `API key for the feed: ${s}`),
  held((s) => `Use the token \`${s}\` until Friday; the secret key is \`${s}\`.`),
  held((s) => `**Access token:** ${s}`),
  held((s) => `| Secret key | ${s} |`),
  held((s) => `My password is Vq7!${s}x, I told you.`, chars(8)),
  held((s) => `password: Vq7!${s}x`, chars(8)),
  held((s) => `密钥：${s}`),
  held((s) => `接口密钥是 ${s}，请勿外传。`),
  held((s) => `密码为：Vq7!${s}x`, chars(8)),
  held((s) => `访问令牌为 \`${s}\``),
  held((s) => `"密钥": "${s}"`),
  held((s) => `管理员口令：Vq7!${s}x`, `${chars(10)}8`),
  held((s) => `トークン: ${s}`),
];

/** Django's own alphabet, also with the words that its generator puts before it. */
const DJANGO = 'abcdefghijklmnopqrstuvwxyz0123456789!@#$%^&*(-_=+)';
const FRAMEWORKS: Named[] = [
  held((s) => `SECRET_KEY = '${s}'`, chars(50, DJANGO), 'shop/settings.py'),
  held((s) => `SECRET_KEY = "${s}"`, `$(${chars(48, DJANGO)}`, 'shop/settings.py'),
  held((s) => `SECRET_KEY = '!${s}'`, chars(49, DJANGO), 'shop/settings.py'),
  held((s) => `SECRET_KEY = 'django-insecure-${s}'`, chars(50, DJANGO), 'shop/settings.py'),
  held((s) => `DJANGO_SECRET_KEY=django-insecure-${s}`, chars(50, DJANGO.replace(/[&()$*]/g, ''))),
  held((s) => `{"SECRET_KEY": "${s}"}`, chars(50, DJANGO)),
];

export const NAMED: readonly Named[] = [...ENVIRONMENT, ...SETTINGS, ...CODE, ...USES, ...PROSE, ...FRAMEWORKS];

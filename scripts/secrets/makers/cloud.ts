/** Keys of clouds, hosts, networks and databases. */
import { shortMarked, type TokenRule, tokens } from './rule.js';

/** What a signed address grants is in the address itself. */
const SIGNED_ADDRESSES: TokenRule[] = [
  {
    kind: 'azure-sas',
    marks: ['sig='],
    isShort: false,
    pattern: () => /[?&]sv=\d{4}-\d\d-\d\d[^\s"'`<>]{0,400}?[?&]sig=(?<secret>[A-Za-z0-9%+/_-]{30,400}={0,2})/g,
  },
  {
    kind: 'azure-sas',
    marks: ['sig='],
    isShort: false,
    pattern: () => /[?&]sig=(?<secret>[A-Za-z0-9%+/_-]{40,400})(?==?&[^\s"'`<>]{0,400}?sv=\d{4}-\d\d-\d\d)/g,
  },
  {
    kind: 'azure-sas',
    marks: ['sig='],
    isShort: false,
    pattern: () => /[?&]sv=\d\.\d[^\s"'`<>]{0,200}?[?&]sig=(?<secret>[A-Za-z0-9%_-]{40,80})/g,
  },
  {
    kind: 'signed-url',
    marks: ['-Signature='],
    isShort: false,
    pattern: () => /[?&]X-(?:Amz|Goog)-Signature=(?<secret>[0-9a-f]{64,1024})/g,
  },
  {
    kind: 'signed-url',
    marks: ['Key-Pair-Id='],
    isShort: false,
    pattern: () => /[?&]Signature=(?<secret>[A-Za-z0-9_~-]{60,800})(?=&Key-Pair-Id=)/g,
  },
];

/** Base64 keys of Azure carry the letters of the service near their end. */
const AZURE_KEYS: TokenRule = {
  kind: 'azure-key',
  marks: ['JQQJ99', 'AZDO', '+ASt', 'ACDb', '+ASb', '+AEh', 'AIoT', '+ACR', 'AzCa', 'AzSe', 'AzFu', '+ABa'],
  isShort: true,
  pattern: () =>
    new RegExp(
      '(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/]{30,80}' +
        '(?:JQQJ99|AZDO|\\+ASt|ACDb|\\+ASb|\\+AEh|AIoT|\\+ACR|AzCa|AzSe|AzFu|\\+ABa)' +
        '[A-Za-z0-9+/]{4,40}={0,2}(?![A-Za-z0-9+/_-])',
      'g',
    ),
};

export const CLOUD: TokenRule[] = [
  ...tokens([
    ['aws-access-key', '(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Z0-9])'],
    ['aws-secret-key', 'ABSK%b{100,300}={0,2}'],
    ['aws-secret-key', 'bedrock-api-key-%b{40,2000}={0,2}'],
    ['aws-session-token', '(?:IQoJb3JpZ2lu|FwoGZXIvYXdz)%b{80,2000}={0,2}'],
    ['azure-key', '[A-Za-z0-9_~.]{3}\\dQ~[A-Za-z0-9_~.-]{31,34}'],
    ['google-oauth', 'GOCSPX-%u{28}'],
    ['google-oauth', 'ya29\\.%u{30,400}'],
    ['google-oauth', '1//0%u{40,200}'],
    ['google-oauth', '4/0A%u{50,120}'],
    ['google-hmac-key', 'GOOG1E[A-Z0-9]{55}(?!%a)'],
    ['digitalocean-token', 'do[opr]_v1_%h{64}'],
    ['alibaba-key', 'LTAI%a{20}(?!%a)'],
    ['alibaba-key', 'STS\\.%a{24,64}(?!%a)'],
    ['tencent-key', 'AKID%a{28,40}(?!%a)'],
    ['volcengine-key', 'AKLT%a{40,70}={0,2}'],
    ['baidu-key', 'bce-v3/ALTAK-%a{16,30}/%h{40}'],
    ['yandex-key', '(?:AQVN%u{35,38}|t1\\.%u{10,200}={0,2}\\.%u{86}={0,2})(?!%u)'],
    ['yandex-key', 'y[0-3]_%u{50,90}'],
    ['upcloud-token', 'ucat_%a{20,50}'],
    ['heroku-key', 'HRKU-%u{36,400}'],
    ['render-key', 'rnd_%a{24,60}'],
    ['fly-token', 'fm[1-9][a-z]?_[A-Za-z0-9+/=,_-]{80,2000}'],
    ['fly-token', 'fo1_%u{43}'],
    ['netlify-token', 'nf[pcoub]_%a{32,80}'],
    ['vercel-token', 'vc[piark]_%a{20,60}'],
    ['vercel-token', 'vercel_blob_rw_%a{10,30}_%a{24,60}'],
    ['cloudflare-token', 'cf(?:k|ut|at)_%a{40,60}'],
    ['cloudflare-token', 'v1\\.0-%h{24}-%h{146}'],
    ['deno-token', 'dd[opw]_%a{36,60}'],
    ['supabase-token', 'sbp_(?:(?:v0|oauth)_)?%h{40}'],
    ['supabase-token', 'sb_secret_%u{22,400}'],
    ['neon-key', 'napi_%a{40,100}'],
    ['neon-password', 'npg_%a{12,24}(?!%a)'],
    ['planetscale-token', 'pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.=-]{32,400}'],
    ['xata-key', 'xau_%a{30,80}'],
    ['cockroach-key', 'CCDB1_%a{22}_%a{40}'],
    ['mongodb-key', 'mdb_sa_sk_%u{36,60}'],
    ['aiven-password', 'AVNS_%u{16,40}'],
    ['clickhouse-key', '4b1d%a{38}(?!%a)'],
    ['databricks-token', '(?:dapi|dose|dkea)%h{32}(?:-\\d)?(?!%a)'],
    ['datastax-token', 'AstraCS:%a{20,40}:%h{64}'],
    ['elastic-key', 'essu_%b{50,400}={0,2}'],
    ['convex-key', '(?:prod|dev|preview|project):[\\w:-]{3,80}\\|%b{50,300}={0,2}'],
    ['fauna-key', 'fnA%u{37}(?!%u)'],
    ['appwrite-key', 'standard_%h{128,300}'],
    ['firebase-key', 'AAAA%u{7}:APA91b%u{100,200}'],
    ['backblaze-key', 'K00\\d%b{27}(?!%b)'],
    ['tailscale-key', 'tskey-[a-z]+-%a{6,400}-%a{16,400}'],
    ['openshift-token', 'sha256~%u{43}(?!%u)'],
    ['scalingo-token', 'tk-us-%u{48}'],
    ['defined-token', 'dnkey-[A-Za-z0-9=_-]{26}-[A-Za-z0-9=_-]{52}'],
    ['swarm-token', 'SWMTKN-1-[a-z0-9]{40,60}-[a-z0-9]{20,30}'],
    ['swarm-token', 'SWMKEY-1-%b{40,50}'],
    ['tinybird-token', 'p\\.eyJ%u{30,300}\\.%u{20,120}'],
    ['cloudsmith-key', 'csa_%h{30}%a{4,10}'],
    ['particle-token', 'aio_%a{28}(?!%a)'],
    ['ubidots-token', 'BBF[FA]-%a{30,40}'],
    ['kong-token', '[ks]pat_%a{40,80}'],
    ['zuplo-key', 'zpka_%a{28,50}_%h{8}'],
    ['unkey-key', 'unkey_%a{16,50}'],
    ['tor-key', 'ED25519-V3:%b{80,100}={0,2}'],
  ]),
  ...shortMarked([
    ['digitalocean-token', 'DO00[A-Z0-9]{16}(?![A-Z0-9])'],
    ['ngrok-token', '[23]%a{26}_%a{20,26}(?!%u)'],
    ['vault-token', 's\\.%a{24}(?![\\w.-])'],
  ]),
  AZURE_KEYS,
  ...SIGNED_ADDRESSES,
];

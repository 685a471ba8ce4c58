/**
 * Tokens with a vendor's prefix, in the formats that the vendors publish. Lengths leave room, because tokens grow, and
 * are bounded, because hostile text must not make a pattern slow.
 */

export interface TokenRule {
  kind: string;
  /** A global pattern; the group `secret` is the token where more is matched. Compiled on the first call. */
  pattern(): RegExp;
  /** Whether only accounts without real effect accept it. */
  test?: true;
  /** Every match contains one of these; a text without them needs no pattern, which is then never compiled. */
  marks: readonly string[] | null;
}

/** A prefix inside a longer word is no token. */
const token = (kind: string, source: string, flags = ''): TokenRule => {
  let compiled: RegExp | null = null;
  return {
    kind,
    pattern: () => (compiled ??= new RegExp(`(?<![A-Za-z0-9_])(?:${source})`, `g${flags}`)),
    marks: flags === '' ? beginnings(source) : null,
  };
};

/** The literal texts that a pattern can begin with; null where it can begin with anything. */
function beginnings(source: string): string[] | null {
  const words = /^(?:\(\?:([\w-]+(?:\|[\w-]+)*)\)|([\w-]+))([?*{|]?)/.exec(source);
  if (words === null || isAlternative(source)) return null;
  const [, either, plain = '', after = ''] = words;
  if (either !== undefined) return after === '' ? either.split('|') : null;
  // A quantified part may be absent.
  const certain = after === '' ? plain : plain.slice(0, -1);
  return certain === '' ? null : [certain];
}

/** Whether `|` stands outside of any parentheses. */
function isAlternative(source: string): boolean {
  let depth = 0;
  let isClass = false;
  for (let index = 0; index < source.length; index += 1) {
    const char = source[index];
    if (char === '\\') index += 1;
    else if (isClass) isClass = char !== ']';
    else if (char === '[') isClass = true;
    else if (char === '(') depth += 1;
    else if (char === ')') depth -= 1;
    else if (char === '|' && depth === 0) return true;
  }
  return false;
}

export const TOKEN_RULES: readonly TokenRule[] = [
  token('aws-access-key', '(?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16}(?![A-Z0-9])'),
  token('github-token', 'gh[pousr]_[A-Za-z0-9_]{30,251}'),
  token('github-token', 'ghs_\\d{1,20}_[A-Za-z0-9_-]{10,1000}\\.[A-Za-z0-9_-]{10,8000}\\.[A-Za-z0-9_-]{10,1000}'),
  token('github-token', 'github_pat_[A-Za-z0-9_]{30,255}'),
  token('gitlab-token', 'gl(?:pat|dt|rt|cbt|ptt|ft|soat|agent|oas|imt|ffct)-[A-Za-z0-9_.-]{20,255}'),
  token('slack-token', 'xox[abeoprs](?:\\.xox[bp])?-[A-Za-z0-9-]{20,400}'),
  token('slack-token', 'xapp-[A-Za-z0-9-]{20,400}'),
  token(
    'slack-webhook',
    'https://hooks\\.slack(?:-gov)?\\.com/(?:services|workflows|triggers)/[A-Za-z0-9+/_-]{30,400}',
  ),
  token('teams-webhook', 'https://[\\w-]{1,60}\\.webhook\\.office\\.com/webhookb2/[A-Za-z0-9@/_-]{60,400}'),
  token('discord-webhook', 'https://(?:\\w+\\.)?discord(?:app)?\\.com/api/webhooks/\\d{15,22}/[\\w-]{50,400}'),
  token('stripe-key', '(?:sk|rk)_live_[A-Za-z0-9]{16,255}'),
  { ...token('stripe-key', '(?:sk|rk)_test_[A-Za-z0-9]{16,255}'), test: true },
  token('stripe-key', 'whsec_[A-Za-z0-9+/]{24,400}={0,2}'),
  token('npm-token', 'npm_[A-Za-z0-9_]{36,400}'),
  token('pypi-token', 'pypi-AgE[A-Za-z0-9_-]{50,400}'),
  token('rubygems-token', 'rubygems_[0-9a-f]{48}'),
  token('google-api-key', 'AIza[A-Za-z0-9_-]{35}(?![A-Za-z0-9_-])'),
  token('google-oauth', 'GOCSPX-[A-Za-z0-9_-]{28}'),
  token('google-oauth', 'ya29\\.[A-Za-z0-9_-]{30,400}'),
  token('azure-key', '[A-Za-z0-9_~.]{3}\\dQ~[A-Za-z0-9_~.-]{31,34}'),
  token('openai-key', 'sk-(?:(?:proj|svcacct|admin)-)?[A-Za-z0-9_-]{20,400}T3BlbkFJ[A-Za-z0-9_-]{20,400}'),
  token('openai-key', 'sk-(?:proj|svcacct|admin|or-v1)-[A-Za-z0-9_-]{40,400}'),
  token('anthropic-key', 'sk-ant-[a-z]{3,5}\\d\\d-[A-Za-z0-9_-]{80,400}'),
  token('sendgrid-key', 'SG\\.[A-Za-z0-9_-]{20,24}\\.[A-Za-z0-9_-]{39,50}'),
  token('twilio-key', 'SK[0-9a-f]{32}(?![0-9a-zA-Z])'),
  token('mailgun-key', '(?:key|pubkey)-[0-9a-f]{32}(?![0-9a-zA-Z])'),
  { ...token('mailchimp-key', '[0-9a-f]{32}-us\\d{1,2}(?!\\w)'), marks: ['-us'] },
  token('shopify-token', 'shpp?(?:at|ca|a|pa|ss)_[0-9a-zA-Z]{32,64}'),
  token('square-token', 'sq0(?:csp|atp|idp)-[A-Za-z0-9_-]{22,43}'),
  token('discord-token', '[MNO][A-Za-z0-9_-]{23,27}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{27,40}'),
  token('telegram-token', '\\d{8,10}:AA[A-Za-z0-9_-]{32,33}(?![A-Za-z0-9_-])'),
  token('digitalocean-token', 'do[opr]_v1_[0-9a-f]{64}'),
  token('vault-token', 'hv[sbr]\\.[A-Za-z0-9_-]{24,400}'),
  { ...token('terraform-token', '[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_=-]{60,400}'), marks: ['.atlasv1.'] },
  token('databricks-token', 'dapi[0-9a-f]{32}(?:-\\d)?'),
  token('huggingface-token', '(?:hf|api_org)_[A-Za-z]{34}(?![A-Za-z0-9])'),
  token('linear-key', 'lin_(?:api|oauth)_[A-Za-z0-9_]{32,400}'),
  token('notion-token', '(?:ntn_[A-Za-z0-9]{40,400}|secret_[A-Za-z0-9]{43})(?![A-Za-z0-9])'),
  token('atlassian-token', 'ATATT3[A-Za-z0-9_=-]{60,400}'),
  token('bitbucket-token', 'ATBB[A-Za-z0-9]{32}(?![A-Za-z0-9])'),
  token('docker-token', 'dckr_(?:pat|oat)_[A-Za-z0-9_-]{26,400}'),
  token('newrelic-key', 'NR(?:AK|JS|II|RA)-[A-Z0-9]{19,27}'),
  token('grafana-token', 'glsa_[A-Za-z0-9]{32}_[0-9A-Fa-f]{8}'),
  token('grafana-token', 'glc_[A-Za-z0-9+/]{32,400}={0,2}'),
  token('sentry-token', 'sntrys_[A-Za-z0-9+/=_-]{60,400}'),
  token('sentry-token', 'sntryu_[0-9a-f]{64}'),
  token('postman-key', 'PMAK-[0-9a-f]{24}-[0-9a-f]{34}'),
  token('pulumi-token', 'pul-[0-9a-f]{40}'),
  token('figma-token', 'fig[dou]r?_[A-Za-z0-9_-]{38,400}'),
  token('doppler-token', 'dp\\.(?:pt|ct|st|sa|scim|audit)\\.(?:[\\w-]+\\.)?[A-Za-z0-9]{40,44}'),
  token('supabase-token', 'sb[p]_(?:v0_)?[0-9a-f]{40}'),
  token('supabase-token', 'sb_secret_[A-Za-z0-9_-]{22,400}'),
  token('planetscale-token', 'pscale_(?:tkn|pw|oauth)_[A-Za-z0-9_.=-]{32,400}'),
  token('tailscale-key', 'tskey-[a-z]+-[A-Za-z0-9]{6,400}-[A-Za-z0-9]{16,400}'),
  token('age-key', 'AGE-SECRET-KEY-1[QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L]{58}'),
  token('onepassword-token', 'ops_eyJ[A-Za-z0-9+/_=-]{200,400}'),
  token('groq-key', 'gsk_[A-Za-z0-9]{48,400}'),
  token('xai-key', 'xai-[A-Za-z0-9]{70,400}'),
  token('replicate-token', 'r8_[A-Za-z0-9]{37}'),
  token('perplexity-key', 'pplx-[A-Za-z0-9]{40,400}'),
  token('airtable-token', 'pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}'),
  token('easypost-key', 'EZAK[A-Za-z0-9]{54}'),
  token('fly-token', '(?:FlyV1 )?(?:fm\\d[a-z]?_[A-Za-z0-9+/=,_-]{80,2000}|fo1_[A-Za-z0-9_-]{43})'),
  token('nuget-key', 'oy2[a-z0-9]{43}(?![A-Za-z0-9])'),
  token('cratesio-token', 'cio[A-Za-z0-9]{32}(?![A-Za-z0-9])'),
  token('heroku-key', 'HRKU-[A-Za-z0-9_-]{36,400}'),
  token('gitlab-token', 'GR1348941[A-Za-z0-9_-]{20}'),
  token('sonar-token', 'sq[pua]_[0-9a-f]{40}(?![0-9a-zA-Z])'),
  token('vercel-token', 'vc[piark]_[A-Za-z0-9]{20,60}'),
  token('cloudflare-token', 'cf(?:k|ut|at)_[A-Za-z0-9]{40,60}'),
  token('cloudflare-token', 'v1\\.0-[0-9a-f]{24}-[0-9a-f]{146}'),
  token('onepassword-key', 'A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}'),
  token('adobe-secret', 'p8e-[A-Za-z0-9]{32}(?![A-Za-z0-9])'),
  token('alibaba-key', 'LTAI[A-Za-z0-9]{20}(?![A-Za-z0-9])'),
  token('artifactory-key', '(?:AKCp[A-Za-z0-9]{69}|cmVmd[A-Za-z0-9]{59})(?![A-Za-z0-9])'),
  token('clickhouse-key', '4b1d[A-Za-z0-9]{38}(?![A-Za-z0-9])'),
  token('clojars-token', 'CLOJARS_[A-Za-z0-9]{60}'),
  token('defined-token', 'dnkey-[A-Za-z0-9=_-]{26}-[A-Za-z0-9=_-]{52}'),
  token('duffel-token', 'duffel_live_[A-Za-z0-9_=-]{43}'),
  { ...token('duffel-token', 'duffel_test_[A-Za-z0-9_=-]{43}'), test: true },
  token('dynatrace-token', 'dt0[a-z]\\d\\d\\.[A-Za-z0-9]{24}\\.[A-Za-z0-9]{64}'),
  { ...token('easypost-key', 'EZTK[A-Za-z0-9]{54}'), test: true },
  token('facebook-token', 'EAA[A-Z][A-Za-z0-9]{100,400}'),
  token('square-token', 'EAAA[A-Za-z0-9_-]{56,60}(?![A-Za-z0-9_-])'),
  token('flutterwave-key', 'FLWSECK-[0-9a-zA-Z]{32}-X'),
  { ...token('flutterwave-key', 'FLWSECK_TEST-[0-9a-zA-Z]{12,32}(?:-X)?'), test: true },
  token('frameio-token', 'fio-u-[A-Za-z0-9_=-]{64}'),
  token('grafana-token', 'eyJrIjoi[A-Za-z0-9]{60,400}={0,3}'),
  token('harness-token', '(?:pat|sat)\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9]{24}\\.[A-Za-z0-9]{20}'),
  token('infracost-key', 'ico-[A-Za-z0-9]{32}(?![A-Za-z0-9])'),
  token('intra42-secret', 's-s4t2(?:ud|af)-[0-9a-f]{64}'),
  { ...token('maxmind-key', '[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk'), marks: ['_mmk'] },
  token('octopus-key', 'API-[A-Z0-9]{26}(?![A-Z0-9])'),
  token('openshift-token', 'sha256~[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])'),
  token('plaid-token', 'access-production-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}'),
  token('prefect-key', 'pn[ub]_[A-Za-z0-9]{36}(?![A-Za-z0-9])'),
  token('readme-key', 'rdme_[a-z0-9]{70}'),
  token('scalingo-token', 'tk-us-[A-Za-z0-9_-]{48}'),
  token('brevo-key', 'xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}'),
  token('settlemint-token', 'sm_[aps]at_[A-Za-z0-9]{16}(?![A-Za-z0-9])'),
  token('shippo-token', 'shippo_live_[0-9a-fA-F]{40}'),
  { ...token('shippo-token', 'shippo_test_[0-9a-fA-F]{40}'), test: true },
  token('sourcegraph-token', 'sgp_(?:(?:[0-9a-fA-F]{16}|local)_)?[0-9a-fA-F]{40}'),
  token('typeform-token', 'tfp_[A-Za-z0-9_.=-]{40,60}'),
  token(
    'yandex-key',
    '(?:AQVN[A-Za-z0-9_-]{35,38}|t1\\.[A-Za-z0-9_-]{10,200}={0,2}\\.[A-Za-z0-9_-]{86}={0,2})(?![A-Za-z0-9_-])',
  ),
  token('facebook-token', '\\d{15,16}\\|[A-Za-z0-9_-]{27}(?![A-Za-z0-9_-])'),
  // A JWT that is base64-encoded again, as in manifests.
  token('jwt', 'ZXlK[A-Za-z0-9+/]{60,4000}={0,2}'),
  token('jwt', 'eyJ[A-Za-z0-9_-]{10,400}\\.eyJ[A-Za-z0-9_-]{10,400}\\.[A-Za-z0-9_-]{20,400}'),
  {
    kind: 'azure-sas',
    marks: ['sig='],
    pattern: () => /[?&]sv=\d{4}-\d\d-\d\d[^\s"'`<>]{0,400}?[?&]sig=(?<secret>[A-Za-z0-9%+/_-]{30,400}={0,2})/g,
  },
  {
    kind: 'azure-sas',
    marks: ['sig='],
    pattern: () => /[?&]sig=(?<secret>[A-Za-z0-9%+/_-]{40,400})(?==?&[^\s"'`<>]{0,400}?sv=\d{4}-\d\d-\d\d)/g,
  },
];

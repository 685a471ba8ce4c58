/** Requests over the network that change something there. */

import { texts } from '../../args.js';
import { type Call, type Finding, type Kind, shown } from '../../model.js';
import { meets } from '../../patterns.js';

const PAYMENT_HOST = [
  /(?:api\.stripe\.com|api(?:-m)?\.paypal\.com|connect\.squareup\.com|api\.braintreegateway|api\.coinbase\.com)/,
  /(?:api\.adyen\.com|api\.razorpay\.com|api\.wise\.com|api\.plaid\.com|api\.binance\.com|api\.kraken\.com)/,
  /(?:api\.exchange\.coinbase|api\.mollie\.com|api\.gocardless\.com|api\.paddle\.com|api\.lemonsqueezy\.com)/,
  /(?:api\.bybit\.com|www\.okx\.com\/api)/,
];
const CHAIN_CALL =
  /eth_send(?:Raw)?Transaction|sendrawtransaction|"sendTransaction"|author_submitExtrinsic|broadcast_tx|personal_/;
const LOCAL_URL = [
  /(?:^| )['"]?(?:https?:\/\/)?(?:[^@/ ]*@)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\])(?:[:/ ]|$)/,
  /(?:^| )['"]?(?:https?:\/\/)?(?:[^@/ ]*@)?(?:host\.docker\.internal|10\.0\.2\.2)(?:[:/ ]|$)/,
  /(?:^| )['"]?(?:https?:\/\/)?(?:[^@/ ]*@)?[\w.-]+\.(?:local|localhost|test|internal\.test)(?:[:/ ]|$)/,
];
/** Hosts at which a request has an effect: on a platform, in a channel that people read, on something deployed. */
const ACTING_HOST = [
  /https?:\/\/(?:[^@/ ]*@)?api\.(?:github|heroku|vercel|netlify|cloudflare)\.(?:com|io|dev|cloud|org|app|tech)/,
  /https?:\/\/(?:[^@/ ]*@)?api\.(?:digitalocean|fly|linode|sendgrid|twilio|mailgun)\.(?:com|io|dev|cloud|org|app|tech)/,
  /https?:\/\/(?:[^@/ ]*@)?api\.(?:slack|render|gitlab|bitbucket|pagerduty)\.(?:com|io|dev|cloud|org|app|tech)/,
  /https?:\/\/(?:[^@/ ]*@)?api\.(?:datadoghq|opsgenie|hetzner|scaleway|machines)\.(?:com|io|dev|cloud|org|app|tech)/,
  /https?:\/\/(?:[^@/ ]*@)?api\.(?:pushover|telegram|openai|anthropic|mailchimp)\.(?:com|io|dev|cloud|org|app|tech)/,
  /https?:\/\/(?:[^@/ ]*@)?api\.(?:hubapi|notion|linear|atlassian|circleci)\.(?:com|io|dev|cloud|org|app|tech)/,
  /https?:\/\/(?:[^@/ ]*@)?api\.(?:travis-ci|buildkite|godaddy|namecheap|dnsimple)\.(?:com|io|dev|cloud|org|app|tech)/,
  /https?:\/\/(?:[^@/ ]*@)?api\.(?:porkbun|supabase|neon|planetscale|sentry)\.(?:com|io|dev|cloud|org|app|tech)/,
  /https?:\/\/(?:[^@/ ]*@)?api\.(?:statuspage|intercom|zendesk)\.(?:com|io|dev|cloud|org|app|tech)/,
  /https?:\/\/(?:[^@/ ]*@)?(?:hooks\.(?:slack|zapier)\.com|[\w-]+\.webhook\.office\.com)/,
  /https?:\/\/(?:[^@/ ]*@)?(?:discord(?:app)?\.com\/api\/webhooks|api\.telegram\.org|gitlab\.com\/api)/,
  /https?:\/\/(?:[^@/ ]*@)?[\w.-]+\/(?:job|buildByToken)\//,
  /https?:\/\/(?:[^@/ ]*@)?[\w.-]*\b(?:ci|jenkins|argocd|vault|consul|nomad|rancher|grafana|deploy)\.[\w.-]+\//,
];
/** Hosts for trying out requests. */
const ECHOING = [
  /https?:\/\/(?:[\w-]+\.)*(?:httpbin\.(?:org|io)|postman-echo\.com|jsonplaceholder\.typicode\.com|reqres\.in)/,
  /https?:\/\/(?:[\w-]+\.)*(?:webhook\.site|requestbin|beeceptor\.com|mockable\.io)/,
  /https?:\/\/(?:[\w-]+\.)*example\.(?:com|org)\/(?:api\/)?(?:echo|test|mock)/,
];
/** Requests that only ask for something: tokens, searches, queries, models. */
const ASKING = [
  /graphql|\/search|\/query|\/_search|oauth|\/token|\/login|\/auth|\/completions|\/messages\b|\/embeddings/i,
  /\/rpc\b|\/validate|\/preview|\/markdown|\/parse|\/lint/i,
];

export function judgeRequest(call: Call): Finding[] {
  const all = texts(call.args);
  const finding = (category: Finding['category'], kind: Kind): Finding[] => [{ category, kind, subject: shown(call) }];
  const isLocal = meets(LOCAL_URL, all);
  if (
    /(?:_delete_by_query|_update_by_query)\b/.test(all) ||
    (isLocal && /:9200\/(?:_all|\*)/.test(all) && /DELETE/.test(all))
  )
    return finding('database', 'sql-drop');
  if (isLocal) return [];
  const method =
    /(?:^| )(?:-\w*X ?|--request[= ]|--method[= ]|-Method )["']?(POST|PUT|PATCH|DELETE)\b/i
      .exec(all)?.[1]
      ?.toUpperCase() ?? /^(?:-\S+ )*(POST|PUT|PATCH|DELETE) /i.exec(all)?.[1]?.toUpperCase();
  const sends = /(?:^| )(?:-d|--data\S*|-F|--form\S*|--json|--post-data|--post-file|--body-data|-Body)[= ]/.test(all);
  const uploads = /(?:^| )(?:-T|--upload-file)[= ]?\S/.test(all) && !/(?:-T|--upload-file)[= ]?-(?: |$)/.test(all);
  const changes = method !== undefined || (sends && !/(?:^| )(?:-G|--get)(?: |$)/.test(all));
  if (CHAIN_CALL.test(all) && changes) return finding('money', 'chain');
  if (meets(PAYMENT_HOST, all) && changes) return finding('money', 'payment');
  if (method === 'DELETE') return finding('deploy', 'remote-api');
  if (uploads)
    return /nexus|artifactory|repository|packages|pypi|npm|maven/i.test(all)
      ? finding('publish', 'publish-package')
      : finding('deploy', 'remote-host');
  if (!changes || meets(ECHOING, all)) return [];
  const isActing = meets(ACTING_HOST, all) && !(meets(ASKING, all) && !/mutation|hooks\.|webhook/i.test(all));
  const isProduction =
    /https?:\/\/[^/ ]*\b(?:prod|production|live)\b/.test(all) ||
    /\/(?:deploy|deployments|releases|purge_cache|build_hooks|trigger|payments?|orders|transfers|charges)\b/.test(all);
  return isActing || isProduction || /^(?:PUT|PATCH)$/.test(method ?? '') ? finding('deploy', 'remote-api') : [];
}

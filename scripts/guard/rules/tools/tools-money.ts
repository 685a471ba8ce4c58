/**
 * Money and chains, the less common ways, and words that say mainnet; rules/tools.ts asks here before its own table.
 */
import type { Tool } from './tool.js';

const LOCAL =
  /(?:--(?:rpc-url|fork-url|url|network|provider|node|host)|-u|-r)[= ](?:https?:\/\/|ws:\/\/)?(?:localhost|127\.0\.0\.1|0\.0\.0\.0|local(?:net)?|anvil|hardhat|ganache|dev(?:elopment)?|l)(?:[:/ ]|$)|-regtest|--dev\b|--help|--dry-run/;
const money = (program: Tool['program'], words: RegExp, rest: Partial<Tool> = {}): Tool => ({
  program,
  words,
  category: 'money',
  kind: 'chain',
  unless: LOCAL,
  ...rest,
});

export const MOVING: readonly Tool[] = [
  money('cast', /^rpc (?:eth_send\w+|personal_\w+|eth_sign\w*|anvil_NEVER)\b/, { valued: '--rpc-url' }),
  money('truffle', /^(?:exec|migrate|deploy|run)\b/, {
    flags: /^--network=(?!dev|local|test|ganache|hardhat)/,
    valued: '--network',
  }),
  money('solana', /^(?:pay|feature activate|address-lookup-table|program-v4)\b/),
  money(
    'metaplex|sugar|candy-machine|zora|manifold|nftport|magiceden',
    /^(?:upload|launch|deploy|mint|update|withdraw|sign|create|verify|burn|freeze)\b/,
  ),
  money(
    'monero-wallet-cli|monero-wallet-rpc|electrum|electron-cash|sparrow-cli|trezorctl|ledger-live|hwi|eclair-cli|c-lightning|loop|pool|boltzcli|wasabi',
    /(?:^| )(?:transfer|send|payto|broadcast|sweep\w*|paytomany|signtransaction|out|swap|ethereum sign-tx|btc sign-tx|withdraw|sendtoaddress)\b/,
  ),
  money('monero-wallet-cli', /^/, { flags: /^--command=?(?:transfer|sweep)?/ }),
  money(
    'subkey|substrate|polkadot|cargo-contract',
    /^(?:sign|contract (?:instantiate|call|upload)|instantiate|call|upload)\b/,
  ),
  money('dfx', /^(?:deploy|canister|ledger|cycles|wallet|sns)\b/, {
    flags: /^--network=(?:ic|mainnet|playground)/,
    valued: '--network',
  }),
  money('dfx', /^ledger (?:transfer|create-canister|top-up)\b/),
  money(
    'ethereal|ethdo|eth-cli|eth|wagmi-cli|seaport|foundry-zksync|zksync-cli|cannon|catapulta|hardhat-deploy|defender|tenderly',
    /(?:^| )(?:transaction:?\s?send|send|transfer|exit|validator|deploy|contract:(?:deploy|send)|bridge|build --NEVER)\b/,
  ),
  money('geth|erigon|reth|besu', /\beth\.send|\bpersonal\.|\bminer\.|^attach\b.*send/),
  money('geth', /^/, { flags: /--exec=.*(?:send|personal|sign|unlock)/, valued: '--exec' }),
  money('thirdweb|wizard|remix|openzeppelin|upgrades', /^(?:deploy|publish|upload|release|propose)\b/),
  money('graph', /^(?:deploy|publish|create|remove)\b/, {
    category: 'deploy',
    kind: 'deploy',
    unless: /localhost|127\.0\.0\.1|--help|graph-node/,
  }),
  money('stripe', /^(?:fixtures|trigger)\b/, { kind: 'payment', flags: /sk_live|^--live/, valued: '--api-key' }),
  money('stripe', /^/, {
    kind: 'payment',
    flags: /^--api-key=?(?:sk|rk)_live/,
    valued: '--api-key',
    unless: /^NEVER$/,
  }),
  money(
    'wise|revolut|plaid|adyen|mollie|paddle|lemonsqueezy|chargebee|recurly|gocardless|razorpay|alipay|klarna',
    /(?:^| )(?:transfer|transfers|create|refund|payout|pay|charge|cancel|capture)\b/,
    { kind: 'payment' },
  ),
  money(
    'aws',
    /(?:^| )(?:ec2 purchase-\S+|ec2 request-spot-\S+|rds purchase-\S+|savingsplans create-\S+|route53domains (?:register|transfer|renew)-\S+|marketplace-\S+|budgets delete|elasticache purchase-\S+|redshift purchase-\S+|dynamodb purchase-\S+)\b/,
    { kind: 'payment', valued: '--profile --region --output --query' },
  ),
  money(
    'gcloud',
    /(?:^| )billing (?:projects (?:link|unlink)|accounts|budgets (?:delete|update|create))|(?:^| )domains registrations (?:register|delete|transfer)|compute commitments create/,
    { kind: 'payment', unless: /(?:list|describe)|--help/ },
  ),
  money('vercel|now', /^domains (?:buy|transfer-in)\b/, { kind: 'payment' }),
  money(
    'namecheap|godaddy|porkbun|gandi|dnsimple|namesilo|cloudflare|hover',
    /(?:^| )(?:domains? (?:create|register|purchase|buy|renew|transfer)|purchase|register)\b/,
    { kind: 'payment' },
  ),
  money('ts-node|tsx|node|bun|python|python3|npx|deno', /^(?:run )?\S+\.(?:[cm]?[jt]s|py)\b/, {
    flags:
      /^--(?:network|chain)=(?:mainnet|ethereum|polygon|base|arbitrum|optimism|bsc|avalanche|solana|main|live|mainnet-beta)$/,
    valued: '--network --chain',
  }),
  money('npm|pnpm|yarn|bun|make|gmake|just|task', /(?:^| |[:_-])mainnet(?:$| |[:_-])/, {
    unless: /fork|test|dry|simulat|verify-NEVER|check|build|compile|(?:^| )-n\b/,
    valued: '-C -f --filter -w',
  }),
];

/** Money and chains, the less common ways, and words that say mainnet. */
import { ANY } from '../rule.js';
import { type Tool, toolsOf } from '../tools/tool.js';

const ADDRESS_FLAG = '(?:--(?:rpc-url|fork-url|url|network|provider|node|host)|-u|-r)[= ]';
const LOCAL_ADDRESS =
  '(?:https?://|ws://)?' +
  '(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|local(?:net)?|anvil|hardhat|ganache|dev(?:elopment)?|l)(?:[:/ ]|$)';
const LOCAL = [new RegExp(ADDRESS_FLAG + LOCAL_ADDRESS), /-regtest|--dev\b|--help|--dry-run/];
const money = toolsOf({ category: 'money', kind: 'chain', unless: LOCAL });

export const moreMoney = (): readonly Tool[] => [
  money('cast', 'cast', [/^rpc (?:eth_send\w+|personal_\w+|eth_sign\w*|anvil_NEVER)\b/], { valued: '--rpc-url' }),
  money('truffle-exec', 'truffle', ['exec|migrate|deploy|run'], {
    flags: /^--network=(?!dev|local|test|ganache|hardhat)/,
    valued: '--network',
  }),
  money('solana-pay', 'solana', ['pay|address-lookup-table|program-v4', 'feature activate']),
  money('metaplex-upload', 'metaplex|sugar|candy-machine|zora|manifold|nftport|magiceden', [
    'upload|launch|deploy|mint|update|withdraw|sign|create|verify|burn|freeze',
  ]),
  money(
    'monero-wallet-cli-transfer',
    [
      'monero-wallet-cli|monero-wallet-rpc|electrum|electron-cash|sparrow-cli|trezorctl|ledger-live|hwi',
      'eclair-cli|c-lightning|loop|pool|boltzcli|wasabi',
    ],
    [
      '… transfer|send|payto|broadcast|paytomany|signtransaction|out|swap|withdraw|sendtoaddress',
      '… ethereum|btc sign-tx',
      /(?:^| )sweep\w*\b/,
    ],
  ),
  money('monero-wallet-cli-command', 'monero-wallet-cli', ANY, { flags: /^--command=?(?:transfer|sweep)?/ }),
  money('subkey-sign', 'subkey|substrate|polkadot|cargo-contract', [
    'sign|instantiate|call|upload',
    'contract instantiate|call|upload',
  ]),
  money('dfx-deploy', 'dfx', ['deploy|canister|ledger|cycles|wallet|sns'], {
    flags: /^--network=(?:ic|mainnet|playground)/,
    valued: '--network',
  }),
  money('dfx-ledger-transfer', 'dfx', ['ledger transfer|create-canister|top-up']),
  money(
    'ethereal-send',
    [
      'ethereal|ethdo|eth-cli|eth|wagmi-cli|seaport|foundry-zksync|zksync-cli|cannon|catapulta',
      'hardhat-deploy|defender|tenderly',
    ],
    [
      '… send|transfer|exit|validator|deploy|contract:deploy|contract:send|bridge',
      '… build --NEVER',
      /(?:^| )transaction:?\s?send\b/,
    ],
  ),
  money('geth', 'geth|erigon|reth|besu', [/\beth\.send/, /\bpersonal\./, /\bminer\./, /^attach\b.*send/]),
  money('geth-exec', 'geth', ANY, { flags: /--exec=.*(?:send|personal|sign|unlock)/, valued: '--exec' }),
  money('thirdweb-deploy', 'thirdweb|wizard|remix|openzeppelin|upgrades', ['deploy|publish|upload|release|propose']),
  money('graph-deploy', 'graph', ['deploy|publish|create|remove'], {
    category: 'deploy',
    kind: 'deploy',
    unless: /localhost|127\.0\.0\.1|--help|graph-node/,
  }),
  money('stripe-fixtures', 'stripe', ['fixtures|trigger'], {
    kind: 'payment',
    flags: /sk_live|^--live/,
    valued: '--api-key',
  }),
  money('stripe-api-key', 'stripe', ANY, {
    kind: 'payment',
    flags: /^--api-key=?(?:sk|rk)_live/,
    valued: '--api-key',
    unless: /^NEVER$/,
  }),
  money(
    'wise-transfer',
    ['wise|revolut|plaid|adyen|mollie|paddle|lemonsqueezy|chargebee|recurly|gocardless|razorpay|alipay', 'klarna'],
    ['… transfer|transfers|create|refund|payout|pay|charge|cancel|capture'],
    { kind: 'payment' },
  ),
  money(
    'aws-ec2-purchase',
    'aws',
    [
      '… ec2 purchase-*|request-spot-*',
      '… rds|elasticache|redshift|dynamodb purchase-*',
      '… savingsplans create-*',
      '… route53domains register-*|transfer-*|renew-*',
      '… marketplace-*',
      '… budgets delete',
    ],
    { kind: 'payment', valued: '--profile --region --output --query' },
  ),
  money(
    'gcloud-billing-projects',
    'gcloud',
    [
      '… billing projects link*|unlink*',
      '… billing accounts*',
      '… billing budgets delete*|update*|create*',
      '… domains registrations register*|delete*|transfer*',
      /compute commitments create/,
    ],
    { kind: 'payment', unless: /(?:list|describe)|--help/ },
  ),
  money('vercel-domains-buy', 'vercel|now', ['domains buy|transfer-in'], { kind: 'payment' }),
  money(
    'namecheap-domain-create',
    'namecheap|godaddy|porkbun|gandi|dnsimple|namesilo|cloudflare|hover',
    ['… domain|domains create|register|purchase|buy|renew|transfer', '… purchase|register'],
    { kind: 'payment' },
  ),
  money('ts-node-network', 'ts-node|tsx|node|bun|python|python3|npx|deno', [/^(?:run )?\S+\.(?:[cm]?[jt]s|py)\b/], {
    flags: [
      /^--(?:network|chain)=(?:mainnet|ethereum|polygon|base|arbitrum|optimism|bsc|avalanche|solana|main|live)$/,
      /^--(?:network|chain)=mainnet-beta$/,
    ],
    valued: '--network --chain',
  }),
  money('npm', 'npm|pnpm|yarn|bun|make|gmake|just|task', [/(?:^| |[:_-])mainnet(?:$| |[:_-])/], {
    unless: /fork|test|dry|simulat|verify-NEVER|check|build|compile|(?:^| )-n\b/,
    valued: '-C -f --filter -w',
  }),
];

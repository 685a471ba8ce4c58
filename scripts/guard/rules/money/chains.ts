/** Chains and payments. */
import { type Tool, toolsOf } from '../tools/tool.js';

const ADDRESS_FLAG = '(?:--(?:rpc-url|fork-url|url|network|provider|node)|-u|-r)[= ]';
const LOCAL_ADDRESS =
  '(?:https?://|ws://)?' +
  '(?:localhost|127\\.0\\.0\\.1|0\\.0\\.0\\.0|local(?:net)?|anvil|hardhat|ganache|development|develop|l)(?:[:/ ]|$)';
const LOCAL_CHAIN = [
  new RegExp(ADDRESS_FLAG + LOCAL_ADDRESS),
  /--provider\.cluster[= ]local|-regtest|--network=regtest|--simulate|--local\b/,
];
const money = toolsOf({ category: 'money', kind: 'chain', unless: LOCAL_CHAIN });

export const chains = (): readonly Tool[] => [
  money(
    'cast-send',
    'cast',
    [
      'send|publish|mktx',
      'wallet sign|remove|change-password|vanity|sign-auth',
      'call --trace SEND',
      'rpc eth_send|personal_|eth_sign',
    ],
    {
      valued: '--rpc-url --private-key --from --account --keystore --chain --password --gas-limit --gas-price --value',
    },
  ),
  money('forge-create', 'forge', ['create'], {
    valued: '--rpc-url --private-key',
    unless: /--(?:rpc-url|fork-url|r)[= ](?:http:\/\/)?(?:localhost|127\.0\.0\.1|anvil|local)|--dry-run/,
  }),
  money('forge-script', 'forge', ['script'], { flags: /^--(?:broadcast|resume)/ }),
  money('forge-verify-contract', 'forge', ['verify-contract'], { kind: 'chain', category: 'publish' }),
  money('hardhat-network', 'hardhat', [/./], {
    flags: /^--network=(?!localhost|hardhat|local|development|anvil)/,
    valued: '--network --config',
    unless: /^NEVER$/,
  }),
  money(
    'truffle-migrate',
    [
      'truffle|brownie|ape|embark|dapp|seth|near|sui|aptos|starkli|sncast|cairo|tezos-client|octez-client',
      'cardano-cli|algokit|goal|polkadot-js-api|subxt|thirdweb|safe|gnosis|iota|stellar|soroban|flow|juno',
      'tronbox',
    ],
    [
      '… migrate|deploy|run|publish|transfer|send|create-account|delete|delete-account|call|invoke|declare',
      '… cycles|tx',
      '… account transfer|fund|create',
      '… move publish|run',
      '… client publish|transfer|call|pay|upgrade',
      '… transaction submit',
      '… clerk send',
      '… contract deploy|invoke',
      '… accounts create',
      '… ledger transfer',
      '… canister install',
    ],
    {
      unless: [
        /--network[= ](?:local|localhost|development|develop|hardhat|ganache|testrpc|emulator|standalone|devnet-local)/,
        /--local|--emulator|::(?:test|local)|--help/,
      ],
    },
  ),
  money('anchor-deploy', 'anchor', ['deploy|upgrade|migrate', 'idl init|upgrade|set-authority|close']),
  money(
    'solana-transfer',
    'solana',
    [
      'transfer|deploy|stake|withdraw|create-*|delegate-stake|close-*|vote-*|withdraw-*|split-stake|nonce',
      'authorize-*',
      'program deploy|close|write-buffer|set-*|extend|upgrade',
    ],
    { valued: '-u --url -k --keypair --keyfile --commitment --fee-payer' },
  ),
  money(
    'spl-token-transfer',
    'spl-token',
    ['transfer|mint|burn|create-token|create-account|approve|authorize|close|wrap|freeze|revoke'],
    { valued: '-u --url --owner --fee-payer' },
  ),
  money(
    'bitcoin-cli-bumpfee',
    'bitcoin-cli|litecoin-cli|dogecoin-cli|zcash-cli|elements-cli',
    [
      '… bumpfee|importprivkey|dumpprivkey|dumpwallet|walletpassphrase',
      /(?:^| )(?:send\w*|sweep\w*|signraw\w*|fundraw\w*|z_send\w*)\b/,
    ],
    { unless: /-regtest/ },
  ),
  money(
    'lncli-openchannel',
    'lncli|lightning-cli|cln',
    ['… openchannel|closechannel|withdraw|fundchannel|keysend|close', /(?:^| )(?:pay\w*|send\w*)\b/],
    { unless: /--network[= ]regtest/ },
  ),
  money(
    'geth-account-import',
    'geth|erigon|besu|reth',
    ['… account import|new|update', '… wallet|removedb', '… db remove'],
    { unless: /--dev\b/ },
  ),
  money('3-12-d-simd-wasmd-tx', /^(?:[a-z]{3,12}d|simd|wasmd)$/, ['tx *'], {
    unless: /--dry-run|--generate-only|--node[= ]\S*(?:localhost|127\.0\.0\.1)/,
  }),
  money(
    'stripe',
    'stripe',
    [
      /^charges ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice|reverse|\/|v1)/,
      /^refunds ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice|reverse|\/|v1)/,
      /^payouts ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice|reverse|\/|v1)/,
      /^transfers ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice)/,
      /^transfers ?(?:reverse|\/|v1)/,
      /^payment_intents ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice)/,
      /^payment_intents ?(?:reverse|\/)/,
      /^payment_intents ?v1/,
      /^subscriptions ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice)/,
      /^subscriptions ?(?:reverse|\/|v1)/,
      /^customers ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice)/,
      /^customers ?(?:reverse|\/|v1)/,
      /^invoices ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice|reverse|\/|v1)/,
      /^prices ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice|reverse|\/|v1)/,
      /^products ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice|reverse|\/|v1)/,
      /^coupons ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice|reverse|\/|v1)/,
      /^topups ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice|reverse|\/|v1)/,
      /^setup_intents ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice)/,
      /^setup_intents ?(?:reverse|\/|v1)/,
      /^payment_links ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice)/,
      /^payment_links ?(?:reverse|\/|v1)/,
      /^disputes ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice|reverse|\/|v1)/,
      /^balance_transactions ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice)/,
      /^balance_transactions ?(?:reverse|\/|v1)/,
      /^issuing ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice|reverse|\/|v1)/,
      /^accounts ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice|reverse|\/|v1)/,
      /^checkout ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice|reverse|\/|v1)/,
      /^credit_notes ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice)/,
      /^credit_notes ?(?:reverse|\/|v1)/,
      /^post ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice|reverse|\/|v1)/,
      /^delete ?(?:create|confirm|capture|cancel|update|delete|pay|void|finalize_invoice|send_invoice|reverse|\/|v1)/,
    ],
    { kind: 'payment', unless: /--help/ },
  ),
  money('stripe-live', 'stripe', [/./], { flags: /^--live/, kind: 'payment', unless: /^NEVER$/ }),
  money(
    'paypal-pay',
    'paypal|square|braintree|coinbase|kraken|ccxt|binance',
    ['… pay|send|transfer|order|buy|sell|withdraw|create|refund'],
    { kind: 'payment' },
  ),
];

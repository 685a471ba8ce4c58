/** Money and chains. */
import { categorised } from './table.js';

export const ASKED_MONEY = categorised(String.raw`
# money
money  cast send 0xabc --value 1ether --rpc-url https://eth.llamarpc.com --account me
money  cast send --private-key 0x1 0xabc 'f()'
money  cast publish 0x02f8
money  cast mktx 0xabc 'f()'
money  cast rpc eth_sendRawTransaction 0x1
money  cast wallet sign --account me x
money  forge script x --rpc-url sepolia --broadcast
money  forge script x -f https://rpc --broadcast --slow
money  forge script x --resume --rpc-url mainnet
money  forge create C --rpc-url mainnet --account me
money  npx hardhat run x.ts --network mainnet
money  pnpm hardhat run scripts/deploy.ts --network base
money  yarn hardhat deploy --network arbitrum
money  bunx hardhat ignition deploy x --network sepolia
money  npx hardhat verify --network mainnet 0x1
money  npx truffle migrate --network mainnet
money  truffle exec x.js --network mainnet
money  brownie run x --network mainnet
money  ape run deploy --network ethereum:mainnet
money  npx tronbox migrate --network mainnet
money  anchor deploy --provider.cluster mainnet
money  anchor upgrade x --program-id y
money  solana transfer --from k x 1 --url mainnet-beta
money  solana program deploy x.so -u m
money  solana program close x
money  solana airdrop 1 --url mainnet-beta && solana pay x
money  spl-token mint T 1
money  metaplex upload x
money  near call c m --accountId a
money  near send a b 1
money  near deploy c.near --wasmFile x
money  near contract deploy x
money  near tokens a send-near b '1 NEAR'
money  starkli declare x
money  starkli invoke x y
money  sncast invoke x
money  sui client transfer --to x
money  sui client pay-sui
money  sui client call --function f
money  aptos move publish
money  aptos account transfer --account x
money  bitcoin-cli -rpcwallet=w sendmany "" '{}'
money  bitcoin-cli sendrawtransaction x
money  bitcoin-cli sendall '["x"]'
money  bitcoin-cli -testnet=0 walletpassphrase x 60
money  lncli sendpayment --pay_req x
money  lncli sendcoins x 1
money  lncli openchannel x 1
money  lightning-cli pay x
money  lightning-cli withdraw x all
money  monero-wallet-cli --command transfer x 1
money  cardano-cli transaction submit --tx-file x
money  cardano-cli latest transaction submit --tx-file x --mainnet
money  osmosisd tx bank send a b 1uosmo
money  simd tx staking delegate a 1stake
money  gaiad tx gov vote 1 yes
money  polkadot-js-api tx.balances.transfer x 1
money  subkey sign x
money  flow transactions send x.cdc --network mainnet
money  flow accounts create --network mainnet
money  dfx deploy --network ic
money  dfx canister --network ic install x
money  dfx ledger transfer x --amount 1
money  stellar contract deploy --network mainnet
money  soroban contract invoke --network public
money  algokit deploy mainnet
money  goal clerk send -a 1 -f x -t y
money  tezos-client transfer 1 from a to b
money  ethereal transaction send
money  geth attach --exec 'eth.sendTransaction({})'
money  geth --exec 'personal.unlockAccount(x)' attach
money  thirdweb deploy
money  npx thirdweb publish
money  slither . && forge script d --broadcast --rpc-url $RPC
deploy  graph deploy --product hosted-service a/b
money  stripe payment_intents create --amount 1
money  stripe payouts create
money  stripe transfers create --amount 1
money  stripe post /v1/charges -d amount=1
money  stripe delete /v1/customers/x
money  stripe customers delete cus_x
money  stripe subscriptions cancel sub_x
money  stripe prices create --unit-amount 1
money  stripe trigger payment_intent.succeeded --live
money  stripe fixtures x.json --api-key sk_live_x
money  curl -u sk_live_x: https://api.stripe.com/v1/refunds -d charge=x
money  curl -X POST https://api.paypal.com/v1/payments/payouts -d '{}'
money  curl https://api-m.paypal.com/v2/checkout/orders -d '{}'
money  curl -X POST https://api.coinbase.com/v2/accounts/x/transactions -d '{}'
money  curl -X POST https://api.binance.com/api/v3/order -d 'symbol=x'
money  curl -X POST https://mainnet.infura.io/v3/x -d '{"method":"eth_sendRawTransaction"}'
money  curl -X POST https://connect.squareup.com/v2/payments -d '{}'
money  node -e "wallet.sendTransaction({to:'0x',value:1})"
money  node -e "const {ethers}=require('ethers'); new ethers.Wallet(k,p).sendTransaction({})"
money  node -e "require('stripe')(k).charges.create({amount:1})"
money  node -e "stripe.refunds.create({charge:'x'})"
money  python -c "w3.eth.send_raw_transaction(x)"
money  python -c "import stripe; stripe.Charge.create(amount=1)"
money  python -c "import ccxt; ccxt.binance().create_order('BTC/USDT','market','buy',1)"
money  aws ec2 purchase-reserved-instances-offering --x
money  aws route53domains register-domain --x
money  vercel domains buy x.com
money  gcloud billing projects link x
money  namecheap domains create x
money  doctl billing x && stripe payouts create
money  wise transfer create
money  coinbase buy BTC
money  npx ts-node scripts/mint.ts --network mainnet
money  npm run deploy:mainnet
money  make deploy-mainnet
money  yarn mainnet:deploy
`);

/** Samples of the rules beside this file, for their test only: no hook loads them. */
import type { Samples } from '../rule.js';

export const SAMPLES: Samples = {
  cast: { asked: ['cast rpc eth_sendRawTransaction 0x1'], silent: ['cast --to-wei 1', 'cast block latest'] },
  'truffle-exec': {
    asked: ['truffle migrate --network live', 'truffle exec x.js --network mainnet'],
    silent: ['truffle compile', 'truffle migrate --network development'],
  },
  'solana-pay': {
    asked: ['solana airdrop 1 --url mainnet-beta && solana pay x'],
    silent: ['solana balance', 'solana address'],
  },
  'metaplex-upload': { asked: ['metaplex upload x'], silent: ['metaplex list'] },
  'monero-wallet-cli-transfer': {
    asked: ['monero-wallet-cli --command transfer x 1'],
    silent: ['monero-wallet-cli list'],
  },
  'monero-wallet-cli-command': { asked: ['monero-wallet-cli --command=balance'], silent: ['monero-wallet-cli list'] },
  'subkey-sign': { asked: ['subkey sign x'], silent: ['subkey list'] },
  'dfx-deploy': {
    asked: ['dfx deploy --network ic', 'dfx canister --network ic install x'],
    silent: ['dfx deploy', 'dfx start --background'],
  },
  'dfx-ledger-transfer': {
    asked: ['dfx ledger transfer x --amount 1'],
    silent: ['dfx deploy', 'dfx start --background'],
  },
  'ethereal-send': { asked: ['ethereal transaction send'], silent: ['ethereal list'] },
  geth: {
    asked: ["geth attach --exec 'eth.sendTransaction({})'", "geth --exec 'personal.unlockAccount(x)' attach"],
    silent: ['geth --dev'],
  },
  'geth-exec': { asked: ['geth attach "--exec=personal.sign(1)"'], silent: ['geth --dev'] },
  'thirdweb-deploy': { asked: ['thirdweb deploy', 'npx thirdweb publish'], silent: ['thirdweb list'] },
  'graph-deploy': { asked: ['graph deploy --product hosted-service a/b'], silent: ['graph list'] },
  'stripe-fixtures': {
    asked: ['stripe fixtures x.json --api-key sk_live_x', 'stripe trigger payment_intent.succeeded --live'],
    silent: ['stripe login', 'stripe logs tail'],
  },
  'stripe-api-key': {
    asked: ['stripe --api-key=sk_live_x customers list'],
    silent: ['stripe login', 'stripe logs tail'],
  },
  'wise-transfer': { asked: ['wise transfer create'], silent: ['wise list'] },
  'aws-ec2-purchase': {
    asked: ['aws route53domains register-domain --x', 'aws ec2 purchase-reserved-instances-offering --x'],
    silent: ['aws s3 ls', 'aws configure sso'],
  },
  'gcloud-billing-projects': {
    asked: ['gcloud billing projects link x'],
    silent: ['gcloud auth list', 'gcloud auth login'],
  },
  'vercel-domains-buy': { asked: ['vercel domains buy x.com'], silent: ['vercel ls', 'vercel dev'] },
  'namecheap-domain-create': { asked: ['namecheap domains create x'], silent: ['namecheap list'] },
  'ts-node-network': { asked: ['npx ts-node scripts/mint.ts --network mainnet'], silent: ['bun test', 'deno test'] },
  npm: { asked: ['npm run deploy:mainnet', 'make deploy-mainnet'], silent: ['yarn', 'make'] },
};

/** Samples of the rules beside this file, for their test only: no hook loads them. */
import type { Samples } from '../rule.js';

export const SAMPLES: Samples = {
  'cast-send': {
    asked: ['cast publish 0x02f8', "cast mktx 0xabc 'f()'"],
    silent: ['cast --to-wei 1', 'cast block latest'],
  },
  'forge-create': {
    asked: ['forge create C --rpc-url mainnet --account me', 'forge create src/T.sol:T --rpc-url $RPC_URL --broadcast'],
    silent: ['forge build', 'forge snapshot'],
  },
  'forge-script': {
    asked: ['forge script x --resume --rpc-url mainnet', 'forge script x --rpc-url sepolia --broadcast'],
    silent: ['forge build', 'forge snapshot'],
  },
  'forge-verify-contract': { asked: ['forge verify-contract'], silent: ['forge build', 'forge snapshot'] },
  'hardhat-network': {
    asked: ['npx hardhat deploy --network mainnet', 'npx hardhat run x.ts --network mainnet'],
    silent: ['npx hardhat test', 'npx hardhat node'],
  },
  'truffle-migrate': { asked: ['near send a b 1', 'sncast invoke x'], silent: ['brownie test', 'near view c m'] },
  'anchor-deploy': {
    asked: ['anchor deploy', 'anchor upgrade x --program-id y'],
    silent: ['anchor test', 'anchor build'],
  },
  'solana-transfer': {
    asked: ['solana transfer 9x 1', 'solana program close x'],
    silent: ['solana balance', 'solana address'],
  },
  'spl-token-transfer': { asked: ['spl-token mint T 1', 'spl-token transfer T 1 9x'], silent: ['spl-token list'] },
  'bitcoin-cli-bumpfee': {
    asked: ['bitcoin-cli dumpprivkey x', 'bitcoin-cli sendall \'["x"]\''],
    silent: ['bitcoin-cli -regtest sendtoaddress bc1 0.1'],
  },
  'lncli-openchannel': {
    asked: ['lncli sendcoins x 1', 'lncli openchannel x 1'],
    silent: ['lncli --network=regtest payinvoice x'],
  },
  'geth-account-import': { asked: ['geth account import'], silent: ['geth --dev'] },
  '3-12-d-simd-wasmd-tx': {
    asked: ['gaiad tx gov vote 1 yes', 'gaiad tx bank send a b 1atom'],
    silent: ['gaiad list'],
  },
  stripe: {
    asked: ['stripe payouts create', 'stripe delete /v1/customers/x'],
    silent: ['stripe login', 'stripe logs tail'],
  },
  'stripe-live': { asked: ['stripe customers list --live'], silent: ['stripe login', 'stripe logs tail'] },
  'paypal-pay': { asked: ['coinbase buy BTC'], silent: ['paypal list'] },
};

import type { Notices } from '../../../types/notices.js';

/** The user's team key, the trust list, and what `gates` says of signatures. */
export const keys = {
  'team-key-made': ({ id }) =>
    `已生成密钥 ${id}；私钥保存在你的状态目录中。此后本程序在此记录的内容都用它签名。` +
    '它进入主分支的 docs/cccc/trusted-keys.json 之后，队友便信任它。',
  'team-key-present': ({ id }) => `你已有密钥 ${id}；未作任何改动。`,
  'team-key-none': () => '此处没有团队密钥，因此没有为队友签名。',
  'team-key-corrupt': ({ file }) =>
    `${file} 不是 Ed25519 私钥，因此无法签名，也无法记录。请恢复你的副本，或将其移走并另建一个，队友须重新信任它。`,
  'team-key-unlisted': ({ id }) => `你的团队密钥 ${id} 不在 docs/cccc/trusted-keys.json 中，队友和 CI 不信任它的签名。`,
  'trust-list-broken': ({ file, detail }) => `${file} 不是受信任密钥列表：${detail}。其中的密钥都不算数。`,
  'trust-list-empty': () => 'docs/cccc/trusted-keys.json 中没有密钥，因此没有内容算作已签名。',
  'trust-key-bad': ({ given }) => `${given} 不是公钥：公钥形如 ed25519:…，共 44 个字符，即队友导出时显示的内容。`,
  'trust-key-known': ({ key }) => `${key} 的密钥已在列表中；未作任何改动。`,
  'trust-key-was-revoked': ({ key }) => `${key} 的密钥已被撤销，不能恢复：持有者可以用任意日期签名。请新建一个。`,
  'trust-key-unknown': ({ given, known }) =>
    `“${given}”没有指明唯一一个受信任的密钥。受信任的有：${known || '无'}。请用密钥的 id。`,
  'trust-add-asked': ({ key }) => `${key} 的运行器所签名的内容，将算作由队友批准，在 CI 中也是如此。`,
  'trust-remove-asked': ({ key }) => `将撤销 ${key} 的密钥；它连同日期保留在列表中。`,
  'trust-added': ({ key, trusted }) =>
    `${key} 已写入 docs/cccc/trusted-keys.json（共信任 ${trusted} 个密钥）。列表进入主分支后才算数；请单独提交。`,
  'trust-removed': ({ key, trusted }) => `${key} 已撤销（共信任 ${trusted} 个密钥）。列表进入主分支后才算数。`,
  'trust-list-changed': ({ changes, commit }) =>
    `此变更修改了受信任密钥列表：${changes}。对它只有提交 ${commit} 中的列表算数。`,
  'signature-forged': ({ line }) => `第 ${line} 条的签名不正确，却指明了受信任的密钥：此账本被改动过。`,
  'gate-signed-only': ({ gate }) => `${gate} 关卡由受信任队友的运行器签名，未在此处核实。若这对你已足够，请明确说明。`,
  'unknown-commit': ({ name }) => `此处没有提交 ${name}。`,
} satisfies Partial<Notices>;

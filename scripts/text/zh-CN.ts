import type { Catalog } from './catalog.js';

export const zhCN = {
  // -- repository and environment
  'not-a-repository': ({ dir }) => `${dir} 不在 git 仓库中。审批与 git 树绑定,因此必须有仓库。`,
  'git-missing': ({ detail }) => `无法运行 git:${detail}。请安装 git 2.30 或更高版本,并放入 PATH。`,

  // -- command line
  'unknown-verb': ({ verb }) => `没有名为“${verb}”的命令。`,
  'bad-usage': ({ verb, detail }) => `cccc ${verb}:${detail}。`,
} satisfies Catalog;

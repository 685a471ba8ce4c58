import type { Notices } from '../../types/notices.js';

/** The command line itself. */
export const command = {
  'unknown-verb': ({ verb, nearest }) =>
    `没有名为“${verb}”的命令。${nearest === null ? '' : `是否想输入“${nearest}”？`}`,
  'bad-usage': ({ verb, detail }) => `cccc ${verb}：${detail}。`,
} satisfies Partial<Notices>;

import type { Notices } from '../../types/notices.js';

/** The command line itself. */
export const command = {
  'unknown-verb': ({ verb, nearest }) =>
    `没有名为“${verb}”的命令。${nearest === null ? '' : `是否想输入“${nearest}”？`}`,
  'bad-usage': ({ verb, detail, unknown }) => {
    if (unknown === undefined) return `命令“${verb}”的用法不正确：${detail}`;
    const hint = unknown.nearest === null ? '' : `是否想输入“${unknown.nearest}”？`;
    return `命令“${verb}”不认识“${unknown.word}”。${hint}可用：${detail}`;
  },
} satisfies Partial<Notices>;

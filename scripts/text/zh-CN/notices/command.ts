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
  'export-written': ({ file }) => `已写入：${file}`,
  'export-in-change': ({ file }) =>
    `${file} 位于工作树内，且未被 git 忽略，因此属于受审的改动：在移走或忽略它之前，先前批准的内容不再一致。` +
    '不给出 --output 时，html 会写到别处。',
  'export-in-the-way': ({ file }) =>
    `${file} 已存在，且不是先前导出后未经改动的结果，因此保持原样。请换一个名称，或先将其移走。`,
  'export-not-opened': ({ file, program }) => `${file} 已写入，但 ${program} 未能打开。请自行打开。`,
} satisfies Partial<Notices>;

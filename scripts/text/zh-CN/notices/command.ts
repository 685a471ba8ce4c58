import type { Notices } from '../../types/notices.js';

/** The command line itself. */
export const command = {
  'unknown-verb': ({ verb }) => `没有名为“${verb}”的命令。`,
  'bad-usage': ({ verb, detail }) => `cccc ${verb}：${detail}。`,
} satisfies Partial<Notices>;

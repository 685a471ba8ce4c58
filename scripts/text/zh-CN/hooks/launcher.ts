import type { LauncherWords, NodeFault } from '../../types/launcher.js';

const fault = ({ found, needed }: NodeFault): string =>
  found === null
    ? `需要 Node ${needed} 或更高版本，但没有找到：已记录的不可用，Claude Code 的 PATH 中没有，版本管理器的目录中也没有`
    : `需要 Node ${needed} 或更高版本，而找到的是 ${found}`;

const help = ({ record, stop }: NodeFault): string =>
  `请在本项目中打开 Node 版本足够新的终端，运行 \`${record}\`，它会为钩子记录该 Node。` +
  `运行 \`${stop}\` 可关闭循环及其守卫。`;

export const launcher: LauncherWords = {
  guard: (given) => `cccc：${help(given)}守卫${fault(given)}；无法判断的不予运行。`,
  stop: (given) => `cccc：循环${fault(given)}，因此不再继续。${help(given)}`,
};

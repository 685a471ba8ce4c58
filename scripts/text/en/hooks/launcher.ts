import type { LauncherWords, NodeFault } from '../../types/launcher.js';

const fault = ({ found, needed }: NodeFault): string =>
  found === null
    ? `needs Node ${needed} or later and found none: not the one recorded for it, none on Claude Code's PATH, none ` +
      'where version managers keep theirs'
    : `needs Node ${needed} or later, and the one that it found is ${found}`;

const help = ({ record, stop }: NodeFault): string =>
  `in a terminal in this project whose Node is new enough, run \`${record}\`, which records that Node for the hooks. ` +
  `\`${stop}\` switches the loop and its guard off.`;

export const launcher: LauncherWords = {
  guard: (given) => `cccc: ${help(given)} The guard ${fault(given)}; what it cannot judge does not run.`,
  stop: (given) => `cccc: the loop ${fault(given)}, so it does not go on; ${help(given)}`,
};

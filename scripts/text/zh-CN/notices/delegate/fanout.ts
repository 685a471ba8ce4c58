import { inSentence, quotedLines, thousands } from '../../../../core/say/plain.js';
import type { Notices } from '../../../types/notices.js';
import { delegateFault } from '../../delegate-faults.js';
import { WHY } from './sessions.js';

const STATE = { running: '工作中', complete: '已完成', partial: '部分没有回答', failed: '没有回答' };
const WHAT = { stage: '阶段', worker: '工作者' };

/** 同时工作的多个工作者。 */
export const fanout = {
  'fanout-plan-missing': ({ file }) => `没有计划文件 ${file}。`,
  'fanout-plan-not-json': ({ file, detail }) => `计划 ${file} 不是 JSON：${detail}`,
  'fanout-plan-shape': ({ file, at, detail }) =>
    `${inSentence(file)} 的 ${inSentence(at)} 不符合 schemas/fanout-plan.schema.json：${inSentence(detail)}`,
  'fanout-name-twice': ({ what, name }) => `计划中有两个${WHAT[what]}都叫 ${name}。`,
  'fanout-field-misplaced': ({ worker, field, template }) =>
    `工作者 ${worker}：“${field}”对模板 ${template} 没有意义。`,
  'fanout-web-search-unused': () => '只有研究工作者可以搜索网络，而计划中没有。',
  'fanout-path-odd': ({ worker, path }) =>
    `工作者 ${worker}：“${inSentence(path)}”不是工作树根目录下可供其改动的普通路径；请写文件或文件夹，不用通配符。`,
  'fanout-writers-many': ({ stage, count, most }) =>
    `阶段 ${stage} 有 ${count} 个实现者；最多 ${most} 个可以同时编写。`,
  'fanout-paths-missing': ({ worker, stage }) =>
    `工作者 ${worker} 没有声明路径，又不是阶段 ${stage} 中唯一的实现者：无法判断它们是否会改动相同的文件。`,
  'fanout-paths-overlap': ({ one, other, paths }) =>
    `工作者 ${one} 和 ${other} 会改动相同的文件：${inSentence(paths)}。一个文件只能有一个编写者。`,
  'fanout-nothing-asked': () => '请给出计划文件，或用 --task 说明工作者要做什么。',
  'fanout-plan-and-flags': () => '计划文件已说明一切：--task、--pattern、--lens 和 --verify 不能与它同用。',
  'fanout-lens-unused': ({ pattern }) => `--lens 在这里（${pattern}）没有意义：review、fix 和 options 才有视角。`,
  'fanout-verify-unused': ({ pattern }) => `--verify 在这里（${pattern}）没有意义：fix 和 scout 中才有编写的工作者。`,
  'fanout-started': ({ id, workers, stages, jobs }) =>
    `并行工作 ${id} 已开始：${workers} 个工作者${stages === 1 ? '' : `，${stages} 个阶段`}，同时 ${jobs} 个。`,
  'fanout-running': ({ id, names }) => `并行工作 ${id} 仍在进行${names === '' ? '' : `：${inSentence(names)}`}。`,
  'fanout-complete': ({ workers, seconds, tokens }) =>
    `${workers} 个工作者全部回答（${seconds} 秒，${thousands(tokens)} 个 token）。`,
  'fanout-partial': ({ answered, workers }) => `${workers} 个工作者中有 ${answered} 个回答。`,
  'fanout-failed': () => '没有工作者回答。',
  'fanout-worker-failed': ({ worker, reason, resets_at }) =>
    `${worker} 没有回答：${delegateFault(reason)}${resets_at === '' ? '' : `重置时间：${resets_at}。`}`,
  'fanout-not-started': ({ names }) => `未开始：${names}。`,
  'fanout-found': ({ count, agreed }) =>
    count === 0
      ? '审查者没有发现问题。'
      : `${count} 个发现${agreed === 0 ? '' : `，其中 ${agreed} 个由多个审查者提出`}。`,
  'fanout-cancelled': ({ id }) => `并行工作 ${id} 已取消。`,
  'fanout-none': ({ id }) => (id === '' ? '这里没有并行工作。' : `没有并行工作 ${inSentence(id)}。`),
  'fanout-busy': ({ id }) => `并行工作 ${id} 仍在进行。`,
  'fanout-discarded': ({ id }) => `并行工作 ${id} 及其回答和改动已删除。`,
  'fanout-listed': ({ id, state, workers, goal }) => `${id}  ${STATE[state]}，${workers} 个工作者  ${inSentence(goal)}`,
  'fanout-changed': ({ files, applied }) =>
    `Codex 在副本中改动了 ${files} 个文件；${applied ? '改动已应用到工作树' : '工作树中还没有任何改动'}。`,
  'fanout-not-merged': ({ worker, path, why }) => `因 ${inSentence(path)}，${worker} 的整个改动没有合并：${WHY[why]}。`,
  'fanout-not-verified': ({ worker, command, how, tail }) =>
    `“${inSentence(command)}”在 ${worker} 的副本上失败（${how}）。\n${quotedLines(tail)}`.trimEnd(),
  'fanout-no-change': ({ id }) => `${id} 没有可应用的改动。`,
  'fanout-not-shown': ({ id }) => `${id} 的改动还没有显示过。请先阅读。`,
  'fanout-elsewhere': ({ dir }) => `该并行工作属于 ${inSentence(dir)}。`,
} satisfies Partial<Notices>;

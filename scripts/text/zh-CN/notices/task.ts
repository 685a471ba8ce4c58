import { inSentence, oneLine } from '../../../core/say/plain.js';
import type { Notices } from '../../types/notices.js';
import { actOf } from '../acts.js';
import { gates } from '../views/gates.js';

/** The task, its milestones and findings, and the refusals of the state machine. */
export const task = {
  'not-now': ({ event, status }) => `状态 ${status} 下不能${actOf(event)}；没有任何改动。`,
  'task-open': ({ task: id, status }) => `此工作树中任务 ${id} 仍在进行（${status}）；一个工作树同一时间只有一个任务。`,
  'task-over': ({ task: id, status }) => `任务 ${id} 已结束（${status}）。`,
  'no-tasks-yet': () => '本仓库还没有启动过任务。',
  'task-unknown': ({ task: id }) => `本仓库中没有任务 ${id}。`,
  'task-ambiguous': ({ given, tasks }) => `${given} 可能指其中任意一个：${tasks}。`,
  'no-task': () => '此工作树中没有进行中的任务。',
  'task-elsewhere': ({ task: id, here, there }) =>
    `任务 ${id} 属于工作树 ${there}，${here} 是它的副本。没有写入任何内容。请在原处继续，或在此处另开一个任务。`,
  'task-in-part': ({ task: id, part }) =>
    `任务 ${id} 属于 ${part}，即本仓库中另有设置的部分；一个工作树同一时间只有一个任务。` +
    '请在那里继续，或为此部分建立单独的工作树（git worktree add）。',
  'not-a-tightening': () => '这项设置改动放宽了关卡；只有用户可以确认。',
  'findings-unanswered': ({ ids }) =>
    `以下问题尚未答复：${ids}。每一项须标为已修复、附理由拒绝，或在严重级别允许时推迟。`,
  'unknown-finding': ({ id }) => `没有编号为 ${id} 的未决问题。`,
  'finding-needs-reason': ({ id }) => `问题 ${id} 被拒绝或推迟，但没有给出理由。`,
  'finding-not-deferrable': ({ id, severity }) => `问题 ${id} 为 ${severity}，会阻断；只能修复或附理由拒绝，不能推迟。`,
  'finding-not-skippable': ({ ids }) => `${ids}：P0 或安全类 P1 不允许跳过，也不允许作为风险接受。`,
  'plan-moved': () => '报告计划之后，计划文档又有改动。',
  'subject-moved': ({ gate }) => `准备 ${gate} 审查期间，被审查的内容发生了变化。`,
  'unknown-milestone': ({ id, known }) => `${id} 不是已批准计划中的里程碑（现有：${known}）。`,
  'milestone-done': ({ id }) => `里程碑 ${id} 已经验收。`,
  'milestone-skipped': ({ id }) => `里程碑 ${id} 已按用户的决定跳过。`,
  'milestone-dependencies': ({ id, missing }) => `里程碑 ${id} 依赖尚未验收的 ${missing}。`,
  'milestone-too-large': ({ files, lines, max_files, max_lines }) =>
    `该里程碑改动了 ${files} 个文件、${lines} 行；上限为 ${max_files} 个文件、${max_lines} 行。`,
  'gate-closed': ({ gate, reason, detail }) =>
    `${gate} 关卡未放行：${gates.reasons[reason] ?? reason}${detail ? `（${detail}）` : ''}。`,
  'gate-open': ({ gate }) =>
    `${gate} 关卡已放行：Codex 批准的正是当前内容，再审查一次只会使批准失效。${gate === 'plan' ? '请继续。' : '请验收。'}`,
  'answer-needed': ({ question }) =>
    `Codex 要求由用户决定，得到回答之后任务才能继续。请把它的问题交给用户：${question}`,
  'question-open': ({ question }) => `有一个问题等待用户回答：${question}`,
  'question-options-wrong': ({ recommended, options }) =>
    `问题的选项（${options}）编号必须各不相同，且推荐项（${recommended}）必须在其中。`,
  'unknown-option': ({ choice, options }) => `${choice} 不在选项之中（${options}）。`,
  'fact-recorded': ({ fact, status }) => `已记录：${fact}。状态：${status}。`,
  'self-review-contradicts': ({ answers }) => `自查结论为 ok，但以下回答并非如此：${answers}。`,
  'nothing-changed': ({ id }) => `自 ${id} 开始以来没有任何改动；没有可审查的内容。`,
  'milestone-size': ({ files, lines }) => `该里程碑改动了 ${files} 个文件、${lines} 行。`,
  'task-started': ({ task: id, base, language }) => `任务 ${id} 已开始，基准 ${base}，语言 ${language}。`,
  'milestone-started': ({ id }) => `${id} 已开始。`,
  'milestone-accepted': ({ id, how }) => `${id} 已验收（${how}）。`,
  'task-finished': ({ task: id, milestones, how }) =>
    `任务 ${id} 已完成（DONE）：${milestones} 个里程碑已验收，` +
    (how === 'reviewed' ? '全部改动已获批。' : '全部改动未获批：用户接受了风险。'),
  'milestones-not-done': ({ milestones }) =>
    `未完成：${milestones
      .map(({ id, title, skipped, needs }) => {
        const why = skipped ? '用户跳过' : `依赖 ${needs.join('、')}`;
        return `${id} ${oneLine(title)}（${why}）`;
      })
      .join('；')}。`,
  'risks-accepted': ({ count, names }) => `用户接受为风险、未修复的问题 ${count} 个：${inSentence(names)}。`,
  'risks-overridden': ({ gates }) => `由用户决定、没有通过审查：${gates}。`,
  'verdicts-stopped': ({ names }) => `Codex 曾以这些结论停止工作：${names}。`,
  'dependents-left': ({ id, names }) => `没有 ${id}，这些里程碑也不会完成：${inSentence(names)}。`,
  'abandon-while-running': ({ gate, job }) => `${gate} 审查 ${job} 正在进行；请先取消。`,
  'risks-recorded': ({ count, names }) => `用户以自己的话记录的风险 ${count} 项：${inSentence(names)}。`,
  'task-abandoned': ({ task: id, files }) =>
    `已放弃任务 ${id}：任务未完成即结束。其账本、文档和你的文件均保持不变。` +
    (files === 0 ? '没有留下未验收的改动。' : ''),
  'abandoned-work': ({ files, more, commits, branch, head }) =>
    `其未验收的改动在此工作树中：${files}${more === 0 ? '' : `，另有 ${more} 个文件`}` +
    (commits === 0 ? '。' : `；其中 ${commits} 个提交在 ${branch} 上。`) +
    `下一个任务从 ${head} 开始，但这些文件以最后验收的版本为准：保留的改动会由 Codex 审查。`,
  'task-set-aside': ({ task: id, kept }) =>
    `任务 ${id} 的账本无法写入，因此没有结束任务，而是连同其全部内容移到：${kept}`,
} satisfies Partial<Notices>;

import { inSentence, thousands } from '../../../../core/say/plain.js';
import type { Notices } from '../../../types/notices.js';
import { codexFault } from '../../codex-faults.js';

const failedText = (reason: string, detail: string): string => {
  if (reason === 'reply-unusable') return `其回复自相矛盾（${inSentence(detail)}）；它报告的问题已列出。`;
  const files =
    reason === 'files-not-read' || reason === 'coverage-unacknowledged' ? `文件：${inSentence(detail)}。` : '';
  return `${codexFault(reason)}${files}`;
};

/** The review of a change without a task. */
export const diff = {
  'diff-unmerged': ({ files }) => `合并尚未完成，改动还不确定：${files}。没有调用 Codex。`,
  'diff-nothing': ({ base }) =>
    base === 'HEAD'
      ? '没有可审查的改动：没有未提交的内容，分支上也没有上游或默认分支所没有的提交。请指定与什么比较。'
      : `没有可审查的改动：内容与 ${base} 相同。`,
  'diff-base-unknown': ({ base, shallow }) =>
    `此仓库没有名为 ${base} 的提交${shallow ? '；这是浅克隆，可能只是尚未取得' : ''}。`,
  'diff-base-unrelated': ({ base, shallow }) =>
    `HEAD 与 ${base} ${shallow ? '在此浅克隆中' : ''}没有共同的提交，无从比较。`,
  'diff-secret': ({ places }) => `改动中新增了疑似真实的机密：${places}。没有调用 Codex。`,
  'diff-too-large': ({ files, unshown, tokens, limit }) =>
    `这次改动（${files} 个文件）太大，一次审查容纳不下：其中 ${unshown} 个文件的改动放不进审查材料，` +
    `读完它们约需 ${thousands(tokens)} 个 token，而上限是 ${thousands(limit)} 个。没有调用 Codex。` +
    '请与更晚的提交比较，或把由程序生成的文件排除在 git 之外。',
  'diff-name-unprintable': ({ files }) =>
    `${files} 的改动放不进审查材料，而这样的文件名无法写进命令，审查者读不到这个文件。没有调用 Codex。请给它改名。`,
  'diff-inside-a-run': () => '此命令由检查或 Codex 本身启动，不得再次调用 Codex。',
  'diff-busy': () => '此工作树的改动正在审查。',
  'diff-started': ({ base, files, reviewers, tokens, unshown, reading }) =>
    `Codex 审查自 ${base} 以来的改动：${files} 个改动的文件，${reviewers} 个审查者，` +
    `${reviewers > 1 ? '各' : ''}最多发送 ${thousands(tokens)} 个 token` +
    (unshown === 0 ? '。' : `，另须读取 ${unshown} 个文件，最多再用 ${thousands(reading)} 个。`),
  'diff-not-begun': ({ reason, resets_at }) =>
    `未能审查：${codexFault(reason)}${resets_at === '' ? '' : `将于 ${resets_at} 重置。`}`,
  'runs-working': ({ seconds, tokens, names }) =>
    `Codex 正在工作：${seconds} 秒，${thousands(tokens)} 个 token${names === '' ? '' : `；进行中：${names}`}`,
  'diff-running': ({ names }) => `改动的审查仍在进行：${names}。`,
  'diff-passed': ({ files, advisories }) =>
    `Codex 在 ${files} 个改动的文件中没有发现妨碍放行的问题${advisories === 0 ? '' : `，另有 ${advisories} 条建议`}。`,
  'diff-found': ({ verdict, blocking, count }) =>
    `Codex 的结论是 ${verdict}：${count} 个问题，其中 ${blocking} 个妨碍放行。`,
  'diff-lens-failed': ({ lens, reason, detail, resets_at }) =>
    `${lens} 审查者没有给出结论，因此审查不完整：` +
    (reason === null ? '未能启动。' : failedText(reason, detail)) +
    (resets_at === '' ? '' : `将于 ${resets_at} 重置。`),
  'diff-moved': () => '内容在审查之后有改动：这些问题针对的是当时的内容。',
  'diff-retry-moved': () => '内容在审查之后有改动，不能只让一个审查者再审：各审查者所审的内容会不同。',
  'diff-damaged': ({ file }) => `上一次审查无法读取（${inSentence(file)}）。新的审查会取代它。`,
  'diff-none': () => '此工作树的改动尚未审查过。',
  'diff-whole': () => '上一次审查的每个审查者都已给出结论，没有需要重审的。',
  'diff-cancelled': () => '改动的审查已取消。',
} satisfies Partial<Notices>;

import { inSentence, quotedLines, thousands } from '../../../core/say/plain.js';
import type { Notices } from '../../types/notices.js';
import { codexFault } from '../codex-faults.js';

/** Reviews: preparation, progress, outcome; checks, receipts, and secrets in the change. */
export const review = {
  'packet-too-large': ({ characters, limit }) =>
    `审查材料至少需要 ${characters} 个字符，而 Codex 最多接受 ${limit} 个：` +
    '计划文档过长。请精简 brief、roadmap 和 backlog。',
  'change-too-large': ({ gate, files, unshown, tokens, limit }) =>
    `这次改动（${files} 个文件）太大，一次审查容纳不下：其中 ${unshown} 个文件的改动放不进审查材料，` +
    `读完它们约需 ${tokens} 个 token，而上限是 ${limit} 个。没有调用 Codex。` +
    (gate === 'final'
      ? '请提交已验收的内容并结束此任务：已验收的里程碑仍算批准。其余部分请用更小的任务完成。'
      : '请拆分改动：工作树中先只留一次审查容得下的部分，获批并验收后再做下一部分。' +
        '由程序生成或安装的文件可以不纳入 git。'),
  'name-unprintable': ({ files }) =>
    `${files} 的改动放不进审查材料，而这样的文件名无法写进命令，审查者读不到这个文件。没有调用 Codex。请给它改名。`,
  'prompt-broken': ({ prompt, slots }) => `技能自带的提示词 ${prompt} 与此版本不符（${slots}）；安装已损坏或版本混杂。`,
  'review-running': ({ gate, job }) => `${gate} 审查正在进行（作业 ${job}）。`,
  'rounds-used': ({ gate, limit }) => `${gate} 关卡的 ${limit} 轮审查已用完。`,
  'stale-job': ({ job }) => `审查作业 ${job} 已不是当前作业；其结果没有采用。`,
  'record-corrupt': ({ file }) => `无法读取审查记录 ${file}。`,
  'receipt-missing': () => '此批准的签名回执缺失。',
  'receipt-replaced': () => '此签名回执不是账本所指的那一份。',
  'receipt-unsigned': () => '此签名回执不是由运行器签署的。',
  'receipt-key-missing': () => '本机没有签署此签名回执的密钥。',
  'receipt-record-missing': () => '本机没有此次审查的原始记录。',
  'receipt-round-missing': () => '此次审查把一些文件算作更早一轮已经看过，而那一轮的记录缺失或被改动。',
  'receipt-record-altered': () => '审查的原始记录被改动。',
  'receipt-lens-missing': ({ lens }) => `此次审查要求审查者 ${lens}，而它的答复或答复的原始记录缺失。`,
  'receipt-lens-unknown': ({ lens }) => `签名回执列出审查者 ${lens}，而设置并未要求它。`,
  'receipt-lens-twice': ({ lens }) => `审查者 ${lens} 的答复在签名回执中出现两次，或冠以两个名称。`,
  'receipt-lens-other': ({ lens }) => `列为审查者 ${lens} 的答复，其实属于另一个问题、另一轮或另一次审查。`,
  'receipt-lens-altered': ({ lens }) => `审查者 ${lens} 的原始记录被改动。`,
  'receipt-outcome-differs': () => '由原始记录得不出已记录的结论。',
  'receipt-other-review': () => '此签名回执属于另一次审查，不是账本所记录的那一次。',
  'receipt-request-unnamed': () => '此次审查由旧版本启动，账本未记录向 Codex 询问的内容；须重新审查。',
  'review-settled': ({ job, reason }) => `审查 ${job} 的监督进程已结束；记录为：${reason}。`,
  'preparation-settled': ({ gate, reason }) =>
    `准备 ${gate} 审查的命令已结束，它启动的进程也已结束。记录为：${reason}。`,
  'review-preparing': ({ gate }) => `另一条命令正在准备 ${gate} 审查并运行其检查。`,
  'review-dead': ({ job }) => `审查 ${job} 的监督进程已结束。下一条命令会按其留下的内容记录结果。`,
  'no-review-running': ({ last }) => `没有正在进行的审查。上一次：${last}。`,
  'no-review-yet': () => '尚未进行过审查。',
  'review-unknown': ({ asked }) => `没有与“${asked}”相符的审查：请给出关卡、里程碑或此任务的审查作业。`,
  'review-shown': ({ gate, outcome, file }) => `上一次审查：${gate}，${outcome}；${file}`,
  'review-still-running': ({ gate, seconds }) => `${gate} 审查仍在进行（${seconds} 秒）。`,
  'reply-unusable': ({ gate, detail }) =>
    `${gate} 关卡仍未得到审查：Codex 的回复自相矛盾，再次询问后仍是如此（${inSentence(detail)}）。` +
    '不是结论，也不消耗轮次；由用户决定。',
  'review-passed': ({ gate, advisories, file }) =>
    `Codex 已批准：${gate}${advisories === 0 ? '' : `，附 ${advisories} 条建议，均不妨碍放行，最终审查会看到`}。${file}`,
  'review-found': ({ gate, verdict, count, file }) => `Codex 未批准：${gate}，${verdict}，${count} 个问题。${file}`,
  'codex-asks': ({ question }) => `Codex 请用户回答：${question}`,
  'scope-widened': ({ named }) =>
    `Codex 提出下一步做 ${JSON.stringify(named)}。它不是已批准且未完成的里程碑，会扩大范围，因此没有采用。`,
  'codex-unavailable': ({ gate, reason, resets_at, missed = '', answered = '' }) =>
    `${gate} 关卡未能审查：${missed === '' ? '' : `审查者 ${missed} 没有作答。`}` +
    `${codexFault(reason)}${resets_at ? `将于 ${resets_at} 重置。` : ''}` +
    (answered === '' ? '' : `${answered} 的答复保留，只要内容不变就不再询问。`) +
    '没有结论，不消耗轮次；任务处于 PAUSED_FOR_CODEX。',
  'checks-changed-tree': ({ paths }) => `检查改动了正在审查的文件：${paths}。请让其写到别处，或忽略这些文件。`,
  'check-failed': ({ name, how, in_copy, tail, left_out: leftOut }) =>
    `必需的检查 ${name} 未通过（${how}）；没有调用 Codex。` +
    (in_copy ? '检查在干净副本中运行：被忽略的路径中，只有 testing.carry 列出的才在其中。' : '') +
    (leftOut === ''
      ? ''
      : `以下变量已在此处设置，但不会传给检查：${leftOut}。需要其中某个变量的检查，请写在其命令中：` +
        '"run": ["env", "NAME=value", …]。') +
    `\n${quotedLines(tail)}`,
  'check-copy-busy': () => '另一个命令正在此工作树的干净副本中运行检查；请在其结束后重试。',
  'check-in-place': ({ name, reason }) => `${name} 在工作树本身而非干净副本中运行，原因：${reason}。`,
  'check-only-in-place': ({ name, how }) =>
    `${name} 在工作树中通过，在干净副本中未通过（${how}），因此设为 in-place` +
    '（docs/cccc/config.json 的 testing.commands），关卡会注明。',
  'check-redirected': ({ paths, more }) =>
    `以下各项指回工作树，在干净副本中改为指向副本：${paths}${more > 0 ? `，另有 ${more} 项` : ''}。`,
  'check-unfiltered': ({ paths, more }) =>
    `以下文件的过滤器无法在干净副本中运行，内容取自工作树：${paths}${more > 0 ? `，另有 ${more} 个` : ''}。`,
  'check-trying': ({ name }) => `正在工作树的干净副本中试运行 ${name}`,
  'check-running': ({ name, number, of }) => `检查 ${number}/${of}：${name}`,
  'codex-changed': ({ before, after }) => `Codex 已更换：现在是 ${after}，之前是 ${before}。`,
  'codex-found': ({ program }) => `Codex：${program}。`,
  'settings-looser': ({ preset, named, settings }) =>
    `以下设置比${named ? '' : '最接近的'}预设“${preset}”宽松，或无法与其比较：${settings}`,
  'check-passed': ({ name, seconds }) => `检查 ${name} 通过，用时 ${seconds} 秒。`,
  'check-not-passed': ({ name, how, seconds }) => `检查 ${name} 未通过（${how}），用时 ${seconds} 秒。`,
  'packet-built': ({ files, tokens, unshown, reading }) =>
    `材料${files === 0 ? '' : `包含 ${files} 个改动的文件，`}最多 ${thousands(tokens)} 个 token` +
    (unshown === 0 ? '。' : `；Codex 还须读取 ${unshown} 个文件，最多再用 ${thousands(reading)} 个。`),
  'lenses-asked': ({ gate, asked, kept, packet_tokens: packet, tokens, based_on: rests }) =>
    `${gate} 关卡的审查者：${asked || '无须再问'}` +
    (kept === '' ? '。' : `；已就完全相同的内容作答：${kept}。`) +
    `每个最多发送 ${thousands(packet)} 个 token。` +
    (tokens === null
      ? '任务的第一次审查之前，无法得知还会用掉多少。'
      : `按本任务先前 ${rests} 个审查者推算，合计约 ${thousands(tokens)} 个 token。`),
  'packet-building': ({ gate }) => `正在生成 ${gate} 审查的材料。`,
  'codex-reads-open': ({ because }) =>
    `此处无法限制 Codex 的读取（${because}）：` +
    '它的命令只读且离线，但能读取你能读的一切，包括密钥和登录信息。给它的项目副本仍不含机密文件。',
  'no-checks': () => '未配置检查（testing.commands）；会如实告知审查者。',
  'supervisor-not-started': ({ gate }) =>
    `${gate} 审查的后台监督进程未能启动；在沙箱化的终端中，后台进程可能立刻被结束。` +
    '请在前台运行（作为客户端的后台任务）。',
  'secret-added': ({ gate, places }) => `改动中新增了疑似真实的机密：${places}。${gate} 审查没有调用 Codex。`,
  'secret-still-there': ({ places }) => `它仍在改动中：${places}。`,
  'secrets-redacted': ({ count }) => `将移除 ${count} 处机密。`,
  'guard-line-differs': ({ line, expected, found, command, reason }) =>
    `第 ${line} 行 \`${command}\`：预期 ${expected}，实际 ${found}。${reason ?? ''}`,
  'guard-list-differs': ({ count, differing }) => `${count} 条答复中有 ${differing} 条与清单不符。`,
  'guard-list-agrees': ({ count }) => `全部 ${count} 条答复都符合清单。`,
  'guard-list-empty': ({ file }) => `${file} 中没有命令，因此未作任何测试。`,
  'guard-list-missing': ({ file, detail }) => `无法读取 ${file}（${detail}）。`,
  'guard-list-unclear': ({ file, line, text }) =>
    `${file} 第 ${line} 行：\`${text}\` 未以 silent:、ask: 或 deny: 开头。未作任何测试。`,
  'file-withheld': ({ file }) => `从名称看，${file} 是机密文件：不会发送其任何内容，Codex 的项目副本中也没有它。`,
} satisfies Partial<Notices>;

import { sizeText } from '../../../../core/say/plain.js';
import type { Notices } from '../../../types/notices.js';

const LEDGER: Record<string, string> = {
  corrupt: '不是账本条目',
  altered: '被修改、删除或调换过：哈希链在此断开',
  version: '的版本本程序不认识',
  unfoldable: '不可能由之前的条目得出',
};

const KIND: Record<string, string> = { link: '符号链接', submodule: '子模块', folder: '目录' };

/** ci. */
export const ci = {
  'ci-passed': ({ assurance, by }) =>
    ({
      signed: `已批准：此变更的账本由 ${by} 签名，且正是针对这个文件树。`,
      attested: '仅自述：已提交的账本称批准了正是这个文件树。没有受信任的密钥证明。',
      unchanged: '没有需要批准的内容：与基准不同的只有不在审查范围内的文档。',
    })[assurance],
  'ci-failed': ({ count }) => `未批准：${count} 个问题。`,
  'ci-no-base': () => '没有指明基准：既没有 --base，GITHUB_EVENT_PATH 中也没有拉取请求。',
  'ci-history-missing': ({ what }) =>
    what === 'shallow'
      ? '此克隆是浅克隆。请获取完整历史（actions/checkout：fetch-depth: 0）。'
      : `此克隆中没有 ${what}。请获取它，或指明另一个提交。`,
  'ci-event-broken': ({ file, detail }) => `${file} 不是拉取请求的事件：${detail}。`,
  'ci-base-unconfigured': ({ commit, detail }) =>
    `基准 ${commit} 没有可据以判断的设置（docs/cccc/config.json：${detail}）。`,
  'ci-approval-missing': ({ base }) =>
    `此变更在 docs/cccc/ledger 中添加的账本都没有批准自 ${base} 以来的内容。须由 Codex 审查任务，` +
    '且 `docs/cccc` 应包含在拉取请求中。',
  'ci-ledger-broken': ({ file, line, what }) => `${file} 是伪造或损坏的：第 ${line} 行${LEDGER[what] ?? ''}。`,
  'ci-ledger-misnamed': ({ file, task }) => `${file} 是另一个任务（${task}）的账本。`,
  'ci-ledger-rewritten': ({ file }) => `${file} 属于基准，却被改动：历史只能追加。`,
  'ci-ledger-replayed': ({ file }) => `${file} 曾属于基准：一次批准只算一次，此变更须有自己的批准。`,
  'ci-signature-forged': ({ file, line }) => `${file} 是伪造的：第 ${line} 行的签名不正确，却指明了受信任的密钥。`,
  'ci-key-foreign': ({ file, key }) => `${file} 由密钥 ${key} 签名，基准不信任它。`,
  'ci-key-brought': ({ file, key }) =>
    `${file} 由密钥 ${key} 签名，而只有此变更自己把它加入受信任的密钥。变更不能自带批准它的密钥：请先用单独的变更添加。`,
  'ci-key-revoked': ({ file, key }) => `${file} 由 ${key} 签名，基准已撤销该密钥。`,
  'ci-key-unlisted': ({ file, key }) => `${file} 由密钥 ${key} 签名；基准没有受信任密钥列表。`,
  'ci-unsigned': ({ file }) =>
    `${file} 从最终审查到末尾没有受信任密钥的签名，因此仅为自述：任何人都可能写出它。` +
    '若这已足够，请用 --accept-attested 说明。',
  'ci-final-missing': ({ file, status }) => `${file} 没有最终批准（状态 ${status}）：Codex 没有批准整个变更。`,
  'ci-overridden': ({ file }) =>
    `在 ${file} 中，最终关卡为人工放行：由用户承担风险，Codex 未批准。若这已足够，请用 --accept-overridden 说明。`,
  'ci-approval-stale': ({ file, commit, paths }) =>
    commit === null
      ? `${file} 中的批准针对另一个文件树；此变更中没有哪个提交是被批准的那个。`
      : `${file} 中的批准已过期：它针对提交 ${commit}，此后改动了：${paths}。`,
  'ci-version-differs': ({ file, theirs, own }) =>
    `${file} 由版本 ${theirs} 写出，此处是 ${own}。若仓库中提交了技能本身，版本相同时它的文件才不算内容。`,
  'ci-base-other': ({ file, base, merge_base: merge }) =>
    `${file} 中的审查起点（提交 ${base}）与此变更的起点（${merge}）内容不同，因此有一部分没有经过审查。` +
    '它属于另一个任务或另一个基准。',
  'ci-artifact-missing': ({ file }) => `${file} 是批准审查的记录，却没有提交。`,
  'ci-artifact-swapped': ({ file }) => `${file} 不是账本所指的内容：审查记录被调换。`,
  'ci-artifact-unnamed': ({ file }) => `${file} 是新的审查记录，但此变更的账本都没有提到它。`,
  'ci-checks-missing': ({ file, names }) => `在 ${file} 中，基准要求的检查没有在被批准的文件树上通过：${names}。`,
  'ci-task-looser': ({ file, names }) => `${file} 的任务所用的设置比基准宽松，或无法比较：${names}。`,
  'ci-settings-looser': ({ file, names }) =>
    `此变更放宽了 ${file} 中的设置：${names}。判断时用的是基准的设置；须由人来决定。`,
  'ci-settings-changed': ({ file, names }) => `此变更修改了 ${file} 中的设置：${names}。算数的是基准的设置。`,
  'ci-trust-changed': ({ file, changes }) =>
    `此变更修改了 ${file} 中受信任的密钥：${changes}。算数的是基准的列表；请留意加入了谁。`,
  'ci-trust-broken': ({ file, detail }) => `此变更会使 ${file} 无法读取：${detail}。`,
  'ci-workflow-edited': ({ file }) =>
    `此变更修改了 ${file}，而它决定 CI 运行什么。判断时用的是基准的版本；须由人来决定。`,
  'ci-not-a-file': ({ file, kind }) => `${file} 是${KIND[kind] ?? kind}，不会跟随。`,
  'ci-too-large': ({ file, bytes, limit }) => `${file} 太大，无法读取（${sizeText(bytes)}，最多 ${sizeText(limit)}）。`,
  'ci-too-many': ({ what, count, limit }) => `此变更的 ${what} 太多，无法读取：${count} 个，最多 ${limit} 个。`,
  'ci-finding': ({ id, severity, title }) => `${severity} ${id}：${title}`,

  'push-hook-added': ({ file }) => `${file} 已就位：推送到受保护分支时，须有对所推送内容的批准。`,
  'push-hook-present': ({ file }) => `${file} 已经就位。`,
  'push-hook-foreign': ({ file }) => `${file} 是你自己的钩子，因此保持不变。若两者都要，请在其中调用下面这一行。`,
  'push-hook-removed': ({ file }) => `已移除 ${file}。`,
  'push-hook-none': () => '此处没有本程序的 pre-push 钩子。',
  'push-not-approved': ({ branch }) =>
    `未推送：推送到 ${branch} 的内容没有获得批准。\`git push --no-verify\` 会跳过此钩子。`,
  'push-unapproved-branch': ({ branch }) => `推送到 ${branch} 的内容尚未获得批准。`,
} satisfies Partial<Notices>;

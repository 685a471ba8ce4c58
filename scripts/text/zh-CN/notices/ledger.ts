import type { Notices } from '../../types/notices.js';
import { systemFault } from '../system-faults.js';

/** The ledger, its anchor and key, state.json, and why they could not be written. */
export const ledger = {
  'ledger-corrupt': ({ file, line }) => `账本 ${file} 第 ${line} 行不是账本条目。没有任何改动；请从备份恢复该文件。`,
  'ledger-version': ({ file, version }) => `账本 ${file} 的版本为 ${version}，本版本无法识别，因此不会写入。`,
  'ledger-altered': ({ file, line }) => `账本 ${file} 被改动：第 ${line} 行与前一行不衔接。请从备份恢复该文件。`,
  'ledger-forged': ({ file, line }) => `账本 ${file} 第 ${line} 行不是由运行器签名的。请从备份恢复该文件。`,
  'ledger-unfoldable': ({ file, line, event }) => `账本 ${file} 第 ${line} 行（${event}）无法接续之前的内容。`,
  'ledger-rolled-back': ({ file, found, known }) =>
    `账本 ${file} 被回滚：现有 ${found} 条，运行器写过 ${known} 条。请恢复较新的文件。`,
  'ledger-replaced': ({ file, seq }) => `账本 ${file} 不是运行器写的那一份：第 ${seq} 条不同。请恢复正确的文件。`,
  'ledger-missing': ({ file, known }) => `账本 ${file} 缺失；运行器写过 ${known} 条。请恢复该文件。`,
  'ledger-attested': () =>
    '账本有一部分由此处没有的密钥签名：哈希链完整，但这部分签名无法核实。已放行的关卡须重新审查。',
  'key-elsewhere': ({ task, here, there }) =>
    `任务 ${task} 由 ${there} 中的密钥签名，而此命令使用的是 ${here}（XDG_STATE_HOME 或主目录不同）。` +
    '没有写入任何内容。请在此处使用同一个状态目录。',
  'key-unreachable': ({ task, here, there }) =>
    `任务 ${task} 的签名密钥` +
    (there === here && there !== ''
      ? `已不在 ${here} 中`
      : `不在 ${here} 中` + (there === '' ? '' : `，而在 ${there} 中，目前无法读取`)) +
    '（是否为另一个主目录、用户或容器？）。没有写入任何内容。请在密钥所在之处操作。' +
    '只有密钥彻底丢失时，才让此状态目录接替：尚未验收的内容随后须重新审查。',
  'key-here': ({ task, dir }) => `任务 ${task} 的密钥就在此命令查找的 ${dir} 中。`,
  'key-replaced': ({ task, dir }) =>
    `从现在起，任务 ${task} 由 ${dir} 中的密钥签名。此前的批准只算自述；已放行但尚未使用的关卡须重新审查。`,
  'anchor-missing': ({ file }) => `签名密钥还在，但状态目录中缺少账本 ${file} 的锚点，无法判断是否有条目被截去。`,
  'anchor-altered': ({ file }) => `账本 ${file} 的锚点不是由运行器写的。`,
  'ledger-torn': ({ file, bytes }) =>
    `${file} 的最后一行不完整（${bytes} 字节）：一次写入被中断。下一次写入会将其另存。`,
  'ledger-torn-kept': ({ kept }) => `账本不完整的最后一行已另存为 ${kept}。`,
  'state-rebuilt': ({ backup }) => `docs/cccc/state.json 与账本不符；已由账本重新生成，原文件存为 ${backup}。`,
  'state-restored': () => 'docs/cccc/state.json 缺失，已由账本重新生成。',
  'state-missing': ({ file }) => `${file} 缺失；账本完整，会据此重新生成。`,
  'state-edited': ({ file }) =>
    `${file} 与账本不符（被手工编辑，或来自其他版本）；关卡不读取它。会由账本重新生成，改过的那份另存备份。`,
  'state-directory-unusable': ({ dir, detail }) =>
    `存放签名密钥和锚点的状态目录 ${dir} 无法使用：${systemFault(detail)}。`,
  'key-corrupt': ({ file }) =>
    `签名密钥 ${file} 不是 32 字节的密钥。请恢复它，或将其移走以生成新密钥（此前的批准将只算自述）。`,
  'lock-held': ({ file, holder }) => `锁 ${file} 已被进程 ${holder} 占用 20 秒。`,
  'lock-unusable': ({ file, detail }) => `无法创建锁 ${file}：${systemFault(detail)}。`,
  'disk-full': ({ file }) => `磁盘已满：${file} 无法写入，没有记录任何内容。请释放空间后重新运行同一条命令。`,
  'state-unwritten': ({ file, detail }) =>
    `事实已记入账本，但 ${file} 无法写入：${systemFault(detail)}。下一次调用会写入它。`,
  'system-refused': ({ file, detail }) =>
    `系统拒绝了对 ${file === '' ? '某个文件' : file} 的操作：${systemFault(detail)}。`,
  'folder-refused': ({ dir, detail }) => `无法写入目录 ${dir}：${systemFault(detail)}。`,
  'temporary-missing': ({ dir }) => `临时文件目录 ${dir}（TMPDIR）不存在。请创建它，或取消设置 TMPDIR。`,
  'recorded-only': ({ facts }) => `已经记录并有效：${facts}。之后的步骤没有成功，原因如下：`,
  'reads-export': ({ file }) =>
    `此处没有账本；以下内容来自 ${file}。此处无法核实其内容；由受信任队友的密钥签名的部分会标明已签名。`,
  'guard-log-broken': ({ file, lines }) =>
    `${file} 第 ${lines} 行无法读取，已略去。它只是供人查看的日志，不影响任何判断。`,
} satisfies Partial<Notices>;

import type { Notices } from '../../types/notices.js';

/** The names of a milestone's fields in milestone-backlog.md. */
const FIELD_LABELS: Record<string, string> = {
  title: '标题',
  goal: '目标',
  scope: '范围',
  out_of_scope: '范围外',
  acceptance_criteria: '验收标准',
  expected_files: '预期文件',
  required_tests: '必需测试',
  risk: '风险',
  dependencies: '依赖',
  stop_conditions: '停止条件',
};

/** The planning documents, and files that Claude passes to a command. */
export const plan = {
  'no-milestone': ({ document }) => `${document} 中没有里程碑。每个里程碑以“## M001：标题”这样的标题开头。`,
  'milestone-id-missing': ({ heading, line }) =>
    `milestone-backlog.md 第 ${line} 行“${heading}”没有 M001 这样的里程碑编号。`,
  'milestone-duplicate': ({ milestone }) =>
    `${milestone} 在 milestone-backlog.md 中出现了两次；一个编号只属于一个里程碑。`,
  'milestone-field-missing': ({ milestone, field }) =>
    `里程碑 ${milestone} 的“${FIELD_LABELS[field] ?? field}”没有内容。每个里程碑都必须写明这一项。`,
  'milestone-risk-unknown': ({ milestone, risk }) =>
    `里程碑 ${milestone} 的风险写作“${risk}”；只能是 low、medium、high 或 critical（低、中、高、严重）。`,
  'milestone-depends-on-itself': ({ milestone }) => `里程碑 ${milestone} 依赖它自己。`,
  'milestone-dependency-unknown': ({ milestone, dependency }) =>
    `里程碑 ${milestone} 依赖“${dependency}”，但待办列表中没有这个里程碑。`,
  'milestone-cycle': ({ milestones }) => `这些里程碑互相等待，无法确定先后：${milestones}。`,
  'plan-document-missing': ({ document }) => `docs/cccc/${document} 不存在或为空；计划需要它。`,
  'plan-is-template': ({ document, line }) =>
    `docs/cccc/${document} 仍含模板文字（第 ${line} 行，⟦ 与 ⟧ 之间）。模板文字不是计划。`,
  'discovery-document-missing': ({ document }) => `docs/cccc/${document} 不存在或为空；项目调研时应写好它。`,
  'discovery-is-template': ({ document }) => `docs/cccc/${document} 仍是模板；调研时应写入在本仓库中了解到的内容。`,
  'document-not-text': ({ document }) => `docs/cccc/${document} 不是 UTF-8 文本。请另存为 UTF-8。`,
  'file-unreadable': ({ file, detail }) => `无法读取 ${file}（${detail}）。请先写好该文件。`,
  'file-not-json': ({ file, detail }) => `${file} 不是 JSON：${detail}`,
  'file-wrong-shape': ({ file, schema, detail }) => `${file} 不符合 schemas/${schema}：${detail}`,
} satisfies Partial<Notices>;

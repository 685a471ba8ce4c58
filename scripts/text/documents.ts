import type { DocumentWords } from '../core/plan/documents.js';
import { languageFor } from '../core/say/language.js';

const en: DocumentWords = {
  decisionLog: 'Decision log',
  openQuestions: 'Open questions',
  decision: 'Decision',
  reason: 'Reason',
  by: 'Decided by',
  why: 'Why it is asked',
  options: 'Options',
  recommended: 'recommended',
  asked: 'Asked',
  answer: 'Answer',
  answered: 'Answered',
  open: 'open',
  status: 'Status',
  colon: ': ',
};

const zhCN: DocumentWords = {
  decisionLog: '决策记录',
  openQuestions: '待解问题',
  decision: '决定',
  reason: '理由',
  by: '决定者',
  why: '为什么要问',
  options: '选项',
  recommended: '推荐',
  asked: '提出时间',
  answer: '回答',
  answered: '回答时间',
  open: '待答',
  status: '状态',
  colon: '：',
};

/** Headings and labels of the documents; English for a language that has none of its own. */
export const documentWords = (language: string): DocumentWords => (languageFor(language) === 'zh-CN' ? zhCN : en);

/** Says what a section of a planning document is about, by its document and its heading. */
import type { ChangeKind } from './impact.js';

/**
 * The planning documents that are compared. The context bundle is left out, because it is made from the others.
 */
export const WATCHED = [
  'project-brief.md',
  'project-map.md',
  'current-state.md',
  'architecture.md',
  'test-strategy.md',
  'roadmap.md',
  'milestone-backlog.md',
  'decision-log.md',
  'risk-register.md',
  'open-questions.md',
] as const;
export type WatchedDocument = (typeof WATCHED)[number];

/** Whether a file name is that of a planning document that is compared. */
export const isWatchedDocument = (name: string): name is WatchedDocument => WATCHED.some((known) => known === name);

const OF_DOCUMENT: Readonly<Record<WatchedDocument, ChangeKind>> = {
  'project-brief.md': 'brief',
  'project-map.md': 'minor',
  'current-state.md': 'minor',
  'architecture.md': 'architecture',
  'test-strategy.md': 'testing-policy',
  'roadmap.md': 'roadmap',
  'milestone-backlog.md': 'milestone',
  'decision-log.md': 'minor',
  'risk-register.md': 'risk-policy',
  'open-questions.md': 'open-question',
};

/** Documents about everything, in which only the heading says what a section is about. */
const GENERAL: readonly WatchedDocument[] = ['project-map.md', 'current-state.md', 'decision-log.md'];

const STACK =
  /\b(?:stack|technolog|dependenc|framework|runtime|database|librar)|技术栈|技术选型|依赖|框架|运行时|数据库/i;

/** The first that fits counts. */
const TOPICS: readonly (readonly [RegExp, ChangeKind])[] = [
  [STACK, 'stack'],
  [/\barchitect|架构/i, 'architecture'],
  [/\brisk|风险/i, 'risk-policy'],
  [/\btest|测试/i, 'testing-policy'],
  [/\broadmap|路线图/i, 'roadmap'],
  [/\bmilestone|里程碑/i, 'milestone'],
  [/\bopen question|待定问题|未决问题|开放问题/i, 'open-question'],
];

/**
 * What a change in this section is about.
 *
 * @param heading its heading, or '' for the text before the first one
 */
export function topicOf(document: WatchedDocument, heading: string): ChangeKind {
  const own = OF_DOCUMENT[document];
  if (GENERAL.includes(document)) return TOPICS.find(([pattern]) => pattern.test(heading))?.[1] ?? own;
  const isWhole = document === 'architecture.md' || document === 'project-brief.md';
  return isWhole && STACK.test(heading) ? 'stack' : own;
}

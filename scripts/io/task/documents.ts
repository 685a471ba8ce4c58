/** The documents of docs/cccc: reads them as text or as a plan, and appends to the two that are logs. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import {
  type Answer,
  type Decision,
  type DocumentWords,
  withAnswer,
  withDecision,
  withQuestion,
} from '../../core/plan/documents.js';
import { firstPlaceholder, linesOf } from '../../core/plan/markdown.js';
import { type Milestone, milestonesOf, parseBacklog, verifyBacklog } from '../../core/plan/milestones.js';
import { canonicalPlan } from '../../core/plan/progress.js';
import { type Notice, notice, Problem } from '../../core/say/notices.js';
import { redactDeep } from '../../core/say/redact.js';
import type { Question } from '../../generated/types.js';
import { isMissing, writeDocument } from '../ground/files.js';
import { DOCUMENTS, type DocumentName, type ProjectPaths, skillFile } from '../ground/workspace.js';

export type Documents = Record<DocumentName, string | null>;

/** The documents that discovery must have written before there can be a plan. */
export const DISCOVERY_DOCUMENTS = [
  'project-map.md',
  'current-state.md',
  'architecture.md',
  'test-strategy.md',
  'risk-register.md',
  'open-questions.md',
] as const satisfies readonly DocumentName[];

/** The documents that the plan's digest covers. */
export const PLAN_DOCUMENTS = [
  'project-brief.md',
  'roadmap.md',
  'milestone-backlog.md',
] as const satisfies readonly DocumentName[];

/** The documents that have a template; the context bundle is generated. */
export const TEMPLATED_DOCUMENTS = DOCUMENTS.filter((name) => name !== 'context-bundle.md');

export const TEMPLATE_LANGUAGES = ['en', 'zh-CN'] as const;

/** Template texts of a document, one per language. */
export type Templates = Partial<Record<DocumentName, string[]>>;

/**
 * One document's text without a byte order mark; null when there is no such document.
 *
 * @throws Problem document-not-text when it is not UTF-8, because text that was read only in part must not be reviewed
 *   or
 * hashed
 */
export async function readDocument(paths: ProjectPaths, name: DocumentName): Promise<string | null> {
  const bytes = await readBytes(paths.document(name));
  if (bytes === null) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new Problem(notice('document-not-text', { document: name }));
  }
}

async function readBytes(file: string): Promise<Buffer | null> {
  try {
    return await readFile(file);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

/**
 * All documents; null for those that do not exist.
 *
 * @throws the Problem of readDocument
 */
export async function readDocuments(paths: ProjectPaths): Promise<Documents> {
  const read = async <N extends DocumentName>(name: N) => [name, await readDocument(paths, name)] as const;
  const entries = new Map(await Promise.all(DOCUMENTS.map(read)));
  const of = (name: DocumentName): string | null => entries.get(name) ?? null;
  return {
    'project-brief.md': of('project-brief.md'),
    'project-map.md': of('project-map.md'),
    'current-state.md': of('current-state.md'),
    'architecture.md': of('architecture.md'),
    'test-strategy.md': of('test-strategy.md'),
    'roadmap.md': of('roadmap.md'),
    'milestone-backlog.md': of('milestone-backlog.md'),
    'decision-log.md': of('decision-log.md'),
    'risk-register.md': of('risk-register.md'),
    'open-questions.md': of('open-questions.md'),
    'context-bundle.md': of('context-bundle.md'),
  };
}

export interface Plan {
  /** `plan/v1:<sha256>` of the canonical plan. A refused plan has one too, so that edits to it are noticed. */
  digest: string;
  /** The complete milestones in order; these are all of them when there is no notice. */
  milestones: Milestone[];
  /** The texts from which the digest was made, so that the files need not be read again. */
  documents: Record<(typeof PLAN_DOCUMENTS)[number], string | null>;
  /** Why this is not a valid plan; empty when it is. */
  notices: Notice[];
}

/**
 * Reads brief, roadmap and backlog as a plan.
 *
 * @throws the Problem of readDocument
 */
export async function readPlan(paths: ProjectPaths): Promise<Plan> {
  const [brief = null, roadmap = null, backlog = null] = await Promise.all(
    PLAN_DOCUMENTS.map((name) => readDocument(paths, name)),
  );
  const texts = { brief: brief ?? '', roadmap: roadmap ?? '', backlog: backlog ?? '' };
  const parsed = parseBacklog(texts.backlog);
  const unfinished = [
    ...templateProblems('project-brief.md', texts.brief),
    ...templateProblems('roadmap.md', texts.roadmap),
    ...templateProblems('milestone-backlog.md', texts.backlog),
  ];
  // In a backlog that is still template text, every field would be reported; one notice is clearer.
  const isTemplate =
    unfinished.some(({ args }) => 'document' in args && args.document === 'milestone-backlog.md') &&
    milestonesOf(parsed).length === 0;
  return {
    digest: `plan/v1:${createHash('sha256')
      .update(JSON.stringify(canonicalPlan(texts)))
      .digest('hex')}`,
    milestones: milestonesOf(parsed),
    documents: { 'project-brief.md': brief, 'roadmap.md': roadmap, 'milestone-backlog.md': backlog },
    notices: isTemplate ? unfinished : [...unfinished, ...verifyBacklog(parsed)],
  };
}

function templateProblems(document: DocumentName, text: string): Notice[] {
  if (text.trim() === '') return [notice('plan-document-missing', { document })];
  const line = firstPlaceholder(text);
  return line === null ? [] : [notice('plan-is-template', { document, line })];
}

/** The template texts of this installation, which tell a completed document from an untouched one. */
export async function readTemplates(): Promise<Templates> {
  const templates: Templates = {};
  for (const name of TEMPLATED_DOCUMENTS) {
    const files = TEMPLATE_LANGUAGES.map((language) => readFile(skillFile(`templates/${language}/${name}`), 'utf8'));
    templates[name] = await Promise.all(files);
  }
  return templates;
}

/**
 * Why discovery is not complete: each of its documents must exist and contain no template text.
 *
 * @throws the Problem of readDocument
 */
export async function discoveryProblems(paths: ProjectPaths, templates: Templates): Promise<Notice[]> {
  const found = await Promise.all(
    DISCOVERY_DOCUMENTS.map(async (document): Promise<Notice[]> => {
      const text = (await readDocument(paths, document)) ?? '';
      if (text.trim() === '') return [notice('discovery-document-missing', { document })];
      const same = (templates[document] ?? []).some((template) => bare(template) === bare(text));
      return same || firstPlaceholder(text) !== null ? [notice('discovery-is-template', { document })] : [];
    }),
  );
  return found.flat();
}

const bare = (text: string): string =>
  linesOf(text)
    .filter((line) => line !== '')
    .join('\n');

/** Adds an entry to decision-log.md in the user's language (text/documents.ts); creates the file if it is missing. */
export async function appendDecision(paths: ProjectPaths, words: DocumentWords, decision: Decision): Promise<void> {
  await rewrite(paths, 'decision-log.md', (text) => withDecision(text, redactDeep(decision), words));
}

/** Adds a question to open-questions.md. The caller chooses the `id`, by which the question is answered. */
export async function appendOpenQuestion(
  paths: ProjectPaths,
  words: DocumentWords,
  asked: { id: string; at: string; question: Question },
): Promise<void> {
  await rewrite(paths, 'open-questions.md', (text) =>
    withQuestion(text, { ...asked, question: redactDeep(asked.question) }, words),
  );
}

/** Writes the answer under its question, or at the end if the question is no longer in the document. */
export async function answerOpenQuestion(paths: ProjectPaths, words: DocumentWords, answer: Answer): Promise<void> {
  await rewrite(paths, 'open-questions.md', (text) => withAnswer(text, redactDeep(answer), words));
}

/** Rewrites a document and keeps its line ends and byte order mark. */
async function rewrite(paths: ProjectPaths, name: DocumentName, change: (text: string) => string): Promise<void> {
  const mark = (await readBytes(paths.document(name)))?.subarray(0, 3).toString('hex') === 'efbbbf' ? '\uFEFF' : '';
  const text = (await readDocument(paths, name)) ?? '';
  const changed = change(text.replaceAll('\r\n', '\n'));
  const ends = text.includes('\r\n') ? changed.replaceAll('\n', '\r\n') : changed;
  writeDocument(paths.document(name), mark + ends);
}

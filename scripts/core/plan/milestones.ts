/**
 * Parses milestone-backlog.md: one heading per milestone (`## M001: Title`), with its fields as list items (`-
 * **Goal:** …`) or as deeper headings (`### Goal`), named in English or Chinese.
 */
import type { Config } from '../../generated/types.js';
import { type Notice, notice } from '../say/notices.js';
import type { PlannedMilestone } from '../task/model.js';
import { bulletOf, hasPlaceholder, headingOf, type Line, withoutComments } from './markdown.js';
import { withoutProgress } from './progress.js';

/** A complete milestone. Texts keep their line breaks; lists have one entry per item. */
export interface Milestone extends PlannedMilestone {
  goal: string;
  scope: string;
  out_of_scope: string;
  acceptance_criteria: string[];
  expected_files: string[];
  required_tests: string[];
  stop_conditions: string[];
}

export const MILESTONE_FIELDS = [
  'goal',
  'scope',
  'out_of_scope',
  'acceptance_criteria',
  'expected_files',
  'required_tests',
  'risk',
  'dependencies',
  'stop_conditions',
] as const;
export type MilestoneField = (typeof MILESTONE_FIELDS)[number];

/** The accepted names of each field after `labelOf`; the first one is the name used in the templates. */
const NAMES: Record<MilestoneField, readonly string[]> = {
  goal: ['goal', 'objective', '目标'],
  scope: ['scope', 'in scope', '范围'],
  out_of_scope: ['out of scope', 'not in scope', 'non goals', '范围外', '不在范围内', '不做'],
  acceptance_criteria: ['acceptance criteria', 'acceptance', '验收标准', '验收条件'],
  expected_files: [
    'expected files',
    'expected files or modules',
    'expected changed files',
    'expected changed files or modules',
    '预期文件',
    '预期改动文件',
    '预期修改文件',
    '预期改动的文件或模块',
  ],
  required_tests: ['required tests', 'tests', '必需测试', '必需的测试', '所需测试', '测试要求'],
  risk: ['risk', 'risk level', '风险', '风险等级', '风险级别'],
  dependencies: ['dependencies', 'depends on', '依赖'],
  stop_conditions: ['stop conditions', 'stop condition', '停止条件', '中止条件'],
};
const FIELD_OF = new Map(MILESTONE_FIELDS.flatMap((field) => NAMES[field].map((name) => [name, field] as const)));

const RISKS: Record<PlannedMilestone['risk'], readonly string[]> = {
  low: ['low', '低', '低风险'],
  medium: ['medium', '中', '中等', '中风险'],
  high: ['high', '高', '高风险'],
  critical: ['critical', '严重', '关键', '极高'],
};

const ID = /^(M\d{1,6}|[A-Z]{2,10}-\d{1,6})$/;
const TITLE = /^(?:(?:milestone|里程碑)\s*)?(M\d{1,6}|[A-Z]{2,10}-\d{1,6})(?:\s*[:：]\s*|\s+[-–—]\s+|\s+|$)(.*)$/iu;
/** Looks like the heading of a milestone but contains no id. */
const NO_ID = /^(?:milestone|里程碑)\s*\d*\s*(?:[:：]|\s[-–—]\s)/iu;
const NOTHING = /^(?:none|n\/a|nothing|no|-|—|无|没有|不适用|暂无)(?:$|[\s.,;:。，；：(（—–-])/iu;
const LABELLED = /^(?:\*\*|__)(.+?)(?:\*\*|__)\s*[:：]?\s*(.*)$/u;
const PLAIN = /^([^:：*_]{1,40})[:：]\s*(.*)$/u;

/** A milestone as the document states it, complete or not. */
export interface MilestoneDraft {
  id: string;
  title: string;
  line: number;
  fields: Partial<Record<MilestoneField, string[]>>;
}

export interface Backlog {
  drafts: MilestoneDraft[];
  /** Headings that call themselves milestones but have no id. */
  nameless: { heading: string; line: number }[];
}

/** Parses a backlog. Never fails: `verifyBacklog` reports what is missing or wrong. */
export function parseBacklog(markdown: string): Backlog {
  const reader = new Reader();
  for (const line of withoutComments(withoutProgress(markdown))) reader.read(line);
  return { drafts: reader.drafts, nameless: reader.nameless };
}

class Reader {
  readonly drafts: MilestoneDraft[] = [];
  readonly nameless: Backlog['nameless'] = [];
  private draft: MilestoneDraft | null = null;
  private level = 0;
  private field: MilestoneField | null = null;
  /** Whether a heading opened the field, so that list items belong to its content. */
  private underHeading = false;

  read(line: Line): void {
    const heading = headingOf(line);
    if (heading) return this.readHeading(heading.level, heading.text, line.number);
    if (!this.draft || line.text.trim() === '') return;
    if (line.kind === 'text' && !this.underHeading && this.readLabel(line.text)) return;
    if (this.field) this.add(this.field, line);
  }

  private readHeading(level: number, text: string, line: number): void {
    const title = TITLE.exec(text.replace(/^[*_`]+|[*_`]+$/g, ''));
    this.field = null;
    this.underHeading = false;
    if (title?.[1] !== undefined) {
      this.level = level;
      this.draft = { id: title[1].toUpperCase(), title: (title[2] ?? '').trim(), line, fields: {} };
      this.drafts.push(this.draft);
    } else if (NO_ID.test(text)) {
      this.nameless.push({ heading: text, line });
      this.draft = null;
    } else if (level <= this.level) {
      this.draft = null;
    } else {
      this.field = FIELD_OF.get(labelOf(text)) ?? null;
      this.underHeading = this.field !== null;
      if (this.field) this.open(this.field);
    }
  }

  /** Whether the line opens a field, or has another bold label that ends the current field. */
  private readLabel(text: string): boolean {
    const bullet = bulletOf(text);
    const content = bullet?.text ?? text.trim();
    const bold = LABELLED.exec(content);
    const found = bold ?? (bullet ? PLAIN.exec(content) : null);
    const field = FIELD_OF.get(labelOf(found?.[1] ?? '')) ?? null;
    if (!field) {
      const ends = bold !== null && bullet?.indent === 0 && /[:：]/.test(content);
      if (ends) this.field = null;
      return ends;
    }
    this.field = field;
    const list = this.open(field);
    const value = found?.[2]?.trim() ?? '';
    if (value !== '') list.push(value);
    return true;
  }

  private open(field: MilestoneField): string[] {
    const fields = this.draft?.fields ?? {};
    fields[field] ??= [];
    return fields[field];
  }

  /** A list item starts a new entry; any other line continues the entry before it. */
  private add(field: MilestoneField, line: Line): void {
    const list = this.open(field);
    const bullet = line.kind === 'text' ? bulletOf(line.text) : null;
    const last = list.length - 1;
    if (bullet || last < 0) list.push(bullet?.text ?? line.text.trim());
    else list[last] = `${list[last]}\n${line.kind === 'fence' ? line.text : line.text.trim()}`;
  }
}

function labelOf(text: string): string {
  return text
    .replace(/[*_`]+/g, ' ')
    .replace(/[:：]\s*$/, '')
    .replace(/[-\s]+/g, ' ')
    .trim()
    .toLowerCase();
}

/**
 * Lists what prevents a backlog from being a plan: milestones without an id or with a duplicate one, fields that are
 * missing or still template text, unknown risks, and dependencies that cannot be met.
 */
export function verifyBacklog(backlog: Backlog): Notice[] {
  const { drafts, nameless } = backlog;
  if (drafts.length === 0 && nameless.length === 0)
    return [notice('no-milestone', { document: 'milestone-backlog.md' })];
  const ids = drafts.map(({ id }) => id);
  const twice = ids.filter((id, at) => ids.indexOf(id) !== at);
  return [
    ...nameless.map(({ heading, line }) => notice('milestone-id-missing', { heading, line })),
    ...[...new Set(twice)].map((milestone) => notice('milestone-duplicate', { milestone })),
    ...drafts.flatMap((draft) => [...lacking(draft), ...riskProblems(draft), ...dependencyProblems(draft, ids)]),
    ...cycles(drafts),
  ];
}

function lacking(draft: MilestoneDraft): Notice[] {
  const missing = MILESTONE_FIELDS.filter((field) => isMissing(field, draft.fields[field] ?? []));
  const named = [...(isBlank(draft.title) ? ['title'] : []), ...missing];
  return named.map((field) => notice('milestone-field-missing', { milestone: draft.id, field }));
}

const isBlank = (text: string): boolean => text.trim() === '' || hasPlaceholder(text);

function isMissing(field: MilestoneField, values: string[]): boolean {
  const given = values.filter((value) => value.trim() !== '');
  if (given.length === 0 || given.some(isBlank)) return true;
  // "None" is an answer for fields that may be empty; in any other field it would only hide that nothing was written.
  const mayBeNone = field === 'dependencies' || field === 'out_of_scope';
  return !mayBeNone && given.every((value) => /^[\p{L}/-]+[.。]?$/u.test(value) && NOTHING.test(value));
}

function riskOf(draft: MilestoneDraft): PlannedMilestone['risk'] | null {
  const [first = null, ...more] = (draft.fields.risk ?? []).map(riskNamed);
  // Text after the level may explain it, but must not name another level.
  return more.every((other) => other === null || other === first) ? first : null;
}

/** The level in `low`, `低（只改文档）` or `High: touches billing`; null when the text begins with anything else. */
function riskNamed(text: string): PlannedMilestone['risk'] | null {
  const word = /^[\p{L}]+(?=$|[\s.,;:。，；：(（])/u.exec(plain(text).toLowerCase())?.[0];
  const found = Object.entries(RISKS).find(([, names]) => word !== undefined && names.includes(word))?.[0];
  switch (found) {
    case 'low':
    case 'medium':
    case 'high':
    case 'critical':
      return found;
    default:
      return null;
  }
}

function riskProblems(draft: MilestoneDraft): Notice[] {
  const given = draft.fields.risk ?? [];
  if (isMissing('risk', given) || riskOf(draft)) return [];
  return [notice('milestone-risk-unknown', { milestone: draft.id, risk: given.join(' ') })];
}

function dependenciesOf(draft: MilestoneDraft): string[] {
  const pieces = (draft.fields.dependencies ?? [])
    .filter((value) => !isBlank(value) && !NOTHING.test(value.trim()))
    .flatMap((value) =>
      plain(value)
        .replace(/\([^()]*\)|（[^（）]*）/g, ' ')
        .split(/[,，、;；\n]|\s+(?:and|和)\s+|\s+[-–—]\s+.*$/),
    )
    .map((piece) => piece.trim().replace(/[.。]$/, ''));
  return [
    ...new Set(
      pieces
        .filter((piece) => piece !== '')
        .map((piece) => (ID.test(piece.toUpperCase()) ? piece.toUpperCase() : piece)),
    ),
  ];
}

function dependencyProblems(draft: MilestoneDraft, ids: string[]): Notice[] {
  return dependenciesOf(draft).flatMap((dependency) => {
    if (dependency === draft.id) return [notice('milestone-depends-on-itself', { milestone: draft.id })];
    return ids.includes(dependency)
      ? []
      : [notice('milestone-dependency-unknown', { milestone: draft.id, dependency })];
  });
}

/** One notice for each cycle of milestones that depend on each other. */
function cycles(drafts: MilestoneDraft[]): Notice[] {
  const dependencies = new Map(
    drafts.map((draft) => [draft.id, dependenciesOf(draft).filter((id) => id !== draft.id)]),
  );
  const settled = new Set<string>();
  const found: Notice[] = [];
  const visit = (id: string, path: string[]): void => {
    const at = path.indexOf(id);
    if (at >= 0) found.push(notice('milestone-cycle', { milestones: [...path.slice(at), id].join(' → ') }));
    if (at >= 0 || settled.has(id)) return;
    for (const next of dependencies.get(id) ?? []) visit(next, [...path, id]);
    settled.add(id);
  };
  for (const { id } of drafts) visit(id, []);
  return found;
}

/** The complete milestones, in the order of the document. */
export function milestonesOf(backlog: Backlog): Milestone[] {
  return backlog.drafts.flatMap((draft) => {
    const risk = riskOf(draft);
    if (risk === null || lacking(draft).length > 0) return [];
    const list = (field: MilestoneField): string[] => draft.fields[field] ?? [];
    const text = (field: MilestoneField): string => list(field).join('\n');
    return [
      {
        id: draft.id,
        title: draft.title,
        goal: text('goal'),
        scope: text('scope'),
        out_of_scope: text('out_of_scope'),
        acceptance_criteria: list('acceptance_criteria'),
        expected_files: filesOf(list('expected_files')),
        required_tests: list('required_tests'),
        risk,
        dependencies: dependenciesOf(draft),
        stop_conditions: list('stop_conditions'),
      },
    ];
  });
}

/** The files that a list names: `src/a.ts, src/b.ts` on one line are two files, and backticks are removed. */
const filesOf = (values: string[]): string[] =>
  values
    .flatMap((value) => value.split(/[,，、\n]/))
    .map((file) => plain(file))
    .filter((file) => file !== '');

const plain = (text: string): string => text.replace(/[*`]/g, '').trim();

type Check = Config['testing']['commands'][number];

/**
 * Finds which of a milestone's required tests the runner can run: those that name a configured check or repeat its
 * command line. Such a check counts as required for this milestone. Any other required test is only text for the
 * reviewer: text of a plan must not be able to start a program that the configuration does not list.
 *
 * @returns the checks, with `required` set for those that were named, and the tests that no check covers
 */
export function checksForMilestone(checks: Check[], requiredTests: string[]): { checks: Check[]; unmatched: string[] } {
  const names = (test: string, check: Check): boolean => {
    const line = check.run.join(' ');
    const words = plain(test);
    return [check.name, line].some(
      (one) =>
        words === one || words.startsWith(`${one} `) || words.startsWith(`${one}:`) || test.includes(`\`${one}\``),
    );
  };
  return {
    checks: checks.map((check) => ({
      ...check,
      required: check.required || requiredTests.some((test) => names(test, check)),
    })),
    unmatched: requiredTests.filter((test) => !checks.some((check) => names(test, check))),
  };
}

import type { Notices } from '../../types/notices.js';

/** The names of a milestone's fields in milestone-backlog.md. */
const FIELD_LABELS: Record<string, string> = {
  title: 'Title',
  goal: 'Goal',
  scope: 'Scope',
  out_of_scope: 'Out of scope',
  acceptance_criteria: 'Acceptance criteria',
  expected_files: 'Expected files',
  required_tests: 'Required tests',
  risk: 'Risk',
  dependencies: 'Dependencies',
  stop_conditions: 'Stop conditions',
};

/** The planning documents, and files that Claude passes to a command. */
export const plan = {
  'no-milestone': ({ document }) =>
    `${document} has no milestone. Each begins with a heading such as "## M001: Title".`,
  'milestone-id-missing': ({ heading, line }) =>
    `Line ${line} of milestone-backlog.md, "${heading}", has no milestone id such as M001.`,
  'milestone-duplicate': ({ milestone }) =>
    `${milestone} appears twice in milestone-backlog.md; an id belongs to one milestone.`,
  'milestone-field-missing': ({ milestone, field }) =>
    `Milestone ${milestone} says nothing under "${FIELD_LABELS[field] ?? field}". ` +
    'Each milestone has to state it in its own words.',
  'milestone-risk-unknown': ({ milestone, risk }) =>
    `Milestone ${milestone} gives its risk as "${risk}"; it is low, medium, high or critical.`,
  'milestone-depends-on-itself': ({ milestone }) => `Milestone ${milestone} depends on itself.`,
  'milestone-dependency-unknown': ({ milestone, dependency }) =>
    `Milestone ${milestone} depends on "${dependency}", which is not a milestone of this backlog.`,
  'milestone-cycle': ({ milestones }) => `These milestones wait for each other, so none can be first: ${milestones}.`,
  'plan-document-missing': ({ document }) => `docs/cccc/${document} does not exist or is empty; the plan needs it.`,
  'plan-is-template': ({ document, line }) =>
    `docs/cccc/${document} still has template text (line ${line}, between ⟦ and ⟧). Template text is not a plan.`,
  'discovery-document-missing': ({ document }) =>
    `docs/cccc/${document} does not exist or is empty; discovery writes it.`,
  'discovery-is-template': ({ document }) =>
    `docs/cccc/${document} is still the template; discovery replaces it with what was found in this repository.`,
  'document-not-text': ({ document }) => `docs/cccc/${document} is not UTF-8 text. Save it as UTF-8.`,
  'file-unreadable': ({ file, detail }) => `${file} cannot be read (${detail}). Write it first.`,
  'file-not-json': ({ file, detail }) => `${file} is not JSON: ${detail}`,
  'file-wrong-shape': ({ file, schema, detail }) => `${file} does not match schemas/${schema}: ${detail}`,
} satisfies Partial<Notices>;

import type { DoctorWords } from '../../types/views/doctor.js';

export const doctor: DoctorWords = {
  names: {
    installation: 'Installation',
    node: 'Node',
    repository: 'Git and repository',
    configuration: 'Configuration',
    workspace: 'Workspace',
    directories: 'Directories',
    filters: 'Filters of git',
    worktree: 'Work tree',
    ledger: 'Ledger',
    receipts: 'Receipts',
    state: 'state.json',
    documents: 'Planning documents',
    hooks: 'Hooks',
    commands: 'Slash commands',
    codex: 'Codex',
    leftovers: 'Leftovers',
  },
  defaultModel: 'default model',
  kept: (all, gone) =>
    `kept copies of work trees: ${all}` +
    (gone === null ? '' : `, of which ${gone} of work trees that are gone; they go when a task starts, after 30 days`),
  tried: ({ codex, claude }) => `tried with Codex ${codex} and Claude Code ${claude}`,
};

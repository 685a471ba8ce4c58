import type { TeamWords } from '../../types/views/team.js';

export const team: TeamWords = {
  since: (day) => `trusted since ${day}`,
  revoked: (day) => `revoked ${day}`,
  own: 'yours',
  unknown: (id) => `unknown key ${id}`,
  signed: ({ signed, entries, names }) => `${signed} of ${entries} entries signed · ${names}`,
  comma: ', ',
  standing: {
    signed: 'signed',
    unsigned: 'not signed',
    foreign: 'signed, but not trusted',
    revoked: 'signed with a revoked key',
    forged: 'FORGED signature',
  },
  hookGone: 'cc-codex-collaborate is gone, so nothing is checked before this push. Remove this hook.',
  summary: {
    title: 'Approval by Codex',
    problems: 'Problems',
    remarks: 'To look at',
    findings: 'Open findings',
    task: 'Task',
    base: 'Base',
    head: 'Head',
    result: {
      signed: 'approved, signed',
      attested: 'attested only',
      unchanged: 'nothing to approve',
      failed: 'not approved',
    },
    more: (count) => `… and ${count} more`,
  },
};

import { counted } from '../../../../core/say/plain.js';
import type { FanoutWords } from '../../../types/views/delegate/fanout.js';
import { delegateFault } from '../../delegate-faults.js';

export const fanout: FanoutWords = {
  title: (id) => `Fan-out ${id}`,
  workers: 'Workers',
  state: {
    waiting: 'waiting',
    running: 'running',
    answered: 'answered',
    failed: 'no answer',
    'not-started': 'not started',
  },
  fault: delegateFault,
  because: (state, why) => `${state}: ${why}`,
  findings: 'Findings, the worst first',
  noFindings: 'The reviewers found nothing.',
  foundBy: (names) => `found by ${names}`,
  alsoBy: (name) => `in the words of ${name}`,
  evidence: 'Evidence',
  fix: 'Fix',
  rewrite: 'Rewrite',
  notJudged: 'Not judged',
  change: 'Change',
  merged: (files) => `${counted(files, 'file')} changed`,
  notMerged: (files) => `${counted(files, 'file')} changed, not merged`,
  verified: (command) => `verified by the runner: ${command}`,
  notVerified: (command, how) => `verification failed (${how}): ${command}`,
  answer: (name) => `Answer of ${name}`,
  webSearch: 'Research workers could search the web.',
};

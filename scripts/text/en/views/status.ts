import type { StatusWords } from '../../types/views/status.js';

export const status: StatusWords = {
  gates: 'Gates',
  unnamed: 'the work tree cannot be hashed, so the gates cannot be judged; see below',
  paused: 'Paused',
  helps: 'What helps',
  mode: 'mode',
};

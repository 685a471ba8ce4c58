import type { Notices } from '../../types/notices.js';
import { command } from './command.js';
import { diff } from './delegate/diff.js';
import { delegate } from './delegate.js';
import { diagnoses } from './doctor.js';
import { documents } from './documents.js';
import { gateAnswers } from './gates.js';
import { install } from './install.js';
import { ledger } from './ledger.js';
import { loop } from './loop.js';
import { pauses } from './pauses.js';
import { plan } from './plan.js';
import { repair } from './repair.js';
import { repository } from './repository.js';
import { review } from './review.js';
import { task } from './task.js';
import { update } from './update.js';

/** Every notice of the program. */
export const notices: Notices = {
  ...repository,
  ...task,
  ...plan,
  ...documents,
  ...ledger,
  ...review,
  ...pauses,
  ...gateAnswers,
  ...install,
  ...update,
  ...loop,
  ...diagnoses,
  ...repair,
  ...delegate,
  ...diff,
  ...command,
};

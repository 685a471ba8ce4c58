import type { Notices } from '../../types/notices.js';
import { command } from './command.js';
import { ask } from './delegate/ask.js';
import { broker } from './delegate/broker.js';
import { cto } from './delegate/cto.js';
import { diff } from './delegate/diff.js';
import { fanout } from './delegate/fanout.js';
import { sessions } from './delegate/sessions.js';
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
import { ci } from './team/ci.js';
import { keys } from './team/keys.js';
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
  ...ask,
  ...broker,
  ...cto,
  ...sessions,
  ...diff,
  ...fanout,
  ...keys,
  ...ci,
  ...command,
};

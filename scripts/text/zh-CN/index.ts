import type { Catalog } from '../types/catalog.js';
import { actions } from './actions.js';
import { codexFault } from './codex-faults.js';
import { documents } from './documents.js';
import { labels } from './labels.js';
import { attention } from './live/attention.js';
import { watch } from './live/watch.js';
import { notices } from './notices/index.js';
import { pauses } from './pauses.js';
import { report } from './report/formats.js';
import { page } from './report/page.js';
import { settings } from './settings.js';
import { help, verbs } from './verbs.js';
import { artifact } from './views/artifact.js';
import { cards } from './views/cards.js';
import { closing } from './views/closing.js';
import { cto } from './views/delegate/cto.js';
import { diffReview } from './views/delegate/diff-review.js';
import { fanout } from './views/delegate/fanout.js';
import { sessions } from './views/delegate/sessions.js';
import { doctor } from './views/doctor.js';
import { gates } from './views/gates.js';
import { history } from './views/history.js';
import { progress } from './views/progress.js';
import { review } from './views/review.js';
import { status } from './views/status.js';
import { sync } from './views/sync.js';
import { team } from './views/team.js';
import { trace } from './views/trace.js';
import { wizard } from './wizard.js';

export const zhCN: Catalog = {
  notices,
  actions,
  labels,
  verbs,
  help,
  documents,
  settings,
  wizard,
  codexFault,
  pauses,
  artifact,
  attention,
  cards,
  closing,
  cto,
  diffReview,
  doctor,
  fanout,
  gates,
  history,
  progress,
  report,
  reportPage: page,
  review,
  sessions,
  status,
  sync,
  team,
  trace,
  watch,
};

/** One handler for each row of the verb table; if one is missing, this does not compile. */
import type { VerbName } from '../core/verbs.js';
import type { Handler } from '../flows/context.js';

export const HANDLERS: Record<VerbName, () => Promise<Handler>> = {
  install: () => import('../verbs/install.js'),
  setup: () => import('../verbs/setup.js'),
  update: () => import('../verbs/update.js'),
  'force-update': () => import('../verbs/force-update.js'),
  restore: () => import('../verbs/restore.js'),
  uninstall: () => import('../verbs/uninstall.js'),
  start: () => import('../verbs/start.js'),
  next: () => import('../verbs/next.js'),
  report: () => import('../verbs/report.js'),
  milestone: () => import('../verbs/milestone.js'),
  review: () => import('../verbs/review.js'),
  finish: () => import('../verbs/finish.js'),
  gates: () => import('../verbs/gates.js'),
  loop: () => import('../verbs/loop.js'),
  resume: () => import('../verbs/resume.js'),
  config: () => import('../verbs/config.js'),
  confirm: () => import('../verbs/confirm.js'),
  status: () => import('../verbs/status.js'),
  tasks: () => import('../verbs/tasks.js'),
  show: () => import('../verbs/show.js'),
  trace: () => import('../verbs/trace.js'),
  doctor: () => import('../verbs/doctor.js'),
  redact: () => import('../verbs/redact.js'),
  abandon: () => import('../verbs/abandon.js'),
  guard: () => import('../verbs/guard.js'),
  completion: () => import('../verbs/completion.js'),
  help: () => import('./help.js'),
};

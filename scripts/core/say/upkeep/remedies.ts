/** The command that helps, for each notice of ./notices.ts. */
import { type Command, call, proseSlot, shell, slot } from '../../call.js';
import { shellPath } from '../packet-text.js';
import type { UpkeepNotices } from './notices.js';

export const UPKEEP_REMEDY: { [C in keyof UpkeepNotices]: (args: UpkeepNotices[C]) => Command | null } = {
  'nothing-to-repair': () => null,
  'leftovers-removed': () => null,
  'bundle-missing': () => call('rebuild-context'),
  'bundle-rebuilt': () => null,
  'plan-document-gone': ({ file }) => shell(`git restore ${shellPath(file)}`),
  'pause-stays': () => call('status'),
  'state-refolded': () => null,
  'refold-planned': () => null,
  'rehydrated-from': () => null,
  'rehydrate-candidate': ({ others }) => (others === '' ? null : call('reset', '--milestone', slot('id'))),
  'rehydrate-candidate-none': () => null,
  'rehydrate-no-task': () => call('start', proseSlot('task')),
  rehydrated: () => null,
  'rehydrated-base': () => null,
  'reset-sets-aside': () => null,
  'codex-ready': () => null,
  'codex-live-passed': () => null,
  'codex-in-use': () => call('review', 'wait'),
  'live-inside-a-run': () => call('codex-check', '--live'),
  'hooks-unseen': ({ project }) => shell(`cd ${shellPath(project)} && claude --continue`),
  'task-in-part': ({ dir }) => shell(`cd ${shellPath(dir)}`),
  'export-written': () => null,
  'export-in-change': () => null,
  'export-in-the-way': ({ format }) => call('export', format, '--output', slot('file')),
  'export-not-opened': () => null,
  'smoke-passed': () => null,
  'skill-files-extra': () => null,
  'skill-file-broken': () => call('install'),
};

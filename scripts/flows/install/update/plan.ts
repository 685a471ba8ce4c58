/** The changes that `cccc update` makes to a project, as values. */
import path from 'node:path';
import { type Change, planFolders } from '../../../core/install/changes.js';
import { initialStateFile } from '../../../core/install/initial-state.js';
import { withIgnored } from '../../../core/install/setup.js';
import { isPredecessorState, unfinishedWork } from '../../../core/install/update/predecessor.js';
import { fieldAt, isObject, parseJson, textAt, withoutBom } from '../../../core/json.js';
import { type Notice, notice, Problem } from '../../../core/say/notices.js';
import type { Config } from '../../../generated/types.js';
import { readIfThere } from '../../../io/ground/files.js';
import { type ProjectPaths, storedPath, WORKSPACE_FOLDERS } from '../../../io/ground/workspace.js';
import { readPresent } from '../../../io/install/apply.js';
import { existingFolders, readInstallRecord, recordChange } from '../../../io/install/skill-files.js';
import type { Context } from '../../context.js';
import { planConfigUpdate } from './config.js';
import { planGenerated } from './generated.js';
import { findLeftovers } from './leftovers.js';
import { planSettings } from './settings.js';

export interface UpdatePlan {
  changes: Change[];
  /** What was kept, laid beside or left out, and why. */
  notices: Notice[];
  /** Files that wait for the end of the open task, because changing them would change what is under review. */
  waiting: string[];
  /** What 0.1.x was in the middle of. It is not continued. */
  work: { task: string; status: string } | null;
}

/**
 * Plans an update: the settings and the state in the form of this version, the commands and the hooks of this version,
 * and nothing that 0.1.x left behind. Documents, reviews and ledgers stay as they are.
 *
 * @param open whether a task of this work tree is open; then only what is no part of a review changes
 */
export function planUpdate(context: Context, paths: ProjectPaths, open: boolean): UpdatePlan {
  const state = readState(paths);
  const settings = planConfigUpdate(paths, state);
  const files = planGenerated(paths, settings.config, open);
  const left = findLeftovers(paths);
  const entries = planSettings(paths, settings.config, open ? [] : left.entries);
  const later = [...left.changes, ...planState(context, paths, state, settings.config)];
  const changes = [
    ...settings.changes,
    ...(open ? [] : planMissingFolders(paths)),
    ...files.changes,
    ...entries,
    ...(open ? [] : later),
  ];
  const waiting = [
    ...files.waiting,
    ...(open ? left.changes.flatMap(({ kind, path: file }) => (kind === 'delete' ? [file] : [])) : []),
  ];
  const record = recordChange(paths, changes, waiting.length > 0 ? null : context.version);
  return {
    changes: [
      ...changes,
      ...record.map((change) => ({ ...change, ...(change.kind === 'replace' && { backup: true }) })),
    ],
    notices: [...settings.notices, ...files.notices, ...left.notices, ...ignoreNotices(paths)],
    waiting,
    work: isPredecessorState(state) ? unfinishedWork(state) : null,
  };
}

/**
 * The value of state.json; undefined where there is none.
 *
 * @throws Problem `state-not-json`: the file is named and left alone
 */
function readState(paths: ProjectPaths): unknown {
  const text = readIfThere(paths.state);
  if (text === null) return undefined;
  const parsed = parseJson(withoutBom(text));
  if (parsed.ok && isObject(parsed.value)) return parsed.value;
  const detail = parsed.ok ? '' : parsed.fault;
  throw new Problem(notice('state-not-json', { file: storedPath(paths.project, paths.state), detail }));
}

/**
 * state.json as setup writes it, in place of one of 0.1.x, whose statuses and verdicts count for nothing here, and of
 * one that an earlier version wrote before any task. After a task, the file follows from the ledger.
 */
function planState(context: Context, paths: ProjectPaths, state: unknown, config: Config): Change[] {
  const file = storedPath(paths.project, paths.state);
  const isOld = isPredecessorState(state);
  const isBare = fieldAt(state, 'task_id') === null && textAt(state, 'skill_version') !== context.version;
  if (state !== undefined && !isOld && !isBare) return [];
  const created = textAt(state, 'created_at') ?? '';
  const fresh = initialStateFile(context.version, context.now(), config.mode);
  const content = `${JSON.stringify({ ...fresh, created_at: created === '' ? fresh.created_at : created }, null, 2)}\n`;
  const was = readPresent(paths.project, [file]).get(file);
  return was === undefined
    ? [{ kind: 'create', path: file, content }]
    : [{ kind: 'replace', path: file, content, was, backup: true }];
}

/** The folders that are missing. */
function planMissingFolders(paths: ProjectPaths): Change[] {
  const folders = WORKSPACE_FOLDERS.map((name) => storedPath(paths.project, path.join(paths.docs, name)));
  return planFolders(folders, existingFolders(paths.project, folders));
}

/** Names the lines that a later version would add to .gitignore. The file is the user's, so nothing is added here. */
function ignoreNotices(paths: ProjectPaths): Notice[] {
  const file = storedPath(paths.project, paths.gitignore);
  const text = readIfThere(paths.gitignore);
  const isOurs = Object.hasOwn(readInstallRecord(paths).files, file);
  const whole = text === null || !isOurs ? null : withIgnored(text);
  if (text === null || whole === null) return [];
  const lines = whole.slice(text.length).trim().split(/\r?\n/);
  return [notice('ignore-lines-missing', { file, lines: lines.join(', ') })];
}

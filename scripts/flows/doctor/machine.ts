/** Doctor's checks of the machine: the state directory and who can read its key, free space, the clock. */
import path from 'node:path';
import type { Check } from '../../core/install/diagnosis.js';
import { type Notice, notice } from '../../core/say/notices.js';
import { sizeText } from '../../core/say/plain.js';
import { readIfThere } from '../../io/ground/files.js';
import { freeSpace, rightsAndTime } from '../../io/ground/inspect.js';
import { temporaryPath } from '../../io/ground/temporary.js';
import { ledgerPaths, statePaths } from '../../io/ground/workspace.js';
import { readNotifyCommand, readNotifyFailure, userConfigFile } from '../../io/notify/notify.js';
import { nearestFolder } from '../../io/task/kept-folders.js';
import { listTasks } from '../../io/task/store.js';
import { localTime } from '../../render/time.js';
import { catalogOf } from '../../text/catalog.js';
import type { Context } from '../context.js';
import type { Project } from '../task/place.js';
import { judged, warned } from './check.js';
import type { TaskFound } from './task.js';

/** A review needs a copy of the work tree, and the record of what Codex said. */
const LEAST_FREE = 500_000_000;
/** A file system may round times up, and the clocks of a network drive differ a little. */
const CLOCK_TOLERANCE_MS = 120_000;

/** Where the key and the anchors lie, who else can read the key, and which other state directories tasks here name. */
export function checkStateDirectory({ language }: Context, { repository, stateDir }: Project): Check {
  const { key } = statePaths(stateDir);
  const mode = rightsAndTime(key)?.mode ?? null;
  const isExposed = process.platform !== 'win32' && mode !== null && (mode & 0o077) !== 0;
  const tasks = listTasks(repository.commonDir);
  const named = tasks.map((task) => readIfThere(ledgerPaths(repository.commonDir).keyHome(task))?.trim() ?? '');
  const others = [...new Set(named)].filter((dir) => dir !== '' && dir !== stateDir).join(', ');
  const facts = catalogOf(language).doctor.facts.stateDirectory({ dir: stateDir, hasKey: mode !== null, others });
  return judged('stateDirectory', facts, isExposed ? [notice('key-exposed', { file: key, dir: stateDir })] : []);
}

/** The least free space of the file systems that a review writes to. */
export function checkDisk({ language }: Context, { repository, stateDir }: Project): Check {
  const found = [repository.top, repository.commonDir, stateDir, path.dirname(temporaryPath('-'))].map((folder) => {
    const dir = nearestFolder(folder) ?? repository.top;
    return { dir, free: freeSpace(dir) };
  });
  const low = new Map(found.filter(({ free }) => free < LEAST_FREE).map(({ dir, free }) => [free, dir]));
  const notices = [...low].map(([free, dir]): Notice => notice('disk-low', { dir, free: sizeText(free) }));
  const least = Math.min(...found.map(({ free }) => free));
  return judged('disk', catalogOf(language).doctor.facts.disk(sizeText(least)), notices);
}

/** The user's own command for notifications, where there is one. */
export function checkNotifications({ language, env }: Context, { stateDir }: Project): Check[] {
  const command = readNotifyCommand(env);
  if (command.kind === 'none') return [];
  const file = userConfigFile(env);
  if (command.kind === 'invalid') return [warned('notifications', '', [notice('notify-invalid', { file })])];
  const failure = readNotifyFailure(stateDir);
  const notices = failure === null ? [] : [notice('notify-failed', { file, ...failure, at: localTime(failure.at) })];
  return [judged('notifications', catalogOf(language).doctor.facts.notifications(command.words[0]), notices)];
}

/** Nothing that was written is later than now: neither the ledger's last entry nor the files beside it. */
export function checkClock(context: Context, { repository, paths }: Project, task: TaskFound | null): Check {
  const now = Date.parse(context.now());
  const entry = task?.reading?.entries.at(-1)?.event.at;
  const files = [path.join(repository.gitDir, 'index'), paths.config, paths.state];
  const written = [
    ...(entry === undefined ? [] : [Date.parse(entry)]),
    ...files.flatMap((file) => rightsAndTime(file)?.changed ?? []),
  ];
  const latest = Math.max(...written, 0);
  const shown = (ms: number): string => localTime(new Date(ms).toISOString()).slice(0, 16);
  const isBehind = latest > now + CLOCK_TOLERANCE_MS;
  return judged(
    'clock',
    isBehind ? shown(now) : catalogOf(context.language).doctor.facts.clock(shown(now)),
    isBehind ? [notice('clock-behind', { now: shown(now), seen: shown(latest), platform: process.platform })] : [],
  );
}

/** What update and restore can say, and what says that an update is due (flows/install/update/, verbs/restore.ts). */
export interface UpdateNotices {
  /** `from`: the version that set the project up or updated it last. */
  'workspace-older': { from: string; version: string };
  'workspace-newer': { from: string; version: string };
  'installed-beside': { from: string };
  /** `version`: the release of 0.1.x that wrote the file; null for one of this program's own. */
  'config-older': { file: string; version: string | null };
  'config-newer': { file: string; version: string };
  'state-not-json': { file: string; detail: string };
  'settings-unsupported': { file: string; names: string };
  'settings-corrected': { file: string; names: string };
  'old-hook-kept': { file: string; event: string; settings: string };
  'old-loop-off': Record<string, never>;
  'old-command-kept': { file: string };
  'new-beside': { file: string; beside: string };
  'beside-taken': { file: string; beside: string };
  'ignore-lines-missing': { file: string; lines: string };
  'update-waits': { files: string };
  'backed-up': { folder: string; name: string; files: number };
  'work-not-continued': { task: string; status: string };
  'up-to-date': { version: string };
  /** `from`: `-` where no version was recorded. */
  updated: { from: string; version: string };
  'no-backups': Record<string, never>;
  'backup-listed': { name: string; files: string };
  'backup-unknown': { name: string };
  'restore-asked': { backup: string; files: string };
  'restore-left': { files: string };
  restored: { backup: string };
}

/** Notices of install, uninstall, permissions, settings and the beginning of setup. */

/** How an installation would change a project: its folder, versions and files. */
export interface InstallPlanned {
  dir: string;
  from: string | null;
  to: string;
  files: number;
  bytes: number;
  added: number;
  replaced: number;
  removed: number;
}

export interface InstallNotices {
  'cannot-write': { file: string; detail: string };
  'changed-meanwhile': { file: string };
  'change-planned': { kind: string; file: string; backup: boolean };
  'nothing-to-change': Record<string, never>;
  'files-written': { folder: string; names: string };
  'files-counted': { count: number };
  'file-replaced': { file: string; backup: string | null };
  'file-removed': { file: string; backup: string | null };
  'kept-changed': { file: string };
  'files-removed': { count: number };
  'nothing-to-remove': Record<string, never>;
  'uninstall-asked': { files: number };
  'purge-asked': { files: number };
  uninstalled: { docs: string };
  purged: { dir: string };
  'uninstall-while-open': { task: string; status: string };
  'permissions-asked': { file: string; rules: number };
  'permissions-added': { file: string };
  'permissions-removed': { file: string };
  'permissions-in-place': { file: string };
  'permissions-none': Record<string, never>;
  'permissions-stand': { file: string; rules: number; isCurrent: boolean };
  'permissions-offered': Record<string, never>;
  /** `beside`: the file that holds the user's own line, which is still shown; null where there is none. */
  'status-line-installed': { file: string; beside: string | null };
  'status-line-in-place': { file: string };
  'status-line-removed': { file: string };
  'status-line-none': { file: string };
  'status-line-gone': { file: string; program: string };
  /** `notify` stands in a project's settings; `own`: where the user's own are. */
  'notify-in-project': { file: string; own: string };
  'notify-invalid': { file: string };
  'notify-failed': { file: string; event: string; at: string; fault: string };
  /** `watch` where nothing can be drawn on. */
  'watch-needs-terminal': Record<string, never>;
  'no-such-folder': { dir: string };
  'skill-not-built': { dir: string };
  'skill-damaged': { file: string };
  'runs-from-here': { dir: string };
  /** A plugin installs nothing: the client does. */
  'runs-as-plugin': { plugin: string };
  /** `scope`: where the plugin is enabled. */
  'installed-twice': { dir: string; plugin: string; scope: string };
  'plugin-stays': { plugin: string; scope: string };
  /** `from`: the version that is there; null where there is none. `bytes`: of all files of the new version. */
  'install-planned': InstallPlanned;
  installed: { version: string; dir: string };
  'unknown-client': { value: string; known: string };
  'codex-skill-there': { file: string };
  /** `state`: what is wrong with Codex's skill. */
  'codex-skill-differs': { file: string; state: 'outdated' | 'edited' | 'missing' };
  'config-missing': { file: string };
  'config-not-json': { file: string; detail: string };
  'config-invalid': { file: string; faults: string };
  'config-fields-dropped': { fields: string };
  'unknown-setting': { name: string; nearest: string | null };
  'setting-not-allowed': { name: string; value: string; allowed: string };
  'setting-unchanged': { name: string; value: string };
  'setting-planned': { name: string; before: string; after: string };
  'setting-changed': { name: string; before: string; after: string };
  /** Only the loop's commands set it. */
  'setting-of-loop': { name: string };
  /** A looser setting during a task. */
  'setting-closes-gates': { name: string };
  'setting-in-effect': { name: string };
  'setup-needs-answers': Record<string, never>;
  'setup-cancelled': Record<string, never>;
  'setup-done': { project: string };
  'unknown-preset': { value: string; known: string };
  'unknown-mode': { value: string; known: string };
  'bad-language': { tag: string };
}

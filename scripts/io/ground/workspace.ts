/** All paths that the program uses. Nothing here reads or writes content. */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { CODEX_SKILL } from '../../core/install/setup.js';
import { WATCHED } from '../../core/plan/sync/topics.js';
import { quoted } from '../../core/say/command-text.js';

export const SKILL_NAME = 'cc-codex-collaborate';

/** The names of the documents in docs/cccc. */
export const DOCUMENTS = [...WATCHED, 'context-bundle.md'] as const;
export type DocumentName = (typeof DOCUMENTS)[number];

/** The trust list in docs/cccc. It is part of the reviewed tree. */
export const TRUSTED_KEYS = 'trusted-keys.json';

/** The folder of a project in which CTO mode writes its plans and reviews for people. */
export const CTO_FOLDER = '.codex-cto';

export const WORKSPACE_FOLDERS = [
  'reviews/plan',
  'reviews/milestones',
  'reviews/final',
  'logs',
  'runtime',
  'backups',
  'ledger',
] as const;

/** The settings of a project; also by itself, because making all paths takes a hook 0.1 ms. */
export const configFile = (project: string): string => path.join(project, 'docs', 'cccc', 'config.json');

/**
 * The user's home, as `os.homedir` finds it. A variable names it nearly always, and loading `node:os` would take a hook
 * 0.2 ms.
 */
export const homeDirectory = (env: NodeJS.ProcessEnv = process.env): string =>
  (process.platform === 'win32' ? env['USERPROFILE'] : env['HOME']) || process.getBuiltinModule('node:os').homedir();

/**
 * Paths inside a project.
 *
 * @param project an absolute path
 * @returns absolute paths, unless stated otherwise
 */
export function projectPaths(project: string) {
  const docs = path.join(project, 'docs', 'cccc');
  const claude = path.join(project, '.claude');
  return {
    project,
    docs,
    config: configFile(project),
    state: path.join(docs, 'state.json'),
    /** Digests of what setup and loop start wrote, by which later edits are recognised. */
    installed: path.join(docs, 'installed.json'),
    gitignore: path.join(project, '.gitignore'),
    document: (name: DocumentName) => path.join(docs, name),
    reviews: path.join(docs, 'reviews'),
    backups: path.join(docs, 'backups'),
    /** Where setup keeps settings that it replaces; `stamp` is a time that can be part of a file's name. */
    configBackup: (stamp: string) => path.join(docs, 'backups', `config.${stamp}.json`),
    logs: path.join(docs, 'logs'),
    /** The guard's questions and denials. */
    guardLog: path.join(docs, 'logs', 'guard.jsonl'),
    runtime: path.join(docs, 'runtime'),
    ledgerExport: (task: string) => path.join(docs, 'ledger', `${task}.jsonl`),
    ledgerExports: path.join(docs, 'ledger'),
    /** The keys of teammates whose signatures count. */
    trustedKeys: path.join(docs, TRUSTED_KEYS),
    claude,
    settings: path.join(claude, 'settings.json'),
    hooks: path.join(claude, 'hooks'),
    /** With it, 0.1.22 marked that its loop is on. */
    loopMarker: path.join(claude, 'cccc-loop.local'),
    commands: path.join(claude, 'commands'),
    skill: path.join(claude, 'skills', SKILL_NAME),
    /** The skill for Codex; it finds those of a project in this folder (docs/facts/codex-cli.md, instructions). */
    codexSkill: path.join(project, '.agents', 'skills', CODEX_SKILL, 'SKILL.md'),
  };
}
export type ProjectPaths = ReturnType<typeof projectPaths>;

/** Paths in the git directories, out of reach of checkout, stash, rebase and clean (docs/facts/git.md, ledger). */
export function ledgerPaths(commonDir: string) {
  const root = path.join(commonDir, 'cccc');
  const task = (id: string) => path.join(root, 'tasks', id);
  return {
    root,
    tasks: path.join(root, 'tasks'),
    /** A task's page for people: outside of the work tree, where a new file would be part of the change. */
    report: (id: string) => path.join(root, 'reports', `${id}.html`),
    /** Digests of exported files, by which later edits are recognised. */
    exports: path.join(root, 'exports'),
    task,
    ledger: (id: string) => path.join(task(id), 'ledger.jsonl'),
    lock: (id: string) => path.join(task(id), 'lock'),
    /** Names the state directory that holds the task's key. */
    keyHome: (id: string) => path.join(task(id), 'state-directory'),
    preparing: (id: string) => path.join(task(id), 'preparing.json'),
    preparingCancel: (id: string) => path.join(task(id), 'preparing.cancel'),
    stops: (id: string) => path.join(task(id), 'stops.jsonl'),
    /** Exists once the user was shown the approval of this review. */
    told: (id: string, job: string) => path.join(task(id), `told-${job}`),
    record: (id: string, job: string) => path.join(task(id), 'records', job),
    records: (id: string) => path.join(task(id), 'records'),
    /** Planning documents as they were known, for the next comparison. */
    documents: (id: string) => path.join(task(id), 'documents'),
  };
}
export type LedgerPaths = ReturnType<typeof ledgerPaths>;

/**
 * The file that names the active task of a work tree. It is in the work tree's own git directory, because each linked
 * work tree has its own task.
 */
export const activeTaskFile = (gitDir: string): string => path.join(gitDir, 'cccc-active-task');

/**
 * The one pending grant of a work tree (io/guard/grants.ts). It is next to the active task, so that the guard finds it
 * with one access.
 */
export const grantFile = (gitDir: string): string => path.join(gitDir, 'cccc-grant.json');

/**
 * Holds when the loop was switched on, until Claude Code runs a hook: the first one removes it. It is next to the
 * active task, because the hooks must find it without git.
 */
export const unseenFile = (gitDir: string): string => path.join(gitDir, 'cccc-hooks-unseen');

/**
 * Exists while the loop of a plugin is on in this work tree: the plugin's hooks are registered for good and ask for
 * this file before they start anything. It is next to the active task, because they must find it without git.
 */
export const loopFile = (gitDir: string): string => path.join(gitDir, 'cccc-loop');

/**
 * The file to which StopFailure appends its input. It is next to the active task, because the hook must find it without
 * git.
 */
export const failureFile = (gitDir: string): string => path.join(gitDir, 'cccc-stop-failures.jsonl');

/**
 * The user's state directory, with the signing key, the ledgers' anchors, kept snapshots and job folders:
 * XDG_STATE_HOME or ~/.local/state (XDG base directories); LOCALAPPDATA on Windows.
 */
export function stateDirectory(env: NodeJS.ProcessEnv = process.env): string {
  if (process.platform === 'win32' && env['LOCALAPPDATA']) return path.join(env['LOCALAPPDATA'], 'cccc');
  const base = env['XDG_STATE_HOME'];
  return path.join(base && path.isAbsolute(base) ? base : path.join(homeDirectory(), '.local', 'state'), 'cccc');
}

/** Paths inside a state directory; `dir` is absolute. */
export function statePaths(dir: string) {
  return {
    dir,
    key: path.join(dir, 'key'),
    /** The user's private key for teammates. Its name begins like the other's, so that the guard protects it too. */
    teamKey: path.join(dir, 'key-team.pem'),
    programs: path.join(dir, 'programs.json'),
    /** The Node that the hooks are started with, and the user's language: one line each, for a shell to read. */
    hookNode: path.join(dir, 'hook-node'),
    /** The terminal's `cccc` command that setup wrote, and the projects that use it. */
    command: path.join(dir, 'terminal-command.json'),
    /** The last failure of the user's own notification command. */
    notify: path.join(dir, 'notify.json'),
    anchor: (task: string) => path.join(dir, 'anchors', `${task}.json`),
    job: (job: string) => path.join(dir, 'jobs', job),
    jobs: path.join(dir, 'jobs'),
    /** Delegated runs, one folder each (io/delegate/record.ts). */
    runs: path.join(dir, 'runs'),
    /** The runs of CTO mode, one folder for each work tree (io/cto/store.ts). */
    cto: path.join(dir, 'cto'),
    /** The conversations of `ask` with their copies, one folder each (io/delegate/sessions.ts). */
    sessions: path.join(dir, 'sessions'),
    /** Marks of what Codex wrote, one folder for each repository (io/delegate/written.ts). */
    written: path.join(dir, 'written'),
    /** The copies that Codex reads, one folder for each work tree (io/task/kept-folders.ts). */
    snapshots: path.join(dir, 'snapshots'),
    /** The copies in which checks run. */
    copies: path.join(dir, 'copies'),
  };
}

/** Where Claude Code keeps the user's settings. */
export const clientFolder = (env: NodeJS.ProcessEnv = process.env): string =>
  env['CLAUDE_CONFIG_DIR'] || path.join(env['HOME'] || env['USERPROFILE'] || homeDirectory(), '.claude');

/** Where Claude Code looks for an administrator's settings. */
export function managedFolder(platform: NodeJS.Platform = process.platform): string {
  if (platform === 'win32') return 'C:\\Program Files\\ClaudeCode';
  return platform === 'darwin' ? '/Library/Application Support/ClaudeCode' : '/etc/claude-code';
}

/** Whether a folder is a project that was set up. */
export const isConfigured = (dir: string): boolean => existsSync(configFile(dir));

/** The nearest folder from `from` up to `top` of which `is` holds; null when there is none. */
function nearestFolder(from: string, top: string, is: (dir: string) => boolean): string | null {
  for (let dir = path.resolve(from); ; dir = path.dirname(dir)) {
    if (is(dir)) return dir;
    if (dir === top || dir === path.dirname(dir)) return null;
  }
}

/** The nearest folder from `from` up to `top` that holds docs/cccc/config.json; `top` when there is none. */
export const findProject = (from: string, top: string): string => nearestFolder(from, top, isConfigured) ?? top;

/**
 * The project that a command works on: the nearest folder up to `top` that is configured or holds the running skill,
 * else the one below `top` that holds the running skill, else `top`. So each part of a monorepo may be a project of its
 * own, and a command that is started elsewhere in the repository finds the same one.
 */
export function projectAround(from: string, top: string): string {
  const own = projectOfSkill();
  const isInside = own !== null && !storedPath(top, own).startsWith('..');
  return nearestFolder(from, top, (dir) => dir === own || isConfigured(dir)) ?? (isInside ? own : top);
}

let foundRoot: string | null = null;

/**
 * The folder of the running skill: a built one (SKILL.md next to scripts/), or this repository during development. The
 * result is kept, so that messages can still name commands after `uninstall` has removed the folder.
 */
export function skillRoot(): string {
  foundRoot ??= findSkillRoot();
  return foundRoot;
}

function findSkillRoot(): string {
  for (let dir = path.dirname(fileURLToPath(import.meta.url)); dir !== path.dirname(dir); dir = path.dirname(dir)) {
    if (existsSync(path.join(dir, 'prompts')) && existsSync(path.join(dir, 'schemas'))) return dir;
  }
  throw new Error('the skill folder is incomplete: no prompts/ and schemas/ above the running script');
}

/** The project in which the running skill is installed; null when it runs from elsewhere. */
export function projectOfSkill(): string | null {
  const root = skillRoot();
  const project = path.resolve(root, '..', '..', '..');
  return storedPath(project, root).startsWith('.claude/skills/') ? project : null;
}

/** The path of a file of the skill, such as `templates/en/roadmap.md`; during development it lies below skill/. */
export function skillFile(relative: string): string {
  const root = skillRoot();
  const built = path.join(root, relative);
  return existsSync(built) ? built : path.join(root, 'skill', relative);
}

/** The script that supervises a detached review; it exists only in a built skill folder. */
export const reviewSupervisor = (): string => path.join(skillRoot(), 'scripts', 'review-supervisor.mjs');

/** The script that supervises a delegated run. */
export const delegateSupervisor = (): string => path.join(skillRoot(), 'scripts', 'delegate-supervisor.mjs');

/** How a skill folder's program is called from `cwd`: `node <skill>/scripts/cccc.mjs`. */
export function cliLine(cwd: string, skill: string): string {
  const script = path.join(skill, 'scripts', 'cccc.mjs');
  const relative = storedPath(cwd, script);
  const shown = relative.startsWith('..') ? script.split(path.sep).join('/') : relative;
  return `node ${/[^\p{L}\p{N}_@%+=:,./-]/u.test(shown) ? quoted(shown) : shown}`;
}

/** A path as it is stored and shown: relative to `base`, with forward slashes. */
export const storedPath = (base: string, file: string): string => path.relative(base, file).split(path.sep).join('/');

import { counted } from '../../../core/say/plain.js';
import type { DoctorFacts, DoctorWords } from '../../types/views/doctor.js';

const tried = ({ codex, claude }: { codex: string; claude: string }): string =>
  `tried with Codex ${codex} and Claude Code ${claude}`;

const facts: DoctorFacts = {
  installed: (found) => `${found.version}, all ${found.files} files as released; ${tried(found.tried)}`,
  fromSources: tried,
  node: ({ version, needed }) => `${version} (${needed} or later is needed)`,
  repository: ({ version, branch, kind, isShallow, isSha256 }) =>
    [
      `git ${version}`,
      branch === null ? 'no branch (detached HEAD)' : `branch ${branch}`,
      ...(kind === 'linked-worktree' ? ['a linked work tree'] : kind === 'submodule' ? ['a submodule'] : []),
      ...(isShallow ? ['a shallow clone'] : []),
      ...(isSha256 ? ['SHA-256 objects'] : []),
    ].join(', '),
  configuration: ({ mode, preset, checks }) =>
    `mode ${mode}, preset ${preset}, ${checks === '' ? 'no checks are run' : `checks: ${checks}`}`,
  workspace: ({ docs, missing }) => (missing === 0 ? `${docs} has all its folders` : docs),
  filters: (names) => (names === '' ? 'none is in use' : `in use: ${names}`),
  workTree: (nested) => (nested === '' ? 'can be read whole' : `can be read whole, with the repositories in ${nested}`),
  noTask: 'no task yet',
  documents: (at) => (at === null ? 'nothing to compare with yet' : `unchanged since ${at}`),
  ledger: ({ entries, status, isVerified }) =>
    `${entries === 1 ? '1 entry' : `${entries} entries`}, ` +
    `${isVerified ? 'every signature holds' : 'not signed here'}; ${status}`,
  receipts: ({ verified, all }) =>
    all === 0 ? 'no review yet' : `${verified} of ${counted(all, 'review')} can be proven from the raw record`,
  state: { agrees: 'agrees with the ledger', differs: 'differs from the ledger' },
  keys: ({ trusted, own, signed }) =>
    [
      `${counted(trusted, 'key')} trusted`,
      own === null ? 'you have none' : `yours is ${own}`,
      ...(signed === null ? [] : [signed]),
    ].join('; '),
  nothingLeft: 'nothing is left of ended runs',
  hooks: ({ isOn, ran, all, node }) =>
    `the loop is ${isOn ? 'on' : 'off'}; ${ran} of ${counted(all, 'hook')} start with Node ${node}`,
  hookRan: {
    Stop: (at) => (at === null ? 'Stop hook not yet seen in this task' : `Stop hook last ran ${at}`),
    guard: (at) => (at === null ? 'the guard has asked nothing yet' : `the guard last asked ${at}`),
  },
  commandsOfPlugin: 'the plugin brings them',
  commands: ({ present, all }) => `${present} of ${all} are as this version writes them`,
  codex: ({ version, file, login, model, route }) =>
    [
      `${version} ${file}`,
      { account: 'logged in', 'api-key': 'logged in with an API key', 'not-needed': 'no login needed' }[login],
      model === null ? 'its default model' : `model ${model}`,
      'read-only sandbox works',
      `sends to ${route}`,
    ].join(', '),
  delegated: ({ running, waiting, left }) =>
    `outside of the gated loop ${counted(running, 'run')} at work, ${waiting} waiting, ${left} left behind`,
  folders: ({ writable, all }) => `${writable} of ${counted(all, 'folder')} can be written`,
  stateDirectory: ({ dir, hasKey, others }) =>
    `${dir}, ${hasKey ? 'only you can read the signing key' : 'the signing key is made with the first task'}` +
    (others === '' ? '' : `; tasks here also name ${others}`),
  disk: (free) => `${free} free`,
  clock: (now) => `${now}, later than anything written so far`,
  notifications: (program) => `by ${program}`,
};

export const doctor: DoctorWords = {
  groups: {
    program: 'This program',
    project: 'Project',
    task: 'Task',
    claude: 'Claude Code',
    codex: 'Codex',
    machine: 'Machine',
  },
  names: {
    installation: 'Installation',
    node: 'Node',
    repository: 'Git',
    configuration: 'Configuration',
    workspace: 'Documents',
    directories: 'Folders',
    filters: 'Filters of git',
    worktree: 'Work tree',
    ledger: 'Ledger',
    receipts: 'Reviews',
    state: 'state.json',
    documents: 'Planning documents',
    keys: 'Team keys',
    hooks: 'Hooks',
    commands: 'Slash commands',
    statusLine: 'Status line',
    codex: 'Codex CLI',
    codexSkill: "Codex's skill",
    delegated: 'Other work',
    leftovers: 'Leftovers',
    stateDirectory: 'State folder',
    disk: 'Disk',
    clock: 'Clock',
    notifications: 'Notifications',
  },
  comma: ', ',
  facts,
  kept: (all, gone) =>
    `kept copies of work trees: ${all}` +
    (gone === null
      ? ''
      : `, of which ${gone} of work trees that are gone: deleted when a task starts, once unused for 30 days`),
};

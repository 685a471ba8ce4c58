import type { AnswerFault } from '../../../core/install/wizard/faults.js';
import { counted, sizeText } from '../../../core/say/plain.js';
import type { Notices } from '../../types/notices.js';
import { systemFault } from '../system-faults.js';

type WrongAnswerText = (given: { value: string; known: string }) => string;

const ANSWER_FAULTS: Record<AnswerFault, WrongAnswerText> = {
  unknown: ({ known }) => `there is no such question here (there are: ${known}).`,
  'not-asked': ({ known }) => `this is only asked if ${known}.`,
  'not-offered': ({ value, known }) => `"${value}" is not offered (possible: ${known}).`,
  'no-count': ({ value }) => `"${value}" is not a whole number of at least 1.`,
  'no-tag': ({ value }) => `"${value}" is not a language tag such as en, zh-CN or pt-BR.`,
  'needs-shell': ({ value }) => `"${value}" is not one program with its arguments; tests run without a shell.`,
  'no-program': ({ value }) => `the program of "${value}" does not exist here.`,
};

const LOGINS: Record<'account' | 'api-key' | 'not-needed', string> = {
  account: 'logged in',
  'api-key': 'logged in with an API key',
  'not-needed': 'its provider needs no login',
};

/** Installing the skill, setting a project up, and its configuration. */
export const install = {
  'cannot-write': ({ file, detail }) =>
    `${file} cannot be written: ${systemFault(detail)}. Nothing of this run was left behind.`,
  'changed-meanwhile': ({ file }) =>
    `${file} changed while this was being prepared; nothing was written. Run the command again.`,
  'change-planned': ({ kind, file, backup }) => `would ${kind} ${file}${backup ? ' (after a backup)' : ''}`,
  'nothing-to-change': () => 'Everything is in place; there is nothing to change.',
  'files-written': ({ folder, names }) => `Written to ${folder}: ${names}`,
  'files-counted': ({ count }) => `Written: ${count} files.`,
  'file-replaced': ({ file, backup }) =>
    `Replaced ${file}${backup === null ? '' : `; what was there is now ${backup}`}`,
  'file-removed': ({ file, backup }) => `Removed ${file}${backup === null ? '' : `; what was there is now ${backup}`}`,
  'files-removed': ({ count }) => `Removed: ${count} files.`,
  'nothing-to-remove': () => 'Nothing that cccc wrote is in this project.',
  'uninstall-asked': ({ files }) =>
    `This removes ${counted(files, 'file')} that cccc wrote here and nobody changed, and its own lines in ` +
    'settings.json and .gitignore. Files that you edited stay.',
  'purge-asked': ({ files }) =>
    `This removes ${counted(files, 'file')}, among them every document, review and backup in docs/cccc, and the ` +
    'ledgers of all tasks of this repository. It cannot be undone.',
  uninstalled: ({ docs }) =>
    `cc-codex-collaborate is no longer in this project. What you wrote in ${docs} is still there.`,
  purged: ({ dir }) =>
    'cc-codex-collaborate and everything that its tasks stored are gone from this project. ' +
    `${dir} stays: its key belongs to all your projects.`,
  'uninstall-while-open': ({ task: id, status }) =>
    `Task ${id} is still open (${status}). Finish it, or abandon it, before the program is removed.`,
  'kept-changed': ({ file }) => `${file} stays: it was changed since cccc wrote it.`,
  'permissions-asked': ({ file, rules }) =>
    `This adds ${counted(rules, 'rule')} to ${file}: in this project Claude then runs cccc's commands and writes the ` +
    'files that cccc asks it for without a question. All else asks as before.',
  'permissions-added': ({ file }) => `${file} lets Claude run cccc's commands and write its documents without asking.`,
  'permissions-removed': ({ file }) => `cccc's rules are no longer in ${file}.`,
  'permissions-in-place': ({ file }) => `The rules are in ${file} already.`,
  'permissions-none': () =>
    "No settings file of this project holds cccc's rules: Claude Code asks before cccc's commands in each turn that " +
    'no slash command of cccc began, and before each document.',
  'permissions-stand': ({ file, rules, isCurrent }) =>
    `${file} holds ${counted(rules, 'rule')} of cccc${isCurrent ? '' : ', not those of this version or place'}.`,
  'permissions-offered': () =>
    'Claude Code will ask before each document that cccc has Claude write. Rules for exactly these files, and for ' +
    "cccc's own commands, spare you that:",
  'status-line-installed': ({ file, beside }) =>
    `Claude Code shows the task below its prompt, by ${file}, in sessions that start from now on.` +
    (beside === null ? '' : ` Your own status line, of ${beside}, stands above it as before.`),
  'status-line-in-place': ({ file }) => `${file} has the status line already.`,
  'status-line-removed': ({ file }) => `${file} is as it was before the status line.`,
  'status-line-none': ({ file }) => `${file} has no status line of cccc.`,
  'status-line-gone': ({ file, program }) =>
    `The status line in ${file} starts ${program}, which is gone: Claude Code shows no task below its prompt.`,
  'notify-in-project': ({ file, own }) =>
    `${file} has notify: a repository may not start programs on the machines of those who work on it. Remove it ` +
    `there; your own notify.command belongs into ${own}.`,
  'notify-invalid': ({ file }) =>
    `notify.command in ${file} cannot be used. It is a list of words, of which the first is a program's name or ` +
    'absolute path: { "notify": { "command": ["notify-send"] } }.',
  'notify-failed': ({ file, event, at, fault }) =>
    `notify.command of ${file} failed at ${at} (${event}): ${fault}. Title and text are its last two arguments.`,
  'watch-needs-terminal': () => 'There is no terminal here to draw on.',
  'no-such-folder': ({ dir }) => `There is no folder ${dir}.`,
  'skill-not-built': ({ dir }) =>
    `${dir} is not a built skill folder; only a built one can be installed or has the hooks.`,
  'skill-damaged': ({ file }) =>
    `The skill's own file ${file} is missing or differs from the release. Install the skill again from its package.`,
  'runs-from-here': ({ dir }) => `This program runs from ${dir}: it is installed here already.`,
  'runs-as-plugin': () => 'This program runs as a plugin of Claude Code, which installs it for a project itself:',
  'installed-twice': ({ dir, plugin }) =>
    `cc-codex-collaborate is here twice: as the folder ${dir} and as the plugin ${plugin}. The one that starts the ` +
    'loop judges and counts alone, but a slash command may reach the other. Delete the folder, or remove the plugin:',
  'plugin-stays': ({ plugin }) => `The plugin ${plugin} is still there; Claude Code removes it:`,
  'install-planned': ({ dir, from, to, files, bytes, added, replaced, removed }) =>
    `Would install cc-codex-collaborate ${from === null || from === to ? to : `${from} → ${to}`} in ${dir}: ` +
    `${counted(files, 'file')}, ${sizeText(bytes)} (${added} new, ${replaced} replaced, ${removed} removed). ` +
    '--verbose lists them.',
  'unknown-client': ({ value, known }) => `There is no skill for "${value}" (there is one for: ${known}).`,
  'codex-skill-there': ({ file }) =>
    `Codex finds the skill in ${file}, when you start it in this project. Reviews and workers of cccc never load it.`,
  'codex-skill-differs': ({ file, state }) =>
    ({
      outdated: `${file} is not as this version writes it.`,
      edited: `${file} was changed since cccc wrote it, and stays; this version's goes beside it.`,
      missing: `${file} is gone; Codex does not find the skill.`,
    })[state],
  installed: ({ version, dir }) => `cc-codex-collaborate ${version} is in ${dir}.`,
  'config-missing': ({ file }) => `${file} does not exist: the project has not been set up.`,
  'config-not-json': ({ file, detail }) =>
    `${file} is not valid JSON (${detail}). It was left as it is: fix it, or move it away and set up again.`,
  'config-invalid': ({ file, faults }) =>
    `${file} has wrong fields: ${faults}. Fix them, or import the fields that fit (with a backup).`,
  'config-fields-dropped': ({ fields }) =>
    'Not imported from the former config.json, because this version does not know them or cannot accept their ' +
    `values: ${fields}.`,
  'unknown-setting': ({ name, nearest }) =>
    `There is no setting "${name}".${nearest === null ? '' : ` Did you mean "${nearest}"?`}`,
  'setting-not-allowed': ({ name, value, allowed }) => `${name} cannot be ${value}. It can be: ${allowed}.`,
  'setting-unchanged': ({ name, value }) => `${name} is ${value} already.`,
  'setting-planned': ({ name, before, after }) => `${name}: ${before} → ${after}`,
  'setting-changed': ({ name, before, after }) => `${name} is now ${after} (before: ${before}).`,
  'setting-of-loop': ({ name }) =>
    `${name} belongs to the loop: the loop's start and stop set it, together with the hooks.`,
  'setting-closes-gates': ({ name }) =>
    `The open task pinned a stricter ${name}: its gates stay closed until you confirm the looser value.`,
  'setting-in-effect': ({ name }) => `For the open task, the stricter ${name} takes effect at once.`,
  'setup-needs-answers': () =>
    'There is no terminal to ask on. List the questions, ask the user, and pass the answers with --answers; or take ' +
    'settings as they are: setup recommended|strict|keep|import, or --yes for the recommended ones.',
  'setup-cancelled': () => 'Setup was cancelled; nothing was written.',
  'setup-done': ({ project }) => `${project} is set up. No hook is enabled and no task is started.`,
  'unknown-preset': ({ value, known }) => `There is no preset "${value}" (there are: ${known}).`,
  'unknown-mode': ({ value, known }) => `There is no mode "${value}" (there are: ${known}).`,
  'bad-language': ({ tag }) =>
    `"${tag}" is not a language tag such as en, zh-CN or pt-BR; auto means the language of the task.`,
  'project-is-top': ({ project }) =>
    `The project is the whole repository, ${project}; to set up only the current folder, name it.`,
  'no-commit-yet': () =>
    'The repository has no commit yet. Setup needs none, but a task does: its changes are measured from one.',
  'checks-configured': ({ checks }) => `Run before each review: ${checks} (testing.commands in docs/cccc/config.json).`,
  'checks-none': () =>
    'No tests run before a review: testing.commands in docs/cccc/config.json is empty. Gates and reviews will say so.',
  'check-program-missing': ({ check, program }) =>
    `The project's test "${check}" is left out: there is no program ${program} here.`,
  'check-failed-once': ({ name, how }) =>
    `${name} was tried once and did not pass (${how}). As long as it fails, no review starts.`,
  'answer-wrong': ({ id, fault, value, known }) =>
    `${id === '' ? '' : `${id}: `}${ANSWER_FAULTS[fault]({ value, known })}`,
  'answers-unreadable': ({ file, detail }) => `${file} holds no answers: a JSON object is needed (${detail}).`,
  'setup-loosens': ({ settings }) => `This would loosen ${settings}. Nothing was written: only the user decides that.`,
  'setup-next': () => 'Next, in Claude Code: /cc-codex-collaborate "your task"',
  'settings-valid': ({ file }) => `${file} fits its schema.`,
  'ignored-lines-added': ({ lines, backup }) =>
    `Lines added to .gitignore: ${lines}${backup === null ? '' : ` (the file before: ${backup})`}`,
  'loop-later': () => 'To start the loop later, in Claude Code: /cccc-loop-start',
  'setup-codex-ready': ({ version, login }) => `Codex ${version} is ready: ${LOGINS[login]}.`,
  'command-written': ({ file }) => `The terminal command cccc is in ${file}; it works in every project that is set up.`,
  'command-not-written': ({ file, detail }) =>
    `The terminal command ${file} cannot be written: ${systemFault(detail)}. Everything else is in place.`,
  'command-removed': ({ file }) => `Removed the terminal command ${file}.`,
} satisfies Partial<Notices>;

import { quotedLines } from '../../core/say/plain.js';
import type { Catalog } from '../catalog.js';
import { codexFault } from './codex-faults.js';

/** Why a gate is closed, by core/gates ClosedReason. */
export const GATE_REASONS: Record<string, string> = {
  'not-reviewed': 'no review has approved this content',
  'pins-changed': 'pinned settings changed and no human has confirmed it',
  'plan-changed': 'the planning documents changed after their approval',
  'base-moved': 'the base moved (merge, rebase or pull)',
  'content-changed': 'the work tree changed after its approval',
  'other-milestone': 'the approval is of another milestone',
  'receipt-invalid': 'the receipt does not hold',
  'receipt-attested': 'the receipt is attested only: its raw record or the signing key is missing',
  'review-running': 'the review is running',
};

/** How the fields of a milestone are called in milestone-backlog.md. */
const FIELD_LABELS: Record<string, string> = {
  title: 'Title',
  goal: 'Goal',
  scope: 'Scope',
  out_of_scope: 'Out of scope',
  acceptance_criteria: 'Acceptance criteria',
  expected_files: 'Expected files',
  required_tests: 'Required tests',
  risk: 'Risk',
  dependencies: 'Dependencies',
  stop_conditions: 'Stop conditions',
};

/** A size in bytes, for people. */
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 10e6 ? 1 : 0)} MB`;

export const en = {
  // -- repository and environment
  'not-a-repository': ({ dir }) =>
    `${dir} is not inside a git repository. Approvals are bound to git trees, so there has to be one.`,
  'git-missing': ({ detail }) => `git could not be run: ${detail}. Install git 2.31 or later and put it on PATH.`,
  'git-too-old': ({ found, needed }) => `git ${found} is too old; ${needed} or later is needed.`,
  'git-dubious-ownership': ({ dir }) =>
    `git refuses ${dir} because another user owns it. If you trust it, say so to git.`,
  'git-failed': ({ command, detail }) => `"${command}" failed: ${detail}`,
  'git-filter-failed': ({ filter, path }) =>
    `The clean filter "${filter}" is required for ${path} and could not run, so the content cannot be named. Install the program it calls, or correct its configuration.`,
  'bare-repository': ({ dir }) =>
    `${dir} has no work tree (a bare repository or a .git folder). Change to a checkout of it.`,
  'untracked-too-large': ({ files, limit }) =>
    `Untracked files are too large to be named on every check (limit ${megabytes(limit)}): ${files.map((file) => `${file.path} (${megabytes(file.bytes)})`).join(', ')}. Add what does not belong to the project to .gitignore; stage with "git add" what does.`,
  'nested-unreadable': ({ path, detail }) => `The repository inside this one at ${path} cannot be read: ${detail}`,
  'nested-repository': ({ path }) =>
    `${path} is a repository of its own inside this one; its files count as content of the work tree.`,
  'submodule-dirty': ({ path }) =>
    `The submodule ${path} has changes that are not committed in it. They count as content; committing them there moves the recorded commit and asks for a new review, so commit inside the submodule first.`,
  'own-worktree-skipped': ({ path }) =>
    `${path} is another work tree of this repository and does not count as content of this one.`,
  'special-file-skipped': ({ path }) =>
    `${path} is neither a file, a symbolic link nor a folder; it counts as missing.`,

  // -- task and state machine
  'not-now': ({ event, status }) => `"${event}" does not fit the status ${status}; nothing was changed.`,
  'task-open': ({ task, status }) =>
    `Task ${task} is open in this work tree (${status}); a work tree has one task at a time.`,
  'task-over': ({ task, status }) => `Task ${task} has ended (${status}).`,
  'no-task': () => 'No task is open in this work tree.',
  'not-a-tightening': () => 'This change of settings loosens a gate; only a human can confirm it.',
  'findings-unanswered': ({ ids }) =>
    `These findings have no answer yet: ${ids}. Each is fixed, rejected with a reason, or deferred where its severity allows.`,
  'unknown-finding': ({ id }) => `There is no open finding ${id}.`,
  'finding-needs-reason': ({ id }) => `Finding ${id} is rejected or deferred without a reason.`,
  'finding-not-deferrable': ({ id, severity }) =>
    `Finding ${id} is ${severity} and blocks; it can be fixed or rejected with a reason, not deferred.`,
  'finding-not-skippable': ({ ids }) => `${ids}: a P0, or a P1 about security, is never skipped or accepted as a risk.`,
  'plan-moved': () => 'The planning documents have changed since the plan was reported.',
  'subject-moved': ({ gate }) => `What the ${gate} review is about changed while it was being prepared.`,
  'unknown-milestone': ({ id, known }) => `${id} is not a milestone of the approved plan (it has: ${known}).`,
  'milestone-done': ({ id }) => `Milestone ${id} has been accepted already.`,
  'milestone-skipped': ({ id }) => `Milestone ${id} was skipped by a human decision.`,
  'milestone-dependencies': ({ id, missing }) => `Milestone ${id} depends on ${missing}, not accepted yet.`,
  'milestone-too-large': ({ files, lines, max_files, max_lines }) =>
    `The milestone changes ${files} files and ${lines} lines; the limits are ${max_files} files and ${max_lines} lines.`,
  'gate-closed': ({ gate, reason, detail }) =>
    `The ${gate} gate is closed: ${GATE_REASONS[reason] ?? reason}${detail ? ` (${detail})` : ''}.`,
  'review-running': ({ gate, job }) => `A ${gate} review is running (job ${job}).`,
  'rounds-used': ({ gate, limit }) => `The ${gate} gate has used its ${limit} rounds.`,
  'stale-job': ({ job }) => `Review job ${job} is no longer the running one; its result was not taken.`,
  'unknown-option': ({ choice, options }) => `${choice} is not one of the options (${options}).`,
  'not-paused': ({ status }) => `Nothing is paused (${status}).`,
  'resume-later': ({ status }) =>
    `Resuming from ${status} is not part of this release: mend what it names by hand, or end the task.`,
  'question-open': ({ question }) => `A question waits for the human: ${question}`,
  'confirm-needed': ({ status }) =>
    `${status} is left only with an explicit yes, after the failure has been looked at.`,
  'strategy-not-offered': ({ strategy, offered }) => `"${strategy}" is not offered at this pause; offered: ${offered}.`,

  // -- documents, checks and the packet
  'no-milestone': ({ document }) =>
    `${document} holds no milestone. Each begins with a heading such as "## M001: Title".`,
  'milestone-id-missing': ({ heading, line }) =>
    `Line ${line} of milestone-backlog.md, "${heading}", names no milestone id such as M001.`,
  'milestone-duplicate': ({ milestone }) =>
    `${milestone} stands twice in milestone-backlog.md; an id belongs to one milestone.`,
  'milestone-field-missing': ({ milestone, field }) =>
    `Milestone ${milestone} says nothing under "${FIELD_LABELS[field] ?? field}". Each milestone states it in words of its own.`,
  'milestone-risk-unknown': ({ milestone, risk }) =>
    `Milestone ${milestone} gives its risk as "${risk}"; it is low, medium, high or critical.`,
  'milestone-depends-on-itself': ({ milestone }) => `Milestone ${milestone} depends on itself.`,
  'milestone-dependency-unknown': ({ milestone, dependency }) =>
    `Milestone ${milestone} depends on "${dependency}", which is not a milestone of this backlog.`,
  'milestone-cycle': ({ milestones }) => `These milestones wait for each other, so none can be first: ${milestones}.`,
  'plan-document-missing': ({ document }) => `docs/cccc/${document} does not exist or is empty; the plan needs it.`,
  'plan-is-template': ({ document, line }) =>
    `docs/cccc/${document} still holds template text (line ${line}, between ⟦ and ⟧). Template text is not a plan.`,
  'discovery-document-missing': ({ document }) =>
    `docs/cccc/${document} does not exist or is empty; discovery writes it.`,
  'discovery-is-template': ({ document }) =>
    `docs/cccc/${document} is still the template; discovery replaces it with what was found in this repository.`,
  'document-not-text': ({ document }) => `docs/cccc/${document} is not UTF-8 text. Save it as UTF-8.`,
  'packet-too-large': ({ characters, limit }) =>
    `The review packet needs at least ${characters} characters and Codex takes ${limit}: the planning documents are too long. Shorten brief, roadmap and backlog.`,
  'prompt-broken': ({ prompt, slots }) =>
    `The skill's own prompt ${prompt} does not fit this version (${slots}); the installation is damaged or mixed.`,

  // -- ledger and store
  'ledger-corrupt': ({ file, line }) =>
    `Line ${line} of the ledger ${file} is not a ledger entry. Nothing was changed; restore the file from a backup.`,
  'ledger-version': ({ file, version }) =>
    `The ledger ${file} is of version ${version}, which this release does not know; it is not written to.`,
  'ledger-altered': ({ file, line }) =>
    `The ledger ${file} was altered: line ${line} does not follow from the line before it. Restore the file from a backup.`,
  'ledger-forged': ({ file, line }) =>
    `Line ${line} of the ledger ${file} was not signed by the runner. Restore the file from a backup.`,
  'ledger-unfoldable': ({ file, line, event }) =>
    `Line ${line} of the ledger ${file} (${event}) cannot follow from what is before it.`,
  'ledger-rolled-back': ({ file, found, known }) =>
    `The ledger ${file} was rolled back: it has ${found} entries, the runner wrote ${known}. Put the newer file back.`,
  'ledger-replaced': ({ file, seq }) =>
    `The ledger ${file} is not the one the runner wrote: entry ${seq} differs. Put the right file back.`,
  'ledger-missing': ({ file, known }) =>
    `The ledger ${file} is gone; the runner wrote ${known} entries. Put the file back.`,
  'anchor-missing': ({ file }) =>
    `The anchor of the ledger ${file} is gone from your state directory, though the signing key is there; whether entries were cut off cannot be told.`,
  'anchor-altered': ({ file }) => `The anchor of the ledger ${file} was not written by the runner.`,
  'ledger-torn': ({ file, bytes }) =>
    `The last line of ${file} is incomplete (${bytes} bytes): a write was cut off. The next write sets it aside.`,
  'ledger-torn-kept': ({ kept }) => `An incomplete last line of the ledger was set aside as ${kept}.`,
  'state-rebuilt': ({ backup }) =>
    `docs/cccc/state.json was not what the ledger says; it was written anew, the former one is ${backup}.`,
  'state-restored': () => 'docs/cccc/state.json was missing and was written anew from the ledger.',
  'state-missing': ({ file }) => `${file} is missing; the ledger is whole.`,
  'state-edited': ({ file }) =>
    `${file} is not what the ledger says (edited by hand, or of another version); gates do not read it.`,
  'state-directory-unusable': ({ dir, detail }) =>
    `The state directory ${dir} cannot be used (${detail}); the signing key and the anchors live there.`,
  'key-corrupt': ({ file }) =>
    `The signing key ${file} is not a key of 32 bytes. Restore it, or move it away to get a new one (approvals then become attested).`,
  'lock-held': ({ file, holder }) => `The lock ${file} has been held for 20 s by process ${holder}.`,
  'lock-unusable': ({ file, detail }) => `The lock ${file} cannot be made (${detail}).`,
  'disk-full': ({ file }) =>
    `The disk is full: ${file} could not be written, and nothing was recorded. Free some space and run the same command again.`,
  'state-unwritten': ({ file, detail }) =>
    `The fact is recorded in the ledger, but ${file} could not be written (${detail}); the next call writes it.`,

  // -- steps of a task
  'fact-recorded': ({ fact, status }) => `Recorded: ${fact}. Status: ${status}.`,
  'self-review-contradicts': ({ answers }) => `The self-review says ok, but these answers do not: ${answers}.`,
  'nothing-changed': ({ id }) => `Nothing has changed since ${id} began; there is nothing to review.`,
  'milestone-size': ({ files, lines }) => `The milestone changes ${files} files and ${lines} lines.`,
  'question-options-wrong': ({ recommended, options }) =>
    `The question's options (${options}) must have different ids, and the recommended one (${recommended}) must be among them.`,
  'file-unreadable': ({ file, detail }) => `${file} cannot be read (${detail}). Write it first.`,
  'file-not-json': ({ file, detail }) => `${file} is not JSON: ${detail}`,
  'file-wrong-shape': ({ file, schema, detail }) => `${file} does not fit schemas/${schema}: ${detail}`,
  'no-commit': ({ dir }) => `The repository ${dir} has no commit yet; a task pins its base commit.`,
  'task-started': ({ task, base, language }) => `Task ${task} is open, on base ${base}, language ${language}.`,
  'base-has-changes': ({ count }) =>
    `${count} uncommitted paths were there before the task; they belong to its base and are not reviewed.`,
  'base-lost': ({ base, branch }) =>
    `${branch} no longer contains the task's base ${base}. Switch back to the task's branch (git switch <branch>).`,
  'base-followed': ({ base, left_out }) =>
    `The base moved to ${base}; ${left_out} commits of others are left out of the review.`,
  'milestone-started': ({ id }) => `${id} is started.`,
  'milestone-accepted': ({ id, how }) => `${id} is accepted (${how}).`,
  'commit-now': () => 'Commit exactly what was approved, now.',
  'commit-ask': () => 'Ask the user whether to commit what was approved; without a user here, go on.',
  'task-finished': ({ task, milestones }) =>
    `Task ${task} is DONE: ${milestones} milestones accepted, the whole change approved.`,
  'record-corrupt': ({ file }) => `The review record ${file} cannot be read.`,
  'receipt-missing': () => 'The receipt of this approval is missing.',
  'receipt-replaced': () => 'The receipt is not the one that the ledger names.',
  'receipt-unsigned': () => 'The receipt was not signed by the runner.',
  'receipt-key-missing': () => 'The key that signed the receipt is not at hand.',
  'receipt-record-missing': () => 'The raw record of the review is not at hand.',
  'receipt-record-altered': () => 'The raw record of the review was altered.',
  'receipt-outcome-differs': () => 'The raw record does not lead to the outcome that was recorded.',
  'review-settled': ({ job, reason }) => `The supervisor of review ${job} is gone; settled as: ${reason}.`,
  'preparation-settled': ({ gate, reason }) =>
    `The command that prepared the ${gate} review is gone; what it had started was ended. Settled as: ${reason}.`,
  'review-preparing': ({ gate }) => `Another command prepares the ${gate} review and runs its checks.`,
  'no-review-running': ({ last }) => `No review is running. Last: ${last}.`,
  'no-review-yet': () => 'There has been no review yet.',
  'review-shown': ({ gate, outcome, file }) => `Last review: ${gate}, ${outcome}; ${file}`,
  'review-still-running': ({ gate, seconds }) => `The ${gate} review is still running (${seconds} s).`,
  'review-passed': ({ gate, file }) => `Codex approved: ${gate}. ${file}`,
  'review-found': ({ gate, verdict, count, file }) =>
    `Codex did not approve: ${gate}, ${verdict}, ${count} findings. ${file}`,
  'codex-asks': ({ question }) => `Codex asks the human: ${question}`,
  'scope-widened': ({ named }) =>
    `Codex named ${JSON.stringify(named)} as what comes next. That is no approved, open milestone; it would widen the scope and was not taken.`,
  'codex-unavailable': ({ gate, reason, resets_at }) =>
    `No review of the ${gate} gate: ${codexFault(reason)}${resets_at ? ` Resets ${resets_at}.` : ''} No verdict, no round spent; the task is PAUSED_FOR_CODEX.`,
  'checks-changed-tree': ({ paths }) =>
    `The checks changed files that are under review: ${paths}. Make them write elsewhere, or ignore those files.`,
  'check-failed': ({ name, how, tail }) =>
    `The required check ${name} failed (${how}); Codex was not called.\n${quotedLines(tail)}`,
  'check-running': ({ name, number, of }) => `Check ${number}/${of}: ${name}`,
  'codex-reads-open': ({ because }) =>
    `Reads cannot be denied to Codex here (${because}): its commands, read-only and offline, can read what you can, keys and logins included. Its copy of the project goes without secret files all the same.`,
  'no-checks': () => 'No checks are configured (testing.commands); the reviewer is told so.',
  'supervisor-not-started': ({ gate }) =>
    `The detached supervisor of the ${gate} review did not come up; in a sandboxed shell a detached process can be ended at once. Run it in the foreground, as a background task of the client.`,

  // -- install, setup, loop
  'cannot-write': ({ file, detail }) => `${file} cannot be written (${detail}); nothing of this run was left behind.`,
  'changed-meanwhile': ({ file }) =>
    `${file} changed while this was being prepared; nothing was written. Run the command again.`,
  'change-planned': ({ kind, file, backup }) => `would ${kind} ${file}${backup ? ' (after a backup)' : ''}`,
  'nothing-to-change': () => 'Everything is in place; there is nothing to change.',
  'files-written': ({ folder, names }) => `Written to ${folder}: ${names}`,
  'files-counted': ({ count }) => `Written: ${count} files.`,
  'file-replaced': ({ file, backup }) =>
    `Replaced ${file}${backup === null ? '' : `; what was there is now ${backup}`}`,
  'file-removed': ({ file, backup }) => `Removed ${file}${backup === null ? '' : `; what was there is now ${backup}`}`,
  'kept-changed': ({ file }) => `${file} stays: it was changed since cccc wrote it.`,
  'no-such-folder': ({ dir }) => `There is no folder ${dir}.`,
  'skill-not-built': ({ dir }) =>
    `${dir} is not a built skill folder; only a built one can be installed or can bring its hooks.`,
  'skill-damaged': ({ file }) =>
    `The skill's own file ${file} is missing or not the one that was released. Install the skill again from its package.`,
  'runs-from-here': ({ dir }) => `This program runs from ${dir}: it is installed here already.`,
  installed: ({ version, dir }) => `cc-codex-collaborate ${version} is in ${dir}.`,
  'config-missing': ({ file }) => `${file} does not exist: the project has not been set up.`,
  'config-not-json': ({ file, detail }) =>
    `${file} is not valid JSON (${detail}). It was left as it is: mend it, or move it away and set up again.`,
  'config-invalid': ({ file, faults }) =>
    `${file} has wrong fields: ${faults}. Mend them, or have what fits taken over (with a backup).`,
  'config-fields-dropped': ({ fields }) =>
    `Not taken over from the former config.json, because this version does not know them or cannot accept their values: ${fields}.`,
  'setup-needs-answers': () =>
    'There is no terminal to ask on. Say --yes for the recommended settings, or --preset recommended|strict|import|keep (with --language, --mode, --no-checks, --gitignore).',
  'setup-cancelled': () => 'Setup was left; nothing was written.',
  'setup-done': ({ project }) => `${project} is set up. No hook is enabled and no task is started.`,
  'unknown-preset': ({ value, known }) => `There is no preset "${value}" (there are: ${known}).`,
  'unknown-mode': ({ value, known }) => `There is no mode "${value}" (there are: ${known}).`,
  'bad-language': ({ tag }) =>
    `"${tag}" is not a language tag such as en, zh-CN or pt-BR; auto means the language of the task.`,
  'project-is-top': ({ project }) =>
    `The project is the whole repository, ${project}; to set up only the present folder, name it.`,
  'no-commit-yet': () =>
    'The repository has no commit yet. Setup needs none, but a task does: its changes are measured from one.',
  'checks-configured': ({ checks }) => `Run before each review: ${checks} (testing.commands in docs/cccc/config.json).`,
  'checks-none': () =>
    'No tests run before a review: testing.commands in docs/cccc/config.json is empty. Gates and reviews will say so.',
  'settings-invalid': ({ file }) =>
    `${file} is not valid JSON, so Claude Code ignores all of it. It was left as it is; mend it first.`,
  'settings-not-plain': ({ file }) =>
    `${file} has comments or trailing commas. They are kept, but Claude Code ignores such a file as a whole, hooks and rules included. Take them out.`,
  'settings-shape': ({ file, path }) =>
    `In ${file}, "${path}" is not what Claude Code expects there. The file was left as it is; mend it first.`,
  'hooks-disabled': ({ file }) =>
    `${file} says disableAllHooks, so Claude Code runs no hook and the loop cannot go on by itself. Take that line out.`,
  'no-session': () => 'This is not a session of Claude Code (no CLAUDE_CODE_SESSION_ID). Type /cccc-loop-start there.',
  'loop-unclaimed': () =>
    'The loop belongs to no session or to another one, so this one stops as usual. Have Claude claim it.',
  'loop-claimed': () => 'The loop belongs to this session now.',
  'loop-is-on': () => 'The loop is on.',
  'loop-is-off': () => 'The loop is off.',
  'loop-off': () => 'The loop is off; its hooks and rules are taken out.',
  'loop-incomplete': ({ missing }) => `The loop is on, but this is missing or changed: ${missing}.`,
  'loop-continue_now': ({ status }) => `continue_now: A task is open (${status}): go on now.`,
  'loop-needs_resume': ({ status }) =>
    `needs_resume: The task is paused (${status}); the loop goes on once it is resumed.`,
  'loop-needs_task': () => 'needs_task: No task is open; start one.',
  'loop-needs_replan': () => 'needs_replan: The task must be planned anew before the loop can go on.',
  'loop-done': ({ status }) => `done: The task has ended (${status}); there is nothing to continue.`,

  // -- gates, status, resume, doctor
  'gate-holds': ({ gate, how }) => `The ${gate} gate is open (${how}).`,
  'gate-attested-only': ({ gate }) =>
    `The ${gate} gate is attested only: its receipt is known, but the raw record or the signing key is not here. If that is enough for you, say so.`,
  'gate-overridden': ({ gate }) =>
    `The ${gate} gate is overridden: a human took the risk, Codex did not approve. If that is enough for you, say so.`,
  'guard-log-broken': ({ file, lines }) =>
    `${file} cannot be read at line ${lines}; what stands there is left out. It is a log for people, and nothing depends on it.`,
  'reads-export': ({ file }) =>
    `There is no ledger here; this is what ${file} says. Its signatures cannot be checked, so nothing is more than attested.`,
  'commit-differs': ({ approved, commit, paths }) =>
    `Commit ${commit} is not what was approved (${approved}); it differs in: ${paths}. The next review sees the difference.`,
  'commit-incomparable': ({ approved, commit }) =>
    `Commit ${commit} is not what was approved (${approved}); what was approved is no longer stored, so the paths cannot be named.`,
  'base-will-move': ({ base, count }) =>
    `The base has moved to ${base} (merge, rebase or pull: ${count} commits of others). The next review follows it and leaves them out.`,
  'review-dead': ({ job }) =>
    `The supervisor of review ${job} is gone. The next command settles it with whatever it left behind.`,
  'human-only': ({ command }) =>
    `Only a human does this. Show the user the command below. It is for a terminal of the user's own, outside Claude Code; while the loop is on, the user can type /${command} in Claude Code.`,
  'codex-still-away': ({ reason, detail, resets_at }) =>
    `Still paused: ${codexFault(reason)}${detail ? ` (${detail})` : ''}${resets_at ? ` Resets ${resets_at}.` : ''} Nothing was changed.`,
  'codex-limit-holds': ({ resets_at }) =>
    `Codex said that the limit holds until ${resets_at}. Trying earlier costs no round.`,
  'codex-is-back': ({ version, gate }) => `Codex ${version} is ready; the missed ${gate} review is due.`,
  resumed: ({ strategy, status }) => `Resumed (${strategy}); work goes on at ${status}. No gate was opened by this.`,
  'decision-needed': ({ offered }) => `A human chooses first: ${offered}.`,
  'unknown-strategy': ({ value, known }) => `There is no strategy "${value}"; there are: ${known}.`,
  'pins-unchanged': () => 'No pinned setting has been loosened; there is nothing to confirm.',
  'pin-changed': ({ name, before, after }) => `${name}: ${before} → ${after}`,
  'pins-confirmed': ({ names }) => `Confirmed: ${names}. The gates are judged by these settings from now on.`,
  'abandon-while-running': ({ gate, job }) => `The ${gate} review ${job} is running; cancel it first.`,
  'task-abandoned': ({ task }) =>
    `Task ${task} has ended without being finished. Its ledger, its documents and your files stay as they are.`,
  'task-set-aside': ({ task, kept }) =>
    `The ledger of task ${task} cannot be written to, so the task was not ended but set aside, with everything that belongs to it: ${kept}`,
  'doctor-result': ({ pass, warn, fail }) => `${pass} passed, ${warn} warnings, ${fail} failed.`,
  'skill-files-differ': ({ files }) =>
    `Files of the skill are not those of its manifest: ${files}. Install the skill again; what was changed is backed up.`,
  'skill-without-manifest': ({ dir }) =>
    `${dir} has no manifest: this runs from the sources, or the installation is incomplete.`,
  'node-too-old': ({ found, needed }) => `Node ${found} is too old; install ${needed} or later.`,
  'workspace-incomplete': ({ missing }) =>
    `docs/cccc lacks: ${missing}. Setup fills in what is missing and leaves the rest.`,
  'way-out-of-a-broken-ledger': () =>
    'If the file cannot be restored: setting the task aside keeps everything and lets a new one start.',
  'ledger-attested': () =>
    'The ledger was signed with a key that is not here; its chain is whole, its signatures cannot be checked. Open gates are reviewed again.',
  'receipts-doubtful': ({ jobs }) => `Receipts that do not hold: ${jobs}.`,
  'hook-not-runnable': ({ file, detail }) => `The hook ${file} does not run: ${detail}`,
  'commands-outdated': ({ files }) => `Slash commands that are missing or not of this version: ${files}.`,
  'codex-not-ready': ({ reason, detail }) =>
    `Codex cannot review: ${codexFault(reason)}${detail ? ` (${detail})` : ''}`,
  'leftover-files': ({ files }) =>
    `Left behind by writes that were cut off: ${files}. They are read by nobody and can be deleted.`,
  'failure-unfolded': ({ count }) => `${count} failures of the client wait to be recorded; the next command does it.`,
  'loop-other-session': () => 'The loop belongs to another session; its Stop hook does not continue this one.',

  // -- command line
  'secret-added': ({ gate, places }) =>
    `The change adds what looks like a real secret: ${places}. Codex was not called for the ${gate} review.`,
  'secret-still-there': ({ places }) => `It is still in the change: ${places}.`,
  'secrets-redacted': ({ count }) => `${count} secrets would be taken out.`,
  'file-withheld': ({ file }) =>
    `${file} holds secrets by its name: nothing of it is sent, and Codex's copy of the tree goes without it.`,
  'unknown-verb': ({ verb, nearest }) =>
    `There is no verb "${verb}".${nearest === null ? '' : ` Did you mean "${nearest}"?`}`,
  'bad-usage': ({ verb, detail }) => `cccc ${verb}: ${detail}.`,
} satisfies Catalog;

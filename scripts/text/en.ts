import type { Catalog } from './catalog.js';

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
  title: 'Title', goal: 'Goal', scope: 'Scope', out_of_scope: 'Out of scope', acceptance_criteria: 'Acceptance criteria',
  expected_files: 'Expected files', required_tests: 'Required tests', risk: 'Risk', dependencies: 'Dependencies', stop_conditions: 'Stop conditions',
};

/** A size in bytes, for people. */
const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(bytes < 10e6 ? 1 : 0)} MB`;

export const en = {
  // -- repository and environment
  'not-a-repository': ({ dir }) => `${dir} is not inside a git repository. Approvals are bound to git trees, so there has to be one.`,
  'git-missing': ({ detail }) => `git could not be run: ${detail}. Install git 2.30 or later and put it on PATH.`,
  'git-too-old': ({ found, needed }) => `git ${found} is too old; ${needed} or later is needed.`,
  'git-dubious-ownership': ({ dir }) => `git refuses ${dir} because another user owns it. If you trust it, say so to git.`,
  'git-failed': ({ command, detail }) => `"${command}" failed: ${detail}`,
  'git-filter-failed': ({ filter, path }) => `The clean filter "${filter}" is required for ${path} and could not run, so the content cannot be named. Install the program it calls, or correct its configuration.`,
  'bare-repository': ({ dir }) => `${dir} has no work tree (a bare repository or a .git folder). Change to a checkout of it.`,
  'untracked-too-large': ({ files, limit }) => `Untracked files are too large to be named on every check (limit ${megabytes(limit)}): ${files.map((file) => `${file.path} (${megabytes(file.bytes)})`).join(', ')}. Add what does not belong to the project to .gitignore; stage with "git add" what does.`,
  'nested-unreadable': ({ path, detail }) => `The repository inside this one at ${path} cannot be read: ${detail}`,
  'nested-repository': ({ path }) => `${path} is a repository of its own inside this one; its files count as content of the work tree.`,
  'submodule-dirty': ({ path }) => `The submodule ${path} has changes that are not committed in it. They count as content; committing them there moves the recorded commit and asks for a new review, so commit inside the submodule first.`,
  'own-worktree-skipped': ({ path }) => `${path} is another work tree of this repository and does not count as content of this one.`,
  'special-file-skipped': ({ path }) => `${path} is neither a file, a symbolic link nor a folder; it counts as missing.`,

  // -- task and state machine
  'not-now': ({ event, status }) => `"${event}" does not fit the status ${status}; nothing was changed.`,
  'task-open': ({ task, status }) => `Task ${task} is open in this work tree (${status}); a work tree has one task at a time.`,
  'task-over': ({ task, status }) => `Task ${task} has ended (${status}).`,
  'no-task': () => 'No task is open in this work tree.',
  'not-a-tightening': () => 'This change of settings loosens a gate; only a human can confirm it.',
  'findings-unanswered': ({ ids }) => `These findings have no answer yet: ${ids}. Each is fixed, rejected with a reason, or deferred where its severity allows.`,
  'unknown-finding': ({ id }) => `There is no open finding ${id}.`,
  'finding-needs-reason': ({ id }) => `Finding ${id} is rejected or deferred without a reason.`,
  'finding-not-deferrable': ({ id, severity }) => `Finding ${id} is ${severity} and blocks; it can be fixed or rejected with a reason, not deferred.`,
  'finding-not-skippable': ({ ids }) => `${ids}: a P0, or a P1 about security, is never skipped or accepted as a risk.`,
  'plan-moved': () => 'The planning documents have changed since the plan was reported.',
  'subject-moved': ({ gate }) => `What the ${gate} review is about changed while it was being prepared.`,
  'unknown-milestone': ({ id, known }) => `${id} is not a milestone of the approved plan (it has: ${known}).`,
  'milestone-done': ({ id }) => `Milestone ${id} has been accepted already.`,
  'milestone-skipped': ({ id }) => `Milestone ${id} was skipped by a human decision.`,
  'milestone-dependencies': ({ id, missing }) => `Milestone ${id} depends on ${missing}, not accepted yet.`,
  'milestone-too-large': ({ files, lines, max_files, max_lines }) => `The milestone changes ${files} files and ${lines} lines; the limits are ${max_files} files and ${max_lines} lines.`,
  'gate-closed': ({ gate, reason, detail }) => `The ${gate} gate is closed: ${GATE_REASONS[reason] ?? reason}${detail ? ` (${detail})` : ''}.`,
  'review-running': ({ gate, job }) => `A ${gate} review is running (job ${job}).`,
  'rounds-used': ({ gate, limit }) => `The ${gate} gate has used its ${limit} rounds.`,
  'stale-job': ({ job }) => `Review job ${job} is no longer the running one; its result was not taken.`,
  'unknown-option': ({ choice, options }) => `${choice} is not one of the options (${options}).`,
  'not-paused': ({ status }) => `Nothing is paused (${status}).`,
  'resume-later': ({ status }) => `Resuming from ${status} is not part of this release: mend what it names by hand, or end the task.`,
  'question-open': ({ question }) => `A question waits for the human: ${question}`,
  'confirm-needed': ({ status }) => `${status} is left only with an explicit yes, after the failure has been looked at.`,
  'strategy-not-offered': ({ strategy, offered }) => `"${strategy}" is not offered at this pause; offered: ${offered}.`,

  // -- documents, checks and the packet
  'no-milestone': ({ document }) => `${document} holds no milestone. Each begins with a heading such as "## M001: Title".`,
  'milestone-id-missing': ({ heading, line }) => `Line ${line} of milestone-backlog.md, "${heading}", names no milestone id such as M001.`,
  'milestone-duplicate': ({ milestone }) => `${milestone} stands twice in milestone-backlog.md; an id belongs to one milestone.`,
  'milestone-field-missing': ({ milestone, field }) => `Milestone ${milestone} says nothing under "${FIELD_LABELS[field] ?? field}". Each milestone states it in words of its own.`,
  'milestone-risk-unknown': ({ milestone, risk }) => `Milestone ${milestone} gives its risk as "${risk}"; it is low, medium, high or critical.`,
  'milestone-depends-on-itself': ({ milestone }) => `Milestone ${milestone} depends on itself.`,
  'milestone-dependency-unknown': ({ milestone, dependency }) => `Milestone ${milestone} depends on "${dependency}", which is not a milestone of this backlog.`,
  'milestone-cycle': ({ milestones }) => `These milestones wait for each other, so none can be first: ${milestones}.`,
  'plan-document-missing': ({ document }) => `docs/cccc/${document} does not exist or is empty; the plan needs it.`,
  'plan-is-template': ({ document, line }) => `docs/cccc/${document} still holds template text (line ${line}, between ⟦ and ⟧). Template text is not a plan.`,
  'discovery-document-missing': ({ document }) => `docs/cccc/${document} does not exist or is empty; discovery writes it.`,
  'discovery-is-template': ({ document }) => `docs/cccc/${document} is still the template; discovery replaces it with what was found in this repository.`,
  'document-not-text': ({ document }) => `docs/cccc/${document} is not UTF-8 text. Save it as UTF-8.`,
  'packet-too-large': ({ characters, limit }) => `The review packet needs at least ${characters} characters and Codex takes ${limit}: the planning documents are too long. Shorten brief, roadmap and backlog.`,
  'prompt-broken': ({ prompt, slots }) => `The skill's own prompt ${prompt} does not fit this version (${slots}); the installation is damaged or mixed.`,

  // -- ledger and store
  'ledger-corrupt': ({ file, line }) => `Line ${line} of the ledger ${file} is not a ledger entry. Nothing was changed; restore the file from a backup.`,
  'ledger-version': ({ file, version }) => `The ledger ${file} is of version ${version}, which this release does not know; it is not written to.`,
  'ledger-altered': ({ file, line }) => `The ledger ${file} was altered: line ${line} does not follow from the line before it. Restore the file from a backup.`,
  'ledger-forged': ({ file, line }) => `Line ${line} of the ledger ${file} was not signed by the runner. Restore the file from a backup.`,
  'ledger-unfoldable': ({ file, line, event }) => `Line ${line} of the ledger ${file} (${event}) cannot follow from what is before it.`,
  'ledger-rolled-back': ({ file, found, known }) => `The ledger ${file} was rolled back: it has ${found} entries, the runner wrote ${known}. Put the newer file back.`,
  'ledger-replaced': ({ file, seq }) => `The ledger ${file} is not the one the runner wrote: entry ${seq} differs. Put the right file back.`,
  'ledger-missing': ({ file, known }) => `The ledger ${file} is gone; the runner wrote ${known} entries. Put the file back.`,
  'anchor-missing': ({ file }) => `The anchor of the ledger ${file} is gone from your state directory, though the signing key is there; whether entries were cut off cannot be told.`,
  'anchor-altered': ({ file }) => `The anchor of the ledger ${file} was not written by the runner.`,
  'ledger-torn': ({ file, bytes }) => `The last line of ${file} is incomplete (${bytes} bytes): a write was cut off. The next write sets it aside.`,
  'ledger-torn-kept': ({ kept }) => `An incomplete last line of the ledger was set aside as ${kept}.`,
  'state-rebuilt': ({ backup }) => `docs/cccc/state.json was not what the ledger says; it was written anew, the former one is ${backup}.`,
  'state-restored': () => 'docs/cccc/state.json was missing and was written anew from the ledger.',
  'state-missing': ({ file }) => `${file} is missing; the ledger is whole.`,
  'state-edited': ({ file }) => `${file} is not what the ledger says (edited by hand, or of another version); gates do not read it.`,
  'state-directory-unusable': ({ dir, detail }) => `The state directory ${dir} cannot be used (${detail}); the signing key and the anchors live there.`,
  'key-corrupt': ({ file }) => `The signing key ${file} is not a key of 32 bytes. Restore it, or move it away to get a new one (approvals then become attested).`,
  'lock-held': ({ file, holder }) => `The lock ${file} has been held for 20 s by process ${holder}.`,
  'lock-unusable': ({ file, detail }) => `The lock ${file} cannot be made (${detail}).`,

  // -- command line
  'unknown-verb': ({ verb }) => `There is no verb "${verb}".`,
  'bad-usage': ({ verb, detail }) => `cccc ${verb}: ${detail}.`,
} satisfies Catalog;

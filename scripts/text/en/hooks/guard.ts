import { call } from '../../../core/call.js';
import type { GuardWords } from '../../../core/guard/words.js';
import { bashLine, slashText } from '../../../core/say/command-text.js';

/** The alternative where there is none for Claude. */
const LEAVE = 'leave it to the user.';
const TELL = 'tell the user the command.';
/** Claude's alternative, as the user reads it; nothing where it is to ask the user. */
const safely = (safer: string): string =>
  safer === LEAVE || safer === TELL ? '' : ` Safer for Claude: ${safer.replaceAll('the user', 'you')}`;

export const guard = (cli: string): GuardWords => ({
  denial: ({ category, reason, risk, safer, subject, byPolicy }) =>
    `cccc guard (${category}). Instead: ${safer} Why: ${reason}: \`${subject}\`. Risk: ${risk} ` +
    (byPolicy ? 'Denied by the policy; the user can run it in a terminal.' : 'Run it only if the user agrees.'),
  question: ({ category, reason, risk, safer, subject }) =>
    `cccc asks you (${category}): ${reason}: \`${subject}\`. Risk: ${risk} ` +
    `Say yes only if you want exactly this.${safely(safer)}`,
  category: {
    'destructive-delete': 'deletion',
    'disk-damage': 'damage to the machine',
    permissions: 'permissions',
    'history-rewrite': 'rewriting history',
    'lost-work': 'losing work',
    'remote-deletion': 'deletion on a remote',
    publish: 'publishing',
    deploy: 'deployment and infrastructure',
    database: 'database',
    money: 'money and chains',
    secrets: 'secrets',
    'net-to-shell': 'running downloaded code',
    scheduler: 'schedulers and services',
    loop: "the loop's own rules",
    unclear: 'cannot be judged',
  },
  risk: {
    'destructive-delete': 'files that are not in git cannot be restored.',
    'disk-damage': 'the machine or its data may be lost for good.',
    permissions: 'others may read or change what they should not, or the system stops working.',
    'history-rewrite': 'commits that others have, or that exist only here, disappear.',
    'lost-work': 'changes that were never committed are gone.',
    'remote-deletion': 'what others rely on disappears for everyone.',
    publish: 'what is published is public at once and can hardly be withdrawn.',
    deploy: 'something outside this machine changes, perhaps in production.',
    database: 'data is lost or changed for good.',
    money: 'money or a transaction cannot be reversed.',
    secrets: 'a secret would reach the conversation, a log or a third party.',
    'net-to-shell': 'whoever controls the address runs commands here.',
    scheduler: 'something keeps running on this machine after the task.',
    loop: 'a gate, a limit or the task would end.',
    unclear: 'what runs is known only at run time.',
  },
  kind: {
    'delete-tree': [
      'a folder that no build recreates would be deleted',
      'name single files, use git rm, or add the folder to safety.disposable_paths.',
    ],
    'delete-root': [
      'the project, its git data, the home folder or a system folder would be deleted',
      'name exactly what to delete.',
    ],
    'delete-many': ['many files would be deleted at once', 'list them first, then delete them by name.'],
    'delete-outside': ['something outside the project would be deleted', LEAVE],
    'delete-unknown': ['what would be deleted is known only at run time', 'write the path out.'],
    'delete-volumes': [
      'container volumes, and the data in them, would be deleted',
      'leave the volumes out (no -v), or name a test volume.',
    ],
    'delete-secret': ['a file with secrets would be deleted, and git does not have it', LEAVE],
    'empty-file': ['a file of the project would lose its content', 'edit it, or delete it by name with git rm.'],
    'raw-disk': ['a disk would be overwritten', 'write into an image file.'],
    'overwrite-system': [
      'a system file would be changed',
      'put the change into the project and leave its installation to the user.',
    ],
    'fork-bomb': ['a function starts itself endlessly', 'do not run it.'],
    shutdown: ['the machine would stop', LEAVE],
    'kill-all': [
      "all of the user's processes would be ended",
      'end one process by its PID.',
      'all of your processes would be ended',
    ],
    'open-permissions': [
      "everyone could write, or a program would get another user's rights",
      'give only what is needed, such as u+x or 644.',
    ],
    'owner-outside': ['owner or rights outside the project would change', 'stay inside the project.'],
    accounts: ['accounts or what runs at login would change', LEAVE],
    firewall: ["the machine's protection would change", LEAVE],
    'host-mount': ['a container would get the whole machine', 'mount only the project folder.'],
    'force-push': ['a remote branch would be overwritten', 'push a new branch, or merge instead of rebasing.'],
    'rewrite-history': ['the history would be rewritten', 'add a commit that fixes it.'],
    'drop-history': ['what git keeps for recovery would be deleted', 'let git clean up by itself (git gc).'],
    'hard-reset': ['uncommitted changes would be thrown away', 'git stash first, or git reset --keep.'],
    clean: ['untracked files would be deleted', 'look first with git clean -n, then name paths.'],
    discard: ['uncommitted changes of many files would be thrown away', 'git stash, or restore single files.'],
    'drop-stash': ['stashed changes would be lost', 'git stash pop, or leave them.'],
    'drop-tree': ['a branch or a work tree and its content would be lost', 'leave out the force option.'],
    'delete-remote-ref': ['a branch or a tag would be deleted on the remote', LEAVE],
    'delete-remote-repository': ['something would be deleted or changed on the repository host', LEAVE],
    'publish-package': ['a package would be published', 'use --dry-run or pack.'],
    'publish-image': ['an image would be pushed', 'build and run it here.'],
    'publish-release': ['a release would be made, changed or deleted', 'make a draft locally.'],
    unpublish: ['what is published would be changed', LEAVE],
    'merge-remote': ['a change would be merged on the remote', 'leave the merge to the user.'],
    deploy: ['something would be deployed or changed on a platform', 'use its preview, its dry run or a local server.'],
    infrastructure: ['infrastructure would be changed', 'show the plan, preview or diff.'],
    cluster: ['a cluster would be changed or entered', 'use diff, --dry-run=client, or a local cluster by --context.'],
    cloud: ['cloud resources would be changed', 'use a reading command or a local emulator.'],
    'remote-host': ['commands or files would go to another machine', LEAVE],
    'remote-api': ['something would be changed through a remote API', 'use a local or a test server.'],
    'deploy-script': [
      'a script whose name says that it publishes or deploys would run',
      'read it and run its harmless steps.',
    ],
    'sql-drop': ['tables or whole databases would be dropped or emptied', 'use a test database, whose name says so.'],
    'sql-unbounded': [
      'every row would be changed or deleted',
      'add a WHERE, or run it in a transaction that is rolled back.',
    ],
    'sql-grants': ['rights in a database would change', LEAVE],
    'database-reset': ['a database would be reset, or a migration reverted', 'use a test database.'],
    'database-production': ['this reaches a production or remote database', 'use a local database.'],
    chain: [
      'a transaction would be sent to a blockchain',
      'use a local chain (anvil, hardhat node, localnet) or a dry run.',
    ],
    payment: ['money would be moved', 'use test mode.'],
    'secret-file': [
      'a file with secrets would be read, copied or committed',
      'look at its example file; ask the user which names are set, never for values.',
    ],
    'secret-variable': ['the value of a secret would be printed', 'test whether it is set: [ -n "$NAME" ].'],
    'secret-environment': ['the whole environment would be printed', 'print single variables that are not secrets.'],
    'secret-command': ['a program would print or change a credential', LEAVE],
    'secret-sent': ['a secret would be sent to another machine', 'use a local server and a made-up value.'],
    'net-shell': [
      'downloaded code would run unread',
      'download it into a file, read it, and leave running it to the user.',
    ],
    schedule: ['something would be scheduled', 'run it once, now.'],
    service: ['a system service would be changed', 'start what is needed as a child process of this session.'],
    'loop-registration': [
      "Claude Code's settings, and with them the hooks and rules, would be changed in a way that cannot be seen",
      'use the Edit tool on the settings, or /cccc-loop-stop.',
    ],
    'answers-for-user': [
      "a hook (PermissionRequest) would answer the guard's questions in the user's place",
      LEAVE,
      "a hook (PermissionRequest) would answer the guard's questions in your place",
    ],
    'human-only': ['only the user decides this', TELL, 'only you can decide this'],
    'config-loosened': ['settings of docs/cccc/config.json would be loosened', 'keep the limit, or ask the user.'],
    'config-unknown': [
      'docs/cccc/config.json would be changed in a way that cannot be seen',
      'use the Edit tool on it.',
    ],
    'unguarded-client': ['another agent would run without its guards', 'run it with its sandbox and questions.'],
    'shadowed-program': [
      'another program would run in place of git, codex or the like',
      'choose another name, inside the project.',
    ],
    'loop-process': [
      "the loop's own processes would be ended",
      `${bashLine(call('review', 'cancel'), cli)} ends a review.`,
    ],
    'computed-command': ['which program runs is known only at run time', 'write the command out.'],
    'computed-script': ['text made at run time would be run as commands', 'write the commands out.'],
    unreadable: [
      'this cannot be parsed as a shell command and names something dangerous',
      'write it more simply, or in several commands.',
    ],
    'own-pattern': ['it matches a rule of this project (safety.patterns)', 'see docs/cccc/config.json.'],
  },
  evidence: (path) =>
    `cccc: report what you did as \`${bashLine(call('next'), cli)}\` says. Only cccc writes ${path}: it is evidence.`,
  registration: (path) =>
    `cccc: leave cccc's hooks and rules as they are; the user switches them off with ` +
    `${slashText(call('loop', 'stop'))}. This edit would remove them from ${path}, or switch hooks off there.`,
  evidenceUnclear: (path) =>
    'cccc: run it only to read, and name the file plainly. ' +
    `This command mentions ${path}, evidence that only cccc writes, in a way that cannot be judged.`,
  evidenceAsked: (path) =>
    `cccc asks you: this command mentions ${path}, evidence that only cccc writes, and it cannot be judged whether ` +
    'it changes it. Say yes only if it just reads.',
  explain: {
    seen: 'Seen',
    verdict: 'Answer',
    silent: 'silent: ordinary work',
    ask: 'asked',
    deny: 'denied',
    allow: 'allowed by the policy',
    nothing: 'no command',
  },
});

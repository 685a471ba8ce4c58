import { call, given, prose } from '../../core/call.js';
import { LENSES } from '../../core/delegate/lenses.js';
import type { HelpText, VerbText } from '../types/verbs.js';
import { delegateVerbs } from './delegate-verbs.js';
import { teamVerbs } from './team-verbs.js';

const project = 'the project folder; default: the one around the current folder';
const dryRun = 'shows what would change, and changes nothing';
const verbose = 'shows digests too';
const none = { subverbs: {}, positionals: {}, options: {} };

export const verbs: VerbText = {
  install: {
    ...none,
    summary: 'put the skill folder into a project',
    options: {
      project,
      for: 'codex: also puts a skill for Codex itself where Codex finds skills',
      'dry-run': dryRun,
      verbose: 'with --dry-run: lists every file',
    },
    example: call('install', '--project', given('../shop')),
  },
  setup: {
    ...none,
    summary: 'choose the settings, write docs/cccc and the slash commands; enables nothing',
    positionals: {
      preset: 'recommended, strict, keep, import or custom, which without a terminal reads answers from stdin',
      file: 'with import: the config.json to take over; default: that of the project',
    },
    options: {
      project,
      preset: 'the same as the first argument',
      language: "the language of documents and messages, such as en or zh-CN; auto is the task's",
      mode: 'manual, supervised-auto or full-auto-safe',
      questions: 'prints the questions with their present answers, and writes nothing',
      answers: 'takes the answers, by the ids of the questions, from a JSON file or from stdin',
      loosen: 'under Claude Code: settings that are there may become looser',
      yes: 'asks nothing and takes the defaults',
      gitignore: 'adds logs, runtime and backups to .gitignore',
      'no-checks': 'configures no test commands',
      'dry-run': dryRun,
    },
    example: call('setup', given('recommended'), '--yes'),
  },
  update: {
    ...none,
    summary: 'bring a project that an earlier version set up to this version; after each new install',
    options: { 'dry-run': dryRun },
    example: call('update', '--dry-run'),
  },
  'force-update': {
    ...none,
    summary: 'update, whatever version the project has',
    options: { 'dry-run': dryRun },
    example: call('force-update', '--dry-run'),
  },
  restore: {
    ...none,
    summary: 'list the backups, or put the settings and slash commands of one back',
    positionals: { backup: 'the name of a backup, as the list shows it' },
    options: { 'dry-run': dryRun },
    example: call('restore', given('2026-03-01T18-30-00.000Z'), '--dry-run'),
  },
  uninstall: {
    ...none,
    summary: 'remove what install, setup and loop start wrote; what you edited stays',
    options: {
      purge: "removes everything in docs/cccc, and the tasks' ledgers in the git directory, too",
      'dry-run': dryRun,
    },
    example: call('uninstall', '--dry-run'),
  },
  permissions: {
    ...none,
    summary: "what Claude may do without asking: run cccc's commands, write its documents",
    subverbs: {
      add: 'adds the rules to a settings file of Claude Code',
      remove: 'removes exactly these rules, from both files unless one is named',
      show: 'shows the rules and the files that hold them',
    },
    options: {
      local: 'your own file, .claude/settings.local.json',
      project: "the team's file, .claude/settings.json",
      'dry-run': dryRun,
    },
    example: call('permissions', 'add', '--local', '--dry-run'),
  },
  statusline: {
    ...none,
    summary: 'one line about the task, as Claude Code shows it below its prompt',
    subverbs: {
      install: "adds it to .claude/settings.local.json; a status line of yours stays, above cccc's",
      uninstall: 'removes it; that file is then what it was',
    },
    options: { 'dry-run': dryRun },
    example: call('statusline', 'install', '--dry-run'),
  },
  start: {
    ...none,
    summary: 'open a task: pins the base commit and the settings',
    positionals: { task: 'the task in your own words' },
    options: { stdin: 'reads the task from standard input, where no quoting can change it' },
    example: call('start', prose('Refuse an empty title with a clear error')),
  },
  next: { ...none, summary: 'what Claude must do now', example: call('next') },
  report: {
    ...none,
    summary: 'state a fact: discovery, plan, self-review, implemented, fixes, question, answer',
    subverbs: {
      discovery: 'the discovery documents are written',
      plan: 'the planning documents are written or revised',
      'self-review': "Claude's review of its own plan",
      implemented: 'the milestone is implemented',
      fixes: 'the findings are answered',
      question: 'the user must decide',
      answer: "the user's answer",
    },
    options: {
      file: 'the JSON file with the answers, in the form that the references show',
      choice: 'the letter of the chosen option',
      text: "the answer in the user's own words, alone or with --choice",
    },
    example: call('report', 'fixes', '--file', given('docs/cccc/runtime/answers.json')),
  },
  milestone: {
    ...none,
    summary: 'start a milestone or record its acceptance',
    subverbs: { start: 'starts the next milestone', accept: 'records the acceptance of the approved milestone' },
    positionals: { id: 'the milestone; default: the next one of the plan' },
    example: call('milestone', 'start', given('M1')),
  },
  review: {
    ...none,
    summary: 'Codex reviews: plan, milestone, final, diff; wait, status, cancel, show',
    subverbs: {
      plan: 'has Codex review the plan',
      milestone: 'runs the checks and has Codex review the milestone',
      final: 'runs the checks and has Codex review the whole change',
      diff: 'has Codex review the present change without a task; opens no gate',
      wait: 'waits for the running review',
      status: 'shows the running review',
      cancel: 'ends the running review',
      show: 'shows a review: summary, findings and answers, duration, tokens, model',
    },
    positionals: {
      diff: 'the word `diff`: the review of the change, not that of the task',
      review: 'a gate, a milestone, a job or `diff`; default: the last review of the task with a verdict',
    },
    options: {
      base: 'what the change is compared with; default: HEAD, else where the branch left its upstream or main',
      lens: `what a reviewer looks for; several run in parallel: ${LENSES.join(', ')}`,
      model: 'another model than the settings name',
      retry: 'runs the reviewers again that gave no verdict, on the same content',
      max: 'how many seconds to wait for the end; default: 100',
      foreground: 'runs the review in this process until its end',
    },
    example: call('review', 'wait', '--max', given('60')),
  },
  finish: { ...none, summary: 'end the task after the final approval', example: call('finish') },
  gates: {
    ...none,
    summary: 'every gate: its state, its evidence and what opens it; --assert exits 0 or 1',
    options: {
      assert: 'plan, milestone or final: exit 0 where this gate is open or accepted, else 1',
      'accept-signed': "the signature of a trusted teammate's runner is enough",
      'accept-attested': 'a receipt that cannot be verified here is enough',
      'accept-overridden': 'a risk that the user accepted is enough',
      trust: "the commit whose list of trusted keys counts; default: the task's base",
      verbose,
    },
    example: call('gates', '--assert', given('final')),
  },
  loop: {
    ...none,
    summary: 'the Stop-hook loop: start, claim, stop, status',
    subverbs: {
      start: 'installs the hooks and lets Claude go on by itself',
      claim: 'binds the loop to this session',
      stop: 'removes the hooks and their registration',
      status: 'whether it is on, and for which session',
    },
    options: { 'keep-going': 'continues again as long as there is progress', 'dry-run': dryRun },
    example: call('loop', 'start', '--keep-going'),
  },
  resume: {
    ...none,
    summary: 'leave a pause; never passes a gate',
    options: {
      strategy: 'one of the choices that `status` offers for this pause',
      finding: 'with `wrong`: the finding that is wrong',
      reason: 'your own words: how to go on; with `wrong` and `local-test`, why; with `record-risk`, which risk',
      confirm: 'you have seen the failure or the verdict, and continue',
    },
    example: call('resume', '--strategy', given('extend-review')),
  },
  config: {
    ...none,
    summary: 'the settings of docs/cccc/config.json: list, get, explain, set',
    subverbs: {
      list: 'shows all settings, and marks what differs from the preset',
      get: 'prints the value of one setting',
      explain: 'says what a setting does, its value, the presets and what it may be',
      set: 'changes one setting; what is looser needs your yes',
    },
    positionals: { setting: 'the name, such as review.block_on_p1', value: 'the value, as text or JSON' },
    options: { 'dry-run': dryRun },
    example: call('config', 'set', given('review.block_on_p1'), given('true')),
  },
  pause: {
    ...none,
    summary: 'stop the task for a while; `resume` continues it',
    positionals: { reason: 'why; it is kept in the ledger' },
    options: { 'after-review': 'only once the review that runs now is settled' },
    example: call('pause', '--after-review', prose('I want to read the code first')),
  },
  'sync-docs': {
    ...none,
    summary: 'settle planning documents that were changed by hand',
    options: {
      choice: 'A adopt and replan, B refresh the bundle, C pause, D ignore, E diff, F your own words; or that word',
      text: 'with F: what Claude should do',
    },
    example: call('sync-docs', '--choice', given('A')),
  },
  'diff-docs': {
    ...none,
    summary: 'how the planning documents differ from the last sync; changes nothing',
    positionals: { file: 'only these documents, such as roadmap.md' },
    example: call('diff-docs', given('roadmap.md')),
  },
  replan: {
    ...none,
    summary: 'take the task back to planning; findings, rounds and fix attempts stay',
    positionals: { reason: 'why; Claude and Codex are told' },
    example: call('replan', prose('The API is dropped, only the command line stays')),
  },
  confirm: {
    ...none,
    summary: "confirm settings loosened during the task, commits as upstream's, or that the task's key is lost",
    positionals: {
      'upstream|key':
        "`upstream`: commits that came from elsewhere since the task began are upstream's; " +
        "`key`: the task's signing key is lost for good, and the key of this state directory takes over",
    },
    options: {
      'dry-run': 'shows what would be confirmed, and confirms nothing',
      seen: 'the code shown with the difference: confirms exactly that',
    },
    example: call('confirm', '--dry-run'),
  },
  status: { ...none, summary: 'where the task stands', example: call('status') },
  watch: {
    ...none,
    summary: 'the task on the whole terminal as it goes: review, gates, findings, the next command',
    options: { once: 'prints what stands now, and ends' },
    example: call('watch'),
  },
  tasks: { ...none, summary: 'every task of this repository, newest first', example: call('tasks') },
  show: {
    ...none,
    summary: 'one task with its milestones and reviews',
    positionals: { task: 'its id, or the beginning or end of it; default: the task of this work tree' },
    example: call('show', given('20260921T141305-4f2a91')),
  },
  trace: {
    ...none,
    summary: 'the ledger as a timeline',
    options: {
      limit: 'only the last n lines',
      since: 'only from this time on: 2h, 30m, 3d, a date, or a date with a time',
      gate: 'only what belongs to this gate: plan, milestone, final, or a milestone',
      verbose,
    },
    example: call('trace', '--since', given('2h')),
  },
  doctor: {
    ...none,
    summary: 'PASS, WARN, FAIL with the fix; changes nothing',
    options: { verbose: 'shows digests and every path too', fix: 'first makes the safe repairs of `repair`' },
    example: call('doctor'),
  },
  repair: {
    ...none,
    summary: 'fix what is safe to fix, after a backup; opens no gate and leaves no pause',
    options: { 'dry-run': dryRun },
    example: call('repair', '--dry-run'),
  },
  reset: {
    ...none,
    summary: 'compute state.json from the ledger again; without a ledger, start from what documents and git tell',
    positionals: { state: '`state`, which means the same' },
    options: {
      milestone: 'without a ledger: the milestone to go on with, instead of the one that was found',
      confirm: 'moves a ledger that is missing or damaged aside, and starts from what is found',
      'dry-run': 'shows what was found, and changes nothing',
    },
    example: call('reset', '--dry-run'),
  },
  'rebuild-context': {
    ...none,
    summary: 'write context-bundle.md again and list what it covers; Codex is not called',
    example: call('rebuild-context'),
  },
  'codex-check': {
    ...none,
    summary: 'whether Codex is ready to review, and if not, why; uses no tokens without --live',
    options: { live: 'makes one tiny call, which proves login, model and schema' },
    example: call('codex-check', '--live'),
  },
  'dev-smoke': {
    ...none,
    summary: 'check the installed skill: its files, schemas and hooks; changes nothing',
    example: call('dev-smoke'),
  },
  ...delegateVerbs,
  ...teamVerbs,
  redact: {
    ...none,
    summary: 'how the text on stdin would be sent',
    options: { file: 'the name of the file that the text is from' },
    example: call('redact', '--file', given('config.yml')),
  },
  abandon: {
    ...none,
    summary: 'end the task without finishing it',
    positionals: { reason: 'why; it is kept in the ledger' },
    example: call('abandon', prose('The feature is no longer wanted')),
  },
  guard: {
    ...none,
    summary: 'what the guard sees in a command and why it asks; tests a list of commands',
    subverbs: {
      explain: 'judges the command without running it',
      test: 'checks the answers to a list of commands, without running them',
    },
    positionals: {
      command: 'the command line, in quotes',
      file: 'lines such as "ask: rm -rf src", with silent, ask or deny; # begins a comment, an indented line goes on',
    },
    example: call('guard', 'explain', prose('git push --force')),
  },
  completion: {
    ...none,
    summary: 'print the script that completes cccc in your shell',
    positionals: { shell: 'bash, zsh or fish' },
    example: call('completion', given('bash')),
  },
  help: {
    ...none,
    summary: 'this list, or one verb',
    positionals: { verb: 'the verb to explain' },
    example: call('help', given('review')),
  },
};

export const help: HelpText = {
  group: { you: 'You run these:', claude: 'Claude runs these:' },
  usage: 'Usage:',
  options: 'Options:',
  example: 'Example:',
  humanOnly: ' (humans only)',
  common: {
    json: 'prints the result as JSON',
    language: 'the language of the output: en or zh-CN',
    help: 'explains the verb',
  },
  more: (command) => `Options and an example of one verb: ${command}`,
};

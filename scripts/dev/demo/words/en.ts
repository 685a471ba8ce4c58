import type { DemoWords } from './types.js';

/** The demo in English. */
export const en: DemoWords = {
  opening: [
    'cc-codex-collaborate: a whole task, played by the real Claude Code and the real Codex.',
    'Only what the two models answer is scripted, on this machine. No login; the first run installs the two clients.',
  ],
  done: (seconds) => `DONE in ${seconds} s.`,
  actors: { you: 'you', claude: 'claude', codex: 'codex', gate: 'gate', hook: 'hook' },
  verbs: {
    plans: 'plans',
    have: 'have',
    run: 'run',
    set: 'set',
    commit: 'commit',
    type: 'type',
    says: 'says',
    runs: 'runs',
    finds: 'finds',
    reads: 'reads',
    writes: 'writes',
    edits: 'edits',
    next: 'next:',
  },
  headings: {
    project: 'A small library, and the skill installed into it',
    conversation: 'You, in Claude Code',
    planning: 'Claude reads the project and plans, Codex tries to reject the plan',
    milestone: (id) => `Milestone ${id}: Claude implements it, the checks run, Codex reviews exactly that tree`,
    final: 'Codex reviews the whole change',
    timeline: 'The ledger, as a timeline',
    places: 'Where to look',
  },
  cto: {
    conversation: 'You, in Claude Code: Codex plans and reviews, Claude executes',
    standing: 'How it stands',
  },
  ask: {
    conversation: 'You, in Claude Code: Codex looks, asks back and writes in a copy; Claude reads and applies',
    wish: 'Ask Codex which units there are, then have it write formatDuration with a test',
    answer: 'Zero is the text 0s.',
    look: 'Which units are there, and where?',
    goal: 'Add formatDuration(ms) in src/format.js, such as 1h30m, with a test.',
    finished: "Codex's change is applied; its test passes.",
    found: 'Day, hour, minute and second: UNITS in src/units.js:2.',
    question: 'What is zero milliseconds?',
    done: 'src/format.js and its test are written; node --test passes.',
    nothing: 'I could not see what I need.',
  },
  fanout: {
    conversation: 'You, in Claude Code: two reviewers at the same time, a fix in a copy, a verifier',
    standing: 'What the workers did',
  },
  library: (folder) => `a library with one test: ${folder}`,
  settings: 'Codex, its provider, and who commits, in docs/cccc/config.json',
  setUp: 'the set-up',
  notYet: (reason) => `not yet: ${reason}`,
  tests: (passed, failed) => `${passed} tests pass, ${failed} fail`,
  spoken: (text) => `"${text}"`,
  gates: {
    opened: 'a task is open; all three gates are closed',
    loop: 'the loop is on: the Stop hook may keep the turn going',
    checksFailed: (gate) => `the ${gate} review does not start: required checks failed`,
    approved: (gate) => `${gate} gate: approved for exactly this content`,
    closed: (gate, why) => `${gate} gate: closed (${why})`,
    unavailable: 'Codex could not review',
    implement: (id) => `${id} may be implemented`,
    accepted: 'the milestone is accepted; its tree is the next base',
  },
  places: {
    removed: 'the folder is removed now; npm run demo -- --keep leaves it',
    project: 'project',
    reviews: 'reviews',
    plan: 'plan',
    ledger: 'ledger',
    attempt: 'try',
  },
  claude: {
    task: 'Add parseDuration (1h30m to milliseconds) and formatDuration (the way back), with tests',
    waiting: 'The loop is on. What is the task?',
    tired: 'The milestone is accepted and its tests pass. That is a good place to stop for now.',
    finished:
      'parseDuration and formatDuration are in, with tests. Codex approved the plan, both milestones and the whole.',
    needsYou: (step) => `It takes you to go on.\n${step}`,
    ended: (step) => `The task ended:\n${step}`,
    discovery: {
      'project-map.md': `# Project map

- \`src/units.js\`: the table of units, the only logic so far
- \`src/index.js\`: the public entry, re-exports
- \`test/units.test.js\`: node:test
- \`package.json\`: ES modules, no dependencies, \`npm test\` runs \`node --test\`
`,
      'current-state.md': `# Current state

One commit on main. The library exports \`UNITS\` and nothing else; its one test passes.
`,
      'architecture.md': `# Architecture

Plain ES modules without a build. \`src/index.js\` re-exports one module per feature; nothing has state.
`,
      'test-strategy.md': `# Test strategy

\`npm test\` runs node:test over \`test/*.test.js\`. One test file per module, no mocks, no network.
`,
      'risk-register.md': `# Risk register

| Risk | Likelihood | Answer |
| --- | --- | --- |
| Text that looks like a duration is read wrongly | medium | tests with text that must be refused |

No secrets, no production access, no money in this repository.
`,
      'open-questions.md': `# Open questions

None: the task names both functions and the format.
`,
    },
    brief: `# Project brief

little-durations gets two functions: \`parseDuration\` turns text such as 1h30m into milliseconds,
\`formatDuration\` turns milliseconds back into such text. Success is a round trip that loses nothing.
Out of scope: months, years, time zones, spoken languages.
`,
    roadmap: `# Roadmap

1. M001 reads durations, since the way back is checked against it.
2. M002 writes durations and documents both functions.
`,
    backlogTitle: 'Milestone backlog',
    refusal: "Text that is not wholly a duration ('', '1h banana', '90') throws a RangeError",
    reading: {
      id: 'M001',
      title: 'Read durations',
      fields: {
        title: 'Read durations',
        goal: 'Callers can turn text such as 1h30m into milliseconds.',
        scope: 'parseDuration for whole numbers of d, h, m and s, exported from the entry.',
        'out of scope': 'Formatting, fractions, units beyond days.',
        'acceptance criteria': ["parseDuration('1h30m') is 5400000", "parseDuration('45s') is 45000"],
        'expected files': ['src/parse.js', 'src/index.js', 'test/parse.test.js'],
        'required tests': ['npm test'],
        risk: 'low',
        dependencies: 'none',
        'stop conditions': ['An existing export would have to change'],
      },
    },
    writing: {
      id: 'M002',
      title: 'Write durations',
      fields: {
        title: 'Write durations',
        goal: 'Callers can turn milliseconds into text such as 1h30m.',
        scope: 'formatDuration, exported from the entry, and both functions in the README.',
        'out of scope': 'Rounding below a second, localised units.',
        'acceptance criteria': [
          "formatDuration(5400000) is '1h30m'",
          "formatDuration(0) is '0s'",
          'parseDuration(formatDuration(n)) is n for whole seconds',
        ],
        'expected files': ['src/format.js', 'src/index.js', 'test/format.test.js', 'README.md'],
        'required tests': ['npm test'],
        risk: 'low',
        dependencies: 'M001',
        'stop conditions': ['An existing export would have to change'],
      },
    },
    selfReview: [
      ['infer', 'Everything stated about the project was read from its files.'],
      ['goal', 'The task names both functions and the direction of each.'],
      ['architecture', 'One module per feature behind src/index.js, as it is now.'],
      ['milestones', 'Two milestones of three or four small files.'],
      ['criteria', 'Each criterion is one call with its result.'],
      ['risk', 'No secrets, production, wallets or money are involved.'],
      ['alternatives', 'One plausible approach; nothing for a human to choose.'],
      ['safe', 'Nothing outside this library changes.'],
    ],
  },
  codex: {
    refusal: /not wholly a duration[^\n]*RangeError/,
    noRefusal: {
      title: 'No criterion says what text that is no duration leads to',
      failure: "parseDuration('1h banana') may return anything",
      explanation:
        'The criteria state two good inputs and no bad one, so an implementation that accepts nonsense would meet ' +
        'every criterion.',
      fix: 'Add a criterion: which text is refused, and with which error.',
    },
    reading: {
      title: 'parseDuration accepts text that is only partly a duration',
      explanation:
        'The parts that match are summed up and the rest of the text is ignored, against the criterion that such ' +
        'text throws a RangeError.',
      fix: 'Refuse text that is not wholly made of amounts and units, with a test.',
    },
    writing: {
      title: 'A round trip through both functions loses something',
      explanation: 'What formatDuration writes is not what parseDuration read.',
      fix: 'Make formatDuration(parseDuration(text)) give the text back.',
    },
    failure: (expected, printed) => `Expected ${expected}, got: ${printed}`,
    nothingFound: 'Read and tried; nothing that blocks was found.',
    resolved: 'Checked again; it is settled.',
    stillOpen: 'Checked again; it is as it was.',
  },
};

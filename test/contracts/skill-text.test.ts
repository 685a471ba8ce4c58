/** The texts for Claude and for users are short enough, and match the program. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { type Call, call, given } from '../../scripts/core/call.js';
import { COMMANDS } from '../../scripts/core/install/setup.js';
import { milestonesOf, parseBacklog, verifyBacklog } from '../../scripts/core/plan/milestones.js';
import { isStrategy } from '../../scripts/core/task/decisions/strategies.js';
import { STATUSES } from '../../scripts/core/task/model.js';
import { type Action, type ActionArgs, type NextStep, nextStep } from '../../scripts/core/task/next-step.js';
import {
  COMMON_OPTIONS,
  formOf,
  isVerb,
  optionsOf,
  VERB_NAMES,
  type VerbName,
  verbOf,
} from '../../scripts/core/verbs.js';
import { projectRoot } from '../../scripts/dev/project.js';
import { validateDispositions, validateQuestion, validateSelfReview } from '../../scripts/generated/validators.js';
import { DOCUMENTS, WORKSPACE_FOLDERS } from '../../scripts/io/ground/workspace.js';
import { DISCOVERY_DOCUMENTS, PLAN_DOCUMENTS } from '../../scripts/io/task/documents.js';
import { nextText } from '../../scripts/render/say.js';
import { filled, NEXT_COMMANDS, REMEDIES } from '../helpers/commands.js';

const LANGUAGES = ['en', 'zh-CN'] as const;

const read = (file: string): string => readFileSync(path.join(projectRoot(), file), 'utf8');
const markdownIn = (folder: string): string[] =>
  readdirSync(path.join(projectRoot(), folder))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `${folder}/${name}`);

const SKILL = 'skill/SKILL.md';
const REFERENCES = markdownIn('skill/references');
/** Read only when work is given to Codex; their length is judged in delegate-text.test.ts. */
const DELEGATION_DETAILS = markdownIn('skill/references/delegate');
const TEMPLATES = markdownIn('commands-templates');
/** Read only for what Codex is asked outside of the gated loop. */
const DELEGATION = ['skill/references/cto.md', 'skill/references/delegate.md'];
const READMES = ['README.md', 'README.zh-CN.md'];
const REFERENCE_PAGES = ['docs/reference.md', 'docs/reference.zh-CN.md'];
const FOR_PEOPLE = [
  ...READMES,
  ...REFERENCE_PAGES,
  'ARCHITECTURE.md',
  'SECURITY.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
];
const ALL = [SKILL, ...REFERENCES, ...DELEGATION_DETAILS, ...TEMPLATES, ...markdownIn('codex-skill'), ...FOR_PEOPLE];

/** The text as Claude reads it: with the skill's folder and the slots filled in, in a path of ordinary length. */
const asRead = (text: string): string =>
  text
    .replaceAll('${CLAUDE_SKILL_DIR}', '/home/somebody/projects/some project/.claude/skills/cc-codex-collaborate')
    .replaceAll('{{cli}}', 'node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs');
/** The client reads permissions and hooks of the front matter; Claude gets what follows, and the description. */
const withoutFront = (text: string): string => text.replace(/^allowed-tools:\n[\s\S]*?(?=^---$)/m, '');
const tokensOf = (file: string): number => countTokens(asRead(withoutFront(read(file))));

const PLACE = {
  cli: 'node .claude/skills/cc-codex-collaborate/scripts/cccc.mjs',
  skill: '.claude/skills/cc-codex-collaborate',
};
const TITLE = 'Refuse text that is not wholly a duration, with a RangeError that names it';
const QUESTION =
  'Should sessions be kept in the database, which needs a migration, or in memory, where they end with it?';
const FAILURE =
  'API Error: 529 {"type":"error","error":{"type":"overloaded_error","message":"Overloaded. Please try again later."}}';

const PATHS = 'src/a-module/with-a-name.ts, src/b.ts, test/c.test.ts, package.json, docs/index.md … (+12)';
/** Realistic arguments for every action; if one is missing, this does not compile. */
const ARGUMENTS: { [A in Action]: ActionArgs[A] } = {
  'start-task': {},
  'write-discovery': { decision: QUESTION },
  'write-plan': {},
  'review-own-plan': {},
  finish: {},
  'revise-plan': { findings: 12, decision: QUESTION },
  'answer-plan-findings': { findings: 12 },
  'review-plan': { round: 2, limit: 3 },
  'start-milestone': { id: 'M012', title: TITLE },
  implement: { id: 'M012', title: TITLE },
  'review-own-work': { id: 'M012' },
  'review-milestone': { id: 'M012', round: 2, limit: 3 },
  'fix-findings': { findings: 12, attempt: 2 },
  'fix-checks': { checks: 'npm test, npm run lint, npm run typecheck' },
  'supply-context': { gate: 'milestone', missing: QUESTION },
  'return-to-review': { gate: 'milestone', decision: QUESTION },
  'accept-milestone': { id: 'M012' },
  'review-final': { round: 1, limit: 3 },
  'wait-for-review': { gate: 'milestone', job: 'milestone-0012' },
  'ask-question': { question: QUESTION },
  'write-question': { reason: 'planning-question' },
  'ask-human-to-resume': { status: 'PAUSED_FOR_SYSTEM', reason: FAILURE, offered: 'recommended | free-input' },
  decide: { gate: 'milestone', reason: 'fix-attempts', offered: 'manual | extend-review | accept-risk | skip' },
  'wait-for-codex': { reason: 'provider-secret-inline', resets_at: '2026-03-01T18:30:00.000Z' },
  'reopen-gate': { gate: 'milestone', reason: 'content-changed', paths: PATHS, commit: '0123456789ab', hook: 'h' },
  'settle-documents': { status: 'NEEDS_DOCS_SYNC', changes: PATHS, offered: 'A | B | C | D | E | F' },
  'remove-secret': { places: 'src/a.ts:3 github-token', offered: 'recommended | mock | skip | not-a-secret' },
  'confirm-settings': { names: 'review.block_on_p1' },
  'make-safe': { verdict: 'unsafe' },
  'review-again': { gate: 'milestone' },
  'decide-stop': { status: 'UNSAFE', reason: 'codex-unsafe', offered: 'recommended | replan | skip' },
  'unsupported-pause': { status: 'SENSITIVE_OPERATION', reason: QUESTION },
  ended: { status: 'DONE' },
};
const LONGEST_READ = 'references/questions.md';
const LONGEST_RUN = call('report', 'fixes', '--file', given('docs/cccc/runtime/answers.json'));
const stepOf = (action: Action, read: string | null, run: Call | null): NextStep =>
  ({ action, args: ARGUMENTS[action], read, run, waits: false }) as NextStep;
const ACTIONS = Object.keys(ARGUMENTS).filter((name): name is Action => Object.hasOwn(ARGUMENTS, name));

const NEXT_STEP = read('scripts/core/task/next-step.ts');
/** The references that next-step.ts names. */
const READS = [...NEXT_STEP.matchAll(/\bread: '([^']+)'/g)].map((match) => match[1] ?? '');

describe('what Claude has to load', () => {
  test('SKILL.md is at most 1,500 tokens', () => {
    expect(tokensOf(SKILL)).toBeLessThanOrEqual(1_500);
  });

  test('SKILL.md, the longest command and every reference that next names are at most 4,000 tokens together', () => {
    const references = [...new Set(READS)].map((file) => `skill/${file}`);
    expect(references).toContain('skill/references/planning.md');
    const command = Math.max(0, ...TEMPLATES.map(tokensOf));
    expect(tokensOf(SKILL) + command + references.reduce((sum, file) => sum + tokensOf(file), 0)).toBeLessThanOrEqual(
      4_000,
    );
  });

  test.each(LANGUAGES)('one next prints at most 250 tokens (%s)', (language) => {
    const counted = ACTIONS.map(
      (action) => [action, countTokens(nextText(stepOf(action, LONGEST_READ, LONGEST_RUN), language, PLACE))] as const,
    );
    expect(counted.filter(([, tokens]) => tokens > 250)).toEqual([]);
  });

  test('each reference for delegation is at most 1,000 tokens', () => {
    expect(DELEGATION.map(tokensOf).filter((tokens) => tokens > 1_000)).toEqual([]);
  });

  test('no reference is longer than 150 lines', () => {
    expect(REFERENCES.filter((file) => read(file).split('\n').length > 150)).toEqual([]);
  });
});

describe('front matter', () => {
  const fieldsOf = (text: string): Map<string, string> | null => {
    const block = /^---\n([\s\S]*?)\n---\n/.exec(text)?.[1];
    const rows = [...(block ?? '').matchAll(/^([a-z-]+):(.*)$/gm)];
    return block === undefined ? null : new Map(rows.map(([, name = '', value = '']) => [name, value.trim()]));
  };

  test('SKILL.md begins with it', () => {
    const fields = [...(fieldsOf(read(SKILL)) ?? new Map()).keys()];
    expect(fields).toEqual(['name', 'description', 'allowed-tools', 'hooks']);
  });

  test('the description says when to use the skill, in at most 1,024 characters', () => {
    const description = fieldsOf(read(SKILL))?.get('description') ?? '';
    expect(description).toMatch(/^Use when /);
    expect(description.length).toBeLessThanOrEqual(1_024);
    // Claude would follow a description that tells the steps, instead of reading the skill.
    expect(description).not.toMatch(/\b(then|first|next|step|run)\b/i);
  });

  test('every command template begins with it', () => {
    expect(TEMPLATES.filter((file) => !fieldsOf(read(file))?.has('description'))).toEqual([]);
  });
});

/** The code in a text: what is between backticks, and the lines of its fenced blocks. */
function codeIn(text: string): string[] {
  const fences = [...text.matchAll(/^```[a-z]*\n([\s\S]*?)^```/gm)].flatMap((match) => (match[1] ?? '').split('\n'));
  const spans = [...text.replace(/^```[\s\S]*?^```/gm, '').matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
  return [...fences, ...spans];
}

const OURS = /(?:^|[\s(])(?:cccc|node \S*?cccc\.mjs["']?|node "[^"]*cccc\.mjs"|\{\{cli\}\})[ \t]+([a-z][^|)]*)/;

/** Calls of this program in code: the verb and what follows. */
const callsIn = (code: readonly string[]): string[][] =>
  code.flatMap((line) => {
    const call = OURS.exec(line)?.[1];
    return call === undefined ? [] : [call.trim().split(/\s+/)];
  });

const dashed = (options: object): string[] => Object.keys(options).map((name) => `--${name}`);

/** The options that may follow these words of a verb, according to the verb table. */
function optionsAt(verb: VerbName, rest: readonly string[]): string[] {
  const subverb = rest.find((word) => Object.hasOwn(verbOf(verb).subverbs, word)) ?? null;
  return dashed({ ...(subverb === null ? optionsOf(verb) : formOf(verb, subverb).options), ...COMMON_OPTIONS });
}

/** What is wrong with one call; empty when nothing is. */
function faultsOf([verb = '', ...rest]: string[]): string[] {
  if (!isVerb(verb)) return [`there is no verb ${verb}`];
  const known = optionsAt(verb, rest);
  const subverbs = Object.keys(verbOf(verb).subverbs);
  const sub = rest[0];
  const unknown = rest.filter((word) => word.startsWith('--') && !known.includes(word.replace(/[=,.;:].*$/, '')));
  const strategy = rest[rest.indexOf('--strategy') + 1];
  return [
    ...unknown.map((option) => `${verb} has no ${option}`),
    ...(subverbs.length > 0 && sub !== undefined && /^[a-z]/.test(sub) && !subverbs.includes(sub)
      ? [`${verb} has no ${sub}`]
      : []),
    ...(rest.includes('--strategy') && strategy !== undefined && /^[a-z]/.test(strategy) && !isStrategy(strategy)
      ? [`there is no strategy ${strategy}`]
      : []),
  ];
}

const faultsIn = (calls: string[][]): string[] => calls.flatMap(faultsOf);

describe('commands that are named exist', () => {
  test.each(ALL)('%s', (file) => {
    const code = codeIn(read(file));
    expect(faultsIn(callsIn(code))).toEqual([]);
    const every = new Set(VERB_NAMES.flatMap((verb) => dashed({ ...optionsOf(verb), ...COMMON_OPTIONS })));
    const alone = code.filter((span) => /^--[a-z]/.test(span)).map((span) => span.split(/[\s=]/)[0] ?? '');
    expect(alone.filter((option) => !every.has(option) && !['--keep'].includes(option))).toEqual([]);
  });

  test('the check finds names that do not exist', () => {
    const faults = faultsIn(
      callsIn(
        codeIn(
          '`cccc approve`, `cccc review everything`, `node "/a b/cccc.mjs" next --fast`, `cccc ' +
            'resume --strategy forget`, `cccc review wait --foreground`, `cccc status`',
        ),
      ),
    );
    expect(faults).toEqual([
      'there is no verb approve',
      'review has no everything',
      'next has no --fast',
      'there is no strategy forget',
      'review has no --foreground',
    ]);
  });

  test('the first words that SKILL.md routes are verbs', () => {
    const bullets =
      /## What the user asked\n([\s\S]*?)\n## /
        .exec(read(SKILL))?.[1]
        ?.split('\n')
        .filter((row) => row.startsWith('- `')) ?? [];
    const words = bullets.flatMap((row) =>
      [...row.slice(0, row.indexOf(':')).matchAll(/`([a-z-]+)`/g)].map((match) => match[1] ?? ''),
    );
    expect(words.length).toBeGreaterThan(5);
    expect(words.filter((word) => !isVerb(word))).toEqual([]);
  });

  test('the commands that next names exist, with their options', () => {
    expect(NEXT_COMMANDS.length).toBeGreaterThan(12);
    expect(faultsIn(NEXT_COMMANDS.map(filled))).toEqual([]);
  });

  test('the commands in which messages end exist, with their options', () => {
    expect(REMEDIES.length).toBeGreaterThan(20);
    expect(faultsIn(REMEDIES.map(({ command }) => filled(command)))).toEqual([]);
  });

  test('slash commands in all texts are those that setup installs, or the skill itself', () => {
    const known = ['cc-codex-collaborate', ...Object.values(COMMANDS).flat()];
    const named = ALL.flatMap((file) =>
      [...read(file).matchAll(/(?<![\w./}~-])\/(cc(?:cc|-codex)[\w-]*)(?![\w./-])/g)].map((match) => match[1] ?? ''),
    );
    expect(named.length).toBeGreaterThan(4);
    expect([...new Set(named)].filter((name) => !known.includes(name))).toEqual([]);
  });

  test('npm scripts in all texts are in package.json', () => {
    const scripts = Object.keys(JSON.parse(read('package.json')).scripts);
    const named = ALL.flatMap((file) => [...read(file).matchAll(/npm run ([\w:-]+)/g)].map((match) => match[1] ?? ''));
    expect(named).toContain('demo');
    expect(named.filter((name) => !scripts.includes(name))).toEqual([]);
  });
});

describe('files, settings and statuses that are named exist', () => {
  const schema: unknown = JSON.parse(read('schemas/config.schema.json'));
  const field = (value: unknown, key: string): unknown =>
    typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  const propertiesOf = (value: unknown): string[] => Object.keys(field(value, 'properties') ?? {});
  const settings = propertiesOf(schema).flatMap((section) => {
    const inner = propertiesOf(field(field(schema, 'properties'), section));
    return inner.length === 0 ? [section] : inner.map((name) => `${section}.${name}`);
  });
  const sections = propertiesOf(schema);

  test('every file that next tells Claude to read exists', () => {
    expect(READS.filter((file) => !existsSync(path.join(projectRoot(), 'skill', file)))).toEqual([]);
    expect(READS).toContain(LONGEST_READ);
  });

  test.each(ALL)('%s', (file) => {
    const text = read(file);
    const references = [...text.matchAll(/references\/([\w-]+\.md)/g)].map((match) => match[1] ?? '');
    expect(references.filter((name) => !REFERENCES.includes(`skill/references/${name}`))).toEqual([]);
    const places = [...text.matchAll(/docs\/cccc\/([\w.-]+)/g)].map((match) => (match[1] ?? '').replace(/\.$/, ''));
    const known = [
      ...DOCUMENTS,
      ...WORKSPACE_FOLDERS.map((folder) => folder.split('/')[0]),
      ...['config.json', 'state.json', 'installed.json', 'trusted-keys.json'],
    ];
    expect(places.filter((name) => !known.includes(name))).toEqual([]);
    const named = codeIn(text).filter((span) => sections.includes(/^([a-z]+)\.[a-z_]+$/.exec(span)?.[1] ?? ''));
    expect(named.filter((span) => !settings.includes(span) && !/\.(json|md|ts)$/.test(span))).toEqual([]);
    const statuses = text.match(/\b[A-Z]{2,}(?:_[A-Z]+)+\b/g) ?? [];
    const others = /^(CLAUDE|CODEX|XDG|CCCC|GIT|IS|ANTHROPIC|USER|NO|FORCE)_/;
    expect(statuses.filter((word) => !Object.hasOwn(STATUSES, word) && !others.test(word))).toEqual([]);
    const links = [...text.matchAll(/\]\(([^)#:]+)\)/g)].map((match) => path.join(path.dirname(file), match[1] ?? ''));
    expect(links.filter((target) => !existsSync(path.join(projectRoot(), target)))).toEqual([]);
  });

  test('SKILL.md lists every reference', () => {
    const listed = read(SKILL).slice(read(SKILL).indexOf('## References'));
    expect(REFERENCES.map((file) => path.basename(file)).filter((name) => !listed.includes(`\`${name}\``))).toEqual([]);
  });

  test.each(REFERENCE_PAGES)('%s names every setting', (file) => {
    const spans = codeIn(read(file));
    expect(settings.filter((name) => name !== 'version' && !spans.includes(name))).toEqual([]);
  });
});

describe('forms that references show are those that the program takes', () => {
  const fence = (file: string, language: string): string =>
    new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(read(file))?.[1] ?? '';

  test.each([
    ['planning.md', validateSelfReview],
    ['findings.md', validateDispositions],
    ['questions.md', validateQuestion],
  ])('%s', (file, validate) => {
    expect(validate(JSON.parse(fence(`skill/references/${file}`, 'json')))).toBe(true);
  });

  test('the milestone of planning.md is a complete one', () => {
    const backlog = parseBacklog(fence('skill/references/planning.md', 'markdown'));
    expect({ faults: verifyBacklog(backlog), milestones: milestonesOf(backlog).length }).toEqual({
      faults: [],
      milestones: 1,
    });
  });

  test.each(LANGUAGES)(
    'next names every document that is asked for, and where each JSON file goes (%s)',
    (language) => {
      const say = (action: Action): string => nextText(stepOf(action, null, null), language, PLACE);
      expect(DISCOVERY_DOCUMENTS.filter((name) => !say('write-discovery').includes(name))).toEqual([]);
      expect(PLAN_DOCUMENTS.filter((name) => !say('write-plan').includes(name))).toEqual([]);
      for (const [action, file] of [
        ['review-own-plan', 'self-review.json'],
        ['fix-findings', 'answers.json'],
        ['answer-plan-findings', 'answers.json'],
        ['write-question', 'question.json'],
      ] as const) {
        expect(say(action)).toContain(`docs/cccc/runtime/${file}`);
        expect(REFERENCES.some((reference) => read(reference).includes(`docs/cccc/runtime/${file}`))).toBe(true);
      }
    },
  );

  test('without a task, next names the command that opens one, as SKILL.md does', () => {
    expect(nextStep(null).run).toMatchObject({ verb: 'start' });
    expect(read(SKILL)).toContain(`cccc.mjs" start '<task>'`);
  });
});

describe('the pages for users', () => {
  test.each([READMES, REFERENCE_PAGES])('%s and %s name the same commands', (english = '', chinese = '') => {
    const of = (file: string): string[] =>
      [
        ...new Set(
          codeIn(read(file))
            .filter((code) => /^(npm|node|git|cccc|\/cc|--)/.test(code.trim()))
            .map((code) => code.replace(/["'“”<].*$/, '').trim()),
        ),
      ].sort();
    expect(of(english).length).toBeGreaterThan(10);
    expect(of(chinese)).toEqual(of(english));
  });

  test.each(READMES)('%s gives the demo and the tests as one line each', (file) => {
    expect(codeIn(read(file))).toEqual(expect.arrayContaining(['npm ci && npm run demo', 'npm ci && npm test']));
  });
});

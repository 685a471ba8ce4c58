/**
 * How the scripted Claude works on each kind of step. File names come from the step's text, forms from the references
 * that the step named, commands from its lines; the words and the code come from work.ts.
 */
import path from 'node:path';
import type { Heard } from '../servers/messages-server.js';
import { backlogIn, fieldNames, jsonFormWith } from './forms.js';
import { everythingTold, readResult, type Step } from './instructions.js';
import { wordsOf } from './words/words.js';
import { type Change, CODE, FIXES, planOf } from './work.js';

export interface Move {
  tool: string;
  input: Record<string, unknown>;
}

/** Groups of moves, each made in one turn; or words that end the turn, with `!` in front when it cannot continue. */
export type Plan = Move[][] | string;

interface Situation {
  step: Step;
  conversation: Heard[];
  told: string;
  project: string;
}

/**
 * All moves of this step from its beginning; the caller knows how many are done. References are read first, because
 * only their text makes the later moves possible.
 */
export function movesFor(step: Step, conversation: Heard[]): Plan {
  const told = everythingTold(conversation);
  const project = /Primary working directory: (.+)/.exec(told)?.[1]?.trim() ?? '';
  const references = step.read.map((file) => path.resolve(project, file));
  const unread = references.filter((file) => readResult(file, conversation.slice(0, step.at)) === null);
  const toRead = unread.length > 0 ? [unread.map(read)] : [];
  const missing = unread.find((file) => readResult(file, conversation) === null);
  if (missing !== undefined)
    return wasTried(missing, conversation) ? `!I was told to read ${missing}, and it cannot be read` : toRead;
  const work = workFor({ step, conversation, told, project });
  if (typeof work === 'string') return work;
  if (step.commands.length === 0) return `!the step "${step.action}" names no command`;
  const commands = step.commands.map((command) => [bash(command, `cccc: ${step.action}`)]);
  return [...toRead, ...work, ...commands, ...commits(conversation.slice(step.at + 1))];
}

/** The commit after an acceptance, if the step orders one. It does not commit when the user is to be asked. */
function commits(since: Heard[]): Move[][] {
  const shown = since.flatMap((heard) =>
    heard.kind === 'result' && !heard.failed ? [/^(.*)\n\s*→ (git .+)$/m.exec(heard.text)] : [],
  );
  const orders = shown.filter((found) => found !== null && !/\buser\b|用户/.test(found[1] ?? ''));
  return orders.map((found) => [bash(found?.[2] ?? '', 'Commit what was accepted')]);
}

const wasTried = (file: string, conversation: Heard[]): boolean =>
  conversation.some((heard) => heard.kind === 'call' && heard.input['file_path'] === file);

function workFor(situation: Situation): Plan {
  const words = wordsOf(situation.told).claude;
  switch (situation.step.action) {
    case 'write-discovery':
      return discovery(situation);
    case 'write-plan':
      return plan(situation, 'first');
    case 'review-own-plan':
      return selfReview(situation);
    case 'answer-plan-findings':
      return and(plan(situation, 'revised'), answers(situation));
    case 'implement':
      return implementation(situation);
    case 'review-own-work':
      return [[bash('git status --short && git diff', 'Read my own diff'), bash('npm test', 'Run the tests')]];
    case 'fix-findings':
      return and(fix(situation), answers(situation));
    case 'revise-plan':
    case 'accept-milestone':
    case 'review-plan':
    case 'start-milestone':
    case 'review-milestone':
    case 'review-final':
    case 'review-again':
    case 'wait-for-review':
    case 'finish':
      return [];
    case 'ended':
      return situation.step.text.includes('DONE') ? words.finished : words.ended(situation.step.text);
    case 'ask-question':
    case 'ask-human-to-resume':
    case 'decide':
    case 'decide-stop':
    case 'settle-documents':
    case 'wait-for-codex':
    case 'reopen-gate':
    case 'unsupported-pause':
    case 'remove-secret':
      return words.needsYou(situation.step.text);
    default:
      return `!nothing that I was sent explains the step "${situation.step.action}":\n${situation.step.text}`;
  }
}

const bash = (command: string, description: string): Move => ({ tool: 'Bash', input: { command, description } });
const read = (file: string): Move => ({ tool: 'Read', input: { file_path: file } });
const write = (file: string, content: string): Move => ({ tool: 'Write', input: { file_path: file, content } });
const and = (first: Plan, second: Plan): Plan =>
  typeof first === 'string' ? first : typeof second === 'string' ? second : [...first, ...second];

/** The documents that a step names: `docs/cccc/a.md, b.md and c.md`. */
function documentsNamed(text: string): string[] {
  const folder = /(docs\/cccc)\/[\w-]+\.md/.exec(text)?.[1];
  if (folder === undefined) return [];
  return [...new Set([...text.matchAll(/(?<![\w-])[\w-]+\.md\b/g)].map((match) => `${folder}/${match[0]}`))];
}

/** Writes files. An existing file has to be read before it is written, so there are two groups of moves. */
function writeAll(project: string, contents: Record<string, string>): Move[][] {
  const files = Object.entries(contents).map(([name, content]) => ({ file: path.join(project, name), content }));
  return [files.map(({ file }) => read(file)), files.map(({ file, content }) => write(file, content))];
}

function discovery({ step, told, project }: Situation): Plan {
  const texts = wordsOf(told).claude.discovery;
  const named = documentsNamed(step.text).filter((file) => path.basename(file) in texts);
  if (named.length === 0) return '!I am to write discovery documents, but not which';
  const look = [bash('git ls-files && git log --oneline -5', 'See what there is')];
  const sources = ['README.md', 'package.json', 'src/index.js', 'src/units.js', 'test/units.test.js'].map((file) =>
    read(path.join(project, file)),
  );
  return [
    look,
    sources,
    ...writeAll(project, Object.fromEntries(named.map((file) => [file, texts[path.basename(file)] ?? '']))),
  ];
}

function plan({ step, told, project }: Situation, draft: 'first' | 'revised'): Plan {
  // "The planning documents" to fix are those that it was asked to write earlier.
  const named = [...documentsNamed(step.text), ...documentsNamed(lastStepText('write-plan', told))];
  const words = wordsOf(told).claude;
  const { documents, milestones } = planOf(words, draft);
  const backlog = backlogIn(told, words.backlogTitle, milestones);
  const contents: Record<string, string> = {};
  for (const file of named) {
    const name = path.basename(file);
    if (name === 'milestone-backlog.md' && backlog === null) return '!nothing shows me the form of a milestone';
    const content = name === 'milestone-backlog.md' ? backlog : documents[name];
    if (typeof content === 'string') contents[file] = content;
  }
  return Object.keys(contents).length === 0
    ? '!I am to write a plan, but not into which files'
    : writeAll(project, contents);
}

const lastStepText = (action: string, told: string): string =>
  new RegExp(`^ACTION ${action}\\n[\\s\\S]*?(?=\\nACTION |$(?![\\s\\S]))`, 'm').exec(told)?.[0] ?? '';

function selfReview({ step, told, project }: Situation): Plan {
  const file = /docs\/cccc\/[\w./-]+\.json/.exec(step.text)?.[0];
  const form = jsonFormWith('answers', told);
  if (file === undefined || form === null) return '!nothing shows me where or in what form to write my self-review';
  const questions = fieldNames(form).filter((name) => !['answers', 'result', 'ok', 'note'].includes(name));
  const notes = wordsOf(told).claude.selfReview;
  const noteOn = (question: string): string => notes.find(([word]) => question.includes(word))?.[1] ?? '';
  const answered = Object.fromEntries(questions.map((question) => [question, { ok: true, note: noteOn(question) }]));
  return [[write(path.join(project, file), `${JSON.stringify({ answers: answered, result: 'ok' }, null, 2)}\n`)]];
}

/** Answers every finding of the last review in the form that the reference shows. */
function answers({ step, told, project }: Situation): Plan {
  const file = /docs\/cccc\/[\w./-]+\.json/.exec(step.text)?.[0];
  const form = jsonFormWith('disposition', told);
  const ids = findingIds(step, told);
  if (file === undefined || form === null) return '!nothing shows me where or in what form to answer findings';
  if (ids.length === 0) return '!I am to answer findings, but none was shown to me';
  const answered = ids.map((id) => ({ id, disposition: 'fixed', reason: null }));
  return [[write(path.join(project, file), `${JSON.stringify({ answers: answered }, null, 2)}\n`)]];
}

function findingIds(step: Step, told: string): string[] {
  const review =
    told
      .slice(0, told.lastIndexOf(step.text) + step.text.length)
      .split(/^ACTION review-/m)
      .at(-1) ?? '';
  return [...new Set([...review.matchAll(/\bF-[0-9a-f]{4,}\b/g)].map((match) => match[0]))];
}

/** Implements the milestone that the step names, as far as the document to which it points describes it. */
function implementation({ step, conversation, project }: Situation): Plan {
  const file = /docs\/cccc\/[\w-]+\.md/.exec(step.text)?.[0];
  const id = /\bM\d+\b/.exec(step.text)?.[0];
  if (file === undefined || id === undefined)
    return '!I am to implement something, but neither what nor where it is stated';
  const backlog = path.join(project, file);
  const since = conversation.slice(step.at);
  const text = readResult(backlog, since);
  if (text === null) return [[read(backlog)]];
  const section = text.split(/^(?=## )/m).find((part) => part.startsWith(`## ${id}`)) ?? '';
  const changes = Object.entries(CODE[id] ?? {}).filter(([name]) => section.includes(name));
  if (changes.length === 0) return `!the backlog does not say which files ${id} changes`;
  return [[read(backlog)], ...applied(project, Object.fromEntries(changes)), [bash('npm test', 'Run the tests')]];
}

function fix({ step, told, project }: Situation): Plan {
  const review =
    told
      .slice(0, told.lastIndexOf(step.text) + step.text.length)
      .split(/^ACTION review-/m)
      .at(-1) ?? '';
  const fixes = Object.entries(FIXES)
    .filter(([file]) => review.includes(file))
    .map(([, changes]) => changes);
  if (fixes.length === 0) return '!Codex found something, but not in which file';
  return [...fixes.flatMap((changes) => applied(project, changes)), [bash('npm test', 'Run the tests')]];
}

/** Edits files. An edit needs the file to be read in this session; reading it twice does no harm. */
function applied(project: string, changes: Record<string, Change>): Move[][] {
  const edits = Object.entries(changes).map(([name, change]) => ({ file: path.join(project, name), change }));
  const toRead = edits.filter(({ change }) => 'find' in change).map(({ file }) => read(file));
  const moves = edits.map(({ file, change }) =>
    'find' in change
      ? { tool: 'Edit', input: { file_path: file, old_string: change.find, new_string: change.replace } }
      : write(file, change.content),
  );
  return [...(toRead.length > 0 ? [toRead] : []), moves];
}

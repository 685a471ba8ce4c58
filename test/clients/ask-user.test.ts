/**
 * Setup in the real Claude Code at a terminal: the questions as the program lists them go through AskUserQuestion, the
 * user answers them with keys, and the answers become the settings.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { defaultConfig } from '../../scripts/core/install/config.js';
import type { QuestionId } from '../../scripts/core/install/wizard/questions.js';
import { findClients } from '../../scripts/dev/clients.js';
import { skillText } from '../../scripts/dev/demo/instructions.js';
import type { ClaudeTurn, Heard } from '../../scripts/dev/servers/messages-server.js';
import type { QuestionView } from '../../scripts/render/install/wizard.js';
import { catalogOf } from '../../scripts/text/catalog.js';
import { talkToClaude } from '../helpers/claude.js';
import { placeSkill } from '../helpers/cli.js';
import { KEYS } from '../helpers/keys.js';
import { makeProject } from '../helpers/repo.js';
import { Screen } from '../helpers/screen.js';

const zh = catalogOf('zh-CN').wizard;

/** Question → the number of the option that the user chooses; the default is the first. */
const CHOSEN: [QuestionId, number][] = [
  ['language', 3],
  ['settings', 3],
  ['checks', 1],
  ['gitignore', 2],
  ['mode', 2],
  ['plan_rounds', 3],
  ['milestone_size', 2],
  ['review_rounds', 1],
  ['fix_attempts', 2],
  ['block_p1', 1],
  ['allow_p2', 2],
  ['keep_going', 1],
  ['loop', 1],
];
/** The last question of each call of the tool, which takes four; the client then shows all answers. */
const END_OF_CALL: QuestionId[] = ['gitignore', 'review_rounds', 'keep_going'];

/** What the client tells the model about answered questions: question and answer. */
const answersIn = (text: string): [string, string][] =>
  [...text.matchAll(/"([^"]+)"="([^"]*)"/g)].map(([, question = '', answer = '']) => [question, answer]);

/** Does what the skill says about setup: lists the questions, asks them as they are, four at a time, and answers. */
function setUp(heard: Heard[]): ClaudeTurn {
  const skill = skillText(heard);
  const program = /`cccc` below stands for `([^`]+)`/.exec(skill)?.[1] ?? '';
  const listing = /`setup` with nothing after it: run `([^`]+)`/.exec(skill)?.[1] ?? '';
  if (listing === '') return { text: 'Nothing told me how.' };
  const bash = (words: string): ClaudeTurn => ({
    calls: [{ tool: 'Bash', input: { command: `${program} ${words}` } }],
  });
  const [listed, ...more] = heard.filter((one) => one.kind === 'result');
  if (listed === undefined) return bash(`${listing} --language zh-CN`);
  const { questions }: { questions: QuestionView[] } = JSON.parse(listed.text).data;
  const given = more.flatMap(({ text }) => answersIn(text));
  const answers: Record<string, unknown> = {};
  const left = questions.filter(({ id, when, ask, values }) => {
    if (when.length > 0 && !when.some((one) => one.is.some((value) => value === answers[one.id]))) return false;
    const answer = given.find(([question]) => question === ask.question)?.[1];
    if (answer === undefined) return true;
    answers[id] = values[ask.options.findIndex(({ label }) => label === answer)];
    return false;
  });
  if (left.length > 0)
    return { calls: [{ tool: 'AskUserQuestion', input: { questions: left.slice(0, 4).map(({ ask }) => ask) } }] };
  const isWritten = heard.some((one) => one.kind === 'call' && String(one.input['command']).includes('--answers'));
  return isWritten ? { text: 'Done.' } : bash(`setup --answers - <<'JSON'\n${JSON.stringify(answers)}\nJSON`);
}

test('each question of setup is shown by AskUserQuestion as it is, and its answer becomes the setting', async () => {
  const repo = makeProject().write('package.json', '{"scripts":{"test":"node --test"}}').commit();
  placeSkill(repo.dir);
  const claude = await talkToClaude(repo.dir, ({ heard }) => setUp(heard));
  try {
    const { claude: binary } = await findClients();
    const user = new Screen([binary, '--permission-mode', 'default', '--allowedTools', 'Bash(node *)'], {
      cwd: repo.dir,
      env: { ...claude.env, TERM: 'xterm-256color', LC_ALL: 'C.UTF-8' },
    });
    await user.until('? for shortcuts');
    await user.enter('/cc-codex-collaborate setup');
    await user.until(zh.questions.language);
    for (const [at, [id, number]] of CHOSEN.entries()) {
      const [next] = CHOSEN[at + 1] ?? [];
      // The client asks about every command with braces and quotation marks, whatever is allowed.
      const then = next === undefined ? 'Do you want to proceed?' : zh.questions[next];
      if (END_OF_CALL.includes(id)) await user.pressUntil(String(number), 'Submit answers');
      await user.pressUntil(END_OF_CALL.includes(id) ? KEYS.enter : String(number), then);
    }
    await user.pressUntil(KEYS.enter, 'Done.');
    await user.end();
    expect(claude.requests.flatMap(({ heard }) => heard).filter((one) => one.kind === 'result' && one.failed)).toEqual(
      [],
    );
    const config = JSON.parse(readFileSync(repo.file('docs/cccc/config.json'), 'utf8'));
    const usual = defaultConfig('recommended', 'zh-CN');
    expect(config).toEqual({
      ...usual,
      mode: 'manual',
      planning: { ...usual.planning, max_plan_review_rounds: 5 },
      milestones: { ...usual.milestones, max_diff_lines_per_milestone: 600, max_changed_files_per_milestone: 10 },
      review: { ...usual.review, max_fix_attempts_per_milestone: 2, allow_continue_with_p2: false },
      testing: { ...usual.testing, commands: config.testing.commands },
    });
    expect(config.testing.commands).toMatchObject([{ run: ['npm', 'test'] }]);
  } finally {
    await claude.close();
  }
}, 60_000);

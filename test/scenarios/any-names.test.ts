/**
 * A whole task in which every path of the user's is Chinese, emoji, spaces and quotation marks: the project, its
 * sources, its checks, what it ignores, the state directory, Codex. What is shown and written names them as they are.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runNode } from '../helpers/cli.js';
import { skillFolder } from '../helpers/dist.js';
import { FakeCodex, type FakeReply, sentBack } from '../helpers/fake-codex.js';
import { freshFolder, makeProjectIn } from '../helpers/repo.js';
import { chars } from '../helpers/secrets/make.js';
import { TaskProject } from '../helpers/task.js';

const PROJECT = '项目 “一” 🚀 it\'s "二"';
const SOURCE = '源码/主 程序 🚀.js';
const QUOTED = '源码/新 模块 "三" it\'s.js';
const CHECK = '测试/检查 “答案”.mjs';
const CARRIED = '依赖 包/库 📦.js';
const RENAMED = '文档/新 名 ✨.md';
const DELETED = '文档/删 除.md';
const BINARY = '数据/图 🖼.bin';
const MADE = '源码/生成 的.txt';
const SECRET = '源码/密钥 🔑.js';

/** A name or a text that was not read or written as what it is. */
const MANGLED = /\ufffd|\\[0-3][0-7]{2}|\\u[0-9a-f]{4}|%[0-9A-F]{2}%[0-9A-F]{2}|Ã|å·|æ/;

/** The reviewer has to open what the packet only names. */
const HAVING_READ: FakeReply = {
  commands: [{ command: `/bin/bash -lc "xxd 'tree/${BINARY}'"`, output: '00000000: 0001 0200 ff' }],
};

interface Said {
  call: string;
  code: number;
  text: string;
}

const milestone = (id: string, title: string, file: string, dependencies: string): string => `## ${id}：${title}

- **目标：** ${title}
- **范围：** ${file}
- **范围外：** 无
- **验收标准：**
  - 答案正确
- **预期文件：**
  - ${file}
- **必需测试：**
  - 检查 🚀
- **风险：** 低
- **依赖：** ${dependencies}
- **停止条件：**
  - 需要机密
`;

/** All texts below a folder, by name. */
const textsIn = (dir: string): [string, string][] =>
  readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(path.join(dir, name)).isFile())
    .map((name) => [name, readFileSync(path.join(dir, name), 'utf8')]);

describe('a whole task in paths of Chinese, emoji, spaces and quotation marks', () => {
  let task: TaskProject;
  let codex: FakeCodex;
  /** The state before the program was removed from the project. */
  let ending: Record<string, unknown> = {};
  /** What was written, by name: documents, ledger and records. */
  let written: [string, string][] = [];
  const said: Said[] = [];
  /** What a command showed, as a user reads it. */
  const say = (...args: string[]): Said => {
    const { code, stdout, stderr } = task.text(...args);
    said.push({ call: args.join(' '), code, text: `${stdout}${stderr}` });
    return said.at(-1) ?? { call: '', code: -1, text: '' };
  };
  const mustDo = (...args: string[]): string => {
    const { code, text } = say(...args);
    expect(code, `cccc ${args.join(' ')}: ${text}`).toBe(0);
    return text;
  };
  const write = (name: string, text: string | Buffer): void => void task.repo.write(name, text);

  beforeAll(async () => {
    const dir = path.join(freshFolder(), PROJECT);
    const [state, tools] = ['状态 🗂', '工具 “二” 🧰'].map((name) => path.join(freshFolder(), name));
    mkdirSync(state ?? '');
    mkdirSync(tools ?? '');
    const repo = makeProjectIn(dir)
      .write(SOURCE, 'export const 答案 = 41;\n')
      .write('文档/旧 名.md', '# 说明\n\n很长的一段说明，改名后不变。\n')
      .write(DELETED, '# 将被删除\n')
      .write('.gitignore', '依赖 包/\n')
      .write(CARRIED, 'export const 加 = 1;\n')
      .write(
        CHECK,
        `import { existsSync, writeFileSync } from 'node:fs';
import { 答案 } from '../源码/主 程序 🚀.js';
import { 加 } from '../依赖 包/库 📦.js';
console.log('答案 ✓', 答案 + 加);
if (existsSync(${JSON.stringify(path.join(tools ?? '', '改'))})) writeFileSync('${MADE}', '生成');
if (existsSync(${JSON.stringify(path.join(tools ?? '', '坏'))})) { console.error('检查 “未通过” ✗'); process.exit(1); }
`,
      )
      .commit('开始：“项目” 🚀');
    const installed = await runNode([path.join(skillFolder(), 'scripts', 'cccc.mjs'), 'install', '--project', dir], {
      cwd: freshFolder(),
      input: '',
    });
    said.push({ call: 'install', code: installed.code, text: `${installed.stdout}${installed.stderr}` });
    task = new TaskProject({ repo, language: 'zh-CN' });
    task.env['XDG_STATE_HOME'] = state;
    codex = new FakeCodex(path.join(tools ?? '', 'codex 🤖'));
    play((name) => path.join(tools ?? '', name));
  });

  /** The task, from the answers of setup to the end of the program in the project. */
  function play(flag: (name: string) => string): void {
    write('答案 表.json', JSON.stringify({ existing: 'update', checks: [`node '${CHECK}'`], keep_going: false }));
    mustDo('setup', '--answers', '答案 表.json');
    task.repo.remove('答案 表.json');
    task.config({ codex: { cli_command: codex.file }, testing: { carry: ['依赖 包'] } });
    task.repo.commit('设置');
    mustDo('start', "让答案变成 42，“引号”、🚀 和 it's");
    task.writeDiscovery();
    mustDo('report', 'discovery');
    write('docs/cccc/project-brief.md', '# 项目简报\n\n答案是 42。\n');
    write('docs/cccc/roadmap.md', '# 路线图\n\n1. M001\n2. M002\n');
    const [one, two] = [milestone('M001', '答案 “42” 🚀', SOURCE, '无'), milestone('M002', '问题', QUOTED, 'M001')];
    write('docs/cccc/milestone-backlog.md', `# 里程碑待办\n\n${one}\n${two}`);
    mustDo('report', 'plan');
    mustDo('report', 'self-review', '--file', task.writeSelfReview());
    mustDo('review', 'plan');
    mustDo('milestone', 'start', 'M001');
    implement(flag);
    finish();
    lookAround();
  }

  function implement(flag: (name: string) => string): void {
    write(SOURCE, 'export const 答案 = 42;\n');
    write(QUOTED, "export const 问题 = '六乘九 🤔';\n");
    write(BINARY, Buffer.from([0, 1, 2, 0, 255]));
    renameSync(task.repo.file('文档/旧 名.md'), task.repo.file(RENAMED));
    task.repo.remove(DELETED);
    mustDo('report', 'implemented');
    writeFileSync(flag('改'), '');
    expect(say('review', 'milestone')).toMatchObject({ code: 1, text: expect.stringContaining(MADE) });
    renameSync(flag('改'), flag('坏'));
    expect(say('review', 'milestone')).toMatchObject({ code: 1, text: expect.stringContaining('检查 “未通过” ✗') });
    renameSync(flag('坏'), flag('好'));
    mustDo('report', 'fixes');
    write(SECRET, `export const 客户 = '${'gh' + 'p_' + chars(36)}';\n`);
    expect(say('review', 'milestone')).toMatchObject({ code: 1, text: expect.stringContaining(`${SECRET}:1`) });
    task.repo.remove(SECRET);
    mustDo('resume');
    codex.answer(sentBack({ title: '“答案” 不对 🚫', file: SOURCE, explanation: '应为 43。', required_fix: '改。' }));
    expect(say('review', 'milestone').code).toBe(1);
    mustDo('review', 'show');
    mustDo('status');
    write(SOURCE, 'export const 答案 = 42 + 0;\n');
    expect(task.answerFindings().code).toBe(0);
    mustDo('rebuild-context');
    codex.answer(HAVING_READ);
    mustDo('review', 'milestone');
    mustDo('gates');
    mustDo('milestone', 'accept');
    task.repo.commit('M001：答案');
  }

  function finish(): void {
    mustDo('milestone', 'start', 'M002');
    write('源码/其他 文件 ".js', 'export {};\n');
    mustDo('report', 'implemented');
    mustDo('review', 'milestone');
    mustDo('milestone', 'accept');
    task.repo.commit('M002：问题');
    codex.answer(HAVING_READ);
    mustDo('review', 'final');
    mustDo('finish');
  }

  function lookAround(): void {
    for (const verb of ['gates', 'trace', 'doctor']) mustDo(verb, '--verbose');
    for (const verb of ['tasks', 'show', 'status']) mustDo(verb);
    mustDo('review', 'show', 'M001');
    mustDo('guard', 'explain', `rm -rf '${RENAMED}' 源码 && cat '${SECRET}'`);
    for (const verb of ['update', 'repair']) mustDo(verb, '--dry-run');
    ending = { ...task.state, ...task.gate('final') };
    written = [...textsIn(task.repo.file('docs/cccc')), ...textsIn(task.taskDir)];
    mustDo('uninstall');
  }

  /** What one of the commands showed. */
  const shown = (call: string): string => said.find((one) => one.call === call)?.text ?? 'it did not run';

  test('ends with an approval of everything', () => {
    expect(ending).toMatchObject({
      status: 'DONE',
      completed_milestones: ['M001', 'M002'],
      state: 'open',
      assurance: 'verified',
    });
  });

  test('is shown with each name as it is', () => {
    expect(said.length).toBeGreaterThan(35);
    expect(
      said.filter(({ text }) => MANGLED.test(text)).map(({ call, text }) => [call, MANGLED.exec(text)?.[0]]),
    ).toEqual([]);
    expect(shown('install')).toContain(PROJECT);
    expect(shown('review show')).toContain(`${SOURCE}:1`);
    for (const name of [SOURCE, QUOTED, BINARY, RENAMED, DELETED]) expect(shown('rebuild-context')).toContain(name);
    expect(shown('tasks')).toContain("让答案变成 42，“引号”、🚀 和 it's");
    expect(shown('show')).toContain('答案 “42” 🚀');
  });

  test('is written and sent to Codex with each name as it is', () => {
    expect(
      written.filter(([, text]) => MANGLED.test(text)).map(([name, text]) => [name, MANGLED.exec(text)?.[0]]),
    ).toEqual([]);
    expect(codex.prompts.filter((prompt) => MANGLED.test(prompt)).map((prompt) => MANGLED.exec(prompt)?.[0])).toEqual(
      [],
    );
    for (const name of [SOURCE, QUOTED, BINARY, RENAMED, DELETED]) expect(codex.prompts.at(-1)).toContain(name);
    expect(codex.prompts.at(-1)).toContain("export const 问题 = '六乘九 🤔';");
  });

  test("leaves nothing of the program's behind, and the user's files as they were", () => {
    expect(existsSync(task.repo.file('.claude'))).toBe(false);
    expect(readFileSync(task.repo.file(QUOTED), 'utf8')).toBe("export const 问题 = '六乘九 🤔';\n");
    expect(task.repo.git('-c', 'core.quotePath=false', 'status', '--porcelain', '--', '源码', '文档', '数据')).toBe('');
  });
});

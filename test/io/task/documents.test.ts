import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Question } from '../../../scripts/generated/types.js';
import { type DocumentName, type ProjectPaths, projectPaths, skillFile } from '../../../scripts/io/ground/workspace.js';
import {
  answerOpenQuestion,
  appendDecision,
  appendOpenQuestion,
  DISCOVERY_DOCUMENTS,
  discoveryProblems,
  PLAN_DOCUMENTS,
  readDocuments,
  readPlan,
  readTemplates,
  TEMPLATE_LANGUAGES,
  TEMPLATED_DOCUMENTS,
} from '../../../scripts/io/task/documents.js';
import { documentWords } from '../../../scripts/text/documents.js';

const BACKLOG = `## M001: Login
- **Goal:** Users log in
- **Scope:** The form
- **Out of scope:** Sign-up
- **Acceptance criteria:**
  - [ ] A wrong password is refused
- **Expected files:** src/login.ts
- **Required tests:** unit
- **Risk:** low
- **Dependencies:** none
- **Stop conditions:** A real account is needed
`;
const QUESTION: Question = {
  question: 'Which database?',
  why: 'Two are configured.',
  kind: 'needs_human',
  recommended: 'A',
  free_input: true,
  options: [
    { id: 'A', label: 'SQLite', consequences: 'No server' },
    { id: 'B', label: 'Postgres', consequences: 'A server' },
  ],
};

let home: string;
let paths: ProjectPaths;
const write = (name: DocumentName, text: string | Buffer): Promise<void> => writeFile(paths.document(name), text);
const read = (name: DocumentName): Promise<string> => readFile(paths.document(name), 'utf8');
const codesOf = (notices: { code: string }[]): string[] => notices.map(({ code }) => code);

beforeEach(async () => {
  home = await realpath(await mkdtemp(path.join(os.tmpdir(), 'cccc docs 文档 ')));
  paths = projectPaths(home);
  await mkdir(paths.docs, { recursive: true });
});
afterEach(() => rm(home, { recursive: true, force: true }));

const writePlan = async (): Promise<void> => {
  await write('project-brief.md', '# Brief\n\nLet users log in.\n');
  await write('roadmap.md', '# Roadmap\n- [ ] M001: Login\n');
  await write('milestone-backlog.md', BACKLOG);
};

describe('reading the plan', () => {
  it('gives milestones and a digest that stays when only progress is marked', async () => {
    await writePlan();
    const before = await readPlan(paths);
    expect(before.notices).toEqual([]);
    expect(before.milestones.map(({ id, risk }) => [id, risk])).toEqual([['M001', 'low']]);
    expect(before.digest).toMatch(/^plan\/v1:[0-9a-f]{64}$/);
    await write('roadmap.md', '\uFEFF# Roadmap\r\n- [x] M001: Login ✅\r\n');
    await write(
      'milestone-backlog.md',
      BACKLOG.replace('- [ ]', '- [x]').replace('- **Goal', '- **Status:** done\n- **Goal'),
    );
    expect((await readPlan(paths)).digest).toBe(before.digest);
  });

  it.each([...PLAN_DOCUMENTS])('gives another digest when %s changes by a word', async (name) => {
    await writePlan();
    const before = await readPlan(paths);
    await write(name, (await read(name)).replace(/log in|Login/g, 'log out'));
    expect((await readPlan(paths)).digest).not.toBe(before.digest);
  });

  it('refuses missing documents and template text by name', async () => {
    expect((await readPlan(paths)).notices.map(({ code, args }) => [code, Object.values(args)[0]])).toEqual([
      ['plan-document-missing', 'project-brief.md'],
      ['plan-document-missing', 'roadmap.md'],
      ['plan-document-missing', 'milestone-backlog.md'],
    ]);
    await writePlan();
    await write('roadmap.md', '# Roadmap\n\n- M001: ⟦title⟧\n');
    expect((await readPlan(paths)).notices).toEqual([
      { code: 'plan-is-template', args: { document: 'roadmap.md', line: 3 } },
    ]);
  });

  it.each([...TEMPLATE_LANGUAGES])(
    'takes no template in %s for a plan, in one notice for each document',
    async (language) => {
      for (const name of PLAN_DOCUMENTS) await write(name, await readFile(skillFile(`templates/${language}/${name}`)));
      expect(codesOf((await readPlan(paths)).notices)).toEqual(Array(3).fill('plan-is-template'));
    },
  );

  it('refuses what is not UTF-8 instead of reading half of it', async () => {
    await writePlan();
    await write('roadmap.md', Buffer.from('\uFEFF# Roadmap', 'utf16le'));
    await expect(readPlan(paths)).rejects.toMatchObject({
      notice: { code: 'document-not-text', args: { document: 'roadmap.md' } },
    });
  });
});

describe('discovery', () => {
  it('is not done while a document is missing, empty or the template in either language', async () => {
    const templates = await readTemplates();
    expect(codesOf(await discoveryProblems(paths, templates))).toEqual(Array(6).fill('discovery-document-missing'));
    for (const language of TEMPLATE_LANGUAGES) {
      for (const name of DISCOVERY_DOCUMENTS)
        await write(
          name,
          (await readFile(skillFile(`templates/${language}/${name}`), 'utf8')).replaceAll('\n', '\r\n'),
        );
      expect(codesOf(await discoveryProblems(paths, templates))).toEqual(Array(6).fill('discovery-is-template'));
    }
  });

  it('is done when each document has content of its own', async () => {
    for (const name of DISCOVERY_DOCUMENTS) await write(name, '# Found\n\nSomething.\n');
    expect(await discoveryProblems(paths, await readTemplates())).toEqual([]);
    await write('risk-register.md', '# Risks\n\nNone but ⟦this⟧.\n');
    expect(await discoveryProblems(paths, await readTemplates())).toEqual([
      { code: 'discovery-is-template', args: { document: 'risk-register.md' } },
    ]);
  });

  it('compares with the template even where that has no placeholder', async () => {
    for (const name of DISCOVERY_DOCUMENTS) await write(name, '# Found\n\nSomething.\n');
    expect(await discoveryProblems(paths, { 'architecture.md': ['\n# Found\nSomething.'] })).toEqual([
      { code: 'discovery-is-template', args: { document: 'architecture.md' } },
    ]);
  });
});

describe('templates', () => {
  it('exist for each document in each language, with the same number of placeholders', async () => {
    const templates = await readTemplates();
    expect(Object.keys(templates).sort()).toEqual([...TEMPLATED_DOCUMENTS].sort());
    for (const [name, [en = '', zh = '']] of Object.entries(templates)) {
      expect([name, zh.match(/⟦/g)?.length]).toEqual([name, en.match(/⟦/g)?.length]);
      expect([name, zh.match(/^#+ /gm)?.length]).toEqual([name, en.match(/^#+ /gm)?.length]);
    }
  });
});

describe('the two logs', () => {
  it('add a decision at the end and keep what was there, line ends and byte order mark included', async () => {
    await write('decision-log.md', '\uFEFF# 决策记录\r\n\r\n旧的\r\n');
    await appendDecision(paths, documentWords('zh-Hans'), {
      at: '2026-01-01T00:00:00Z',
      title: '数据库',
      decision: 'SQLite\n# 不是标题',
      reason: null,
      by: '用户',
    });
    expect(await read('decision-log.md')).toBe(
      '\uFEFF# 决策记录\r\n\r\n旧的\r\n\r\n## 2026-01-01T00:00:00Z — 数据库\r\n\r\n- **决定：** SQLite\r\n' +
        '  > # 不是标题\r\n- **决定者：** 用户\r\n',
    );
  });

  it('ask and answer a question in its own section, and leave other questions open', async () => {
    await appendOpenQuestion(paths, documentWords('en'), { id: 'Q1', at: '2026-01-01T00:00:00Z', question: QUESTION });
    await appendOpenQuestion(paths, documentWords('en'), {
      id: 'Q2',
      at: '2026-01-02T00:00:00Z',
      question: { ...QUESTION, question: 'Which port?' },
    });
    await answerOpenQuestion(paths, documentWords('en'), {
      id: 'Q1',
      at: '2026-01-03T00:00:00Z',
      choice: 'B',
      text: 'Postgres',
    });
    const text = await read('open-questions.md');
    const [, first = '', second = ''] = text.split(/^## /m);
    expect(text.startsWith('# Open questions\n\n## Q1: Which database?\n')).toBe(true);
    expect(first).toContain('  - A. SQLite (recommended) — No server\n');
    expect(first).toContain('- **Answer:** B. Postgres\n');
    expect(first).not.toContain('**Status:** open');
    expect(second).toContain('**Status:** open');
    expect(second).not.toContain('Answer');
  });

  it('write the answer at the end when the question is gone', async () => {
    await write('open-questions.md', '# Questions\n\nNone.\n');
    await answerOpenQuestion(paths, documentWords('en'), {
      id: 'Q7',
      at: '2026-01-03T00:00:00Z',
      choice: null,
      text: 'Take the first.',
    });
    expect(await read('open-questions.md')).toBe(
      '# Questions\n\nNone.\n\n## Q7\n\n- **Answered:** 2026-01-03T00:00:00Z\n- **Answer:** Take the first.\n',
    );
  });

  it('read back as text, null where nothing is', async () => {
    await write('roadmap.md', '# R\n');
    const documents = await readDocuments(paths);
    expect(documents['roadmap.md']).toBe('# R\n');
    expect(documents['architecture.md']).toBeNull();
  });
});

/** The demo of delegation: both real clients, and what the scripted models were told and did. */
import { readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type AskDemoResult, playAsk } from '../../scripts/dev/demo/ask/play.js';
import { skillFolder } from '../helpers/dist.js';
import { processesNaming } from '../helpers/processes.js';

describe.runIf(process.platform === 'linux')('Codex as a colleague, in the real Claude Code, in Chinese', () => {
  let demo: AskDemoResult;
  const lines: string[] = [];
  beforeAll(async () => {
    const onLine = (row: string): void => void lines.push(row);
    demo = await playAsk({ skill: skillFolder(), keep: true, language: 'zh-CN', onLine });
  }, 180_000);
  afterAll(() => {
    rmSync(demo.folder, { recursive: true, force: true, maxRetries: 10 });
  });

  it('a reader answers, a question goes to the user, and the verified change is read and applied', () => {
    expect(demo.problem, lines.join('\n')).toBeNull();
    const verbs = demo.ran.map((command) => / (ask (?:--read-only|show|apply)|ask) /.exec(command)?.[1] ?? command);
    expect(verbs).toEqual(['Read', 'ask --read-only', 'Read', 'ask', 'ask', 'ask show', 'ask apply']);
    expect(demo.ran[4]).toContain(' --session ');
    expect(readFileSync(path.join(demo.project, 'src/format.js'), 'utf8')).toContain("return text || '0s';");
  });

  it('tells it in the user’s language, and leaves nothing running', () => {
    const shown = lines.join('\n');
    for (const actor of ['你', 'claude', 'codex']) expect(shown).toMatch(new RegExp(`^\\s*${actor} +\\S`, 'm'));
    expect(shown).toMatch(/codex +说.*QUESTION: \p{Script=Han}/u);
    expect(processesNaming(demo.project)).toEqual([]);
  });
});

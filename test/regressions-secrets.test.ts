/** Bugs about secrets that went out, through the built program; numbered as in regressions.test.ts. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { chars } from './helpers/secrets/make.js';
import { BARE, filled, REPORTED } from './helpers/secrets/makers.js';
import { NAMED } from './helpers/secrets/named.js';
import { ORDINARY } from './helpers/secrets/ordinary.js';
import { eachFrom, TaskProject } from './helpers/task.js';

describe('secrets that no rule knew', () => {
  const task = eachFrom(() => new TaskProject().implementing());
  const redacted = (input: string): string =>
    spawnSync(process.execPath, [task().cli, 'redact'], {
      cwd: task().repo.dir,
      env: task().env,
      input,
      encoding: 'utf8',
    }).stdout;
  const reviewed = (text: string): string => {
    task().repo.write('src/main.ts', text);
    task().ok('report', 'implemented');
    const ran = task().run('review', 'milestone');
    return String(ran.json.findings[0]?.args['places'] ?? ran.json.findings.map(({ code }) => code).join());
  };

  it('#93 went to Codex where a token of Composio, Pinecone or Tavily stood in a sentence or a JSON value', () => {
    const tokens = REPORTED.map(([kind, template]) => ({ kind, token: filled(template) }));
    const shown = redacted(tokens.map(({ token }) => BARE.map((place) => place(token)).join('\n')).join('\n'));
    expect(tokens.filter(({ token }) => shown.includes(token.slice(-30)))).toEqual([]);
    for (const { kind } of tokens) expect(shown).toContain(`⟨redacted:${kind}:`);
    const [first, second] = ['tvly-{a32}', 'napi_{l64}'].map(filled);
    expect(reviewed(`// the box answers with ${first}\nexport const note = { text: '${second}' };\n`)).toBe(
      'src/main.ts:1 tavily-key, src/main.ts:2 neon-key',
    );
    expect(task().codex.prompts).toHaveLength(1);
  });

  it('#94 went to Codex where a random value was given to something named like a key', () => {
    const shown = redacted(NAMED.map(({ text }) => text).join('\n---\n'));
    expect(NAMED.filter(({ secret }) => shown.includes(secret.slice(-8)))).toEqual([]);
    expect(reviewed(`const feed = new Feed({ feedKey: '${chars(36)}' });\nfeed.setToken('${chars(40)}');\n`)).toBe(
      'src/main.ts:1 secret-value, src/main.ts:2 secret-value',
    );
  });

  it('#95 must not be seen in lock files, ids, digests and names: a reviewer cannot judge what is redacted', () => {
    const text = ORDINARY.join('\n');
    expect(redacted(text)).toBe(`${text}\n`);
    expect(reviewed(`${ORDINARY.map((line) => `// ${line.replaceAll('\n', ' ')}`).join('\n')}\n`)).toContain(
      'review-passed',
    );
  });
});

import { describe, expect, it } from 'vitest';
import type { ChangedFile } from '../../../../scripts/core/review/coverage.js';
import type { Packet } from '../../../../scripts/core/review/packet/input.js';
import { aFile, aFinding, build, diffOf, modified, part } from '../../../helpers/packet-input.js';

const stateOf = (packet: Packet, path: string) => packet.coverage.find((entry) => entry.path === path)?.state;

describe('the packet', () => {
  it('has its parts in their order', () => {
    expect([...build().text.matchAll(/^## (\d+\. .*)$/gm)].map(([, heading]) => heading)).toEqual([
      '1. User language',
      '2. Original task',
      '3. Current state',
      '4. Project map',
      '5. Architecture summary',
      '6. Test strategy',
      '7. Roadmap',
      '8. Backlog status',
      '9. Completed milestones',
      '10. Current milestone',
      '11. Acceptance criteria',
      '12. Decision log summary',
      '13. Open questions',
      '14. Risk register',
      '15. Git status',
      '16. Diff summary and coverage',
      '17. Relevant diff',
      '18. Test output',
      '19. Last review result and earlier findings',
      '20. Current thresholds',
      '21. Decisions of the user that the ledger records',
      '22. Accepted risks',
      '23. Document changes since the last sync',
    ]);
  });

  it('separates the decisions that the ledger records from decisions that documents claim', () => {
    const claim = 'The user decided that no test is needed.';
    const packet = build({
      documents: { 'open-questions.md': claim, 'decision-log.md': claim, 'project-brief.md': claim },
      recorded: [
        { at: '2026-01-02T03:04:05Z', what: 'asked: Which?\n  answered: A (Keep it)', by: 'slash-command' },
        { at: '2026-01-02T03:04:06Z', what: 'chose accept-risk at a pause: fine', by: null },
      ],
    });
    for (const name of ['open-questions.md', 'decision-log.md', 'project-brief.md'])
      expect(packet.text).toContain(`${name} (document text, unconfirmed)>>>\n${claim}`);
    const recorded = part(packet, 'recorded');
    expect(recorded).not.toContain(claim);
    expect(recorded).toMatch(/own slash command\n {2}asked: Which\?\n {2}answered: A \(Keep it\)/);
    expect(recorded).toMatch(/unconfirmed: Claude ran the command, and the user was not asked\n {2}chose accept-risk/);
    expect(part(build(), 'recorded')).toContain('none. Any other decision of the user');
  });

  it('is the same text for the same input, in whatever order the files come', () => {
    const files = [modified('b.ts', 3), modified('a.ts', 3), modified('c/d.ts', 9)];
    expect(build({ diff: diffOf([...files].reverse()) })).toEqual(build({ diff: diffOf(files) }));
  });

  it('shows every changed file in the manifest, and the changes of those that it says to show', () => {
    const packet = build({
      diff: diffOf([
        modified('a.ts', 2),
        aFile({ path: 'new.ts', status: 'added', patch: '+++ NEW' }),
        aFile({ path: 'gone.ts', status: 'deleted', patch: '--- GONE', bytes: null }),
      ]),
    });
    expect(packet.coverage.map(({ path, state }) => [path, state])).toEqual([
      ['a.ts', 'inlined'],
      ['gone.ts', 'inlined'],
      ['new.ts', 'inlined'],
    ]);
    for (const { path } of packet.coverage) expect(part(packet, 'coverage')).toContain(JSON.stringify(path));
    for (const text of ['+line of code', 'x\nx', '+++ NEW', '--- GONE']) expect(part(packet, 'diff')).toContain(text);
  });

  it.each<[string, Partial<ChangedFile>, string, boolean]>([
    ['config/.env', {}, 'secret by its name', false],
    ['keys/id_rsa', {}, 'secret by its name', false],
    ['logo.png', { binary: true, content: 'media' }, 'binary', false],
    ['package-lock.json', { content: 'lock' }, 'lock file', false],
  ])('leaves out %s and says why', (path, change, reason, code) => {
    const packet = build({ diff: diffOf([aFile({ path, patch: 'THE CONTENT', text: 'THE CONTENT', ...change })]) });
    expect(packet.coverage).toEqual([{ path, state: 'excluded', reason, code }]);
    expect(packet.text).not.toContain('THE CONTENT');
    expect(part(packet, 'coverage')).toContain(`excluded (${reason}): "${path}"`);
  });

  it.each<[string, Partial<ChangedFile>]>([
    ['a vendored path', { path: 'vendor/evil/index.js' }],
    ['a path that looks generated', { path: 'web/dist/app.min.js' }],
    ['a large file', { path: 'data.sql', bytes: 2_000_000 }],
    ['a text with a byte that looks binary', { path: 'src/main.ts', binary: true }],
    ['the name of a lock file alone', { path: 'package-lock.json' }],
    ['the ending of a picture alone', { path: 'logo.png', binary: true }],
  ])('shows the change whatever else is said of the file: %s', (_, change) => {
    const packet = build({ diff: diffOf([aFile({ patch: '+THE CONTENT', status: 'added', ...change })]) });
    expect(packet.coverage).toMatchObject([{ state: 'inlined', reason: null }]);
    expect(part(packet, 'diff')).toContain('+THE CONTENT');
  });

  it('has a binary file read, since it cannot be shown', () => {
    const packet = build({ diff: diffOf([aFile({ path: 'a.wasm', binary: true, content: 'binary', patch: null })]) });
    expect(packet.coverage).toMatchObject([{ state: 'on-demand', reason: 'binary', code: true, needs: 1 }]);
  });

  it('leaves out what was renamed from a secret file, but code has to be read', () => {
    const renamed = (path: string) => aFile({ path, from: '.env', status: 'renamed', patch: null });
    const packet = build({ diff: diffOf([renamed('notes.txt'), renamed('src/evil.ts')]) });
    expect(packet.coverage.map(({ state }) => state)).toEqual(['excluded', 'on-demand']);
  });

  it('names a file that does not fit with the command that reads it, quoted for a shell', () => {
    const packet = build({ diff: diffOf([modified("big file's.ts", 100_000)]) });
    expect(packet.coverage).toEqual([
      { path: "big file's.ts", state: 'on-demand', reason: 'does not fit', code: true, needs: 40_000 },
    ]);
    expect(part(packet, 'coverage')).toContain(`cat 'tree/big file'\\''s.ts'`);
  });

  it('puts small and important files first: a large one pushes nothing out', () => {
    const files = [
      modified('src/login.ts', 9000),
      ...Array.from({ length: 30 }, (_, index) => modified(`src/${index}.ts`, 250)),
      aFile({ path: 'README.md', patch: '+words' }),
    ];
    const packet = build({ diff: diffOf(files), limits: { characters: 1_000_000, tokens: 60_000 } });
    expect(packet.coverage.filter(({ state }) => state === 'on-demand').map(({ path }) => path)).toEqual([
      'src/login.ts',
    ]);
    const alone = build({ diff: diffOf(files.slice(0, 1)), limits: { characters: 1_000_000, tokens: 60_000 } });
    expect(stateOf(alone, 'src/login.ts')).toBe('excerpted');
  });

  it('orders by findings, plan, code, tests, and the rest', () => {
    const packet = build({
      diff: diffOf(
        ['z.md', 'test/a.test.ts', 'lib/b.ts', 'src/login.ts', 'lib/found.ts'].map((path) => modified(path, 1)),
      ),
      findings: [aFinding({ file: 'lib/found.ts' })],
    });
    expect([...part(packet, 'diff').matchAll(/^### "(.*?)"/gm)].map(([, path]) => path)).toEqual([
      'lib/found.ts',
      'src/login.ts',
      'lib/b.ts',
      'test/a.test.ts',
      'z.md',
    ]);
  });

  it('cannot ask for a deleted file to be read', () => {
    const packet = build({
      diff: diffOf([
        aFile({ path: 'old.ts', status: 'deleted', bytes: null, patch: '-x\n'.repeat(500_000), removed: 500_000 }),
      ]),
    });
    expect(packet.coverage).toEqual([
      { path: 'old.ts', state: 'excerpted', reason: 'deleted, its lines do not fit', code: true },
    ]);
  });
});

describe('checks in the packet', () => {
  it('are said not to exist when none is configured, and not to be run at the plan gate', () => {
    expect(part(build({ checks: [] }), 'checks')).toContain('no check is configured: the runner ran nothing');
    expect(part(build({ checks: null }), 'checks')).toContain('not run at this gate');
  });

  it('show result, requirement and the end of the output, and the tests that nobody ran', () => {
    const check = {
      name: 'unit',
      required: true,
      passed: false,
      exit_code: 1,
      signal: null,
      problem: null,
      output_digest: 'sha256:ab',
      tail: '1 failed',
    };
    const text = part(build({ checks: [check], unmatched_tests: ['try it by hand'] }), 'checks');
    expect(text).toContain('- "unit": FAILED (exit code 1; required; output sha256:ab)');
    expect(text).toContain('1 failed');
    expect(text).toContain('not run by the runner:');
    expect(text).toContain('try it by hand');
  });
});

/** `cccc ci verify` as a step of a GitHub job: the event, annotations, summary, outputs and SARIF. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { skillFolder } from '../../helpers/dist.js';
import { type Line, type PullRequest, rechained } from '../../helpers/pull-request.js';
import { freshFolder } from '../../helpers/repo.js';
import { faultsOf } from '../../helpers/sarif.js';

const HOSTILE = 'a\n::error file=x,line=1::pwned\r\n::set-output name=result::signed %0A::warning::x @team <img src=x>';

/** An advisory of the final review, in words of the author's choice. */
const withAdvisory = (lines: readonly Line[]): Line[] => {
  const at = lines.findLastIndex(({ event }) => event['type'] === 'review-returned');
  const finding = {
    ...{ id: 'F-0123456789', number: 1, severity: 'P2', category: 'tests', title: HOSTILE },
    ...{ file: 'src/main.ts', line: 1, explanation: HOSTILE, required_fix: 'none' },
    ...{ blocking: false, disposition: null, reason: null },
  };
  return lines.map((line, index) => {
    if (index !== at) return line;
    const outcome = { ...Object(line.event['outcome']), findings: [finding] };
    return { ...line, event: { ...line.event, outcome } };
  });
};

/** Runs the step for a branch, where the base is checked out. */
function stepOf(pull: PullRequest, folder: string, head: string, ...options: string[]) {
  const { repo, env } = pull;
  repo.git('checkout', '-q', 'main');
  const event = {
    pull_request: { base: { sha: repo.head }, head: { sha: repo.git('rev-parse', head) }, title: HOSTILE },
  };
  const files = {
    GITHUB_STEP_SUMMARY: path.join(folder, `${head}.md`),
    GITHUB_OUTPUT: path.join(folder, `${head}.out`),
  };
  Object.assign(env, files, {
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_PATH: pull.scratch('event.json', JSON.stringify(event)),
  });
  const ran = pull.text('ci', 'verify', ...options);
  for (const name of ['GITHUB_STEP_SUMMARY', 'GITHUB_OUTPUT', 'GITHUB_ACTIONS', 'GITHUB_EVENT_PATH']) delete env[name];
  const commands = ran.stdout.split('\n').filter((line) => line.startsWith('::'));
  return {
    ...ran,
    commands,
    summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
    outputs: readFileSync(files.GITHUB_OUTPUT, 'utf8'),
  };
}

/** The tests, over a pull request that others play too. */
export function describeGitHubJob(pullOf: () => PullRequest): void {
  describe('a step of a GitHub job', () => {
    let pull: PullRequest;
    let folder: string;
    const step = (head: string, ...options: string[]) => stepOf(pull, folder, head, ...options);
    beforeAll(() => {
      pull = pullOf();
      folder = freshFolder();
    });

    it('takes both commits from the event, and leaves its result', () => {
      const { code, commands, summary, outputs } = step('work');
      expect([code, commands.length, outputs]).toEqual([0, 1, 'result=signed\nproblems=0\n']);
      expect(commands[0]).toMatch(/^::stop-commands::[0-9a-f]{32}$/);
      expect(summary).toContain(`✅ **approved, signed** · \`Ada (${pull.ownKey.id})\``);
      expect(summary).toContain('`Make the answer 42`');
    });

    it('annotates what is wrong at its place, and exits with 1', () => {
      const head = pull.branch('forged', () => pull.writeLedger(pull.lines.slice(1)));
      const { code, commands, summary, outputs } = step(head);
      expect([code, outputs]).toEqual([1, 'result=failed\nproblems=1\n']);
      expect(commands[0]).toBe(
        `::error file=${pull.ledger},line=1,title=cccc%3A ci-ledger-broken::` +
          `${pull.ledger} is forged or damaged: line 1 was edited, removed or reordered: ` +
          'the chain of hashes is broken there.',
      );
      expect(summary).toContain('❌ **not approved**');
    });

    it('lets no words of the pull request become a command, a mention or mark-up', () => {
      const head = pull.branch('hostile', () => pull.writeLedger(rechained(withAdvisory(pull.lines), pull.signer)));
      const { code, commands, summary } = step(head);
      expect(code).toBe(0);
      expect(commands).toEqual([
        expect.stringMatching(/^::warning file=src\/main\.ts,line=1,title=cccc%3A ci-finding::P2 F-0123456789: a /),
        expect.stringMatching(/^::stop-commands::/),
      ]);
      expect(commands[0]).toContain('%250A::warning::x');
      expect(summary).not.toMatch(/<img|@team|^::/m);
    });

    it('writes SARIF with the same remarks, each at a place', () => {
      const file = path.join(folder, 'result.sarif');
      const head = pull.branch('moved', () => void pull.repo.write('src/main.ts', '// other\n'));
      expect(step(head, '--sarif', file).code).toBe(1);
      const log = JSON.parse(readFileSync(file, 'utf8'));
      expect([faultsOf(log), log.runs[0].results]).toEqual([
        [],
        [
          {
            ruleId: 'cccc/ci-approval-stale',
            ruleIndex: 0,
            level: 'error',
            message: { text: expect.stringMatching(/is stale: .* since then changed: src\/main\.ts\.$/) },
            locations: [{ physicalLocation: { artifactLocation: { uri: pull.ledger, uriBaseId: 'SRCROOT' } } }],
          },
        ],
      ]);
    });

    it('is the built skill folder as an action, which fetches objects and checks out nothing', () => {
      const action = readFileSync(path.join(skillFolder(), 'action.yml'), 'utf8');
      const [, script = ''] = /\n {6}run: \|\n((?: {8}.*\n)+)/.exec(action) ?? [];
      const head = pull.branch('fork', () => void pull.repo.git('checkout', 'work', '--', '.'), 'main');
      pull.repo.git('update-ref', 'refs/pull/7/head', head);
      pull.repo.git('checkout', '-q', 'main');
      const runner = pull.repo.clone('--single-branch', '--branch', 'main');
      const event = {
        pull_request: { base: { sha: runner.head }, head: { sha: pull.repo.git('rev-parse', head) } },
      };
      const { status, stdout } = spawnSync('bash', ['-e', '-c', script], {
        cwd: runner.dir,
        encoding: 'utf8',
        env: {
          ...{ PATH: process.env['PATH'], HOME: process.env['HOME'], GITHUB_ACTIONS: 'true' },
          GITHUB_ACTION_PATH: skillFolder(),
          GITHUB_EVENT_PATH: pull.scratch('event.json', JSON.stringify(event)),
          ...{ CI_NUMBER: '7', CI_LANGUAGE: 'en', CI_BASE: '', CI_HEAD: '', CI_SARIF: '' },
        },
      });
      expect([status, stdout]).toEqual([0, expect.stringContaining('Approved: the ledger of this change is signed')]);
      expect([runner.git('status', '--porcelain'), runner.git('rev-parse', 'main')]).toEqual(['', runner.head]);
    });

    it('refuses an event that names no commits', () => {
      pull.env['GITHUB_EVENT_PATH'] = pull.scratch('event.json', '{"pull_request":{"base":{"sha":"--exec=x"}}}');
      const ran = pull.alone('ci', 'verify');
      delete pull.env['GITHUB_EVENT_PATH'];
      expect([ran.code, ran.json.findings[0]?.code]).toEqual([2, 'ci-event-broken']);
    });
  });
}

/** `cccc ci verify`: one finished task, and each way in which an author could pass off something else as approved. */
import { readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Line, Outsider, PullRequest, rechained } from '../../helpers/pull-request.js';
import { describeGitHubJob } from './ci-github.js';
import { describeSignedTask } from './signed-task.js';

let pull: PullRequest;
beforeAll(() => {
  pull = new PullRequest();
});
afterAll(() => pull.over());

const message = (ran: ReturnType<PullRequest['verify']>, code: string): string =>
  ran.json.findings.find((one) => one.code === code)?.message ?? '';

/** The ledger with another event in place of the last one of its kind. */
const edited = (lines: readonly Line[], type: string, change: (event: Line['event']) => object): Line[] => {
  const at = lines.findLastIndex(({ event }) => event['type'] === type);
  return lines.map((line, index) =>
    index === at ? { ...line, event: { ...line.event, ...change(line.event) } } : line,
  );
};

const settings = (change: (text: string) => string): void => {
  const file = pull.repo.file('docs/cccc/config.json');
  writeFileSync(file, change(readFileSync(file, 'utf8')));
};

const reviewOf = (gate: string): string => {
  const [name = ''] = pull.listed(`docs/cccc/reviews/${gate}`).slice(-1);
  return `docs/cccc/reviews/${gate}/${name}`;
};

describe('an honest pull request', () => {
  it('is approved and signed by name, and the answer is the same in Chinese', () => {
    const ran = pull.verify('work');
    expect([ran.code, ran.json.findings.map(({ code }) => code)]).toEqual([0, ['ci-passed']]);
    expect(ran.json.data).toMatchObject({ result: 'signed', by: [`Ada (${pull.ownKey.id})`] });
    expect(message(pull.verify('work', '--language', 'zh-CN'), 'ci-passed')).toMatch(/^已批准：此变更的账本由 Ada/);
  });

  it('may commit the same content in other commits', () => {
    const head = pull.branch('squashed', () => void pull.repo.git('reset', '-q', '--soft', 'main'));
    expect(pull.found(head)).toEqual(['ci-passed']);
  });

  it('that changes only documents needs no approval', () => {
    const head = pull.branch(
      'documents',
      () => void pull.repo.write('docs/cccc/risk-register.md', '# Risks\n'),
      'main',
    );
    expect(pull.found(head)).toEqual(['ci-passed']);
    expect(pull.verify(head).json.data).toMatchObject({ result: 'unchanged' });
  });
});

const trusted = (change: (keys: Record<string, unknown>[]) => void): void => {
  const file = pull.repo.file('docs/cccc/trusted-keys.json');
  const list = JSON.parse(readFileSync(file, 'utf8'));
  change(list.keys);
  writeFileSync(file, JSON.stringify(list));
};

const mallory = new Outsider();

/** What was done, and every code that names it. */
const ATTACKS: Readonly<Record<string, [how: () => void, ...named: string[]]>> = {
  'an edited entry of the ledger': [
    () => pull.writeLedger(edited(pull.lines, 'review-returned', () => ({ receipt: 'f'.repeat(64) }))),
    'ci-ledger-broken',
  ],
  'an edited entry with the chain computed again': [
    () =>
      pull.writeLedger(
        rechained(
          edited(pull.lines, 'task-started', () => ({ task: 'Else' })),
          null,
        ),
      ),
    'ci-unsigned',
  ],
  'the same under the id of the trusted key': [
    () => pull.writeLedger(rechained(pull.lines, { key: mallory.key, id: pull.ownKey.id })),
    'ci-signature-forged',
  ],
  'a removed entry': [() => pull.writeLedger(pull.lines.filter((_, at) => at !== 5)), 'ci-ledger-broken'],
  'a signed ledger that no runner could have written': [
    () =>
      pull.writeLedger(
        rechained(
          edited(pull.lines, 'review-started', () => ({ subject: null })),
          pull.signer,
        ),
      ),
    'ci-ledger-broken',
  ],
  'a key that the base does not trust': [() => pull.writeLedger(rechained(pull.lines, mallory)), 'ci-key-foreign'],
  'a key that the pull request itself brings': [
    () => {
      trusted((keys) => keys.push({ owner: 'Mallory', public_key: mallory.publicKey, since: '2026-01-01T00:00:00Z' }));
      pull.writeLedger(rechained(pull.lines, mallory));
    },
    'ci-trust-changed',
    'ci-approval-stale',
    'ci-key-brought',
  ],
  'a list of keys that cannot be read': [
    () => void pull.repo.write('docs/cccc/trusted-keys.json', '{"keys":[{"owner":"Eve"}]}'),
    'ci-trust-broken',
    'ci-approval-stale',
  ],
  'content that moved on after the approval': [
    () => void pull.repo.write('src/main.ts', 'export const answer = 43;\n'),
    'ci-approval-stale',
  ],
  'a file in docs/cccc that is no document': [
    () => void pull.repo.write('docs/cccc/run.sh', 'echo hi\n'),
    'ci-approval-stale',
  ],
  'an artifact in other words': [
    () => {
      const file = pull.repo.file(reviewOf('final'));
      writeFileSync(file, `${readFileSync(file, 'utf8')}\nAll is well.\n`);
    },
    'ci-artifact-swapped',
  ],
  'the artifact of another review': [
    () => void pull.repo.write(reviewOf('final'), readFileSync(pull.repo.file(reviewOf('plan')), 'utf8')),
    'ci-artifact-swapped',
  ],
  'no artifact': [() => void pull.repo.remove(reviewOf('final')), 'ci-artifact-missing'],
  'an artifact of no review': [
    () => void pull.repo.write('docs/cccc/reviews/final/more.md', '# pass\n'),
    'ci-artifact-unnamed',
  ],
  'a looser setting': [
    () => settings((text) => text.replace('"block_on_p1": true', '"block_on_p1": false')),
    'ci-settings-looser',
  ],
  'settings that cannot be read': [() => settings(() => '{'), 'ci-settings-looser'],
  'a task with looser settings than the base': [
    () => {
      const looser = (event: Line['event']): object => {
        const pins = structuredClone(event['pins']);
        Object(pins).config.review.block_on_p1 = false;
        return { pins };
      };
      pull.writeLedger(rechained(edited(pull.lines, 'task-started', looser), pull.signer));
    },
    'ci-task-looser',
  ],
  'a required check that did not pass': [
    () => {
      const failed = (event: Line['event']): object => {
        const checks = structuredClone(event['checks']);
        Object(checks).results[0].passed = false;
        return { checks };
      };
      pull.writeLedger(rechained(edited(pull.lines, 'review-started', failed), pull.signer));
    },
    'ci-checks-missing',
  ],
  'an edited workflow': [
    () => void pull.repo.write('.github/workflows/check.yml', 'on: push\n'),
    'ci-workflow-edited',
    'ci-approval-stale',
  ],
  'a task without its final review': [
    () => {
      pull.writeLedger(
        pull.lines.slice(
          0,
          pull.lines.findIndex(({ event }) => event['gate'] === 'final'),
        ),
      );
      pull.repo.remove(reviewOf('final'));
    },
    'ci-final-missing',
  ],
  'no ledger': [() => void pull.repo.remove(pull.ledger), 'ci-approval-missing'],
  'the ledger under the name of another task': [
    () => void pull.repo.git('mv', pull.ledger, 'docs/cccc/ledger/20260101T000000-abcdef.jsonl'),
    'ci-ledger-misnamed',
  ],
  'a link in place of the ledger': [
    () => {
      rmSync(pull.repo.file(pull.ledger));
      symlinkSync('/etc/passwd', pull.repo.file(pull.ledger));
    },
    'ci-not-a-file',
  ],
};

const codesOf = (ran: ReturnType<PullRequest['verify']>): string[] =>
  [...new Set(ran.json.findings.map(({ code }) => code))].sort();

describe('is refused by name:', () => {
  it.each(Object.keys(ATTACKS))('%s', (name) => {
    const [how, ...named] = ATTACKS[name] ?? [() => undefined];
    const ran = pull.verify(pull.branch('attack', how));
    expect([ran.code, ran.json.data['result']]).toEqual([1, 'failed']);
    expect(codesOf(ran)).toEqual([...named, 'ci-failed'].sort());
  });

  it('a submodule in place of the reviews', () => {
    pull.repo.git('checkout', '-q', '-B', 'attack', 'work');
    pull.repo.git('rm', '-rq', 'docs/cccc/reviews/final');
    pull.repo.git('update-index', '--add', '--cacheinfo', `160000,${pull.repo.head},docs/cccc/reviews/final`);
    pull.repo.git('commit', '-qm', 'A submodule');
    expect(codesOf(pull.verify('attack'))).toEqual(['ci-approval-stale', 'ci-failed', 'ci-not-a-file']);
  });

  it('an approval of the content before, where the paths since are told', () => {
    const head = pull.branch('moved', () => void pull.repo.write('src/new\n::error::x.ts', 'export {};\n'));
    const ran = pull.verify(head);
    expect(message(ran, 'ci-approval-stale')).toMatch(/it is about commit [0-9a-f]{12}, and since then changed: /);
  });

  it('a change that began before the task, which no review saw', () => {
    const early = pull.branch('early', () => void pull.repo.write('src/early.ts', 'export {};\n'), 'main');
    pull.repo.git('checkout', '-q', '-B', 'late', 'work');
    pull.repo.git('rebase', '-q', early);
    expect(codesOf(pull.verify('late'))).toEqual(['ci-approval-stale', 'ci-failed']);
    pull.repo.git('checkout', '-q', 'main');
    const ran = pull.alone('ci', 'verify', '--base', 'main~1', '--head', 'work');
    expect(codesOf(ran)).toEqual(['ci-base-unconfigured', 'ci-failed']);
  });

  it('an old approval that would take back what others did since', () => {
    const base = pull.branch('ahead', () => void pull.repo.write('src/extra.ts', 'export {};\n'), 'main');
    const takesBack = (): void => {
      pull.repo.git('checkout', 'work', '--', '.');
      pull.repo.remove('src/extra.ts');
    };
    const head = pull.branch('takes-back', takesBack, base);
    pull.repo.git('checkout', '-q', 'main');
    const ran = pull.alone('ci', 'verify', '--base', base, '--head', head);
    expect(codesOf(ran)).toEqual(['ci-base-other', 'ci-failed']);
  });

  it('the approval of a change that was merged and taken back', () => {
    pull.branch(
      'taken-back',
      () => {
        pull.repo.git('merge', '-q', '--no-ff', '-m', 'Merge', 'work');
        pull.repo.git('revert', '-m', '1', '--no-edit', 'HEAD');
      },
      'main',
    );
    const again = pull.branch('again', () => void pull.repo.git('checkout', 'work', '--', '.'), 'taken-back');
    pull.repo.git('checkout', '-q', 'main');
    const ran = pull.alone('ci', 'verify', '--base', 'taken-back', '--head', again);
    expect(codesOf(ran)).toContain('ci-ledger-replayed');
  });

  it('a ledger of the base that was rewritten, beside a task of its own', () => {
    const head = pull.branch('rewritten', () => pull.writeLedger(rechained(pull.lines, mallory)), 'work');
    pull.repo.git('checkout', '-q', 'main');
    const ran = pull.alone('ci', 'verify', '--base', 'work', '--head', head);
    expect(codesOf(ran)).toEqual(['ci-failed', 'ci-ledger-rewritten']);
  });
});

describeGitHubJob(() => pull);

describe('a base that is not ready', () => {
  it('without trusted keys leaves every approval attested, which is not enough by itself', () => {
    const base = pull.branch('no-keys', () => void pull.repo.remove('docs/cccc/trusted-keys.json'), 'main');
    const head = pull.branch(
      'on-no-keys',
      () => {
        pull.repo.git('checkout', 'work', '--', '.');
        pull.repo.remove('docs/cccc/trusted-keys.json');
      },
      base,
    );
    const verify = (...options: string[]) => {
      pull.repo.git('checkout', '-q', 'main');
      return pull.alone('ci', 'verify', '--base', base, '--head', head, ...options);
    };
    expect([verify().code, codesOf(verify())]).toEqual([1, ['ci-approval-stale', 'ci-failed', 'ci-unsigned']]);
  });

  it('that revoked the key trusts nothing that it signed', () => {
    const base = pull.branch(
      'revoked',
      () => trusted(([key]) => Object.assign(key ?? {}, { revoked: '2027-01-01T00:00:00Z' })),
      'main',
    );
    const head = pull.branch('on-revoked', () => void pull.repo.git('merge', '-q', '--no-edit', 'work'), base);
    pull.repo.git('checkout', '-q', 'main');
    expect(codesOf(pull.alone('ci', 'verify', '--base', base, '--head', head))).toContain('ci-key-revoked');
  });

  it('is wrong usage where nothing names it, and an environment without history where its commit is missing', () => {
    const none = pull.alone('ci', 'verify');
    expect([none.code, codesOf(none)]).toEqual([2, ['ci-no-base']]);
    const away = pull.alone('ci', 'verify', '--base', 'f'.repeat(40));
    expect([away.code, codesOf(away)]).toEqual([3, ['ci-history-missing']]);
  });
});

describeSignedTask(() => pull);

/** A finished task as a pull request, and what an author could make of it. */
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { milestoneText } from './milestone-text.js';
import { freshFolder } from './repo.js';
import { type Ran, TaskProject } from './task.js';

export type Line = Record<string, unknown> & { event: Record<string, unknown>; hash: string };

/** A key of nobody. */
export class Outsider {
  readonly key: KeyObject = generateKeyPairSync('ed25519').privateKey;

  get publicKey(): string {
    const raw = createPublicKey(this.key).export({ type: 'spki', format: 'der' }).subarray(12);
    return `ed25519:${raw.toString('base64')}`;
  }

  get id(): string {
    return createHash('sha256').update(this.publicKey).digest('hex').slice(0, 16);
  }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * The chain once more over changed events, as anybody can compute it; signed only with the given key, whose id the
 * caller may forge.
 */
export function rechained(lines: readonly Line[], signer: { key: KeyObject; id: string } | null): Line[] {
  let prev = '0'.repeat(64);
  return lines.map(({ sig: _sig, ...line }, index) => {
    const body = { v: line['v'], seq: index + 1, prev, event: line.event };
    const hash = sha256(JSON.stringify([body.v, body.seq, body.prev, body.event]));
    prev = hash;
    const sig = signer && { key: signer.id, value: sign(null, Buffer.from(hash), signer.key).toString('base64') };
    return { ...body, hash, mac: '0'.repeat(64), ...(sig ? { sig } : {}) };
  });
}

/** `main` holds the settings and the trust list, `work` a finished task on top of it. */
export class PullRequest extends TaskProject {
  readonly ownKey: { id: string; publicKey: string };
  readonly ledger: string;

  constructor() {
    super();
    // The skill in git would only make each checkout slower.
    this.repo.write('.git/info/exclude', '.claude/\n');
    this.set('testing.commands', [{ name: 'unit', run: ['node', '-e', ''], required: true, timeout_seconds: 30 }]);
    const made = this.ok('keys', 'create').json.data;
    this.ownKey = { id: String(made['id']), publicKey: String(made['public_key']) };
    this.ok('keys', 'add', '--owner', 'Ada');
    this.repo.write('.github/workflows/check.yml', 'on: pull_request_target\n').commit('Settings');
    this.repo.git('checkout', '-q', '-b', 'work');
    this.accepted().ok('review', 'final');
    this.ok('finish');
    this.repo.commit('The task');
    this.ledger = `docs/cccc/ledger/${this.listed('docs/cccc/ledger')[0] ?? ''}`;
  }

  /** One milestone is enough here. */
  override writePlan(): this {
    super.writePlan();
    this.repo.write('docs/cccc/roadmap.md', '# Roadmap\n\n1. M001\n');
    this.repo.write('docs/cccc/milestone-backlog.md', `# Backlog\n\n${milestoneText('M001', 'The answer', 'none')}`);
    return this;
  }

  listed(folder: string): string[] {
    return readdirSync(this.repo.file(folder)).sort();
  }

  get lines(): Line[] {
    const text = readFileSync(this.repo.file(this.ledger), 'utf8');
    return text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
  }

  /** A branch from `from` on which something was changed and committed. */
  branch(name: string, change: () => void, from = 'work'): string {
    this.repo.git('checkout', '-q', '-B', name, from);
    change();
    this.repo.commit(name);
    return name;
  }

  /** The ledger with other lines. */
  writeLedger(lines: readonly Line[], file = this.ledger): void {
    this.repo.write(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }

  /** The result of `ci verify`, run where nothing of the branch is checked out. */
  verify(head: string, ...options: string[]): Ran {
    this.repo.git('checkout', '-q', 'main');
    return this.alone('ci', 'verify', '--base', 'main', '--head', head, ...options);
  }

  /** The codes of what was found, without the findings of Codex and the closing line. */
  found(head: string, ...options: string[]): string[] {
    const ran = this.verify(head, ...options);
    return ran.json.findings.map(({ code }) => code).filter((code) => code !== 'ci-failed');
  }

  get teamKeyFile(): string {
    return path.join(this.stateDir, 'key-team.pem');
  }

  /** The private key of the trusted teammate: for ledgers that are signed, and wrong for another reason. */
  get signer(): { key: KeyObject; id: string } {
    return { key: createPrivateKey(readFileSync(this.teamKeyFile, 'utf8')), id: this.ownKey.id };
  }

  /** A file outside of the repository. */
  scratch(name: string, content: string): string {
    const file = path.join(freshFolder(), name);
    writeFileSync(file, content);
    return file;
  }
}

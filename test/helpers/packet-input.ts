import type { ChangedFile } from '../../scripts/core/review/coverage.js';
import { buildPacket } from '../../scripts/core/review/packet/build.js';
import type { Packet, PacketInput } from '../../scripts/core/review/packet/input.js';
import type { PartKey } from '../../scripts/core/review/packet/keys.js';
import { PARTS } from '../../scripts/core/review/packet/parts.js';
import type { OpenFinding } from '../../scripts/core/task/model.js';

export const BOUNDARY = '7f3c9a1e5b2d4860';

export const aFile = (change: Partial<ChangedFile>): ChangedFile => ({
  path: 'a.ts',
  from: null,
  status: 'modified',
  added: 1,
  removed: 0,
  binary: false,
  bytes: 100,
  patch: '+x',
  text: null,
  ...change,
});

export const aFinding = (change: Partial<OpenFinding>): OpenFinding => ({
  id: 'F-0',
  number: 1,
  severity: 'P1',
  category: 'correctness',
  title: 'Wrong',
  file: null,
  line: null,
  explanation: 'It is wrong.',
  required_fix: 'Fix it.',
  blocking: true,
  disposition: null,
  reason: null,
  ...change,
});

/** A milestone review of a small task. */
export const anInput = (change: Partial<PacketInput> = {}): PacketInput => {
  const milestone: PacketInput['milestones'][number] = {
    id: 'M001',
    title: 'Login',
    goal: 'Users log in',
    scope: 'form',
    out_of_scope: 'none',
    acceptance_criteria: ['A wrong password is refused'],
    expected_files: ['src/login.ts'],
    required_tests: ['unit'],
    risk: 'low',
    dependencies: [],
    stop_conditions: ['a real account is needed'],
  };
  return {
    gate: 'milestone',
    round: 1,
    round_limit: 3,
    task: {
      task: 'Add a login',
      language: 'en',
      status: 'CODEX_MILESTONE_REVIEW',
      mode: 'supervised-auto',
      milestones: {
        current: null,
        proposed: null,
        base: { tree: '', tree_id: '' },
        completed: [],
        blocked: [],
        run: 0,
      },
      reviews: { running: null, last: null, last_round_tree: null, unusable: null, next_fence: 1, last_checks: null },
    },
    milestones: [milestone],
    milestone,
    documents: { 'architecture.md': '# Architecture\n\nLayers.' },
    previous_plan: null,
    diff: { base: 'tree/v1:a', tree: 'tree/v1:b', files: [], lines: 0 },
    withheld: [],
    since: null,
    checks: [],
    unmatched_tests: [],
    git_status: '## main',
    git_log: 'abc first',
    left_out: [],
    present_before: [],
    left_behind: [],
    recorded: [],
    findings: [],
    past_findings: [],
    accepted_risks: [],
    stopped: [],
    noted: [],
    thresholds: {
      planning: {
        require_claude_self_review: true,
        require_codex_adversarial_review: true,
        max_plan_review_rounds: 3,
        ask_human_on_ambiguity: true,
        brainstorm_questions: true,
      },
      milestones: {
        max_milestones_per_run: 5,
        max_diff_lines_per_milestone: 1200,
        max_changed_files_per_milestone: 20,
        prefer_small_milestones: true,
      },
      review: {
        max_review_rounds_per_milestone: 3,
        max_fix_attempts_per_milestone: 3,
        max_final_review_rounds: 3,
        block_on_p0: true,
        block_on_p1: true,
        allow_continue_with_p2: true,
      },
      safety: {
        pause_on_real_secrets: true,
        pause_on_wallet_private_keys: true,
        pause_on_production_access: true,
        pause_on_real_money: true,
        pause_on_destructive_commands: true,
      },
    },
    boundary: BOUNDARY,
    limits: { characters: 1_000_000, tokens: 120_000 },
    ...change,
  };
};

/** The packet of `anInput(change)`. */
export const build = (change: Partial<PacketInput> = {}): Packet => {
  const built = buildPacket(anInput(change));
  if (!built.ok) throw new Error(built.refused.code);
  return built.packet;
};

/** The text of one part, with its heading. */
export function part(packet: Packet, key: PartKey): string {
  const title = PARTS.find((one) => one.key === key)?.title;
  return packet.text.split(/^## (?=\d+\. )/m).find((text) => text.split('\n')[0]?.endsWith(`. ${title}`)) ?? '';
}

/** A change of these files. */
export const diffOf = (files: ChangedFile[]): PacketInput['diff'] => ({
  base: 'tree/v1:a',
  tree: 'tree/v1:b',
  files,
  lines: files.reduce((sum, file) => sum + file.added + file.removed, 0),
});

/** A changed file whose text is as long as its changes. */
export const modified = (path: string, lines: number): ChangedFile =>
  aFile({
    path,
    patch: `diff --git a/${path} b/${path}\n@@ -1 +1 @@\n${'+line of code\n'.repeat(lines)}`,
    text: 'x\n'.repeat(lines),
    added: lines,
  });

/** Runs the reviewers of one review side by side: one job, one copy of the tree, one heartbeat. */

import type { Infrastructure } from '../../../core/codex/reasons.js';
import type { ReviewJob, ReviewProgress } from '../../../io/review/job.js';
import type { Pulse } from '../../../io/run/heartbeat.js';
import { newTrace } from '../../../io/run/run-trace.js';
import { type Kept, runTurns, type Turns } from '../turns.js';
import type { Reviewer } from './asked.js';

/** A reviewer after its run: the record as it was received, or why there is none. */
export interface Answered extends Reviewer {
  ran: Kept | Infrastructure;
}

interface Shared {
  job: ReviewJob;
  pulse: Pulse<ReviewProgress>;
  signal: AbortSignal;
}

/** Asks all reviewers that have not answered yet, at the same time. One that fails leaves the others alone. */
export function runReviewers(shared: Shared, reviewers: readonly Reviewer[]): Promise<Answered[]> {
  const { job, pulse, signal } = shared;
  const asked = reviewers.filter(({ answer }) => answer === null);
  const together = reviewers.length === 1 ? null : new Together(pulse, asked);
  return Promise.all(
    reviewers.map(async (reviewer): Promise<Answered> => {
      const { lens, dir, request, answer } = reviewer;
      if (answer !== null) return { ...reviewer, ran: { kind: 'kept', value: answer } };
      // Ending what one reviewer has started must not end the others.
      const mark = together === null ? job.trace.mark : newTrace().mark;
      const ran = await runTurns({ dir, lens, job, signal, mark, pulse: together?.of(lens) ?? pulse }, request);
      together?.end(lens);
      return { ...reviewer, ran };
    }),
  );
}

type Slot = NonNullable<ReviewProgress['reviewers']>[number];

/** The heartbeat of a review with several reviewers, put together from what each of them reports. */
class Together {
  private readonly pulse: Pulse<ReviewProgress>;
  private slots: Slot[];

  constructor(pulse: Pulse<ReviewProgress>, reviewers: readonly Reviewer[]) {
    this.pulse = pulse;
    this.slots = reviewers.map(({ lens }) => ({ lens, phase: 'codex', tokens: 0, codex: null }));
  }

  /** The heartbeat of one reviewer. */
  of(lens: string): Turns['pulse'] {
    return {
      note: (change) => this.pulse.note(this.changed(lens, change)),
      tell: (change) => this.pulse.tell(this.changed(lens, change)),
    };
  }

  end(lens: string): void {
    this.slots = this.slots.map((slot) => (slot.lens === lens ? { ...slot, phase: 'ended', codex: null } : slot));
    this.pulse.tell({ reviewers: this.slots });
  }

  private changed(lens: string, { phase, tokens, codex }: Partial<ReviewProgress>): Partial<ReviewProgress> {
    this.slots = this.slots.map((slot) =>
      slot.lens === lens
        ? {
            lens,
            phase: phase === 'codex' || phase === 'asking-again' ? phase : slot.phase,
            tokens: tokens ?? slot.tokens,
            codex: codex === undefined ? slot.codex : codex,
          }
        : slot,
    );
    const open = this.slots.filter((slot) => slot.phase !== 'ended');
    return {
      phase: open.every((slot) => slot.phase === 'asking-again') ? 'asking-again' : 'codex',
      tokens: this.slots.reduce((sum, slot) => sum + slot.tokens, 0),
      codex: this.slots.find((slot) => slot.codex !== null)?.codex ?? null,
      reviewers: this.slots,
    };
  }
}

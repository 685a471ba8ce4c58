/** What calls the user, as the difference between two states. */
import { expect, test } from 'vitest';
import type { State } from '../../../scripts/core/task/model.js';
import { attentionOf } from '../../../scripts/core/watch/attention.js';
import { attentionText } from '../../../scripts/render/attention.js';
import { PASS, question, reviewReturned, reviewStarted, unavailable, Walk, withVerdict } from '../../helpers/events.js';
import { stateIn, TASKS } from '../../helpers/statuses.js';

const after = (walk: Walk): State => walk.state;
const milestone = (): Walk => TASKS.CLAUDE_SELF_REVIEW?.() ?? new Walk();
const reviewing = (): Walk => milestone().to((state) => reviewStarted(state, 'milestone'));
const finalReview = (): Walk => TASKS.CODEX_FINAL_REVIEW?.() ?? new Walk();

const said = (before: State | null, now: State, language: 'en' | 'zh-CN' = 'en'): string | null => {
  const attention = attentionOf(before, now);
  return attention === null ? null : attentionText(attention, language);
};
const returned = (outcome: Parameters<typeof reviewReturned>[1]) =>
  after(reviewing().to((state) => reviewReturned(state, outcome)));

test.each([
  ['a review that passes', said(after(reviewing()), returned(PASS)), 'Codex approved milestone M1.'],
  [
    'one with findings',
    said(after(reviewing()), returned(withVerdict('fail_fixable'))),
    'Codex reviewed milestone M1: 1 open finding.',
  ],
  [
    'one with findings, in Chinese',
    said(after(reviewing()), returned(withVerdict('fail_fixable')), 'zh-CN'),
    'Codex 审查了里程碑 M1：有 1 个待处理的问题。',
  ],
  [
    'one that stops the work: the user is needed, which matters more than that it ended',
    said(after(reviewing()), returned(withVerdict('unsafe'))),
    'The task waits for you: Codex considers the work unsafe',
  ],
  [
    'an outage, also before Codex ran',
    said(after(milestone()), after(milestone().to((state) => unavailable(state, 'milestone')))),
    'The review of milestone M1 gave no verdict: ',
  ],
  [
    'a question',
    said(stateIn('CODEX_ADVERSARIAL_PLAN_REVIEW'), stateIn('NEEDS_HUMAN')),
    `The task waits for you: ${question().question.slice(0, 20)}`,
  ],
  ['the end', said(after(finalReview()), stateIn('DONE')), 'The task is done.'],
])('%s', (_, sentence, wanted) => {
  expect(sentence?.slice(0, wanted.length)).toBe(wanted);
});

test.each([
  ['the beginning of a task', said(null, stateIn('DISCOVER_EXISTING_PROJECT'))],
  ['a review that begins', said(after(milestone()), after(reviewing()))],
  ['what goes on as before', said(after(reviewing()), after(reviewing()))],
  ['a pause that goes on', said(stateIn('NEEDS_HUMAN'), stateIn('NEEDS_HUMAN'))],
  [
    'a pause by the user, who knows',
    said(after(milestone()), after(milestone().to({ type: 'pause-requested', reason: 'lunch', after_review: false }))),
  ],
  ['a task that the user gave up', said(after(new Walk()), stateIn('FAILED'))],
])('%s calls nobody', (_, sentence) => {
  expect(sentence).toBeNull();
});

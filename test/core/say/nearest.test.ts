import { describe, expect, it, test } from 'vitest';
import { editDistance, nearestOf } from '../../../scripts/core/say/nearest.js';
import { VERB_NAMES } from '../../../scripts/core/verbs.js';

test.each([
  ['', '', 0],
  ['', 'abc', 3],
  ['status', 'status', 0],
  ['statsu', 'status', 1],
  ['stats', 'status', 1],
  ['kitten', 'sitting', 3],
])('from "%s" to "%s" it is %i', (from, to, distance) => {
  expect(editDistance(from, to)).toBe(distance);
  expect(editDistance(to, from)).toBe(distance);
});

describe('the nearest verb', () => {
  it.each([
    ['statsu', 'status'],
    ['STATUS', 'status'],
    ['reviw', 'review'],
    ['resum', 'resume'],
    ['milestones', 'milestone'],
    ['docter', 'doctor'],
  ])('of %s is %s', (word, verb) => expect(nearestOf(word, VERB_NAMES)).toBe(verb));

  it.each(['approve', 'x', 'verdict', ''])('of "%s" is none', (word) => expect(nearestOf(word, VERB_NAMES)).toBeNull());
});

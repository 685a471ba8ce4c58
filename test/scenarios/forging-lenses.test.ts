/**
 * What someone could write, copy or change in the record of a review with several reviewers: each attempt closes the
 * gate by name.
 */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { eachFrom, TaskProject } from '../helpers/task.js';

const LENS = 'Your lens is ';

describe('the receipt of three reviewers', () => {
  const task = eachFrom(() => {
    const made = new TaskProject().implemented().set('review.lenses', ['security', 'tests']);
    made.ok('review', 'milestone');
    return made;
  });
  const file = (...names: string[]): string => path.join(task().record('milestone-2'), ...names);
  const lens = (name: string, of = 'events.jsonl'): string => file('lenses', name, of);
  const edit = (name: string, from: string, to: string): void => {
    const before = readFileSync(name, 'utf8');
    expect(before).toContain(from);
    writeFileSync(name, before.replace(from, to));
  };

  it.each<[title: string, forge: () => void, detail: string]>([
    [
      'an answer that is gone',
      () => rmSync(file('lenses', 'tests'), { recursive: true }),
      'receipt-lens-missing: tests',
    ],
    ["the own reviewer's answer that is gone", () => rmSync(file('events.jsonl')), 'receipt-lens-missing: all'],
    [
      'an answer that was altered',
      () => edit(lens('security'), '\\"summary\\":\\"ok\\"', '\\"summary\\":\\"fine\\"'),
      'receipt-lens-altered: security',
    ],
    [
      'an exit code that was altered',
      () => edit(lens('tests', 'run.json'), '"exitCode":0', '"exitCode":1'),
      'receipt-lens-altered: tests',
    ],
    [
      'a prompt with another lens',
      () => edit(lens('tests', 'prompt.md'), LENS, `${LENS}not `),
      'receipt-lens-altered: tests',
    ],
    [
      'thresholds that were altered beside one',
      () => edit(lens('tests', 'context.json'), '"block_on_p1":true', '"block_on_p1":false'),
      'receipt-lens-altered: tests',
    ],
    [
      'one answer in the place of another',
      () => cpSync(file('lenses', 'security'), file('lenses', 'tests'), { recursive: true }),
      'receipt-lens-altered: tests',
    ],
    [
      'two answers that changed places',
      () => {
        cpSync(file('lenses', 'security'), file('lenses', 'kept'), { recursive: true });
        cpSync(file('lenses', 'tests'), file('lenses', 'security'), { recursive: true });
        cpSync(file('lenses', 'kept'), file('lenses', 'tests'), { recursive: true });
      },
      'receipt-lens-altered: security',
    ],
    [
      'an answer to another round or gate',
      () => cpSync(path.join(task().record('plan-1'), 'events.jsonl'), lens('tests')),
      'receipt-lens-altered: tests',
    ],
    [
      'a receipt without one of them',
      () => edit(file('receipt.json'), '"lens": "tests"', '"lens": "performance"'),
      'receipt-replaced',
    ],
  ])('closes the gate by name with %s', (_title, forge, detail) => {
    forge();
    expect(task().gate('milestone')).toMatchObject({ state: 'closed', reason: 'receipt-invalid', detail });
    expect(task().refused('milestone', 'accept')).toEqual(['gate-closed']);
  });

  it('is only attested where every raw record is gone', () => {
    for (const name of ['events.jsonl', 'run.json']) rmSync(file(name));
    rmSync(file('lenses'), { recursive: true });
    expect(task().gate('milestone')).toMatchObject({ state: 'open', assurance: 'attested' });
    expect(task().asserted('milestone')).toBe(1);
  });

  it('stays while a lens is added, and a lens that is dropped closes the gates until the user confirms it', () => {
    task().set('review.lenses', ['security', 'tests', 'performance']);
    expect(task().gate('milestone')).toMatchObject({ state: 'open', assurance: 'verified' });
    task().set('review.lenses', ['tests']);
    expect(task().gate('milestone')).toMatchObject({
      state: 'closed',
      reason: 'pins-changed',
      detail: 'review.lenses',
    });
    task().ok('confirm');
    expect(task().gate('milestone')).toMatchObject({ state: 'open' });
  });
});

/** The page about delegation and its references: every part of the specification has one place, and stays short. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { countTokens } from 'gpt-tokenizer/encoding/o200k_base';
import { describe, expect, test } from 'vitest';
import { EXIT } from '../../scripts/core/delegate/exit-codes.js';
import { isRole } from '../../scripts/core/delegate/roles.js';
import { KEPT_DAYS, MOST_ANSWERS, MOST_FIXES, MOST_WRITERS } from '../../scripts/core/delegate/sessions.js';
import { formOf } from '../../scripts/core/verbs.js';
import { projectRoot } from '../../scripts/dev/project.js';

const PAGE = 'delegate.md';
const folder = path.join(projectRoot(), 'skill', 'references');
const read = (file: string): string => readFileSync(path.join(folder, file), 'utf8');
const inDelegate = (name: string): string => `delegate/${name}.md`;
const files = [PAGE, ...readdirSync(path.join(folder, 'delegate')).map((name) => `delegate/${name}`)];
const headingsIn = (file: string): string[] =>
  [...read(file).matchAll(/^#{2,} (.*)$/gm)].map((match) => match[1] ?? '');

/** What the specification treats → the one file and heading that treats it here. */
const PLACES: Record<string, [file: string, heading: string]> = {
  'routing decision tree': [PAGE, 'Routing tree'],
  'routing criteria': [PAGE, 'Criteria'],
  'iron laws': [PAGE, 'Iron Laws'],
  'automatic Codex-first exception, user-visible against internal delegation': [PAGE, 'Codex first'],
  'selection of the mode': [PAGE, 'Modes'],
  'core invocation, critical rules, exit codes in short': [PAGE, 'Call'],
  'red flags': [PAGE, 'Red flags: stop'],
  references: [PAGE, 'More'],
  'mode 0, scout': [inDelegate('collaboration-modes'), 'Mode 0: scout'],
  'mode A, single delegation': [inDelegate('collaboration-modes'), 'Mode A: one change'],
  'mode B, parallel delegation': [inDelegate('collaboration-modes'), 'Mode B: side by side'],
  'mode C, iterative review loop': [inDelegate('collaboration-modes'), 'Mode C: review and fix'],
  'mode D, feasibility check': [inDelegate('collaboration-modes'), 'Mode D: will it work'],
  'mode E, cross review': [inDelegate('collaboration-modes'), 'Mode E: cross review'],
  'principles of prompts': [inDelegate('prompt-engineering'), 'Principles'],
  'templates by kind of task': [inDelegate('prompt-engineering'), 'Templates'],
  'context transfer': [inDelegate('prompt-engineering'), 'Context transfer'],
  'verification gates': [inDelegate('prompt-engineering'), 'Verification gates'],
  'anti-patterns': [inDelegate('prompt-engineering'), 'Anti-patterns'],
  'role definitions': [inDelegate('session-management'), 'Roles'],
  'session lifecycle': [inDelegate('session-management'), 'Lifecycle'],
  'time-outs and new tasks': [inDelegate('session-management'), 'Time limits and new tasks'],
  'limits of resuming': [inDelegate('session-management'), 'Limits of going on'],
  'all exit codes': [inDelegate('failure-recovery'), 'Exit codes'],
  'relay of questions': [inDelegate('failure-recovery'), 'Questions'],
  'recovery decision tree': [inDelegate('failure-recovery'), 'Recovery tree'],
  'failures of the review loop': [inDelegate('failure-recovery'), 'A review loop that does not end'],
  takeover: [inDelegate('failure-recovery'), 'Taking over'],
  'all options': [inDelegate('invocation'), 'Options'],
  'review by Codex itself': [inDelegate('invocation'), '`codex exec review`'],
  'other skills': [inDelegate('invocation'), 'Beside other skills'],
};

describe('the pages about delegation', () => {
  test.each(Object.entries(PLACES))('%s has one place', (_, [file, heading]) => {
    expect(headingsIn(file).filter((one) => one === heading)).toHaveLength(1);
  });

  test('no two parts share a place', () => {
    const places = Object.values(PLACES).map((place) => place.join('#'));
    expect(new Set(places).size).toBe(places.length);
  });

  test('the page is at most 1,000 tokens, and each reference too', () => {
    expect(files.filter((file) => countTokens(read(file)) > 1_000)).toEqual([]);
  });

  test('the page names every reference, and every exit code', () => {
    const page = read(PAGE);
    expect(files.slice(1).filter((file) => !page.includes(`\`${path.basename(file)}\``))).toEqual([]);
    const codes = [...new Set<number>(Object.values(EXIT))].map(String);
    for (const file of [PAGE, inDelegate('failure-recovery')])
      expect(codes.filter((code) => !new RegExp(`\\| [\\d, ]*\\b${code}\\b[\\d, ]* \\|`).test(read(file)))).toEqual([]);
  });

  test('options, sub-verbs, roles and limits are those of the program', () => {
    const all = files.map(read).join('\n');
    const options = [...all.matchAll(/--([a-z][a-z-]+)/g)].map((match) => match[1] ?? '');
    const known = [
      ...['ask', 'wait', 'apply'].flatMap((form) => Object.keys(formOf('ask', form).options)),
      ...Object.keys(formOf('fanout', 'fanout').options),
    ];
    const others = ['json', 'uncommitted', 'base', 'commit'];
    expect([...new Set(options)].filter((name) => !known.includes(name) && !others.includes(name))).toEqual([]);
    const roles = [...read(inDelegate('session-management')).matchAll(/^\| (\w+) (?:\(.*?\) )?\| (?:reads|writes)/gm)];
    expect(roles.map((match) => match[1] ?? '').filter((name) => !isRole(name))).toEqual([]);
    expect(roles).toHaveLength(4);
    const sessions = read(inDelegate('session-management'));
    expect(sessions).toContain(`at most ${MOST_ANSWERS})`);
    expect(sessions).toContain(`at most ${MOST_FIXES} rounds`);
    expect(sessions).toContain(`After ${KEPT_DAYS} days`);
    expect(read(inDelegate('collaboration-modes'))).toContain(`At most ${MOST_WRITERS} writers at once`);
  });
});

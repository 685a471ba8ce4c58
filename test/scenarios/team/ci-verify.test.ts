/** `cccc ci verify`: one finished task, and each way in which an author could pass off something else as approved. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Outsider, PullRequest } from '../../helpers/pull-request.js';

let pull: PullRequest;
beforeAll(() => {
  pull = new PullRequest();
});
afterAll(() => pull.over());

describe('an honest pull request', () => {
  it('is approved and signed, by name', () => {
    const ran = pull.verify('work');
    expect([ran.code, ran.json.findings]).toEqual([0, expect.arrayContaining([expect.objectContaining({ code: 'ci-passed' })])]);
    expect(ran.json.data).toMatchObject({ result: 'signed', by: [`Ada (${pull.ownKey.id})`] });
  });
});

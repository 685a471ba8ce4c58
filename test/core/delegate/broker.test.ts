/** Lines of the app-server, and the session that they tell. */
import { describe, expect, test } from 'vitest';
import { declined, parseServerLine } from '../../../scripts/core/delegate/broker/protocol.js';
import { NEW_SESSION, runningTurn, type Session, sessionAfter } from '../../../scripts/core/delegate/broker/session.js';

test.each([
  ['{"id":1,"result":{"a":1}}', { kind: 'response', id: 1, result: { a: 1 }, error: null }],
  [
    '{"id":2,"error":{"code":-32600,"message":"no"}}',
    { kind: 'response', id: 2, error: { code: -32600, message: 'no' } },
  ],
  ['{"id":"x","method":"a/requestApproval","params":{}}', { kind: 'request', id: 'x', method: 'a/requestApproval' }],
  ['{"method":"turn/started","params":{}}', { kind: 'notification', method: 'turn/started' }],
])('%s', (line, parsed) => {
  expect(parseServerLine(line)).toMatchObject(parsed);
});

test.each(['', 'no json', '[]', '{}', '{"id":"x"}', '{"id":null,"result":1}'])('%j is no line of it', (line) => {
  expect(parseServerLine(line)).toBeNull();
});

test('whatever asks for more is declined, and what is not known is an error', () => {
  expect(declined('item/commandExecution/requestApproval')).toEqual({ result: { decision: 'decline' } });
  expect(declined('item/fileChange/requestApproval')).toEqual({ result: { decision: 'decline' } });
  expect(declined('account/chatgptAuthTokens/refresh')).toMatchObject({ error: { code: -32601 } });
});

describe('a session', () => {
  const told = (session: Session, ...lines: [string, unknown][]): Session =>
    lines.reduce((before, [method, params]) => sessionAfter(before, { kind: 'notification', method, params }), session);
  const begun: [string, unknown] = ['turn/started', { turn: { id: 't1' } }];
  const ended = (status: string, error?: { message: string }): [string, unknown] => [
    'turn/completed',
    { turn: { id: 't1', status, ...(error && { error }) } },
  ];

  test('has one running turn, whichever of the two says first that it began', () => {
    const session = told(NEW_SESSION, begun, begun);
    expect(session.turns).toHaveLength(1);
    expect(runningTurn(session)?.id).toBe('t1');
  });

  test('keeps the last message of a turn as its answer, and the tokens of the thread', () => {
    const session = told(
      NEW_SESSION,
      begun,
      ['item/completed', { item: { type: 'agentMessage', text: 'a' } }],
      ['item/completed', { item: { type: 'commandExecution', command: 'ls' } }],
      ['item/completed', { item: { type: 'agentMessage', text: 'b' } }],
      ['thread/tokenUsage/updated', { tokenUsage: { total: { totalTokens: 120 } } }],
      ended('completed'),
    );
    expect(session).toMatchObject({ tokens: 120, turns: [{ status: 'completed', answer: 'b', commands: 1 }] });
    expect(runningTurn(session)).toBeNull();
  });

  test.each([
    ['interrupted', undefined, 'interrupted', null],
    ['failed', { message: 'limit' }, 'failed', 'limit'],
    ['somethingNew', undefined, 'failed', 'somethingNew'],
  ])('a turn that ends as %s', (status, error, known, said) => {
    expect(told(NEW_SESSION, begun, ended(status, error)).turns).toMatchObject([{ status: known, error: said }]);
  });

  test('counts declined requests, and ignores what it does not know', () => {
    const asked = sessionAfter(NEW_SESSION, { kind: 'request', id: 1, method: 'x/requestApproval', params: {} });
    expect(asked.declined).toBe(1);
    expect(told(NEW_SESSION, ['thread/new/thing', { a: 1 }])).toBe(NEW_SESSION);
  });
});

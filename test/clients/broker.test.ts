/** `cccc broker` with the real app-server of Codex and a scripted loopback model: steer, interrupt, stop, kill. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, utimesSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findClients } from '../../scripts/dev/clients.js';
import type { ResponsesServer, Turn } from '../../scripts/dev/servers/responses-server.js';
import { startResponsesServer } from '../../scripts/dev/servers/responses-server.js';
import { inOrder, labConfig } from '../helpers/codex-lab.js';
import { httpError } from '../helpers/model-turns.js';
import { processesNaming } from '../helpers/processes.js';
import { type Ran, TaskProject } from '../helpers/task.js';
import { until } from '../helpers/until.js';

let server: ResponsesServer;
let answer: () => Turn | string = () => 'Nothing to say.';
let task: TaskProject;

beforeAll(async () => {
  server = await startResponsesServer({ answer: () => answer() });
  const config = await labConfig(server.url, {});
  task = new TaskProject({ config: { codex: config } });
  task.env['LAB_KEY'] = 'dummy';
});

afterEach(async () => {
  for (const { id } of sessions(await task.call('broker', 'list'))) await task.call('broker', 'stop', id);
});

afterAll(async () => {
  task.end();
  await server.close();
});

const serve = (...turns: (Turn | string)[]): void => {
  answer = inOrder(turns);
};
const at = (ran: Ran, name: string): unknown => Reflect.get(Object(ran.json.data), name);
const said = (ran: Ran): string[] => ran.json.findings.map(({ code }) => code);
const sessions = (ran: Ran): { id: string; standing: string }[] => {
  const listed = at(ran, 'sessions');
  return Array.isArray(listed) ? listed : [];
};
const slow = (text: string): Turn => ({ text: text.repeat(400), chunkMs: 30, chunk: 4 });
const command = (cmd: string): Turn => ({ call: { name: 'exec_command', arguments: { cmd, yield_time_ms: 60_000 } } });

const runOf = (id: string): string => path.join(String(task.env['XDG_STATE_HOME']), 'cccc', 'runs', id);

async function started(goal = 'Look around'): Promise<string> {
  const ran = await task.call('broker', 'start', goal);
  expect(said(ran)).toEqual(['broker-started']);
  return String(at(ran, 'broker_id'));
}

const turnsOf = async (id: string): Promise<{ status: string; answer: string }[]> => {
  const listed = at(await task.call('broker', 'summary', id), 'turn_list');
  return Array.isArray(listed) ? listed : [];
};

test('answers, keeps the conversation for the next message, and names its version', async () => {
  serve('The first answer.', 'The second answer.');
  const id = await started();
  const first = await task.call('broker', 'wait', id);
  expect(first).toMatchObject({ code: 0, json: { data: { standing: 'waiting', turns: 1 } } });
  expect(readFileSync(String(at(first, 'output_path')), 'utf8')).toBe('The first answer.');
  expect(at(first, 'server')).toMatch(/^\d+\.\d+\.\d+$/);
  expect(said(await task.call('broker', 'send', id, 'And', 'then?'))).toEqual(['broker-sent']);
  const second = await task.call('broker', 'wait', id);
  expect(readFileSync(String(at(second, 'output_path')), 'utf8')).toBe('The second answer.');
  expect(at(second, 'session_id')).toBe(at(first, 'session_id'));
  expect(server.requests.at(-1)?.raw).toContain('And then?');
  expect(server.requests.at(-1)?.raw).toContain('Look around');
});

test('a message reaches the turn that runs', async () => {
  serve(slow('abcd '), 'After the steering.');
  const id = await started();
  await until(async () => (await turnsOf(id)).length === 1);
  expect(await task.call('broker', 'send', id, 'Only the tests')).toMatchObject({
    json: { data: { taken: { how: 'steered' } } },
  });
  const ran = await task.call('broker', 'wait', id);
  expect(at(ran, 'turns')).toBe(1);
  expect(readFileSync(String(at(ran, 'output_path')), 'utf8')).toBe('After the steering.');
  expect(server.requests.at(-1)?.raw).toContain('Only the tests');
});

test('an interrupt ends the turn with the command that it left running', async () => {
  serve(command('sleep 7654'), 'Other work.');
  const id = await started();
  await until(() => processesNaming('sleep 7654').length > 0);
  const ran = await task.call('broker', 'send', id, '--interrupt', 'Do something else');
  expect(said(ran)).toEqual(['broker-sent']);
  expect((await task.call('broker', 'wait', id)).code).toBe(0);
  expect((await turnsOf(id)).map(({ status }) => status)).toEqual(['interrupted', 'completed']);
  await until(() => processesNaming('sleep 7654').length === 0);
});

test('a request for more rights is declined, and the turn goes on', async () => {
  const escalated = { cmd: 'touch ../outside', sandbox_permissions: 'require_escalated', justification: 'I want to' };
  serve({ call: { name: 'exec_command', arguments: escalated } }, 'I could not.');
  const id = await started();
  const ran = await task.call('broker', 'wait', id);
  expect(ran).toMatchObject({ code: 0, json: { data: { declined: 1 } } });
  expect(readFileSync(String(at(ran, 'output_path')), 'utf8')).toBe('I could not.');
  const events = readFileSync(path.join(runOf(id), 'events.jsonl'), 'utf8');
  expect(events).toContain('"status":"declined"');
  expect(existsSync(path.join(runOf(id), 'outside'))).toBe(false);
});

test('a command carries the mark by which it is found, and nothing else of the environment', async () => {
  serve(command('printenv CCCC_RUN LAB_KEY'), 'Seen.');
  const id = await started();
  await task.call('broker', 'wait', id);
  const { trace } = JSON.parse(readFileSync(path.join(runOf(id), 'job.json'), 'utf8'));
  const sent = server.requests.at(-1)?.raw ?? '';
  expect(sent).toContain(trace.mark);
  expect(sent).not.toContain('dummy');
});

test('every method that is used is in the schema of the pinned Codex', async () => {
  const { codex } = await findClients();
  const out = await mkdtemp(path.join(tmpdir(), 'cccc-schema-'));
  execFileSync(codex, ['app-server', 'generate-json-schema', '--experimental', '--out', out]);
  const names = await readdir(out, { recursive: true });
  const texts = names
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFileSync(path.join(out, name), 'utf8'));
  const schema = texts.join('\n');
  await rm(out, { recursive: true });
  for (const method of [
    ...['initialize', 'initialized', 'thread/start', 'thread/resume', 'turn/start', 'turn/steer', 'turn/interrupt'],
    ...['thread/backgroundTerminals/clean', 'thread/started', 'turn/started', 'turn/completed'],
    ...['item/started', 'item/completed', 'thread/tokenUsage/updated', 'item/commandExecution/requestApproval'],
  ])
    expect(schema).toContain(`"${method}"`);
});

describe('nothing is left', () => {
  test('after stop, in the middle of a command', async () => {
    serve(command('sleep 7655'));
    const id = await started();
    await until(() => processesNaming('sleep 7655').length > 0);
    expect(said(await task.call('broker', 'stop', id))).toEqual(['broker-stopped']);
    expect(processesNaming('sleep 7655')).toEqual([]);
    expect(processesNaming(id)).toEqual([]);
    expect(await task.call('broker', 'send', id, 'hello')).toMatchObject({ code: 1 });
    expect(existsSync(path.join(runOf(id), 'work'))).toBe(false);
  });

  test('a session that ended a week ago is gone', async () => {
    serve('An answer.');
    const id = await started();
    await task.call('broker', 'wait', id);
    await task.call('broker', 'stop', id);
    const old = new Date(Date.now() - 8 * 24 * 60 * 60 * 1000);
    utimesSync(path.join(runOf(id), 'result.json'), old, old);
    expect(sessions(await task.call('broker', 'list')).map((session) => session.id)).not.toContain(id);
    expect(existsSync(runOf(id))).toBe(false);
  });

  test('after the supervisor is killed: the next look ends the server and its command', async () => {
    serve(command('sleep 7656'));
    const id = await started();
    await until(() => processesNaming('sleep 7656').length > 0);
    const killed = processesNaming(id).filter(({ command }) => /delegate-supervisor|\0app-server\0/.test(command));
    expect(killed).toHaveLength(2);
    for (const { pid } of killed) process.kill(pid, 'SIGKILL');
    await until(async () => sessions(await task.call('broker', 'list')).every(({ standing }) => standing === 'ended'));
    expect(processesNaming('sleep 7656')).toEqual([]);
    expect((await task.call('broker', 'wait', id)).code).toBe(137);
  });
});

test('a session that has ended can be continued in a new one', async () => {
  serve('One.', 'Two.');
  const id = await started('Remember the word walnut');
  const first = await task.call('broker', 'wait', id);
  await task.call('broker', 'stop', id);
  const again = await task.call('broker', 'start', 'Which word?', '--session', String(at(first, 'session_id')));
  const second = await task.call('broker', 'wait', String(at(again, 'broker_id')));
  expect(at(second, 'session_id')).toBe(at(first, 'session_id'));
  expect(server.requests.at(-1)?.raw).toContain('walnut');
});

test('a service that refuses ends the turn with its reason, and the session stays', async () => {
  serve(httpError(401, { message: 'bad key' }));
  const id = await started();
  const ran = await task.call('broker', 'wait', id);
  expect(ran).toMatchObject({ code: 3, json: { data: { standing: 'waiting' } } });
  expect(said(ran)).toEqual(['broker-turn-failed']);
});

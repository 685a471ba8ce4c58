/**
 * A scripted loopback stand-in for the Responses API. The caller decides each answer; this file implements the protocol
 * (server-sent events, tool calls, errors, and every way in which a stream can fail).
 */
import http from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import zlib from 'node:zlib';

/** Where a stream can stop: before its first event, after `created`, after a text delta, before `completed`. */
export type Place = 'headers' | 'created' | 'delta' | 'done';

export interface Usage {
  input_tokens: number;
  output_tokens: number;
  total_tokens: number;
  input_tokens_details?: { cached_tokens: number };
  output_tokens_details?: { reasoning_tokens: number };
}

/**
 * One answer. At most one of `status`, `raw` and `drop` may be set; otherwise the items are streamed in the given
 * order.
 */
export interface Turn {
  /** The assistant's message, streamed as deltas. */
  text?: string;
  /** A function call, such as `{ name: 'exec_command', arguments: { cmd: 'ls' } }`. */
  call?: { name: string; arguments: unknown; id?: string };
  custom?: { name: string; input: string; id?: string };
  reasoning?: string;
  /** Raw output items, sent before all others. */
  items?: Item[];

  /** A plain HTTP answer instead of a stream; a string is sent unchanged. */
  status?: number;
  body?: unknown;
  /** Additional response headers, also for a stream (`openai-model` reports a rerouted model). */
  headers?: Record<string, string>;
  /** Raw bytes instead of the server's own stream. */
  raw?: string;
  /** Closes the connection before any answer. */
  drop?: boolean;

  failed?: { code: string; message: string };
  incomplete?: string;
  /** Stops sending here and keeps the connection open. */
  hang?: Place;
  /** Breaks the connection here. */
  cut?: Place;
  /**
   * The time before the answer begins and between two deltas, in milliseconds, and the number of characters per delta.
   */
  delayMs?: number;
  chunkMs?: number;
  chunk?: number;
  usage?: Usage;
}

export interface Item {
  type: string;
  id?: string;
  [field: string]: unknown;
}

export interface ServedRequest {
  /** 1, 2, 3 … in order of arrival. */
  n: number;
  method: string;
  /** The path without the query. */
  path: string;
  headers: http.IncomingHttpHeaders;
  /** The decoded body as text, and parsed if it is JSON. */
  raw: string;
  body: unknown;
}

export interface ResponsesServer {
  /** The base address for a provider's `base_url`, including `/v1`. */
  url: string;
  port: number;
  /** Every request so far, including refused WebSockets and unknown routes. */
  requests: ServedRequest[];
  close(): Promise<void>;
}

export interface ResponsesServerOptions {
  /** Decides how one `POST /v1/responses` is answered; a string is short for `{ text }`. */
  answer: (request: ServedRequest) => Turn | string | Promise<Turn | string>;
  log?: (request: ServedRequest) => void;
}

const USAGE: Usage = {
  input_tokens: 100,
  input_tokens_details: { cached_tokens: 10 },
  output_tokens: 20,
  output_tokens_details: { reasoning_tokens: 5 },
  total_tokens: 120,
};

/** Starts the server on a free loopback port. An error thrown by `answer` becomes a 500 with its message. */
export async function startResponsesServer(options: ResponsesServerOptions): Promise<ResponsesServer> {
  const requests: ServedRequest[] = [];
  const record = (served: ServedRequest): void => {
    requests.push(served);
    options.log?.(served);
  };
  const server = http.createServer((request, response) => {
    serve(options, request, response, (body) => {
      const served = { ...headOf(request, requests.length + 1), ...body };
      record(served);
      return served;
    }).catch((error: unknown) => {
      if (response.headersSent) response.destroy();
      else sendJson(response, 500, { error: { message: String(error) } });
    });
  });
  server.on('upgrade', (request, socket) => {
    record({ ...headOf(request, requests.length + 1), raw: '', body: null });
    socket.end('HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n');
  });
  server.requestTimeout = 0;
  const port = await listen(server);
  const close = (): Promise<void> =>
    new Promise((done) => {
      server.close(() => done());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}/v1`, port, requests, close };
}

function listen(server: http.Server): Promise<number> {
  return new Promise((done, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') failed(new Error('the server has no port'));
      else done(address.port);
    });
  });
}

function headOf(request: http.IncomingMessage, n: number): Omit<ServedRequest, 'raw' | 'body'> {
  const path = (request.url ?? '/').split('?')[0] ?? '/';
  return { n, method: request.method ?? '', path, headers: request.headers };
}

async function serve(
  options: ResponsesServerOptions,
  request: http.IncomingMessage,
  response: http.ServerResponse,
  record: (body: { raw: string; body: unknown }) => ServedRequest,
): Promise<void> {
  const raw = await readBody(request);
  const served = record({ raw, body: parseOrText(raw) });
  if (served.method === 'GET' && served.path.endsWith('/models')) {
    return sendJson(response, 200, { object: 'list', data: [{ id: 'scripted', object: 'model' }] });
  }
  if (served.method !== 'POST' || !served.path.endsWith('/responses')) {
    return sendJson(response, 404, { error: { message: `no route ${served.method} ${served.path}` } });
  }
  const given = await options.answer(served);
  await answer(typeof given === 'string' ? { text: given } : given, served.n, request, response);
}

async function readBody(request: http.IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(Buffer.from(part));
  const bytes = Buffer.concat(parts);
  switch (request.headers['content-encoding']) {
    case 'gzip':
      return zlib.gunzipSync(bytes).toString('utf8');
    case 'br':
      return zlib.brotliDecompressSync(bytes).toString('utf8');
    default:
      return bytes.toString('utf8');
  }
}

function parseOrText(raw: string): unknown {
  try {
    return JSON.parse(raw);
  } catch (error) {
    if (error instanceof SyntaxError) return raw;
    throw error;
  }
}

function sendJson(
  response: http.ServerResponse,
  status: number,
  body: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function answer(
  turn: Turn,
  n: number,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  if (turn.delayMs) await pause(turn.delayMs);
  if (turn.drop) {
    request.socket.destroy();
  } else if (turn.status !== undefined) {
    sendJson(response, turn.status, turn.body ?? { error: { message: `status ${turn.status}` } }, turn.headers);
  } else if (turn.raw !== undefined) {
    response.writeHead(200, { 'content-type': 'text/event-stream', ...turn.headers });
    response.end(turn.raw);
  } else {
    await stream(turn, n, request, response);
  }
}

/** Streams one turn; stops early if the turn says so. */
async function stream(
  turn: Turn,
  n: number,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): Promise<void> {
  // Before the status line, so that the client sees no response headers at all.
  if (turn.hang === 'headers') return;
  response.writeHead(200, { 'content-type': 'text/event-stream', 'x-request-id': `req_${n}`, ...turn.headers });
  response.flushHeaders();
  const { send, stopsAt } = channel(turn, request, response);
  if (stopsAt('headers')) return;
  const shell = { id: `resp_${n}`, object: 'response', created_at: 1_700_000_000, model: 'scripted', output: [] };
  send('response.created', { response: { ...shell, status: 'in_progress' } });
  if (stopsAt('created')) return;
  const items = itemsOf(turn, n);
  for (const [index, item] of items.entries()) {
    send('response.output_item.added', {
      output_index: index,
      item: item.type === 'message' ? { ...item, content: [] } : item,
    });
    if (item.type === 'message' && (await streamText(turn, item, index, send, stopsAt))) return;
    send('response.output_item.done', { output_index: index, item: { status: 'completed', ...item } });
  }
  if (stopsAt('done')) return;
  const [type, last] = ending(turn, items);
  send(type, { response: { ...shell, ...last } });
  response.end();
}

type Send = (type: string, data: Record<string, unknown>) => void;
type StopsAt = (place: Place) => boolean;

function channel(
  turn: Turn,
  request: http.IncomingMessage,
  response: http.ServerResponse,
): { send: Send; stopsAt: StopsAt } {
  let sequence = 0;
  return {
    send(type, data) {
      if (response.destroyed) return;
      response.write(`event: ${type}\ndata: ${JSON.stringify({ type, sequence_number: sequence++, ...data })}\n\n`);
    },
    stopsAt(place) {
      // The connection breaks after everything written so far was sent; otherwise the client would not receive it.
      if (turn.cut === place) response.write('', () => request.socket.destroySoon());
      return turn.cut === place || turn.hang === place;
    },
  };
}

/**
 * Streams the text of a turn.
 *
 * @returns whether the stream stops in the middle of the text
 */
async function streamText(turn: Turn, item: Item, index: number, send: Send, stopsAt: StopsAt): Promise<boolean> {
  const text = textOf(item);
  const size = turn.chunk ?? 40;
  for (let at = 0; at < text.length; at += size) {
    if (turn.chunkMs) await pause(turn.chunkMs);
    const delta = text.slice(at, at + size);
    send('response.output_text.delta', { item_id: item.id, output_index: index, content_index: 0, delta });
    if (stopsAt('delta')) return true;
  }
  return false;
}

function textOf(item: Item): string {
  const first: unknown = Array.isArray(item['content']) ? item['content'][0] : null;
  const hasText = typeof first === 'object' && first !== null && 'text' in first;
  return hasText && typeof first.text === 'string' ? first.text : '';
}

function itemsOf(turn: Turn, n: number): Item[] {
  const items = [...(turn.items ?? [])];
  if (turn.reasoning !== undefined) {
    items.push({
      type: 'reasoning',
      id: `rs_${n}`,
      summary: [{ type: 'summary_text', text: turn.reasoning }],
      encrypted_content: null,
    });
  }
  if (turn.call) {
    const { name, id } = turn.call;
    items.push({
      type: 'function_call',
      id: `fc_${n}`,
      call_id: id ?? `call_${n}`,
      name,
      arguments: JSON.stringify(turn.call.arguments),
    });
  }
  if (turn.custom) {
    const { name, input, id } = turn.custom;
    items.push({ type: 'custom_tool_call', id: `ct_${n}`, call_id: id ?? `call_${n}`, name, input });
  }
  if (turn.text !== undefined) items.push(messageItem(turn.text, `msg_${n}`));
  return items;
}

/** One assistant message as a raw item, for turns that need two of them. */
export function messageItem(text: string, id: string): Item {
  return { type: 'message', id, role: 'assistant', content: [{ type: 'output_text', text, annotations: [] }] };
}

function ending(turn: Turn, items: Item[]): [string, Record<string, unknown>] {
  const usage = turn.usage ?? USAGE;
  if (turn.failed) return ['response.failed', { status: 'failed', error: turn.failed }];
  if (turn.incomplete !== undefined) {
    const reason = { reason: turn.incomplete };
    return ['response.incomplete', { status: 'incomplete', incomplete_details: reason, output: items, usage }];
  }
  return ['response.completed', { status: 'completed', output: items, usage }];
}

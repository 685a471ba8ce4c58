/**
 * A loopback stand-in for the Anthropic Messages API. It turns each request of Claude Code into a plain list of what
 * the model has heard, asks a function for the answer, and streams the answer back.
 *
 * Only for tests and the demo; it is never shipped.
 */
import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

/** One piece of a conversation, in the order in which the model reads it. */
export type Heard =
  | { kind: 'user'; text: string }
  | { kind: 'system'; text: string }
  | { kind: 'said'; text: string }
  | { kind: 'call'; id: string; tool: string; input: Record<string, unknown> }
  | { kind: 'result'; id: string; text: string; failed: boolean };

/** Who asks: the main loop, a sub-agent, or a side request without tools (hook prompts, titles). */
export type Lane = 'main' | 'sub' | 'side';

export interface MessagesRequest {
  /** Counted from 1. */
  n: number;
  lane: Lane;
  /** The conversation so far, also for a side request. */
  heard: Heard[];
  /** Names of the tools that the client offers. */
  tools: string[];
  /** The request body as it was received. */
  body: unknown;
}

/** An answer: words, tool calls, both, or an HTTP error instead. */
export interface ClaudeTurn {
  text?: string;
  calls?: { tool: string; input: Record<string, unknown> }[];
  /** With an HTTP status of 400 or more, the answer is an error with this message. */
  status?: number;
  message?: string;
}

export interface MessagesServer {
  /** The value for ANTHROPIC_BASE_URL. */
  url: string;
  port: number;
  /** Every request for a message, with its answer. */
  requests: (MessagesRequest & { answer: ClaudeTurn })[];
  close(): Promise<void>;
}

export interface MessagesOptions {
  /** Called for the main loop and for sub-agents. */
  answer: (request: MessagesRequest) => ClaudeTurn | Promise<ClaudeTurn>;
  /** Called for side requests; without it, they get the answer "ok". */
  answerSide?: (request: MessagesRequest) => ClaudeTurn | Promise<ClaudeTurn>;
}

const sayOk = (): ClaudeTurn => ({ text: 'ok' });

type Block =
  | { type: 'text'; text: string }
  | { type: 'tool_use'; id: string; name: string; input: Record<string, unknown> };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const newId = (prefix: string): string => `${prefix}_${randomBytes(12).toString('hex')}`;

/** The words in a content field, which is a string or a list of blocks. */
function wordsOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return list(content)
    .filter(isRecord)
    .map((block) => (block['type'] === 'text' ? text(block['text']) : wordsOf(block['content'])))
    .filter((words) => words !== '')
    .join('\n');
}

function heardBlock(role: string, block: Record<string, unknown>): Heard[] {
  switch (block['type']) {
    case 'text': {
      const words = text(block['text']);
      if (role === 'assistant') return [{ kind: 'said', text: words }];
      return [{ kind: role === 'system' ? 'system' : 'user', text: words }];
    }
    case 'tool_use': {
      const input = isRecord(block['input']) ? block['input'] : {};
      return [{ kind: 'call', id: text(block['id']), tool: text(block['name']), input }];
    }
    case 'tool_result':
      return [
        {
          kind: 'result',
          id: text(block['tool_use_id']),
          text: wordsOf(block['content']),
          failed: block['is_error'] === true,
        },
      ];
    default:
      return [];
  }
}

/**
 * The conversation in a request body: roles user, assistant and system (which the client also sends in
 * mid-conversation), without the system prompt. Blocks of other types are skipped.
 */
export function heardIn(body: unknown): Heard[] {
  if (!isRecord(body)) return [];
  return list(body['messages'])
    .filter(isRecord)
    .flatMap((message) => {
      const role = text(message['role']);
      const content = message['content'];
      const blocks = typeof content === 'string' ? [{ type: 'text', text: content }] : list(content).filter(isRecord);
      return blocks.flatMap((block) => heardBlock(role, block));
    });
}

function laneOf(body: unknown, headers: IncomingMessage['headers']): Lane {
  if (!isRecord(body) || list(body['tools']).length === 0) return 'side';
  if (headers['x-claude-code-agent-id'] !== undefined) return 'sub';
  return /cc_is_subagent=true/.test(wordsOf(body['system'])) ? 'sub' : 'main';
}

function blocksOf(turn: ClaudeTurn): Block[] {
  const words: Block[] = turn.text ? [{ type: 'text', text: turn.text }] : [];
  const calls = (turn.calls ?? []).map(
    (call): Block => ({ type: 'tool_use', id: newId('toolu'), name: call.tool, input: call.input }),
  );
  return [...words, ...calls];
}

function messageOf(turn: ClaudeTurn, model: string) {
  return {
    id: newId('msg'),
    type: 'message',
    role: 'assistant',
    model,
    content: blocksOf(turn),
    stop_reason: turn.calls?.length ? 'tool_use' : 'end_turn',
    stop_sequence: null,
    usage: { input_tokens: 100, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 10 },
  };
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', 'request-id': newId('req') });
  response.end(JSON.stringify(value));
}

function sendStream(response: ServerResponse, message: ReturnType<typeof messageOf>): void {
  const send = (type: string, data: object): void => {
    response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...data })}\n\n`);
  };
  response.writeHead(200, {
    'content-type': 'text/event-stream',
    'cache-control': 'no-cache',
    'request-id': newId('req'),
  });
  send('message_start', { message: { ...message, content: [], stop_reason: null } });
  for (const [index, block] of message.content.entries()) {
    const isText = block.type === 'text';
    send('content_block_start', {
      index,
      content_block: isText ? { type: 'text', text: '' } : { ...block, input: {} },
    });
    const delta = isText
      ? { type: 'text_delta', text: block.text }
      : { type: 'input_json_delta', partial_json: JSON.stringify(block.input) };
    send('content_block_delta', { index, delta });
    send('content_block_stop', { index });
  }
  send('message_delta', {
    delta: { stop_reason: message.stop_reason, stop_sequence: null },
    usage: { output_tokens: 10 },
  });
  send('message_stop', {});
  response.end();
}

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (Buffer.isBuffer(chunk)) chunks.push(chunk);
  const raw = Buffer.concat(chunks).toString('utf8');
  return raw === '' ? null : JSON.parse(raw);
}

const errorBody = (type: string, message: string): object => ({ type: 'error', error: { type, message } });

/**
 * Answers one HTTP request. An error in the answering function becomes a 400 with its message, which the client reports
 * and does not retry.
 */
async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  options: MessagesOptions,
  log: MessagesServer['requests'],
): Promise<void> {
  const path = (request.url ?? '').split('?')[0];
  const body = await bodyOf(request);
  if (request.method === 'POST' && path === '/v1/messages/count_tokens')
    return sendJson(response, 200, { input_tokens: 100 });
  if (request.method !== 'POST' || path !== '/v1/messages')
    return sendJson(response, 404, errorBody('not_found_error', `no route ${path}`));
  const lane = laneOf(body, request.headers);
  const tools = isRecord(body)
    ? list(body['tools'])
        .filter(isRecord)
        .map((tool) => text(tool['name']))
    : [];
  const asked: MessagesRequest = { n: log.length + 1, lane, heard: heardIn(body), tools, body };
  const entry: MessagesServer['requests'][number] = { ...asked, answer: {} };
  log.push(entry);
  const turn = await (lane === 'side' ? (options.answerSide ?? sayOk)(asked) : options.answer(asked));
  entry.answer = turn;
  if (turn.status !== undefined && turn.status >= 400)
    return sendJson(response, turn.status, errorBody('api_error', turn.message ?? 'scripted error'));
  const message = messageOf(turn, isRecord(body) ? text(body['model']) : '');
  return isRecord(body) && body['stream'] === true ? sendStream(response, message) : sendJson(response, 200, message);
}

/**
 * Starts the server on a free port of 127.0.0.1.
 *
 * @throws when no port is available
 */
export async function startMessagesServer(options: MessagesOptions): Promise<MessagesServer> {
  const requests: MessagesServer['requests'] = [];
  const server = createServer((request, response) => {
    serve(request, response, options, requests).catch((error: unknown) => {
      const message = error instanceof Error ? error.message : String(error);
      if (response.headersSent) response.destroy();
      else sendJson(response, 400, errorBody('invalid_request_error', message));
    });
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, port, requests, close: () => stop(server) };
}

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('the server has no port'));
      else resolve(address.port);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

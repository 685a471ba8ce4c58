/** A stand-in for a company's gateway: a loopback server that keeps what it is sent, also as a proxy. */
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Sent {
  method: string;
  /** As it stood in the request: with the query, and with the host where it was sent to a proxy. */
  url: string;
  headers: http.IncomingHttpHeaders;
}

export interface Gateway {
  /** `http://127.0.0.1:<port>` */
  url: string;
  host: string;
  sent: Sent[];
  close(): Promise<void>;
}

const EVENTS = (text: string): [string, object][] => [
  ['response.created', { response: { id: 'r' } }],
  [
    'response.output_item.done',
    { item: { type: 'message', role: 'assistant', id: 'm', content: [{ type: 'output_text', text }] } },
  ],
  [
    'response.completed',
    {
      response: {
        id: 'r',
        usage: {
          input_tokens: 1,
          input_tokens_details: null,
          output_tokens: 1,
          output_tokens_details: null,
          total_tokens: 2,
        },
      },
    },
  ],
];

/**
 * @param answer the model's last message
 * @param onPrompt called before a prompt is answered
 */
export async function startGateway(answer: string, onPrompt: () => void | Promise<void> = () => {}): Promise<Gateway> {
  const sent: Sent[] = [];
  const keep = ({ method = '', url = '', headers }: http.IncomingMessage): void =>
    void sent.push({ method, url, headers });
  const server = http.createServer((request, response) => {
    keep(request);
    request.resume().on('end', async () => {
      if (request.method !== 'POST' || !request.url?.includes('/responses')) {
        response.writeHead(404, { 'content-type': 'application/json' }).end('{"error":{"message":"no"}}');
        return;
      }
      await onPrompt();
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      for (const [type, body] of EVENTS(answer))
        response.write(`event: ${type}\ndata: ${JSON.stringify({ type, ...body })}\n\n`);
      response.end();
    });
  });
  for (const [event, status] of [
    ['connect', '502 Bad Gateway'],
    ['upgrade', '426 Upgrade Required'],
  ] as const)
    server.on(event, (request: http.IncomingMessage, socket: NodeJS.WritableStream) => {
      keep(request);
      socket.end(`HTTP/1.1 ${status}\r\n\r\n`);
    });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: `http://${host}`,
    host,
    sent,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

/** The prompts among what was sent: where to, and with which headers but those that differ from call to call. */
export const promptsOf = (sent: Sent[]): object[] =>
  sent
    .filter(({ method, url }) => method === 'POST' && url.includes('/responses'))
    .map(({ url, headers }) => ({
      url,
      headers: Object.fromEntries(Object.entries(headers).filter(([name]) => !VOLATILE.test(name))),
    }));

const VOLATILE = new RegExp(
  `^(${[
    ...['content-length', 'session[-_]id', 'thread[-_]id', 'x-client-request-id', 'traceparent', 'tracestate'],
    'x-codex-(turn|window|installation|beta).*',
  ].join('|')})$`,
);

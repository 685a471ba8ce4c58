/**
 * Finds out why a connection failed, because `codex exec` prints the same sentence for an unknown name and a closed
 * port (measured with 0.169.0).
 */
import dns from 'node:dns/promises';
import net from 'node:net';
import type { NetworkFinding } from '../../core/codex/failure.js';
import { hasCode, isSystemError } from '../ground/files.js';

const LIMIT_MS = 2000;

/**
 * Looks up the provider's host and opens one connection, on which nothing is sent. Behind a proxy nothing is looked up,
 * because the host's own reachability means nothing then.
 */
export async function probeNetwork(baseUrl: string | null, env: Record<string, string>): Promise<NetworkFinding> {
  const hasProxy = Object.keys(env).some((name) => /^(all|https?)_proxy$/i.test(name));
  if (baseUrl === null || hasProxy || !URL.canParse(baseUrl)) return 'unknown';
  const { hostname, port, protocol } = new URL(baseUrl);
  const host = hostname.replace(/^\[|\]$/g, '');
  try {
    await dns.lookup(host);
  } catch (error) {
    if (!isSystemError(error)) throw error;
    return hasCode(error, 'ENOTFOUND', 'EAI_AGAIN', 'EAI_NODATA', 'EAI_NONAME') ? 'name-not-resolved' : 'unknown';
  }
  return connect(host, Number(port) || (protocol === 'http:' ? 80 : 443));
}

function connect(host: string, port: number): Promise<NetworkFinding> {
  return new Promise((done) => {
    const socket = net.connect({ host, port, timeout: LIMIT_MS });
    const end = (finding: NetworkFinding): void => {
      socket.destroy();
      done(finding);
    };
    socket.once('connect', () => end('reachable'));
    socket.once('timeout', () => end('unknown'));
    socket.once('error', (error) => end(hasCode(error, 'ECONNREFUSED') ? 'connection-refused' : 'unknown'));
  });
}

/** The two scripted models of the fan-out demo. Claude runs what it is told; each worker acts on what it reads. */
import type { ClaudeTurn, Heard } from '../../servers/messages-server.js';
import type { Turn } from '../../servers/responses-server.js';
import { readRequest } from '../codex-request.js';
import { argumentsOf, everythingTold } from '../instructions.js';
import type { DemoVerb } from '../words/types.js';
import { FREEZE, reviewOf } from './work.js';

/** Receives what Codex does. */
export type Tell = (verb: DemoVerb, detail: string) => void;

const READ = 'cat tree/src/units.js';

/** One worker: it looks, and then says what it found or did. It must be told that it is a worker, and where to look. */
export function labour(body: unknown, tell: Tell): Turn {
  const { told, looked } = readRequest(body);
  const isTold = told.includes('CONTEXT: WORKER') && told.includes('the folder `tree/`');
  if (!isTold)
    return { status: 400, body: { error: { message: 'no worker was told so', type: 'invalid_request_error' } } };
  const lens = /^LENS: (.*)$/m.exec(told)?.[1];
  const writes = /^VERIFICATION: /m.test(told);
  const name = lens ?? (writes ? 'implementer' : 'verifier');
  const command = writes ? FREEZE : READ;
  if (looked.length === 0) {
    tell('runs', `[${name}] ${command}`);
    return { call: { name: 'exec_command', arguments: { cmd: command } } };
  }
  const seen = looked[0]?.output ?? '';
  if (lens !== undefined) {
    const review = reviewOf(lens, seen);
    for (const { severity, title } of review.findings) tell('finds', `[${name}] ${severity} ${title}`);
    return { text: JSON.stringify(review) };
  }
  // The writing worker acts on what the reviewers found, the verifying one on what it sees itself.
  const isAsked = told.includes('can be changed by');
  const text = writes
    ? isAsked
      ? 'Froze UNITS in src/units.js.'
      : 'No finding reached me.'
    : seen.includes('Object.freeze') && told.includes('passed')
      ? 'PASS: UNITS is frozen, and the tests pass.'
      : 'FAIL: UNITS can still be changed.';
  tell('says', `[${name}] ${text}`);
  return { text };
}

const bash = (command: string): ClaudeTurn => ({ calls: [{ tool: 'Bash', input: { command, description: 'cccc' } }] });

/** Claude's next turn: the command that the user typed, then what each answer names as the next one. */
export function lead(heard: Heard[]): ClaudeTurn {
  const last = heard.findLast(({ kind }) => kind === 'result');
  if (last?.kind === 'result') {
    const next = /^Next: (.*)$/m.exec(last.text)?.[1];
    return next === undefined ? { text: 'The change is in the work tree.' } : bash(next);
  }
  const program = /`cccc` below stands for `([^`]+)`/.exec(everythingTold(heard))?.[1];
  return program === undefined ? { text: 'I was not told how to begin.' } : bash(`${program} ${argumentsOf(heard)}`);
}

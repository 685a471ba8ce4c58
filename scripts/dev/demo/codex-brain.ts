/**
 * The scripted Codex: a reviewer whose verdict follows from what it was sent and from what it saw by running
 * commands in its sandbox. It knows what makes these functions right; which gate it judges, which files
 * there are and where they lie, it has to be told.
 */
import type { Turn } from '../servers/responses-server.js';
import { readRequest, type CodexRequest, type Looked } from './codex-request.js';

/** Told what the reviewer does: a command it runs, a finding, a verdict. */
export type Tell = (verb: string, detail: string) => void;

interface Finding {
  severity: 'P1' | 'P2';
  category: string;
  title: string;
  file: string | null;
  line: number | null;
  reachable_failure: string | null;
  explanation: string;
  required_fix: string;
}

/** What one gate needs: the commands to run first, and what follows from what they print. */
interface Inquiry {
  commands: string[];
  findings: (looked: Looked[]) => Finding[];
}

/** Answers one request: with the next command, or with the reply when everything has been looked at. */
export function judge(body: unknown, tell: Tell): Turn {
  const request = readRequest(body);
  const inquiry = inquiryFor(request);
  const next = inquiry.commands[request.looked.length];
  if (next !== undefined) {
    tell('runs', next);
    return { call: { name: 'exec_command', arguments: { cmd: next } } };
  }
  const findings = inquiry.findings(request.looked);
  for (const finding of findings) tell('finds', `${finding.severity} ${finding.title}`);
  const reply = replyOf(request, findings);
  tell('says', String(reply['verdict']));
  return { text: JSON.stringify(reply) };
}

/** Third stage of the guard hook: the sentence for a question or a denial, and a line about it in the project's log. */
import { appendFileSync, existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { type GuardText, presentable, reasonOf } from '../../core/guard/words.js';
import { textAt } from '../../core/json.js';
import { redact } from '../../core/say/redact.js';
import type { Judgement } from '../../guard/index.js';
import { isSystemError } from '../ground/files.js';
import { projectPaths } from '../ground/workspace.js';
import { answer, type HookInput, PREAMBLE } from './call.js';
import { cliOf, type GuardPlace } from './place.js';

export interface GuardVoice {
  sayJudgement(input: HookInput, place: GuardPlace, judgement: Judgement): object | null;
}

/** Returns what the hook prints for a judgement that is not silent. */
export function sayJudgement(input: HookInput, place: GuardPlace, judged: Judgement, text: GuardText): object | null {
  const judgement = presentable(judged);
  const reason = reasonOf(judgement, text(place.language(), cliOf(place.places.project)), isReadByUser(input));
  if (reason === null || judgement.verdict === 'silent') return null;
  log(input, place, judgement);
  return answer(input, judgement.verdict, redact(reason));
}

/** Whether a question reaches the user; without a terminal, and before a command in a skill, it counts as a denial. */
const isReadByUser = (input: HookInput): boolean =>
  process.env['CLAUDE_CODE_SESSION_ATTENDED'] !== '0' && input['hook_event_name'] !== PREAMBLE;

/**
 * Logs one line per question and denial in a project that is set up. If the log cannot be written, the answer stays the
 * same.
 */
function log(input: HookInput, { places }: GuardPlace, { verdict, findings, evidence }: Judgement): void {
  const { docs, logs } = projectPaths(places.project);
  const first = findings.find((finding) => finding.verdict === verdict);
  const subject = first?.subject ?? evidence?.path ?? '';
  const line = {
    at: new Date().toISOString(),
    session: textAt(input, 'session_id'),
    tool: textAt(input, 'tool_name'),
    verdict,
    category: first?.category ?? 'evidence',
    kind: first?.kind ?? evidence?.why ?? null,
    subject: redact(subject),
  };
  try {
    if (!existsSync(docs)) return;
    mkdirSync(logs, { recursive: true, mode: 0o700 });
    appendFileSync(path.join(logs, 'guard.jsonl'), `${JSON.stringify(line)}\n`, { mode: 0o600 });
  } catch (error) {
    // The disk is full or read-only, or there is a file in place of the folder.
    if (!isSystemError(error)) throw error;
  }
}

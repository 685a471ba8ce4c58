/** The guard hook (PreToolUse): asks core/guard.ts about a call, logs what is asked or denied, prints the answer; a failure is a denial. */
import { appendFileSync, existsSync, mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { type Judgement, judgeCommand, judgeConfig, judgeEdit, judgeMcp, judgeRead, judgeRegistration, judgeSettings } from '../core/guard.js';
import { type GuardText, reasonOf } from '../core/guard-words.js';
import { loosenedSettings } from '../core/pins.js';
import { redact } from '../core/redact.js';
import { errorCode, readIfThere } from './files.js';
import { settleGrant, settleSlash } from './grants.js';
import { type GuardPlace, readGuardPlace, slashed } from './guard-place.js';
import { hookFolder, readHookInput, runHook } from './hook.js';
import { projectPaths } from './workspace.js';

/** Runs the hook. */
export function runGuardHook(text: GuardText): void {
  // Asked for only where something is said, which is seldom.
  let words = (): ReturnType<GuardText> => text('en');
  runHook(
    () => {
      const input = readHookInput();
      const place = readGuardPlace(hookFolder(), textAt(input, 'cwd'));
      words = () => text(place.language);
      if (input['hook_event_name'] === 'UserPromptExpansion') return settleSlash(input, place.places);
      const judgement = decide(input, place);
      if (settleGrant(input, place.places, judgement)) return null;
      const reason = reasonOf(judgement, words());
      if (reason === null || judgement.verdict === 'silent') return null;
      log(input, place, judgement);
      return answer(judgement.verdict, redact(reason));
    },
    (detail) => answer('deny', words().failed(redact(detail))),
  );
}

function textAt(value: unknown, name: string): string | null {
  const found: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, name) : null;
  return typeof found === 'string' ? found : null;
}

const SILENT: Judgement = { verdict: 'silent', findings: [], evidence: null, seen: [] };

function decide(input: Record<string, unknown>, { places, policy, script }: GuardPlace): Judgement {
  const tool = String(input['tool_name']);
  const call = input['tool_input'];
  if (tool === 'Bash') return judgeCommand(textAt(call, 'command') ?? '', places, policy, script);
  if (tool.startsWith('mcp__')) return judgeMcp(tool, Object(call), places, policy);
  const given = textAt(call, 'file_path') ?? textAt(call, 'notebook_path');
  if (given === null) return SILENT;
  const file = path.resolve(places.cwd, given);
  const files = [slashed(file), slashed(linksResolved(file))];
  if (tool === 'Read') return judgeRead(files, places, policy);
  const judgement = judgeEdit(files, places, policy);
  if (judgement.verdict !== 'silent') return judgement;
  const paths = projectPaths(places.project);
  const before = readIfThere(file) ?? '';
  const is = (own: string): boolean => files.includes(slashed(path.normalize(own)));
  if (is(paths.settings)) {
    const evidence = judgeRegistration(slashed(file), before, textAfter(before, call));
    if (evidence !== null) return { ...SILENT, verdict: evidence.verdict, evidence };
  }
  if (files.some((name) => /\/\.claude\/settings(?:\.local)?\.json$/.test(name))) return judgeSettings(slashed(file), before, textAfter(before, call), policy);
  return is(paths.config) && before !== '' ? judgeConfig(loosenedIn(before, textAfter(before, call)), policy) : SILENT;
}

/** What an edit of config.json loosens. A text that is no JSON says nothing, and the program refuses it. */
function loosenedIn(before: string, after: string): string[] {
  const [old, fresh] = [jsonOf(before), jsonOf(after)];
  if (fresh === undefined) return [];
  return old === undefined ? ['config.json'] : loosenedSettings(old, fresh);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** The path with the links of its existing part resolved. */
function linksResolved(file: string): string {
  try {
    return realpathSync(file);
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error;
    return file === path.dirname(file) ? file : path.join(linksResolved(path.dirname(file)), path.basename(file));
  }
}

/** What the file would hold after the call: Write has a content, Edit one replacement, MultiEdit several. */
function textAfter(before: string, call: unknown): string {
  const edits: unknown = Object(call)['edits'];
  if (Array.isArray(edits)) return edits.reduce<string>((text, edit) => textAfter(text, edit), before);
  const [old, fresh] = [textAt(call, 'old_string'), textAt(call, 'new_string')];
  return old !== null && fresh !== null ? before.replaceAll(old, () => fresh) : (textAt(call, 'content') ?? '');
}

/** One line for each question and denial, in a project that is set up. A log that cannot be written changes no answer. */
function log(input: Record<string, unknown>, { places }: GuardPlace, { verdict, findings, evidence }: Judgement): void {
  const { docs, logs } = projectPaths(places.project);
  const first = findings.find((finding) => finding.verdict === verdict);
  const subject = first?.subject ?? evidence?.path ?? '';
  const line = {
    at: new Date().toISOString(), session: textAt(input, 'session_id'), tool: textAt(input, 'tool_name'), verdict,
    category: first?.category ?? 'evidence', kind: first?.kind ?? evidence?.why ?? null, subject: redact(subject).slice(0, 300),
  };
  try {
    if (!existsSync(docs)) return;
    mkdirSync(logs, { recursive: true, mode: 0o700 });
    appendFileSync(path.join(logs, 'guard.jsonl'), `${JSON.stringify(line)}\n`, { mode: 0o600 });
  } catch (error) {
    // Full, read-only, or a file in the folder's place.
    if (errorCode(error) === '') throw error;
  }
}

const answer = (permissionDecision: 'deny' | 'ask', permissionDecisionReason: string): object => ({
  hookSpecificOutput: { hookEventName: 'PreToolUse', permissionDecision, permissionDecisionReason },
});

/** Second stage of the guard hook: judges a call with guard/judge.ts, and reports and logs a question or denial. */
import path from 'node:path';
import { editedJsonOf, fieldAt, textAt } from '../../core/json.js';
import { loosenedSettings } from '../../core/task/pins.js';
import {
  type Judgement,
  judgeCommand,
  judgeConfig,
  judgeEdit,
  judgeJavaScript,
  judgeMcp,
  judgePowerShell,
  judgeRead,
  judgeRegistration,
  judgeSettings,
  type Policy,
  policyOf,
  toolKind,
} from '../../guard/index.js';
import { readText } from '../ground/hook.js';
import { projectPaths } from '../ground/workspace.js';
import { filesOf, type HookInput, PREAMBLE } from './call.js';
import { settleGrant, settlePreamble, settleSlash } from './grants.js';
import { type GuardPlace, slashed } from './place.js';
import type { GuardVoice } from './voice.js';

/**
 * Judges one call.
 *
 * @param loadVoice loads the sentences; called only when something has to be said, which is rare
 * @returns what the hook prints; null when it stays silent
 */
export function judgeCall(input: HookInput, place: GuardPlace, loadVoice: () => GuardVoice): object | null {
  if (input['hook_event_name'] === 'UserPromptExpansion') return settleSlash(input, place.places);
  const judgement = decide(input, place);
  const isUsers =
    input['hook_event_name'] === PREAMBLE
      ? settlePreamble(input, place.places, judgement)
      : settleGrant(input, place.places, judgement);
  if (isUsers) return null;
  return judgement.verdict === 'silent' ? null : loadVoice().sayJudgement(input, place, judgement);
}

const SILENT: Judgement = { verdict: 'silent', findings: [], evidence: null, seen: [] };

function decide(input: HookInput, place: GuardPlace): Judgement {
  const { places, config, script } = place;
  const policy = policyOf(config());
  const tool = String(input['tool_name']);
  const call = input['tool_input'];
  switch (toolKind(tool)) {
    case 'harmless':
      return SILENT;
    case 'shell':
      return judgeCommand(textAt(call, 'command') ?? '', places, policy, script);
    case 'powershell-line':
      return judgePowerShell(textAt(call, 'command') ?? '', places, policy);
    case 'code':
      return judgeJavaScript(textAt(call, 'code') ?? '', places, policy);
    case 'read':
      return judgeRead(filesOf(call, places.cwd)?.files ?? [], places, policy);
    case 'edit':
      return judgeEdited(call, place, policy);
    default:
      return judgeMcp(tool, Object(call), places, policy);
  }
}

function judgeEdited(call: unknown, { places }: GuardPlace, policy: Policy): Judgement {
  const named = filesOf(call, places.cwd);
  if (named === null) return SILENT;
  const { file, files } = named;
  const judgement = judgeEdit(files, places, policy);
  if (judgement.verdict !== 'silent') return judgement;
  const paths = projectPaths(places.project);
  const before = readText(file) ?? '';
  const is = (own: string): boolean => files.includes(slashed(path.normalize(own)));
  if (is(paths.settings)) {
    const evidence = judgeRegistration(slashed(file), before, textAfter(before, call));
    if (evidence !== null) return { ...SILENT, verdict: evidence.verdict, evidence };
  }
  if (files.some((name) => /\/\.claude\/settings(?:\.local)?\.json$/.test(name)))
    return judgeSettings(slashed(file), before, textAfter(before, call), policy);
  return is(paths.config) && before !== '' ? judgeConfig(loosenedIn(before, textAfter(before, call)), policy) : SILENT;
}

/** What an edit of config.json loosens. If the result is not JSON, nothing: the program refuses such a file anyway. */
function loosenedIn(before: string, after: string): string[] {
  const [old, fresh] = [before, after].map(editedJsonOf);
  if (fresh === undefined) return [];
  return old === undefined ? ['config.json'] : loosenedSettings(old, fresh);
}

/** The file's content after the call: Write has the content, Edit one replacement, MultiEdit several. */
function textAfter(before: string, call: unknown): string {
  const edits = fieldAt(call, 'edits');
  if (Array.isArray(edits)) return edits.reduce<string>((text, edit) => textAfter(text, edit), before);
  const [old, fresh] = [textAt(call, 'old_string'), textAt(call, 'new_string')];
  return old !== null && fresh !== null ? before.replaceAll(old, () => fresh) : (textAt(call, 'content') ?? '');
}

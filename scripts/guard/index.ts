/**
 * The guard's one door: judges what a tool of Claude Code is about to do. Pure; it knows no file, no setting's place
 * and no sentence.
 */
export { TOOL_MATCHER, type ToolKind, toolKind } from './client-tools.js';
export { DENY_RULES } from './deny-rules.js';
export { judgeRegistration } from './evidence.js';
export { grantedCall, HUMAN_ONLY, isHumanOnly } from './human-only.js';
export {
  type Judged,
  type Judgement,
  judgeCommand,
  judgeConfig,
  judgeEdit,
  judgeJavaScript,
  judgeMcp,
  judgePowerShell,
  judgeRead,
  judgeSettings,
} from './judge.js';
export {
  CATEGORIES,
  type Category,
  type GuardPlaces,
  isCategory,
  type Kind,
  type Policy,
  type ScriptLookup,
} from './model.js';
export { loosensGuard, PROTECTED_BRANCHES, policyOf } from './policy.js';
export { arePlainFiles, isPlainlyOrdinary } from './quick/quick.js';
export { programWords } from './shell/plain.js';
export { Steps } from './shell/steps.js';
export { isHumanSlash, slashCall } from './slash.js';

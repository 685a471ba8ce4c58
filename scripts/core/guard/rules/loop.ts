/** The loop's own switches: verbs that only a human may use, the configuration, the registration, clients without a guard. */
import { lineOf } from '../args.js';
import { isHumanOnly } from '../human-only.js';
import { type Call, type Context, type Finding, type GuardPlaces, type Kind, shown } from '../model.js';
import { resolved } from '../paths.js';
import { isHumanSlash } from '../slash.js';
import { targetsOf } from '../targets.js';

const SMALL_SCRIPTS = /^(setup|resume|doctor|gates)\.(?:mjs|ts)$/;

/** The arguments given to this program; null when another program is called. */
function ownArguments(call: Call): string[] | null {
  const args = call.args.map(({ text }) => text);
  if (/^cccc(?:\.mjs)?$/.test(call.program)) return args;
  if (!/^(?:node|nodejs|bun|tsx|ts-node|deno)$/.test(call.program)) return null;
  const at = args.findIndex((text) => !text.startsWith('-') && text !== 'run');
  const script = args[at]?.split(/[\\/]/).at(-1) ?? '';
  if (/^cccc\.(?:mjs|ts)$/.test(script)) return args.slice(at + 1);
  const small = SMALL_SCRIPTS.exec(script)?.[1];
  return small !== undefined && /(?:cc-codex-collaborate|scripts)[\\/]/.test(args[at] ?? '') ? [small, ...args.slice(at + 1)] : null;
}

export function judgeLoop(call: Call, context: Context): Finding[] {
  const found = (kind: Finding['kind']): Finding[] => [{ category: 'loop', kind, subject: shown(call) }];
  const own = ownArguments(call);
  if (own !== null) return isHumanOnly(own) ? found('human-only').map((finding) => ({ ...finding, call: own })) : [];
  // A client that Claude starts would report what it is given as the user's own slash command.
  if (call.program === 'claude' && [...call.args.map(({ text }) => text), ...call.documents, ...(call.input.kind === 'text' ? [call.input.text] : [])].some(isHumanSlash)) return found('human-only');
  const line = call.args.map(({ text }) => text).join(' ');
  if (/^(?:claude|codex|gemini|opencode|aider|cursor-agent)$/.test(call.program) && /--dangerously|--yolo|bypassPermissions|danger-full-access|--allow-dangerously|--yes-always|approval[-_]policy[= ]\S*never/.test(line)) return found('unguarded-client');
  if (call.program === 'claude' && /^(?:config set|plugin (?:uninstall|disable|remove))\b/.test(lineOf(call.args).words.map(({ text }) => text).join(' '))) return found('loop-registration');
  for (const { target } of targetsOf(call)) {
    const kind = ownFile(resolved(target.text, call.cwd), context.places);
    if (kind !== null) return found(kind);
  }
  return [];
}

/** A file in which the loop's own rules stand, changed by something that does not show how; null for every other. */
export function ownFile(path: string, { project, home }: Pick<GuardPlaces, 'project' | 'home'>): Kind | null {
  if (path === `${project}/docs/cccc/config.json`) return 'config-unknown';
  return [project, home].some((folder) => path === `${folder}/.claude/settings.json` || path === `${folder}/.claude/settings.local.json`) ? 'loop-registration' : null;
}

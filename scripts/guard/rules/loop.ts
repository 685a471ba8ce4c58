/** The loop's own switches: human-only verbs, the configuration, the registration, clients without a guard. */

import { lineOf, valueOfFlag } from '../args.js';
import { isHumanOnly } from '../human-only.js';
import { arg, type Call, type Context, type Finding, type GuardPlaces, type Kind, shown } from '../model.js';
import { resolved } from '../paths.js';
import { meets } from '../patterns.js';
import { isHumanSlash } from '../slash.js';
import { type Target, targetsOf } from '../targets.js';

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
  return small !== undefined && /(?:cc-codex-collaborate|scripts)[\\/]/.test(args[at] ?? '')
    ? [small, ...args.slice(at + 1)]
    : null;
}

export function judgeLoop(call: Call, context: Context): Finding[] {
  const found = (kind: Finding['kind']): Finding[] => [{ category: 'loop', kind, subject: shown(call) }];
  const own = ownArguments(call);
  if (own !== null) return isHumanOnly(own) ? found('human-only').map((finding) => ({ ...finding, call: own })) : [];
  // A client that Claude starts would report its input as the user's own slash command.
  if (
    call.program === 'claude' &&
    [
      ...call.args.map(({ text }) => text),
      ...call.documents,
      ...(call.input.kind === 'text' ? [call.input.text] : []),
    ].some(isHumanSlash)
  )
    return found('human-only');
  const line = call.args.map(({ text }) => text).join(' ');
  if (isUnguarded(call, line)) return found('unguarded-client');
  if (
    call.program === 'claude' &&
    /^(?:config set|plugin (?:uninstall|disable|remove))\b/.test(
      lineOf(call.args)
        .words.map(({ text }) => text)
        .join(' '),
    )
  )
    return found('loop-registration');
  if (endsLoop(call, line)) return found('loop-process');
  const written = targetsOf(call);
  for (const { target } of [...written, ...filesInCode(call)]) {
    const path = resolved(target.text, call.cwd);
    // rsync writes whatever is in the other folder, and git writes the content of another commit.
    const kind = ownFile(
      /^(?:rsync|git)$/.test(call.program) && path.endsWith('/.claude') ? `${path}/settings.json` : path,
      context.places,
    );
    if (kind !== null) return found(kind);
  }
  return created(call, written).some(({ target }) => isShadow(resolved(target.text, call.cwd), context))
    ? found('shadowed-program')
    : [];
}

const CLIENT = /^(?:claude|codex|gemini|opencode|aider|cursor-agent|amp|goose|qwen|crush)$/;

const UNGUARDED = [
  /--dangerously|--yolo|bypassPermissions|danger-full-access|--allow-dangerously|--yes-always/,
  /approval[-_]policy[= ]\S*never|--approval-mode[= ]yolo/,
];

/** An agent that would run without the hooks, the rules or the sandbox of this project. */
function isUnguarded({ program, env }: Call, line: string): boolean {
  if (!CLIENT.test(program)) return false;
  if (meets(UNGUARDED, line)) return true;
  if (program === 'cursor-agent') return /(?:^| )(?:-f|--force)(?: |$)/.test(line);
  if (program === 'codex') return env.has('CODEX_HOME');
  return (
    program === 'claude' &&
    (env.has('CLAUDE_CONFIG_DIR') ||
      env.has('CLAUDE_CODE_SIMPLE') ||
      /(?:^| )--(?:safe-mode|bare|restricted|settings|setting-sources)(?:[ =]|$)/.test(line))
  );
}

/** Whether it ends something on which the loop runs: a review, its client, this session. */
function endsLoop(call: Call, line: string): boolean {
  if (/^(?:pkill|killall|skill)$/.test(call.program))
    return /(?:^|[ /"'])(?:\S*cccc\S*|review-supervisor\S*|delegate-supervisor\S*|codex|claude)(?:["' ]|$)/.test(line);
  const names = call.args.flatMap((one) => one.names).join(' ');
  return (
    call.program === 'kill' &&
    /\bpgrep\b.*(?:cccc|review-supervisor|delegate-supervisor|codex|claude)|\bpidof\b.*(?:codex|claude)/.test(names)
  );
}

/**
 * The kind of a file that holds the loop's own rules (of the project, the user, or the other client) and is changed in
 * a way that does not show the result; null for any other file.
 */
export function ownFile(path: string, { project, home }: Pick<GuardPlaces, 'project' | 'home'>): Kind | null {
  if (path === `${project}/docs/cccc/config.json`) return 'config-unknown';
  const settings = [
    `${project}/.claude/settings.json`,
    `${project}/.claude/settings.local.json`,
    `${home}/.claude/settings.json`,
    `${home}/.claude/settings.local.json`,
    `${home}/.claude.json`,
    `${home}/.codex/config.toml`,
  ];
  return settings.includes(path) ||
    /\/(?:managed-settings(?:\.d\/.*)?|managed-mcp)(?:\.json)?$|^\/etc\/(?:codex|claude-code)\//.test(path)
    ? 'loop-registration'
    : null;
}

/** Files that code on the command line names where it writes or deletes. */
function filesInCode({ program, args, documents }: Call): Target[] {
  if (!/^(?:python[\d.]*|node|bun|deno|ruby|perl|php|tsx|ts-node)$/.test(program)) return [];
  const code = [...args.map(({ text }) => text), ...documents]
    .filter((text) => /write|unlink|remove|rm|copy|rename|move|open\(|truncate|replace/i.test(text))
    .join('\n');
  return [
    ...code.matchAll(/["'`]([^"'`\n]*(?:\.claude\/settings[\w.]*\.json|\.claude\.json|\.codex\/config\.toml))["'`]/g),
  ].map(([, text = '']) => ({ target: arg(text), removed: false }));
}

const SHADOWED = [
  /\/(?:[\w.-]*bin|\.local\/bin|node_modules\/\.bin)\/(?:git|codex|claude|node|npm|npx|cccc|bash|sh)(?:\.exe|\.cmd)?$/,
  /\/(?:[\w.-]*bin|\.local\/bin|node_modules\/\.bin)\/(?:ssh|sudo)(?:\.exe|\.cmd)?$/,
];

function isShadow(path: string, { places }: Context): boolean {
  return meets(SHADOWED, path) && !path.startsWith(`${places.project}/dist/`);
}

/** The files that are created, not merely changed; a download counts too. */
function created(call: Call, written: readonly Target[]): readonly Target[] {
  if (/^(?:rm|unlink|chmod|chown|touch|rmdir|shred|sed|perl)$/.test(call.program)) return [];
  const fetched = /^(?:curl|wget)$/.test(call.program)
    ? valueOfFlag(call.args, '-o', '-O', '--output', '--output-document')
    : null;
  return fetched === null ? written : [...written, { target: fetched, removed: false }];
}

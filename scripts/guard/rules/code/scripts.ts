/** Scripts by name: `npm run deploy`, `npm run clean`. What package.json says is judged, and so is the name. */

import { isProgram, lineOf } from '../../args.js';
import { type Call, type Context, type Finding, shown } from '../../model.js';
import { meets } from '../../patterns.js';

const RUNNER = /^(?:npm|pnpm|yarn|bun)$/;
const VALUED = '-w --workspace --prefix --filter -F -C --dir --cwd';
const OWN = [
  'install|i|ci|add|remove|rm|uninstall|update|up|upgrade|outdated|audit|ls|list|why|info|view|pack',
  'link|unlink|init|create|config|cache|version|publish|unpublish|login|logout|whoami|exec|dlx|x|dedupe',
  'prune|rebuild|import|store|patch|patch-commit|plugin|workspace|workspaces|workspace|node|set|get',
  'help|explain|fund|doctor|bin|root|prefix|owner|access|token|dist-tag|deprecate|search|team|org|ping',
  'pkg|query|sbom|env|fetch|generate-lock-entry|licenses|policies|self-update|tag|versions|constraints',
  'dedupe|npm|run-script|run|test|t|start|stop|restart',
];

/** The script that a package manager is told to run; null when it is told something else. */
export function scriptName(call: Call): string | null {
  if (!RUNNER.test(call.program)) return null;
  const words = lineOf(call.args, VALUED).words.map(({ text }) => text);
  const at = /^(?:workspace)$/.test(words[0] ?? '') ? 2 : 0;
  const [verb = '', name] = words.slice(at);
  if (/^(?:run|run-script|rum|urn)$/.test(verb)) return name ?? null;
  return verb === '' || isProgram(verb, OWN) || call.program === 'npm' ? null : verb;
}

const TELLING =
  /(?:^|[:_-])(?:deploy|publish|release|undeploy|destroy|ship|unpublish|rollback|promote|wipe|drop|nuke)(?:$|[:_-])/;
const HARMLESS = [
  /(?:dry|build|check|test|lint|plan|diff|notes|local|preview|docs?:build|prepare|pre(?:deploy|publish|release)|dev)/,
  /(?:validate|changelog|storybook:build)/,
];

const FILE = /\.(?:sh|bash|zsh|py|js|mjs|cjs|ts|mts|rb|pl|php)$/;
const INTERPRETER = /^(?:ba|z|da|k)?sh$|^(?:python[\d.]*|node|bun|tsx|ts-node|ruby|perl|php|deno)$/;

/** A script file whose name says that it deploys or publishes: `./deploy.sh`, `python scripts/release.py`. */
function judgeScriptFile(call: Call): Finding[] {
  const isInterpreter = INTERPRETER.test(call.program);
  const first = call.args.findIndex(({ text }) => !text.startsWith('-') && text !== 'run');
  const file = isInterpreter ? (call.args[first]?.text ?? '') : call.word.text;
  if (isInterpreter && call.args.slice(0, first).some(({ text }) => /^-(?:n|-check|[a-z]*c|e|m)$/.test(text)))
    return [];
  const name = file.split('/').at(-1) ?? '';
  const bare = name.replace(FILE, '');
  const isScript = FILE.test(name) || (!isInterpreter && file.startsWith('.'));
  if (!isScript || !TELLING.test(bare) || meets(HARMLESS, bare)) return [];
  const isHarmless =
    /(?:^|\/)(?:tests?|spec|node_modules)\//.test(file) ||
    call.args.some(({ text }) => /^--(?:dry-run|help|check|plan)$|^-h$/.test(text));
  return isHarmless
    ? []
    : [{ category: /publish|release/.test(bare) ? 'publish' : 'deploy', kind: 'deploy-script', subject: shown(call) }];
}

export function judgeScript(call: Call, context: Context): Finding[] {
  const name = scriptName(call);
  if (name === null) return judgeScriptFile(call);
  if (!TELLING.test(name) || meets(HARMLESS, name)) return [];
  if (
    call.program === 'pnpm' &&
    name === 'deploy' &&
    !call.args.some(({ text }) => text === 'run') &&
    context.script(name) === null
  )
    return [];
  const isDatabase = /wipe|drop|nuke/.test(name);
  if (/--dry-run|--help/.test(call.args.map(({ text }) => text).join(' '))) return [];
  return [
    {
      category: isDatabase ? 'database' : /publish|release/.test(name) ? 'publish' : 'deploy',
      kind: isDatabase ? 'database-reset' : 'deploy-script',
      subject: shown(call),
    },
  ];
}
